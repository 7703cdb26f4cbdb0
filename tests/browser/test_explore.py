"""Explore in a real browser: a click narrows, the address keeps it, a download opens."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page
from python_calamine import CalamineWorkbook

from tests.browser.harness import App, Size, settled

Visit = Callable[..., Page]

WATCH_FOR_OTHER_PAGES = """
window.__seen = [];
new MutationObserver(() => {
  const text = document.body ? document.body.innerText : "";
  for (const other of ["Page not found", "At a glance\\n\\nWhat the library"]) {
    if (text.includes(other) && !window.__seen.includes(other)) window.__seen.push(other);
  }
}).observe(document, {childList: true, subtree: true, characterData: true});
"""


def mark(page: Page, finding: str, position: int = 0) -> Locator:
    """A bar, segment or cell of a finding's figure."""
    figure = page.locator(f'[class*="st-key-{finding}_figure"]')
    return figure.locator(".barlayer .point path").nth(position)


def press(page: Page, target: Locator) -> None:
    """Click a mark of a figure near its left end, where even a short bar has it."""
    box = target.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2)
    page.mouse.click(box["x"] + 3, box["y"] + box["height"] / 2)
    settled(page)


def text(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def test_a_bookmarked_page_is_the_first_thing_seen_after_a_start(fresh_app: App, visit: Visit) -> None:
    page = visit(fresh_app, "/explore?format=Self-paced", before=WATCH_FOR_OTHER_PAGES)
    assert "3 of 16 courses:" in text(page)
    assert page.evaluate("window.__seen") == []


def test_a_click_on_a_bar_narrows_every_other_chart(app: App, visit: Visit) -> None:
    page = visit(app, "/explore")
    assert "16 courses." in text(page)
    press(page, mark(page, "catalog_courses_by_host"))
    assert "11 of 16 courses: host WebJunction." in text(page)
    years = page.locator('[class*="st-key-catalog_courses_by_year_figure"]')
    assert "of 2" in years.inner_text()


def test_a_second_click_on_the_same_bar_takes_it_back(app: App, visit: Visit) -> None:
    page = visit(app, "/explore?host=WebJunction")
    assert "11 of 16 courses:" in text(page)
    press(page, mark(page, "catalog_courses_by_host"))
    assert "16 courses." in text(page)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_click_on_a_word_of_the_legend_narrows_to_the_format(app: App, visit: Visit, size: Size) -> None:
    page = visit(app, "/explore", size=size)
    figure = page.locator('[class*="st-key-catalog_courses_by_year_figure"]')
    for there in (0.1, 0.9):
        word = figure.locator("text", has_text="self-paced").bounding_box()
        assert word is not None
        page.mouse.click(word["x"] + word["width"] * there, word["y"] + word["height"] / 2)
        assert "3 of 16 courses: format self-paced." in text(settled(page))
        page.get_by_role("button", name="Show all 16").click()
        assert "16 courses." in text(settled(page))


def test_a_click_on_a_cell_narrows_to_its_topic_and_year(app: App, visit: Visit) -> None:
    page = visit(app, "/explore")
    figure = page.locator('[class*="st-key-catalog_topic_by_year_figure"]')
    figure.scroll_into_view_if_needed()
    with_courses = figure.locator(".barlayer .trace").nth(1)
    press(page, with_courses.locator(".point path").first)
    assert "2 of 16 courses: topic Customer service, 2012" in text(page)
    assert "topic=Customer+service" in page.url


def test_the_view_survives_reload_and_goes_along_from_page_to_page(app: App, visit: Visit) -> None:
    page = visit(app, "/explore")
    press(page, mark(page, "catalog_courses_by_format"))
    address = page.url
    assert "format=Webinar" in address
    page.reload()
    assert "12 of 16 courses: format webinar." in text(settled(page))
    page.get_by_role("button", name="Catalog").click()
    page.locator('a:has-text("Courses"):visible').first.click()
    assert "12 courses." in text(settled(page))
    assert "format=Webinar" in page.url


def test_the_downloads_hold_the_table_on_the_screen(app: App, visit: Visit, tmp_path: Path) -> None:
    page = visit(app, "/explore")
    page.locator(".st-key-catalog_courses_by_format_download button").click()
    with page.expect_download() as waiting:
        page.locator(".st-key-catalog_courses_by_format_csv button").click()
    content = Path(waiting.value.path()).read_bytes()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [["Format", "Courses"], ["webinar", "12"], ["self-paced", "3"], ["unknown", "1"]]
    with page.expect_download() as waiting:
        page.locator(".st-key-catalog_courses_by_format_xlsx button").click()
    waiting.value.save_as(tmp_path / "formats.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "formats.xlsx"))
    assert book.get_sheet_by_name("Table").to_python()[1] == ["webinar", 12.0]
    assert "Three in four are webinars." in str(book.get_sheet_by_name("About").to_python())
