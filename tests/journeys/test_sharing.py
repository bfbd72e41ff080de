"""Share, as a reader does it: open the panel by keyboard, copy the short link, open it elsewhere; frame the view."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE
from tests.journeys.servers import Server
from tests.journeys.test_access import violations

ASKED = {"view": "funnel", "date": "2025-06-30"}


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """A function that puts code into a page of another site, and says where that page is."""
    pages: list[str] = []

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = f'<!DOCTYPE html><html lang="en"><title>Intranet</title><link rel="icon" href="data:,">{pages[-1]}'
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None: ...

    site = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield lambda code: pages.append(code) or f"http://127.0.0.1:{site.server_port}/"
    site.shutdown()
    site.server_close()


def test_a_view_is_shared_by_keyboard_reopened_and_framed(
    visit: Callable[..., Page], server: Server, start: Callable[..., Server], elsewhere: Callable[[str], str]
) -> None:
    page = visit(f"{server.url}/compare?view=funnel&date=2025-06-30")
    title = page.get_by_role("heading", level=1)
    expect(page.locator(".hc-main svg").first).to_be_visible(timeout=60_000)
    finding = title.inner_text()
    page.get_by_role("button", name="Share", exact=True).focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Share this view")
    expect(panel.get_by_role("img", name="QR code of the short link")).to_be_visible()
    page.get_by_role("button", name="Copy link").focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Link copied.")
    panel.get_by_text("Put it on another page").click()
    panel.get_by_role("radio", name="Live").check()
    code = panel.get_by_label("Code to paste")
    expect(code).to_have_value(
        f'<iframe src="{server.url}/embed?of=compare&amp;view=funnel&amp;date=2025-06-30&amp;look=live" '
        f'title="{finding}" '
        'width="760" height="640" loading="lazy" style="border:1px solid #6F777B;max-width:100%"></iframe>'
    )
    preview = panel.frame_locator("iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(finding, timeout=60_000)
    panel.get_by_role("radio", name="Still").check()
    panel.get_by_label("Figure").select_option("compare-funnel")
    expect(preview.get_by_role("img")).to_have_js_property("complete", value=True)
    expect(preview.get_by_role("img")).to_have_accessible_name(re.compile("Funnel of COVID-19"))
    assert violations(page) == []
    panel.get_by_role("radio", name="Live").check()
    link, frame = panel.get_by_label("Short link").input_value(), code.input_value()
    panel.get_by_role("button", name="Show it large").click()
    large = page.get_by_role("dialog", name="Open this view on your telephone")
    assert large.get_by_role("img").bounding_box()["width"] > 400
    expect(large.get_by_text(link)).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Share", exact=True)).to_be_focused()

    fresh = start()  # another server, which has never heard of this link
    again = visit(link.replace(server.url, fresh.url), viewport=PHONE)
    expect(again.get_by_role("heading", level=1)).to_have_text(finding, timeout=60_000)
    assert dict(part.split("=") for part in urlsplit(again.url).query.split("&")) == ASKED

    there = visit(elsewhere(frame))
    framed = there.frame_locator("iframe")
    expect(framed.get_by_role("heading", level=1)).to_have_text(finding, timeout=60_000)
    expect(framed.locator(".he-foot span")).to_contain_text("Source: NHS England")
    expect(framed.get_by_role("navigation", name="Pages")).to_have_count(0)
    full = framed.get_by_role("link", name="Open the full view").get_attribute("href")
    assert unescape(full) == "/compare?view=funnel&date=2025-06-30"
