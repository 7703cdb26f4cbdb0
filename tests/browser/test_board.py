"""A pack in two clicks, and the big screen under the arrow keys and a clicker, with the practice library."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pptx import Presentation

from data import practice
from data.store import Store
from tests.browser import harness
from tests.browser.harness import App, picture, settled

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app with the practice library loaded."""
    folder = tmp_path_factory.mktemp("board")
    with Store.open(folder / "frontdesk.duckdb") as store:
        practice.load(store, by="Ann")
    with harness.running(folder) as started:
        yield started


def test_a_pack_is_made_in_two_clicks(app: App, visit: Visit, tmp_path: Path) -> None:
    page = visit(app, "/pack")
    page.get_by_role("button", name="Make", exact=True).first.click()
    page.get_by_role("button", name="PowerPoint").wait_for()
    settled(page)
    picture(page, "pack-desktop-light", whole=True)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PowerPoint").click()
    download = waiting.value
    assert download.suggested_filename.startswith("practice-report-to-the-board-")
    download.save_as(tmp_path / "pack.pptx")
    slides = Presentation(io.BytesIO((tmp_path / "pack.pptx").read_bytes())).slides
    assert sum(any(shape.has_chart for shape in slide.shapes) for slide in slides) >= 4
    # Session state goes along to the big screen.
    page.get_by_role("button", name="Present it").click()
    settled(page)
    assert page.get_by_text("1 of 5").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_big_screen_follows_the_keys_and_fits_a_projector(
    app: App, visit: Visit, scheme: harness.Scheme
) -> None:
    page = visit(app, "/present", scheme=scheme)
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_role("button", name="Board in five slides").click()
    settled(page)
    for key, place in (
        ("ArrowRight", 2),
        ("PageDown", 3),
        ("ArrowLeft", 2),
        ("PageUp", 1),
        ("ArrowRight", 2),
    ):
        page.keyboard.press(key)
        page.get_by_text(f"{place} of 5", exact=True).wait_for()
        settled(page)
        picture(page, f"present-{place}-{scheme}")
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("node => node.scrollHeight - node.clientHeight") <= 1
    assert page.locator('[data-testid="stTopNavLink"], [data-testid="stSidebarNav"]').count() == 0
    serious = [
        each for each in Axe().run(page).response["violations"] if each["impact"] in {"serious", "critical"}
    ]
    assert serious == []


def test_the_web_pack_opens_with_the_network_off_and_asks_nobody(browser: Browser, tmp_path: Path) -> None:
    from datetime import date

    from report.pack.make import make, written
    from report.pack.ready import READY
    from report.pack.recipe import Cover

    with Store.open(tmp_path / "frontdesk.duckdb") as store:
        practice.load(store, by="Ann")
        made = make(store, READY["grant evidence"], Cover("Cedar"), today=date(2026, 11, 24))
    path = tmp_path / "pack.html"
    path.write_bytes(written(made.outline, "html"))
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.locator("section").count() >= len(made.outline.items)
    assert page.locator("svg").first.is_visible()
    assert asked == [path.as_uri()]
    page.emulate_media(media="print")
    height = page.evaluate(
        "Math.max(...[...document.querySelectorAll('svg')].map(s => s.getBoundingClientRect().height))"
    )
    assert height <= 6.5 * 96 + 1
    context.close()
