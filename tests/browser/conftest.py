"""Fixtures of the browser tests: the real app, a real Chromium, and pages that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from data import practice
from data.store import Store
from tests.browser import harness

HERE = Path(__file__).parent
LOG_LINES = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder, so that ``-m "not browser"`` leaves it out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Put the end of the server's log beside a failure."""
    report = yield
    apps = [value for value in getattr(item, "funcargs", {}).values() if isinstance(value, harness.App)]
    for app in apps if report.failed else []:
        lines = app.log.read_text(errors="replace").splitlines()[-LOG_LINES:]
        report.sections.append((f"server log of {app.url}", "\n".join(lines)))
    return report


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[harness.App]:
    """The running app that most tests visit: built-in catalog, one database for the whole session."""
    with harness.running(tmp_path_factory.mktemp("app")) as started:
        yield started


@pytest.fixture(scope="session")
def practice_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[harness.App]:
    """The running app with the practice library in it: training, answers, staff. Nobody may change it."""
    folder = tmp_path_factory.mktemp("practice")
    with Store.open(folder / "frontdesk.duckdb") as store:
        practice.load(store, by="tests")
    with harness.running(folder) as started:
        yield started


@pytest.fixture
def fresh_app(tmp_path: Path) -> Iterator[harness.App]:
    """An app of this test's own that nobody has visited yet, for first visits and for changes."""
    with harness.running(tmp_path) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all visits."""
    with sync_playwright() as playwright:
        launched = harness.launch(playwright)
        yield launched
        launched.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open an address as a new visitor: ``visit(app, "/explore", size="phone", scheme="dark")``.

    ``before`` is a script that runs in the page before anything else does.
    Every page is watched; a request to elsewhere or an error in the browser fails the test at its end.
    """
    with ExitStack() as closing:
        watches: list[harness.Watch] = []

        def open_page(
            app: harness.App,
            path: str = "/",
            *,
            size: harness.Size = "desktop",
            scheme: harness.Scheme = "light",
            before: str = "",
        ) -> Page:
            width, height = harness.SIZES[size]
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-US"
            )
            closing.callback(context.close)
            watch = harness.Watch(urlsplit(app.url).netloc)
            watches.append(watch)
            context.on("page", watch.follow)
            page = context.new_page()
            if before:
                page.add_init_script(before)
            page.goto(app.url + path)
            return harness.settled(page)

        yield open_page
        complaints = [line for watch in watches for line in watch.complaints()]
    assert complaints == [], "\n".join(complaints)


@pytest.fixture
def page(app: harness.App, visit: Visit) -> Page:
    """The front page as a new visitor on a desktop sees it, settled."""
    return visit(app)
