"""All measures on the real pack: the tile's number is the trend's number, what has no trend says why."""

from __future__ import annotations

import csv
import io
from urllib.parse import parse_qsl, urlsplit

from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.series import series, unanswerable
from pages.parts.serving import view_api
from pages.parts.trend import trend_all, trend_selection, trend_view
from pages.parts.trend.trend_pieces import pieces


def chosen(**query: str) -> trend_selection.TrendSelection:
    return trend_selection.asked_by({"view": "all"} | query)


def test_every_measure_has_a_tile_or_a_reason() -> None:
    found = trend_all.evidence(chosen())
    assert len(found.shown) + len(found.without) == len(opened_pack.pack().indicators)
    assert all(one.reason for one in found.without) and found.names == ("Norfolk", "Suffolk")


def test_a_tile_shows_what_its_link_opens() -> None:
    for query in ({}, {"area": "E06000023", "second": "none"}, {"area": "E92000001", "second": "none"}):
        for one in trend_all.evidence(chosen(**query)).shown:
            link = dict(parse_qsl(urlsplit(one.href).query))
            opened = trend_selection.asked_by(link)
            assert (opened.indicator, opened.view) == (one.trend.measure.indicator_id, "lines")
            whole = trend_view.evidence(opened)
            points = (repr([line.points for line in each.lines if line.known]) for each in (whole, one.trend))
            assert next(points) == next(points)  # as text: a missing number is not equal to itself
            assert repr([line.trend for line in whole.subjects]) == repr([line.trend for line in one.trend.subjects])


def test_what_is_passed_over_really_has_no_value() -> None:
    for code in ("E10000020", "E07000145", "pl-gyw", "sys-nw-icb", "E92000001"):
        about = extents.subject(code, "2026-03-31")
        for indicator_id in opened_pack.pack().indicators:
            if unanswerable(indicator_id, about):
                frame = series(indicator_id, about, footprint="then", on="2026-03-31")
                assert frame["value"].isna().all(), (code, indicator_id)
                assert frame["reason"].iloc[-1] == unanswerable(indicator_id, about)


def test_the_page_and_the_file_say_the_same() -> None:
    made = pieces(chosen())
    assert "of 1 measure, none is clearly getting better or worse" in made.head and made.parameters["view"] == "all"
    name, content = view_api.csv({"page": "trend", "view": "all"})
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert name == "all-measures-trend-norfolk-suffolk-then.csv"
    latest = next(row for row in rows if row["line"] == "Norfolk")
    assert f"Norfolk {latest['value']}\u00a0%, {latest['period']}" in made.sheet
    nothing = pieces(chosen(area="nb-wigan-leigh", second="none"))
    assert "No trend to draw" in nothing.sheet and "No measure of this pack has a trend" in nothing.head
