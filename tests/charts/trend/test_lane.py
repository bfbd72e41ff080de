"""The lane of programmes: every bar where its days are, no name on another, said to keyboard and picture alike."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.trend import lane, trend_figure, trend_picture, trend_style, trend_table
from charts.trend.trend_scales import frame_of
from tests.charts.saying.told import plain
from tests.charts.trend.markers import CLINICS, marker
from tests.charts.trends import trend


def frame(evidence, width=836.0):
    return frame_of(evidence, width=width, height=316, top=24)


def programme(start, end="", name="Catch-up clinics", place=0):
    return replace(CLINICS, id=f"p{place}", name=name, start=start, end=end)


def links(svg):
    return list(ElementTree.fromstring(svg).iter("a"))


def spoken(svg):
    """All words that are drawn; a no-break space counts as a space."""
    return " ".join("".join(one.itertext()) for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("text"))


def test_a_bar_stands_where_its_days_are_and_says_itself_to_the_keyboard():
    evidence = trend(markers=(marker(),))
    (bar,) = lane.placed(evidence.markers, frame(evidence))
    scale = frame(evidence)
    assert (bar.left, bar.right) == (scale.x("2017-09-01"), scale.x("2019-03-31"))
    (link,) = links(trend_figure.drawing(evidence, width=836))
    assert link.get("href") == "#programme-clinics"
    assert link.get("aria-label") == (
        "Catch-up clinics in Norfolk, from 1 September 2017 to 31 March 2019, run by A council. "
        "Reached: 2,400 children seen. Source: Board paper 2020."
    )
    words = plain(" ".join("".join(one.itertext()) for one in link.iter("text")))
    assert words.startswith(
        "Catch-up clinics Catch-up clinics in Norfolk, from 1 September 2017"
    )  # bar, then what it says


def test_the_drawing_grows_by_its_rows_and_is_as_it_was_where_programmes_are_hidden():
    bare = trend()
    overlapping = (marker(), marker(programme("2018-01-01", "2019-01-01", place=1)))
    for width in (trend_figure.WIDE, trend_figure.NARROW):
        assert trend_figure.drawn_height(trend(markers=overlapping), width=width) == (
            trend_figure.drawn_height(bare, width=width) + lane.TITLE + 2 * lane.ROW + lane.FOOT
        )
    assert "Programmes" not in trend_figure.drawing(bare, width=836)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 11), st.integers(1, 60), st.sampled_from(["Calls", "Visits to villages far away"])),
        min_size=1,
        max_size=7,
    ),
    st.sampled_from([trend_figure.WIDE, trend_figure.NARROW]),
)
def test_nothing_lies_on_another_or_outside(asked, width):
    made = tuple(
        marker(programme(f"{2013 + year}-06-01", f"{2013 + year + months // 12 + 1}-05-31", name, place))
        for place, (year, months, name) in enumerate(asked)
    )
    evidence = trend(markers=made)
    scale, taken = frame(evidence, width), {}
    bars = lane.placed(made, scale)
    for bar in bars:
        assert scale.left - 0.01 <= bar.left < bar.right <= scale.right + 0.01
        assert bar.right - bar.left >= lane.LEAST - 0.01  # wide enough to be hit
        wide = lane.text_width(bar.name, lane.SIZE)
        name = (bar.at, bar.at + wide) if bar.anchor == "start" else (bar.at - wide, bar.at)
        edges = (min(bar.left, name[0]), max(bar.right, name[1])) if bar.name else (bar.left, bar.right)
        assert edges[0] >= scale.left - 9 and edges[1] <= scale.right + 9
        for other in taken.setdefault(bar.row, []):
            assert edges[0] >= other[1] or edges[1] <= other[0]
        taken[bar.row].append(edges)
    if len(bars) < len(made):
        assert "more in the list below" in trend_figure.drawing(evidence, width=width)


@pytest.mark.parametrize(("start", "end"), [("2001-01-01", "2002-01-01"), ("2040-01-01", "")])
def test_programmes_outside_the_years_are_said_not_drawn(start, end):
    svg = trend_figure.drawing(trend(markers=(marker(programme(start, end)),)), width=836)
    assert "1 recorded, outside the years shown: see the list below. See the list" in spoken(svg)


def test_a_programme_that_goes_on_has_no_end():
    evidence = trend(markers=(marker(programme("2018-01-01")),))
    (bar,) = lane.placed(evidence.markers, frame(evidence))
    assert bar.right == frame(evidence).right
    assert "since 1 January 2018" in links(trend_figure.drawing(evidence, width=836))[0].get("aria-label")


def test_an_empty_lane_says_so_and_how_to_add_one():
    evidence = trend(markers_note="No programme is recorded in this pack.")
    wide, narrow = (trend_figure.drawing(evidence, width=width) for width in (836, 358))
    assert "Programmes: No programme is recorded in this pack." in wide
    assert [link.get("href") for link in links(wide)] == ["#programmes"]
    assert "Programmes: No programme is recorded in this pack." in narrow and links(narrow) == []
    long = trend(markers_note="No programme is recorded here for this measure. " * 2)
    assert "Programmes: none recorded." in trend_figure.drawing(long, width=358)


def test_the_picture_to_keep_and_the_file_have_them_too():
    evidence = trend(markers=(marker(),))
    svg = spoken(trend_picture.picture(evidence, made_on="2026-11-22"))
    root = ElementTree.fromstring(trend_picture.picture(evidence, made_on="2026-11-22"))
    assert [one for one in root.iter() if one.tag.endswith("}a")] == []  # nowhere to go in a picture
    assert "Catch-up clinics" in svg and "Programme. Catch-up clinics in Norfolk" in svg and "Timing alone" in svg
    assert "run by A council" in trend_table.csv_bytes(evidence).decode("utf-8-sig")
    assert ".hp:focus-visible .hp-say" in trend_style.trend_css()
