"""The server itself: who may speak to it, what it answers with, and what it says when something fails."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from data.store import Store, ensure_built_in
from tests.browser.harness import ROOT, App, running, settled

Visit = Callable[..., Page]

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
SECRETS = ("Ann Reyes", "/srv/library", "SELECT", "Traceback", "RuntimeError")
FAILING = f"""
import streamlit as st
from streamlit import runtime
from ui import server

if not runtime.exists():
    app = st.App(__file__, lifespan=server.ready, on_script_error=server.page_failed)
else:
    raise RuntimeError("{SECRETS[0]} in {SECRETS[1]}: {SECRETS[2]} name FROM staff")
"""


def connected(app: App, **headers: str) -> int:
    """Ask for a page's connection with these headers; what the server answered."""
    host = urlsplit(app.url).netloc
    asked = http.client.HTTPConnection(host, timeout=10)
    asked.putrequest("GET", "/_stcore/stream", skip_host=True)
    for name, value in {"Host": host, "Origin": app.url, **UPGRADE, **headers}.items():
        asked.putheader(name, value)
    asked.endheaders()
    status = asked.getresponse().status
    asked.close()
    return status


def answered(app: App, path: str, method: str = "GET", body: bytes = b"", **headers: str) -> Any:
    asked = http.client.HTTPConnection(urlsplit(app.url).netloc, timeout=10)
    asked.request(method, path, body=body, headers=headers)
    answer = asked.getresponse()
    answer.read()
    asked.close()
    return answer


@pytest.mark.parametrize("path", ["/", "/explore", "/_stcore/health", "/nothing/here.js"])
def test_every_answer_says_that_the_page_stays_at_home(app: App, path: str) -> None:
    headers = answered(app, path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-eval'" not in policy
    assert "http" not in policy
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")
    assert headers["referrer-policy"] == "no-referrer"


def test_only_a_page_of_this_server_under_its_own_name_is_connected(app: App) -> None:
    port = urlsplit(app.url).port
    assert connected(app) == 101
    assert connected(app, Host=f"localhost:{port}", Origin=f"http://localhost:{port}") == 101
    assert connected(app, Origin="http://elsewhere.example") == 403
    assert connected(app, Host="rebound.example", Origin="http://rebound.example") == 403


@pytest.mark.parametrize("session", ["00000000-0000-0000-0000-000000000000", "..", "%2e%2e%2fx"])
def test_a_file_sent_by_nobody_who_is_here_is_refused(app: App, session: str) -> None:
    form = b'--b\r\nContent-Disposition: form-data; name="f"; filename="../../x.csv"\r\n\r\na,b\r\n--b--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = answered(app, f"/_stcore/upload_file/{session}/file", "PUT", form, **headers)
    assert 400 <= answer.status < 500


def test_a_file_cut_off_on_its_way_is_no_file(fresh_app: App, visit: Visit, tmp_path: Path) -> None:
    source = tmp_path / "training.csv"
    source.write_text("Name,Course,Date\n" + "Ann,Desk,2026-01-05\n" * 2_000, encoding="utf-8")
    page = visit(fresh_app, "/add")
    asked: list[tuple[str, dict[str, str]]] = []

    def keep(route: Route) -> None:
        asked.append((route.request.url, route.request.all_headers()))
        route.fulfill(status=204)

    page.route("**/upload_file/**", keep)
    page.set_input_files('input[type="file"]', source)
    page.wait_for_timeout(1_000)
    ((url, headers),) = asked
    content = source.read_bytes()
    whole = _form(headers["content-type"].rpartition("boundary=")[2], content)
    for share in (0.01, 0.25, 0.5, 0.99):
        _send(url, headers, whole[: int(share * len(whole))], promised=len(whole))
    settled(page)
    said = page.locator('[data-testid="stMain"]').inner_text()
    assert "looks like" not in said
    assert "Something went wrong" not in said
    fresh_app.process.terminate()
    fresh_app.process.wait(10)
    with Store.open(fresh_app.database) as store:
        assert store.uploads()["file_name"].tolist() == ["The built-in catalog"]
    assert not any(secret in fresh_app.log.read_text(errors="replace") for secret in ("Ann", str(tmp_path)))


def _form(boundary: str, content: bytes) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="training.csv"\r\n\r\n'
    return head.encode() + content + f"\r\n--{boundary}--\r\n".encode()


def _send(url: str, headers: dict[str, str], body: bytes, *, promised: int) -> None:
    """Send the beginning of a request, and hang up."""
    parts = urlsplit(url)
    lines = [f"PUT {parts.path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Length: {promised}"]
    lines += [f"{name}: {headers[name]}" for name in ("content-type", "cookie", "origin", "x-xsrftoken")]
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as sent:
        sent.sendall("\r\n".join([*lines, "", ""]).encode() + body)


def test_a_page_that_fails_says_so_with_a_reference_and_tells_no_more(tmp_path: Path, visit: Visit) -> None:
    (tmp_path / "dashboard.py").write_text(FAILING, encoding="utf-8")
    shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit")
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", path)
        with running(tmp_path, start_in=tmp_path) as app:
            page = visit(app)
            said = page.locator("body").inner_text()
            assert "Something went wrong on this page, and nothing was changed." in said
            reference = said.partition("the reference ")[2][:6]
            assert not [secret for secret in SECRETS if secret in page.content()]
            log = app.log.read_text(errors="replace")
    assert reference in log
    assert "RuntimeError at dashboard.py:9" in log
    assert not [secret for secret in SECRETS[:4] if secret in log]


def test_a_server_for_other_computers_is_not_started_without_a_word(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address=0.0.0.0"]
    environment = {**os.environ, "FRONTDESK_DATABASE": str(tmp_path / "x.duckdb")}
    environment.pop("FRONTDESK_ALLOW_NETWORK", None)
    ended = subprocess.run(
        [*command, "--server.port=0"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )
    assert ended.returncode != 0
    assert "Front Desk has no login yet, so it does not listen on 0.0.0.0." in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr


def test_after_a_restart_the_page_comes_back_with_its_filter_and_all_that_was_stored(
    tmp_path: Path, browser: Browser
) -> None:
    with Store.open(tmp_path / "frontdesk.duckdb") as store:
        ensure_built_in(store)
    page = browser.new_context(locale="en-US").new_page()
    with running(tmp_path) as app:
        page.goto(f"{app.url}/explore?format=Self-paced")
        before = settled(page).locator('[data-testid="stMain"]').inner_text()
        app.process.kill()
        app.process.wait(10)
    with running(tmp_path, port=urlsplit(app.url).port or 0):
        settled(page)
        assert page.locator('[data-testid="stMain"]').inner_text() == before
        page.reload()
        assert settled(page).locator('[data-testid="stMain"]').inner_text() == before
    page.context.close()
    assert "3 of 16 courses:" in before
