"""A10, as a board member of Walsall with ten minutes: three lenses, one footprint, the first row without scrolling."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.reader import downloaded
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, number, opened, pictured, plain, said

LENSES = ["Health and wellbeing outcomes", "Standards of care and quality", "Finance and use of resources"]
OWN = ("Footprint", "Published instead")


def test_walsall_through_three_lenses(visit: Visit, told: Server) -> None:
    page = opened(visit, told, "board?place=pl-walsall")
    expect(page.get_by_role("combobox", name="System", exact=True)).to_have_value("Black Country")
    heads = page.locator(".hb-lens > h2")
    expect(heads).to_have_text(LENSES)
    lefts = [head.bounding_box()["x"] for head in heads.all()]
    assert lefts == sorted(lefts) and len({round(head.bounding_box()["y"]) for head in heads.all()}) == 1
    for part in (*heads.all(), *page.locator(".hb-lens .hb-tile").all()):
        box = part.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 720, part.inner_text()
    expect(page.locator(".hb-lens").nth(2)).to_contain_text("No indicator loaded")
    assert "Walsall" in said(page.locator(".he-sub")) and said(page.locator("h1"))
    pictured(page, told, "a10-walsall")

    rows, periods = downloaded(page), set()
    assert {row["footprint"] for row in rows} == {"Walsall"}
    tiles = page.get_by_role("article").all()
    assert len(tiles) >= 3
    for tile in tiles:
        name = said(tile.locator("h3"))
        own = next(row for row in rows if row["indicator"] == name and row["what"] in OWN)
        shown = said(tile.locator(".hb-v"))
        if own["value"]:
            assert number(shown) == float(own["value"]), name
            sentence = said(tile.locator(".hb-sent"))
            assert re.search(r"\d", sentence), name
        else:
            assert re.search(r"[A-Za-z]{4}", shown), f"{name}: no value and no word for it"
        period = said(tile.locator(".hb-per"))
        assert plain(own["period_words"]) in period or period.endswith(plain(own["period_words"])), (name, period)
        periods.add(period)
    assert len(periods) > 1  # they differ, and each tile says its own
    changed = said(page.locator(".hb-strip"))
    assert "What changed since the previous period" in changed and "What is missing" in changed
