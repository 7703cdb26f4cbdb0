"""How long Explore takes to settle after a filter click: 10,000 courses against 16.

Run with ``python -m benchmarks.explore_pages``. It starts two servers, one with the built-in
catalog and one with made-up courses, and clicks bars in both, in turn: each bar once, so that no
answer has been worked out before. What counts is the ratio of the medians: a machine's speed is in both.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.parse_catalog import page as made_up_page
from data.store import Store
from data.uploads.read import check
from tests.browser import harness

COURSES = 10_000
AIM = 1.5
BARS = [
    *(("format", place) for place in range(2)),
    *(("host", place) for place in range(6)),
    *(("topic", place) for place in range(7)),
]
"""The bars that both catalogs have: of which chart, which from the top."""

QUIET = 300
"""Milliseconds without anything moving that count as settled; taken off the times."""


def main() -> None:
    """Time both servers and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--courses", type=int, default=COURSES)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(folder) / "large"
        small.mkdir()
        large.mkdir()
        _fill(large / "frontdesk.duckdb", asked.courses)
        with harness.running(small) as few, harness.running(large) as many, sync_playwright() as playwright:
            browser = harness.launch(playwright)
            pages = [
                _opened(browser.new_page(viewport={"width": 1440, "height": 900}), app) for app in (few, many)
            ]
            times: list[list[float]] = [[], []]
            for chart, place in BARS:
                for page, taken in zip(pages, times, strict=True):
                    taken.append(_click(page, chart, place))
            browser.close()
    medians = [statistics.median(taken) for taken in times]
    print(
        f"16 courses: {medians[0]:.2f} s   {asked.courses:,} courses: {medians[1]:.2f} s, "
        f"median of {len(BARS)} clicks"
    )
    print(f"ratio {medians[1] / medians[0]:.2f} (aim: at most {AIM})")


def _fill(database: Path, courses: int) -> None:
    content = made_up_page(courses).encode()
    with Store.open(database) as store:
        store.add_catalog(check(content, "made up"), file_name="made up", content=content, by="benchmark")


def _opened(page: Page, app: harness.App) -> Page:
    page.goto(f"{app.url}/explore")
    return harness.settled(page)


def _click(page: Page, chart: str, place: int) -> float:
    """Choose a bar, time until nothing moves, and show all courses again."""
    bar = page.locator(f'[class*="st-key-catalog_courses_by_{chart}_figure"] .barlayer .point path').nth(
        place
    )
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    show_all = page.locator(".st-key-show_all button")
    page.mouse.move(box["x"] + 3, box["y"] + box["height"] / 2)
    begun = time.perf_counter()
    page.mouse.click(box["x"] + 3, box["y"] + box["height"] / 2)
    show_all.wait_for()
    harness.settled(page, quiet=QUIET)
    taken = time.perf_counter() - begun - QUIET / 1000
    show_all.click()
    show_all.wait_for(state="detached")
    harness.settled(page)
    return taken


if __name__ == "__main__":
    main()
