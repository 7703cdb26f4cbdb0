"""The computer's theme in a real browser: figures must follow when it changes while a page is open."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from charts.theme import DARK, LIGHT, contrast
from tests.browser.harness import App, settled

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


def test_the_label_of_an_open_popover_can_be_read_in_the_dark_and_by_keyboard_alone(
    app: App, visit: Visit
) -> None:
    page = visit(app, "/gaps", scheme="dark")
    label = page.get_by_role("button", name="Table", exact=True).first
    label.focus()
    page.keyboard.press("Enter")
    settled(page)
    expect(page.get_by_role("region", name="Table").last).to_be_visible()
    color = label.evaluate("node => getComputedStyle(node.querySelector('p')).color")
    red, green, blue = (int(part) for part in re.findall(r"\d+", color))
    assert contrast(f"#{red:02X}{green:02X}{blue:02X}", DARK.background) >= 4.5
    page.keyboard.press("Escape")
    expect(label).to_have_attribute("aria-expanded", "false")
