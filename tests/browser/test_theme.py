"""The computer's theme in a real browser: figures must follow when it changes while a page is open."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from charts.theme import DARK, LIGHT
from tests.browser.harness import App

Visit = Callable[..., Page]


def rgb(color: str) -> str:
    return "rgb({}, {}, {})".format(*bytes.fromhex(color.removeprefix("#")))


def test_figures_follow_when_the_computer_turns_dark(app: App, visit: Visit) -> None:
    page = visit(app, "/explore?format=Webinar")
    tick = page.locator(".xtick text").first
    expect(tick).to_have_css("fill", rgb(LIGHT.gray))
    page.emulate_media(color_scheme="dark")
    expect(tick).to_have_css("fill", rgb(DARK.gray), timeout=15_000)
    assert "12 of 16 courses:" in page.locator('[data-testid="stMain"]').inner_text()
