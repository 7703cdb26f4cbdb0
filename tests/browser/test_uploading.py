"""The first ten minutes: a file of the library's own, understood, asked about, mended, stored, taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page
from python_calamine import CalamineWorkbook

from tests.browser.harness import App, settled

Visit = Callable[..., Page]

HOSTILE = [
    "<script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=2>",
    "![pixel](http://198.51.100.7/pixel.png)",
    "=cmd|' /C calc'!A0",
    "../../x.csv",
    "'; DROP TABLE completions; --",
    ":red[danger] $x^2$ **bold**",
]

TRAINING = """Employee ID,Course,Branch,Status,Completed,Hours
e1,Desk basics,Main,Completed,03/04/2026,1.5
e2,Desk basics,Main,Completed,05/06/2026,1
e3,Desk basics,North,In progress,,
e4,,North,Completed,01/02/2026,1
,,,,,
e5,Desk basics,North,Completed,02/40/2026,1
"""

UNKNOWN = "alpha,beta,gamma\nAnn,Desk basics,3\nBo,Desk basics,6\n"


def text(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def give(page: Page, path: Path) -> None:
    page.set_input_files('input[type="file"]', path)
    page.wait_for_selector(
        '[class*="st-key-add"], [class*="st-key-refused"], [class*="_kind"]', timeout=30_000
    )
    settled(page)


def test_a_file_is_understood_answered_mended_stored_and_taken_back(
    fresh_app: App, visit: Visit, tmp_path: Path
) -> None:
    source = tmp_path / "training.csv"
    source.write_text(TRAINING, encoding="utf-8")
    page = visit(fresh_app, "/add")
    give(page, source)
    said = text(page)
    assert "6 rows: 3 can be added" in said
    assert "2 cannot, 1 is not data." in said
    assert "Row 5" in said or "The course is missing" in said
    page.get_by_text("Day: April 3, 2026").click()
    settled(page)
    assert "2026-04-03" in text(page)

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download all 2 to mend them").click()
    book = CalamineWorkbook.from_filelike(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    rows = book.get_sheet_by_name("Table").to_python()
    assert rows[0][:6] == ["Employee ID", "Course", "Branch", "Status", "Completed", "Hours"]
    assert [row[0] for row in rows[1:]] == ["e4", "e5"]

    page.locator(".st-key-add button").click()
    assert "Added: 3 rows of training.csv." in text(settled(page))
    page.goto(f"{fresh_app.url}/uploads")
    settled(page)
    page.get_by_role("button", name="Take back").first.click()
    page.get_by_role("button", name="Take this upload back").click()
    settled(page)
    assert "training.csv (taken back)" in text(page)


def test_an_answer_is_remembered_for_the_next_file_of_the_kind(
    fresh_app: App, visit: Visit, tmp_path: Path
) -> None:
    page = visit(fresh_app, "/add")
    for turn, extra in enumerate(("", "e9,Desk basics,Main,Completed,07/08/2026,1\n")):
        source = tmp_path / f"training-{turn}.csv"
        source.write_text(TRAINING + extra, encoding="utf-8")
        give(page, source)
        if not turn:
            page.get_by_text("Day: April 3, 2026").click()
            settled(page)
        assert "2026-04-03" in text(page)
        page.locator(".st-key-add button").click()
        settled(page)


def test_a_table_that_nobody_knows_is_mapped_by_hand(fresh_app: App, visit: Visit, tmp_path: Path) -> None:
    source = tmp_path / "unknown.csv"
    source.write_text(UNKNOWN, encoding="utf-8")
    page = visit(fresh_app, "/add")
    give(page, source)
    assert "Say what the columns of" in text(page)
    choose(page, "What does this file hold?", "Training completions")
    choose(page, "Course (optional)", "beta")
    choose(page, "Person", "alpha")
    assert "2 rows: 2 can be added" in text(page)
    page.locator(".st-key-add button").click()
    assert "Added: 2 rows of unknown.csv." in text(settled(page))


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=False)
    box.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def test_names_from_a_file_are_shown_as_typed_on_every_page(
    fresh_app: App, visit: Visit, tmp_path: Path
) -> None:
    rows = [f'e{place},"{name}","{name}",Completed,2026-03-04' for place, name in enumerate(HOSTILE)]
    source = tmp_path / "<b>x ![](y) :red[z].csv"
    source.write_text("Employee ID,Course,Branch,Status,Completed\n" + "\n".join(rows), encoding="utf-8")
    page = visit(fresh_app, "/add")
    give(page, source)
    page.locator(".st-key-add button").click()
    settled(page)
    for path in ("/matching", "/uploads", "/settings", "/explore", "/"):
        page.goto(fresh_app.url + path)
        settled(page)
        assert page.evaluate("window.__pwned") is None
        assert page.locator('a[href^="javascript"], img[src*="198.51"], a[href*="198.51"]').count() == 0
    page.goto(f"{fresh_app.url}/matching")
    said = " ".join(text(settled(page)).split())
    for hostile in HOSTILE:
        assert hostile in said, hostile


def test_questions_and_comments_of_a_survey_are_shown_as_typed(
    fresh_app: App, visit: Visit, tmp_path: Path
) -> None:
    items = [f"How satisfied are you with {name}?" for name in HOSTILE[1:4]]
    head = ",".join(f'"{cell}"' for cell in ["Date", "Branch", *items, "Comments"])
    rows = [
        f'2026-{month:02}-04,"{HOSTILE[6]}",{3 + month % 3},4,{5 - place % 2},"Staff, {HOSTILE[place % 7]}"'
        for month in (2, 3)
        for place in range(15)
    ]
    source = tmp_path / "survey.csv"
    source.write_text("\n".join([head, *rows]), encoding="utf-8")
    page = visit(fresh_app, "/add")
    give(page, source)
    assert f'Which scale do "{items[0]}" and 2 others use?' in " ".join(text(page).split())
    page.locator(".st-key-add button").click()
    settled(page)
    for path in ("/satisfaction", "/uploads"):
        page.goto(fresh_app.url + path)
        settled(page)
        assert page.evaluate("window.__pwned") is None
        assert page.locator('a[href^="javascript"], img[src*="198.51"], a[href*="198.51"]').count() == 0
    page.goto(f"{fresh_app.url}/satisfaction")
    said = " ".join(text(settled(page)).split())
    assert HOSTILE[2] in said
