"""The running app, a browser to visit it with, and what a visit must never do.

The fixtures in conftest.py hand these out; tests use ``settled`` and ``picture`` from here.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Request, WebSocket

from tests.browser.wire import Wire
from tools import chromium

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "build" / "screens"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}

# On a deep link Streamlit's page asks for its server below that address first, is told 404, and tries
# the root next. The browser notes the 404 as an error; it is neither ours nor a fault.
PROBE = re.compile(r"/[\w-]+/_stcore/(health|host-config)$")

Size = Literal["desktop", "phone"]
Scheme = Literal["light", "dark"]

# Without these Chromium looks for updates at every start, which a closed network refuses loudly.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class App:
    """One server that a test may visit: where it answers, its database, its log, its process."""

    url: str
    database: Path
    log: Path
    process: subprocess.Popen[bytes]


@contextmanager
def running(folder: Path, *, start_in: Path = ROOT, port: int = 0) -> Iterator[App]:
    """Start the real app with a database of its own in ``folder``, and end it afterward.

    ``port`` is where it answers, any free one without it.
    Raises RuntimeError with the server's log when it does not answer within a minute.
    """
    port = port or _free_port()
    database, log = folder / "frontdesk.duckdb", folder / "server.log"
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    # A source file saved while a test runs must not disturb it, hence no watcher.
    options = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.fileWatcherType=none"]
    environment = {**os.environ, "FRONTDESK_DATABASE": str(database), "NO_COLOR": "1"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            command + options, cwd=start_in, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    app = App(f"http://127.0.0.1:{port}", database, log, process)
    try:
        _wait_until_healthy(app)
        yield app
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(app: App) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and app.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"The app did not start. Its log:\n{app.log.read_text(errors='replace')}")


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of this machine; without one the tests fail, because skipping would hide it."""
    found = chromium.find()
    if found is None:
        raise RuntimeError(chromium.NONE_FOUND)
    return playwright.chromium.launch(executable_path=found, args=ARGUMENTS)


@dataclass
class Watch:
    """What one visitor's pages did that they must not: ask elsewhere, or fail in the browser."""

    host: str
    elsewhere: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Note everything from now on."""
        Wire.of(page)
        page.on("request", self._request)
        page.on("websocket", self._socket)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("console", self._console)

    def _request(self, request: Request) -> None:
        self._address(request.url)

    def _socket(self, socket: WebSocket) -> None:
        self._address(socket.url)

    def _address(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.elsewhere.append(url)

    def _console(self, message: ConsoleMessage) -> None:
        url = message.location.get("url", "")
        if message.type == "error" and not PROBE.search(url):
            self.errors.append(f"console: {message.text} ({url})")

    def complaints(self) -> list[str]:
        """One line for each thing that must not have happened."""
        return [*(f"asked outside: {url}" for url in self.elsewhere), *self.errors]


LOOK_EVERY = 50
QUIET = """
([looks]) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const still = app
    && app.dataset.testScriptState === "notRunning"
    && app.dataset.testConnectionState === "CONNECTED"
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]');
  window.__quietLooks = still ? window.__quietLooks + 1 : 0;
  return window.__quietLooks > looks;
}
"""


def settled(page: Page, *, quiet: int = 300, timeout: int = 30_000) -> Page:
    """Wait until the app has answered: no run in progress, nothing stale, for ``quiet`` milliseconds.

    The page sends what was clicked a moment after the click; the quiet time is what tells "has not
    begun" from "is done". It is counted in looks, not by the clock: while the browser is busy
    drawing, or the machine with something else, no look happens and no quiet time passes. What was
    sent by then must have been answered too, however late the server gets to it.
    """
    deadline = time.monotonic() + timeout / 1000
    while True:
        page.evaluate("() => { window.__quietLooks = 0; }")
        page.wait_for_function(QUIET, arg=[quiet // LOOK_EVERY], timeout=timeout, polling=LOOK_EVERY)
        if not Wire.of(page).is_waiting:
            return page
        if time.monotonic() > deadline:
            raise TimeoutError(f"The server has not answered within {timeout / 1000:.0f} s.")


def picture(page: Page, name: str, *, whole: bool = False) -> Path:
    """Save what is on the screen as build/screens/NAME.png, for a person to look at.

    With ``whole`` the window is made as high as the page first: Streamlit scrolls inside the page,
    so a full-page screenshot shows no more than an ordinary one.
    """
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / f"{name}.png"
    before = page.viewport_size
    if whole and before:
        height = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
        page.set_viewport_size({"width": before["width"], "height": max(before["height"], int(height))})
        settled(page)
    page.screenshot(path=path, animations="disabled")
    if before:
        page.set_viewport_size(before)
    return path
