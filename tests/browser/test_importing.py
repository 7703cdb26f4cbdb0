"""A file from upload to catalog and back, and text that would like to be more than text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.harness import App, settled

Visit = Callable[..., Page]

PAGE = """Format: Webinar, original date February 31, 2019
Hosted by: Lakeside Regional Library Network
Length: 4 weeks
Storytime for toddlers and their caregivers, with songs and early literacy tips for small children.
Presented by: Ann Example
Format: Webinar, original date May 6, 2019
Hosted by: Infopeople
Length: 1 hour
A grant writing primer for boards and Friends groups: budgets, fundraising and the advocacy around them.
Presented by: Bo Sample
"""

HOSTILE = [
    "<script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=2>",
    "![pixel](http://198.51.100.7/pixel.png)",
    "[click](javascript:window.__pwned=3)",
    ":red[danger] $x^2$ **bold** `code`",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "'; DROP TABLE courses; --",
    "www.example.com and http://198.51.100.7/ and me@example.com",
]


def text(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def give(page: Page, path: Path) -> None:
    page.set_input_files('input[type="file"]', path)
    page.wait_for_selector('.st-key-add, [class*="st-key-refused"]')
    settled(page)


def test_a_page_with_problems_is_added_and_taken_back(fresh_app: App, visit: Visit, tmp_path: Path) -> None:
    source = tmp_path / "storytime.txt"
    source.write_text(PAGE, encoding="utf-8")
    page = visit(fresh_app, "/add")
    give(page, source)
    said = text(page)
    assert "2 entries: 2 courses not in the catalog yet, 0 already there." in said
    assert "February 31, 2019" in said
    assert "4 weeks" in said
    page.locator(".st-key-add button").click()
    assert "Added: 2 new courses." in text(settled(page))

    page.goto(f"{fresh_app.url}/explore")
    assert "18 courses." in text(settled(page))
    page.goto(f"{fresh_app.url}/uploads")
    settled(page)
    page.get_by_role("button", name="Take back").first.click()
    page.get_by_role("button", name="Take this upload back").click()
    settled(page)
    assert "storytime.txt (taken back)" in text(page)
    page.goto(f"{fresh_app.url}/explore")
    assert "16 courses." in text(settled(page))


def test_the_same_file_twice_is_recognized(fresh_app: App, visit: Visit, tmp_path: Path) -> None:
    source = tmp_path / "storytime.txt"
    source.write_text(PAGE, encoding="utf-8")
    page = visit(fresh_app, "/add")
    for _ in range(2):
        give(page, source)
        page.locator(".st-key-add button").click()
        settled(page)
    assert "This file is here already." in text(page)


def test_a_file_that_is_no_catalog_page_is_refused_with_a_sentence(
    app: App, visit: Visit, tmp_path: Path
) -> None:
    source = tmp_path / "catalog.txt"
    source.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    page = visit(app, "/add")
    give(page, source)
    assert "catalog.txt was not added." in text(page)
    assert page.locator(".st-key-add button").count() == 0


def test_text_from_a_file_is_shown_as_typed_and_nothing_in_it_runs(
    fresh_app: App, visit: Visit, tmp_path: Path
) -> None:
    entries = [
        f"Format: Webinar, original date May {day}, 2019\nHosted by: {hostile}\nLength: 1 hour\n"
        f"Customer service at the desk number {day}, told by {hostile} to everyone who asks for it.\n"
        f"Presented by: {hostile}\n"
        for day, hostile in enumerate(HOSTILE, start=1)
    ]
    source = tmp_path / "<b>hostile ![](x) :red[x] $x$.txt"
    source.write_text("".join(entries), encoding="utf-8")
    page = visit(fresh_app, "/add")
    give(page, source)
    page.locator(".st-key-add button").click()
    settled(page)
    for path in ("/courses", "/explore", "/gaps", "/uploads", "/"):
        page.goto(fresh_app.url + path)
        settled(page)
        assert page.evaluate("window.__pwned") is None
        assert page.locator('a[href^="javascript"]').count() == 0
        assert (
            page.locator('a[href*="198.51.100.7"], a[href*="example.com"], img[src*="198.51"]').count() == 0
        )
    page.goto(f"{fresh_app.url}/courses?q=number")
    said = text(settled(page))
    for hostile in HOSTILE:
        assert f"told by {hostile} to everyone" in " ".join(said.split()), hostile
