"""A3, as an analyst whose area changed hands in the series: the dashed line, the switch, the file, the withheld test.

The switch on South Yorkshire's own series is in `test_trend_page`; here it is told with Bassetlaw's line and the files.
"""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import expect

from tests.journeys.reader import downloaded
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, cells, opened, pictured, plain, pressed, said

CASES = {  # the embedded pack has no series of areas that changed hands but the county's, over the board's change
    "embedded": ("trend", "1 Apr 2026", "Norfolk and Suffolk"),
    "england": ("trend?indicator=cover_mmr2_5y&system=sys-south-yorkshire", "1 Jul 2022", "Bassetlaw left"),
}


def test_the_switch_changes_only_what_was_before_the_line(visit: Visit, told: Server) -> None:
    query, day, what = CASES[told.health()["pack_id"]]
    page = opened(visit, told, query)
    drawing = page.locator(".he-trend-wide svg").first
    figure = plain(" ".join(drawing.locator("text").all_text_contents()))
    assert day in figure
    assert what in figure or what in said(page.get_by_role("region", name="Latest values and trend"))
    assert drawing.locator("line[stroke-dasharray], path[stroke-dasharray]").count() > 0
    card = page.get_by_role("region", name="Latest values and trend")
    expect(card).to_contain_text("could not be calculated")
    then = {tuple(row[:2]): row[2:] for row in cells(page.locator("table.he-series"))}
    assert {row["footprint"] for row in downloaded(page)} == {"footprint at the time"}
    expect(page.locator(".he-sub")).to_contain_text("footprint at the time")

    pressed(page, "Today’s")
    page.wait_for_url("**footprint=today*")
    expect(page.locator(".he-sub")).to_contain_text("today’s footprint")
    rows = downloaded(page)
    assert {row["footprint"] for row in rows} == {"today’s footprint"}
    now = {tuple(row[:2]): row[2:] for row in cells(page.locator("table.he-series"))}
    assert set(now) == set(then)
    changed = {key[0] for key, shown in then.items() if shown[1:6] != now[key][1:6]}
    if "2022" in day:
        years = {int(re.search(r"of (\d{4})", one).group(1)) for one in changed}
        assert changed and max(years) <= 2022 and "quarter 2 of 2022/23" not in changed
    else:  # the series ends before the change: nothing before it is another footprint's
        assert changed == set()
    assert {plain(row["value"]) for row in rows if row["value"]} >= {
        plain(shown[1]) for key, shown in now.items() if re.fullmatch(r"[\d.]+", plain(shown[1]))
    }
    with page.expect_download() as taken:
        page.get_by_role("link", name="SVG", exact=True).click()
    root = ElementTree.parse(Path(taken.value.path())).getroot()
    words = plain(" ".join("".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")))
    assert "today’s footprint" in words and day in words
    pictured(page, told, "a3-today")
    again = opened(visit, told, page.url.removeprefix(f"{told.url}/"))
    expect(again.locator(".he-sub")).to_contain_text("today’s footprint")
