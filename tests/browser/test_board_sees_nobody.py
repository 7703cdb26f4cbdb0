"""A board viewer's browser never gets a person or a comment: in no byte of a page, and in no download."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocket

from data.store import Store, ensure_built_in
from data.uploads.records import REJECTED
from tests.browser import harness
from tests.browser.harness import App, settled
from tests.data.store import checked_files
from tests.report.pack.canaries import unpacked

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


COURSES = ("Extreme Customer Service", "Ten Tips for Managing Conflict", "Calm Desks")
"""Two that the catalog has, so that topics are covered, and one that it has not."""


@pytest.fixture(scope="module")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """An app whose library keeps the names of 200 staff, and 200 comments.

    Names are also where people put them by mistake: in the names of files, and in rows that were not taken.
    """
    folder = tmp_path_factory.mktemp("peopled")
    with Store.open(folder / "frontdesk.duckdb") as store:
        ensure_built_in(store)
        store.change_setting("names_on", True, "tests")
        staff = [
            {"person": f"{name}@lib.example", "name": f"{name} Reader", "branch": _branch(number)}
            for number, name in enumerate(NAMES)
        ]
        attempts = [_attempt(number, one) for number, one in enumerate(staff)]
        checked_files.add(store, checked_files.staff_list(*staff), f"{NAMES[0]}.csv")
        training = checked_files.completions(*attempts)
        training.rejected = checked_files.table(
            REJECTED,
            [
                {"source_row": row, "column": "Staff", "value": name, "reason": "duplicate_row",
                 "message": f'Row {row}, column "Staff": "{name}" stands there twice.'}
                for row, name in enumerate(NAMES, start=300)
            ],
        )  # fmt: skip
        checked_files.add(store, training, f"{NAMES[1]}.csv")
        answers, comments = _said()
        checked_files.add(store, checked_files.survey(*answers, comments=comments), f"{NAMES[2]}.csv")
    with harness.running(folder) as app:
        yield app


def _branch(number: int) -> str:
    """Eight branches of 25 to 28 staff, and one of 2."""
    return "Tiny" if number < 2 else f"Branch {number % 7}"


def _attempt(number: int, one: dict[str, Any]) -> dict[str, Any]:
    began = date(2025, 7, 2) + timedelta(days=number)
    done = number % 3 > 0
    return {
        "person": one["person"],
        "branch": one["branch"],
        "course": COURSES[number % 3 - 1],
        "status": "completed" if done else "in_progress",
        "completed": done,
        "enrolled_on": began,
        "completed_on": began + timedelta(days=9) if done else None,
        "hours": 2.0 if done else None,
    }


def _said() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Two answers of each person, satisfied and willing to recommend or not, and a comment."""
    answers: list[dict[str, Any]] = []
    comments: list[dict[str, Any]] = []
    likely = {
        "item": "Would you recommend us?",
        "item_kind": "recommend",
        "scale_min": 0.0,
        "scale_max": 10.0,
    }
    for number, word in enumerate(COMMENTS):
        told = {
            "response_id": f"r{number}",
            "responded_on": date(2025, 7, 2) + timedelta(days=number),
            "branch": _branch(number),
            "channel": "web" if number % 2 else "paper",
        }
        answers.append({**told, "value": 5.0 if number % 4 else 2.0})
        answers.append({**told, **likely, "value": 10.0 if number % 4 else 3.0})
        comments.append({**told, "text": f"The staff were friendly {word}"})
    return answers, comments


def _listened(browser: Browser, visit: Callable[[Page], None]) -> bytes:
    """Let a new visitor look around and give everything that the server sent over the web sockets."""
    heard: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: heard.append(_bytes(frame)))

    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page = context.new_page()
    page.on("websocket", listen)
    visit(page)
    context.close()
    return b"\n".join(heard)


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame


def _found(canaries: list[str], sent: bytes) -> list[str]:
    lowered = sent.lower()
    return [
        word
        for word in canaries
        if any(word.lower().encode(code) in lowered for code in ("utf-8", "utf-16-le", "utf-16-be"))
    ]


def _downloads(page: Page) -> Iterator[tuple[str, bytes]]:
    """Open every "Download" of a page in turn and take both files behind it, unpacked to the last part."""
    offers = page.get_by_role("button", name="Download", exact=True)
    for place in range(offers.count()):
        offers.nth(place).click()
        settled(page)
        for form in ("Excel (XLSX)", "CSV"):
            yield _taken(page, form)
        page.keyboard.press("Escape")


def _taken(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button, exact=True).click()
    name, path = waiting.value.suggested_filename, waiting.value.path()
    return name, b"\n".join([name.encode(), *unpacked(Path(path).read_bytes())])


def _pack(page: Page) -> Iterator[tuple[str, bytes]]:
    """Make the first pack that is ready, and take it along in every form."""
    page.get_by_role("button", name="Make", exact=True).first.click()
    for form in ("PowerPoint", "PDF", "One web page (HTML)", "All numbers (Excel)"):
        page.get_by_role("button", name=form).wait_for(timeout=60_000)
        settled(page)
        yield _taken(page, form)


def test_no_byte_and_no_file_that_a_board_viewer_gets_holds_a_name_or_a_comment(
    browser: Browser, peopled: App
) -> None:
    taken: dict[str, bytes] = {}

    def visit(page: Page) -> None:
        for path in PAGES:
            page.goto(f"{peopled.url}{path}?view=Board")
            settled(page)
            taken.update(_pack(page) if path == "/pack" else _downloads(page))

    sent = _listened(browser, visit)
    assert len(sent) > 100_000
    assert _found([*NAMES, *COMMENTS], sent) == []
    assert {name.rpartition(".")[2] for name in taken} == {"csv", "xlsx", "pptx", "pdf", "html"}
    assert len(taken) > 40
    for name, content in taken.items():
        assert _found([*NAMES, *COMMENTS], content) == [], name


def test_the_same_pages_do_send_them_to_those_who_may_see(browser: Browser, peopled: App) -> None:
    taken: dict[str, bytes] = {}

    def visit(page: Page) -> None:
        page.goto(f"{peopled.url}/training?view=Trainer")
        settled(page)
        page.get_by_role("button", name="Download", exact=True).last.click()
        settled(page)
        taken.update([_taken(page, "Excel (XLSX)")])
        page.goto(f"{peopled.url}/satisfaction?view=Trainer")
        settled(page)

    sent = _listened(browser, visit)
    assert _found(NAMES, sent)
    assert _found(COMMENTS, sent)
    assert _found(NAMES, b"".join(taken.values()))  # the search sees into a workbook
