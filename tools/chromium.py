"""Find a Chromium for the browser tests, and what drives it; install what needs no question.

Usage: python -m tools.chromium        prints its path, or a sentence and exit code 1
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
NONE_FOUND = (
    "No Chromium was found for the browser tests, and none could be installed.\n"
    "Install Chromium or Google Chrome, or name one: FRONTDESK_CHROMIUM=/path/to/chromium make test"
)

NO_DRIVER = (
    "Playwright, which drives the browser in the tests, does not start on this machine: "
    "run `{} -m playwright --version` to see why.\n"
    "On a small Debian the library libatomic1 may be missing: sudo apt-get install libatomic1"
)


def find() -> Path | None:
    """The Chromium to drive: the one FRONTDESK_CHROMIUM names, the system's, or Playwright's own."""
    named = os.environ.get("FRONTDESK_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    places = [*filter(None, map(shutil.which, NAMES)), *PLACES]
    installed = next((Path(place) for place in places if Path(place).is_file()), None)
    return installed or _playwrights_own()


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def install() -> Path | None:
    """Debian's package where apt-get may be used without asking, else the one Playwright downloads."""
    if debian.install("chromium") and (found := find()):
        return found
    subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"], stdin=subprocess.DEVNULL)
    return find()


def driver_runs() -> bool:
    """Whether Playwright's own driver starts; its Node needs a library that a small Debian lacks."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


def main() -> None:
    """Print the path of a Chromium that can be driven, or end with a sentence."""
    if not driver_runs() and not (debian.install("libatomic1") and driver_runs()):
        sys.exit(NO_DRIVER.format(sys.executable))
    chromium = find() or install()
    if chromium is None:
        sys.exit(NONE_FOUND)
    print(chromium)


if __name__ == "__main__":
    main()
