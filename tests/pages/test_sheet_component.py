"""The sheet's message: what `static/map/sheet.mjs` takes apart."""

from __future__ import annotations

import json

import pytest

from pages.parts.showing.sheet_component import message


@pytest.mark.parametrize("html", ["", "<p>One</p>", "<p>Two\nlines, 5 % – “ö”</p>\n"])
def test_first_line_is_the_head_and_the_rest_the_html(html: str) -> None:
    head, _, rest = message(html, "he-board-sheet").partition(b"\n")
    assert rest.decode() == html
    assert json.loads(head)["kind"] == "he-board-sheet"


def test_digest_tells_one_text_from_the_next_whatever_its_kind() -> None:
    said = [json.loads(message(html, kind).partition(b"\n")[0]) for html, kind in (("a", "k"), ("a", "l"), ("b", "k"))]
    assert said[0]["digest"] == said[1]["digest"] != said[2]["digest"]
