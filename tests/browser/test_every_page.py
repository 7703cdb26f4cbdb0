"""Every page at two sizes and in two themes: nothing that shuts people out, and pictures to look at.

The pictures are in build/screens; ``FRONTDESK_LOOKS=all`` takes each page at each size in each theme.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from data.store import Store
from tests.browser import harness
from tests.browser.harness import App, Scheme, Size, picture, settled
from tests.report.people import instruments

Visit = Callable[..., Page]

PAGES = {
    "at-a-glance": "/",
    "explore": "/explore",
    "explore-narrowed": "/explore?host=WebJunction&format=Webinar",
    "courses": "/courses?q=angry",
    "gaps": "/gaps",
    "ce-credit": "/ce-credit",
    "add": "/add",
    "uploads": "/uploads",
    "matching": "/matching",
    "settings": "/settings",
}

PRACTICE = {
    "together-question": "/together",
    "curriculum": "/curriculum",
    "roll-out": "/roll-out",
    "gaps-practice": "/gaps",
    "at-a-glance-practice": "/",
    "explore-alongside": "/explore?host=Infopeople",
    "training-trainer": "/training?view=Trainer&fy=FY2026",
    "training-board": "/training?view=Board",
    "training-narrowed": "/training?fy=FY2026&about=Customer+service",
    "satisfaction": "/satisfaction",
}
"""Pages about people, over the practice library."""

SERIOUS = {"serious", "critical"}

STREAMLITS_MENU = {"list", "listitem"}
"""On a phone Streamlit 1.67 writes the sections of its own menu as ``ul > div > li``, which no app can
change. Only these two rules, and only inside that menu, are let pass; everything else counts there too."""
IN_THE_MENU = "node => node.closest('[data-testid=\"stSidebarNavItems\"]') !== null"


LOOKS: list[tuple[Size, Scheme]] = [("desktop", "light"), ("phone", "dark")]
"""Barriers come from the size or from the colors, hardly from both: each is seen once."""
if os.environ.get("FRONTDESK_LOOKS") == "all":
    LOOKS += [("desktop", "dark"), ("phone", "light")]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_shuts_people_out_or_is_cut(
    app: App, visit: Visit, name: str, size: Size, scheme: Scheme
) -> None:
    look_at(visit(app, PAGES[name], size=size, scheme=scheme), f"{name}-{size}-{scheme}")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("name", PRACTICE)
def test_nothing_of_training_and_answers_shuts_people_out_or_is_cut(
    practice_app: App, visit: Visit, name: str, size: Size, scheme: Scheme
) -> None:
    look_at(visit(practice_app, PRACTICE[name], size=size, scheme=scheme), f"{name}-{size}-{scheme}")


@pytest.fixture(scope="module")
def surveyed_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The running app with surveys that ask for importance and for levels."""
    folder = tmp_path_factory.mktemp("surveyed")
    with Store.open(folder / "frontdesk.duckdb") as store:
        instruments.fill(store)
    with harness.running(folder) as started:
        yield started


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_nothing_of_importance_and_gaps_shuts_people_out_or_is_cut(
    surveyed_app: App, visit: Visit, size: Size, scheme: Scheme
) -> None:
    page = visit(surveyed_app, "/satisfaction", size=size, scheme=scheme)
    assert page.get_by_role("heading", name="minimum patrons accept").count() == 1
    assert page.get_by_role("heading", name="no answers").count() == 0
    look_at(page, f"satisfaction-instruments-{size}-{scheme}")


def look_at(page: Page, name: str) -> None:
    """Take the picture, and find nothing that is cut off or that shuts people out."""
    picture(page, name, whole=True)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("node => node.scrollWidth - node.clientWidth") <= 1
    assert too_long(page) == []
    serious = [
        f"{one['id']}: {one['help']}: {node['html'][:200]}"
        for one in Axe().run(page).response["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
        if not (one["id"] in STREAMLITS_MENU and page.locator(node["target"][0]).evaluate(IN_THE_MENU))
    ]
    assert serious == [], "\n".join(serious)


LINES = """
node => [...node.querySelectorAll("h3")].map(
  each => [each.innerText, Math.round(each.offsetHeight / parseFloat(getComputedStyle(each).lineHeight))]
)
"""


def too_long(page: Page) -> list[str]:
    """Headlines of more than two lines on a wide page, or three on a phone."""
    size = page.viewport_size
    most = 3 if size and size["width"] < 600 else 2
    headlines = page.locator('[data-testid="stMain"]').evaluate(LINES)
    return [f"{lines} lines: {said}" for said, lines in headlines if lines > most]


def test_a_course_opens_with_its_sources_and_takes_a_correction(fresh_app: App, visit: Visit) -> None:
    page = visit(fresh_app, "/courses?q=homeless")
    page.get_by_role("button", name="Read more").first.click()
    settled(page)
    assert "lines 56 to 60" in page.locator('[data-testid="stMain"]').inner_text()
    page.get_by_text("Correct the name or the topics").click()
    page.get_by_label("Name", exact=True).fill("A warm room for everyone")
    page.get_by_label("Name", exact=True).press("Enter")
    settled(page)
    page.get_by_role("button", name="Save").click()
    settled(page)
    assert page.get_by_role("heading", name="A warm room for everyone").count() == 1
    page.get_by_role("button", name="Undo this correction").click()
    settled(page)
    assert page.get_by_role("heading", name="A warm room for everyone").count() == 0
