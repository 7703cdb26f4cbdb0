"""The net under the other browser tests holds: what must not happen is noticed."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.browser import harness

OTHER = "http://elsewhere.invalid"


def watched(browser: Browser, script: str) -> list[str]:
    """What a watch complains of when a page runs ``script``."""
    page = browser.new_page()
    watch = harness.Watch("127.0.0.1:1")
    watch.follow(page)
    page.goto("data:text/html,<title>A page</title>")
    page.evaluate(script)
    page.wait_for_timeout(200)
    page.close()
    return watch.complaints()


def test_a_picture_from_another_computer_is_noticed(browser: Browser) -> None:
    complaints = watched(browser, f"() => {{ new Image().src = '{OTHER}/x.png' }}")
    assert f"asked outside: {OTHER}/x.png" in complaints


def test_a_socket_to_another_computer_is_noticed(browser: Browser) -> None:
    complaints = watched(browser, f"() => {{ new WebSocket('{OTHER.replace('http', 'ws')}/') }}")
    assert f"asked outside: {OTHER.replace('http', 'ws')}/" in complaints


def test_an_uncaught_error_is_noticed(browser: Browser) -> None:
    assert watched(browser, "() => { setTimeout(() => { throw new Error('boo') }) }") == ["uncaught: boo"]


def test_a_quiet_page_is_not_complained_of(browser: Browser) -> None:
    assert watched(browser, "() => { console.warn('only a warning') }") == []


def test_the_front_door_opens(page: Page) -> None:
    assert page.get_by_role("heading", level=1).count() == 1
