"""The guard itself: a journey that leaves the machine or makes the page complain would be caught."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.journeys.browser import watched


def noted(browser: Browser, html: str, *, wait: int = 300) -> list[str]:
    """What the watch has noted after a page showed this HTML."""
    context = browser.new_context()
    watch = watched(context)
    page = context.new_page()
    page.set_content(html, wait_until="load")
    page.wait_for_timeout(wait)
    context.close()
    return watch.faults()


def test_picture_from_outside_is_caught_and_never_fetched(browser: Browser) -> None:
    faults = noted(browser, '<img src="http://tiles.example.org/0/0/0.png">')
    assert faults[0] == "http://tiles.example.org/0/0/0.png"
    assert "ERR_NAME_NOT_RESOLVED" in faults[1]


def test_socket_to_outside_is_caught(browser: Browser) -> None:
    faults = noted(browser, "<script>new WebSocket('ws://example.org/stream')</script>")
    assert "ws://example.org/stream" in faults


def test_console_error_and_exception_are_caught(browser: Browser) -> None:
    faults = noted(browser, "<script>console.error('lost'); setTimeout(() => { throw new Error('thrown') })</script>")
    assert any("lost" in fault for fault in faults)
    assert any("thrown" in fault for fault in faults)


def test_quiet_page_has_no_faults(browser: Browser) -> None:
    assert noted(browser, "<p>All is well</p><script>console.log('fine')</script>") == []
