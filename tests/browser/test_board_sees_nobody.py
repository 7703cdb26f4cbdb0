"""A board viewer's browser never gets a person or a comment, in no byte of what the server sends."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocket

from data.store import Store
from tests.browser import harness
from tests.browser.harness import App, settled
from tests.data.store import checked_files

PAGES = (
    "/",
    "/explore",
    "/courses",
    "/gaps",
    "/training",
    "/ce-credit",
    "/satisfaction",
    "/together",
    "/curriculum",
    "/roll-out",
    "/pack",
    "/present",
    "/add",
    "/uploads",
    "/matching",
    "/settings",
)
CHANCE = random.Random(4)


def _canary() -> str:
    """A word that nothing else contains."""
    return CHANCE.choice(string.ascii_uppercase) + "".join(CHANCE.choices(string.ascii_lowercase, k=11))


NAMES = [_canary() for _ in range(200)]
COMMENTS = [_canary() for _ in range(200)]


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app whose library keeps the names of 200 staff, and 200 comments."""
    folder = tmp_path_factory.mktemp("peopled")
    with Store.open(folder / "frontdesk.duckdb") as store:
        store.change_setting("names_on", True, "tests")
        staff = [
            {"person": f"{name}@lib.example", "name": f"{name} Reader", "branch": f"Branch {number % 8}"}
            for number, name in enumerate(NAMES)
        ]
        attempts = [
            {"person": one["person"], "branch": one["branch"], "status": "in_progress", "completed": False}
            | {"completed_on": None}
            for one in staff
        ]
        checked_files.add(store, checked_files.staff_list(*staff), "staff.csv")
        checked_files.add(store, checked_files.completions(*attempts), "training.csv")
        said = [
            {"response_id": f"r{number}", "branch": f"Branch {number % 8}"} for number in range(len(COMMENTS))
        ]
        comments = [
            {**one, "text": f"The staff were friendly {word}"}
            for one, word in zip(said, COMMENTS, strict=True)
        ]
        checked_files.add(store, checked_files.survey(*said, comments=comments), "survey.csv")
    with harness.running(folder) as app:
        yield app


def _listened(browser: Browser, app: App, visit: Callable[[Page], None]) -> bytes:
    """Open a page as a new visitor and give everything that the server sent over its web sockets."""
    heard: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: heard.append(_bytes(frame)))

    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.on("websocket", listen)
    visit(page)
    context.close()
    return b"\n".join(heard)


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def _found(canaries: list[str], sent: bytes) -> list[str]:
    return [word for word in canaries if word.encode() in sent or word.lower().encode() in sent]


def test_no_byte_that_a_board_viewer_gets_holds_a_name_or_a_comment(browser: Browser, peopled: App) -> None:
    def visit(page: Page) -> None:
        for path in PAGES:
            page.goto(f"{peopled.url}{path}?view=Board")
            settled(page)

    sent = _listened(browser, peopled, visit)
    assert len(sent) > 100_000
    assert _found([*NAMES, *COMMENTS], sent) == []


def test_the_same_pages_do_send_them_to_those_who_may_see(browser: Browser, peopled: App) -> None:
    def visit(page: Page) -> None:
        for path in ("/training", "/satisfaction"):
            page.goto(f"{peopled.url}{path}?view=Trainer")
            settled(page)

    sent = _listened(browser, peopled, visit)
    assert _found(NAMES, sent)
    assert _found(COMMENTS, sent)
