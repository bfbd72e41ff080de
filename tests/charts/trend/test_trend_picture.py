"""The picture of a trend as a reader keeps it: everything burned in, valid on its own, nothing outside its edges."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from charts.trend.trend_picture import picture, picture_name
from charts.trend.trend_words import finding, lead, subtitle
from tests.charts.trends import empty_trend, trend

SVG = "{http://www.w3.org/2000/svg}"
DAY = "2026-11-22"


def drawn(evidence):
    return ET.fromstring(picture(evidence, made_on=DAY))


def words_of(root):
    """All words that are drawn, in order; a no-break space counts as a space."""
    return " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text")).replace("\u00a0", " ")


@pytest.mark.parametrize(("footprint", "choice"), [("then", "footprint at the time"), ("today", "today’s footprint")])
def test_title_choice_break_notes_source_and_day_are_on_it(footprint, choice):
    evidence = trend(footprint=footprint)
    said = words_of(drawn(evidence))
    wanted = (
        finding(evidence), lead(evidence), subtitle(evidence), choice, "1 Apr 2026", "1. Norfolk 2015/16 stands out.",
        "County lines are the same throughout.", "Trend. Norfolk: could not be calculated", "Axis starts at 82",
        "UKHSA, COVER", "Picture made on 22 November 2026.", "NHS footprint over Norfolk and Waveney",
    )  # fmt: skip
    assert [one for one in wanted if one.replace("\u00a0", " ") not in said] == []
    dashed = [path for path in drawn(evidence).iter(f"{SVG}path") if path.get("stroke-dasharray") == "4 3"]
    assert len(dashed) == len(evidence.breaks)


def test_licences_are_printed_once():
    one = trend().sources[0]
    evidence = trend(sources=(replace(one, licence="OGL v3.0"), replace(one, title="Other", licence="OGL v3.0")))
    assert words_of(drawn(evidence)).count("OGL v3.0") == 1


def test_it_stands_alone_and_every_line_is_inside():
    root = drawn(trend(footprint_note="A long note on the footprint of this place. " * 20))
    width, height = float(root.get("width")), float(root.get("height"))
    assert (width, root.get("viewBox")) == (1280, f"0 0 1280 {height:g}")
    assert not [each for each in root.iter() if any("href" in name for name in each.attrib)]
    own = [each for each in root if each.tag == f"{SVG}text"]
    places = [float(each.get("y")) for each in own]
    assert places == sorted(places) and len(set(places)) == len(places)
    assert places[-1] < height
    nested = root.find(f"{SVG}svg")
    top, tall = float(nested.get("y")), float(nested.get("height"))
    over = [y for y in places if y < top]
    assert len(over) == 3 and all(y > top + tall for y in places[3:])
    assert root.find(f"{SVG}title").text.replace("\u00a0", " ") == finding(trend())


def test_nothing_drawn_gives_no_picture():
    assert picture(empty_trend(), made_on=DAY) == ""


def test_its_name_is_that_of_the_rows():
    assert picture_name(trend()) == "mmr2_5y-trend-norfolk-suffolk-then"
