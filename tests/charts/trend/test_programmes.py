"""The list of programmes under a trend: facts as recorded, both sides with limits, always the caution."""

from __future__ import annotations

import re
from dataclasses import replace

from charts.trend import programmes
from data.schema import Status
from equity.change.before_after import BeforeAfter, Missing
from equity.change.programme import CAUTION
from tests.charts.saying.told import plain
from tests.charts.trend.markers import CLINICS, marker
from tests.charts.trends import MEASURE, trend


def words(html: str) -> str:
    return plain(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def test_an_entry_has_place_dates_owner_reach_source_and_both_sides():
    html = programmes.panel(trend(markers=(marker(about="Missed doses at school.", note="Months only."),)))
    said = words(html)
    for wanted in (
        "Catch-up clinics Missed doses at school. Months only.",
        "Where Norfolk When From 1 September 2017 to 31 March 2019 Run by A council, council",
        "2,400 children seen , September 2017 to March 2019 (counted by the owner)",
        "never ranked",
        CAUTION,
    ):
        assert wanted in said
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html and 'id="programme-clinics"' in html
    cells = re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", html)
    before = sum(850 + place for place in range(4)) / 4000
    after = sum(850 + place for place in range(5, 9)) / 4000
    cells = [plain(cell.replace("\u00a0", " ")) for cell in cells]
    assert f"{100 * before:.1f} %" in cells and f"{100 * after:.1f} %" in cells
    assert "4: 2014 to 2017" in cells and "4: 2019 to 2022" in cells and "Left out: 2018" in cells
    assert f"{100 * (after - before):.1f} percentage points higher" in cells


def test_where_it_ran_is_said_as_it_lies_to_the_line():
    assert programmes.where_words(marker(how="part", place="Yarmouth")) == "Yarmouth, a part of Norfolk"
    assert programmes.where_words(marker(how="around", place="East")) == "East, which holds Norfolk"
    assert programmes.where_words(marker()) == "Norfolk"


def test_what_cannot_be_told_says_why_and_keeps_the_caution():
    few = BeforeAfter(str(Status.MISSING), str(Missing.TOO_FEW_BEFORE))
    for one, reason in (
        (marker(told=few), "fewer than 3 periods with a value lie wholly before the start"),
        (marker(told=None, untold="Norfolk has no series of its own."), "Norfolk has no series of its own."),
    ):
        said = plain(programmes.told_words(one, MEASURE))
        assert reason in said and said.endswith(CAUTION) and said.count(CAUTION) == 1
        assert "<table" not in programmes.panel(trend(markers=(one,)))


def test_bare_records_and_sides_that_leave_nothing_out():
    bare = marker(replace(CLINICS, start="2017-04-01"), owner="", owner_kind="", url="", reach=())
    html = programmes.panel(trend(markers=(bare,)))
    assert "No count is recorded." in html and "Run by" not in html and "<a " not in html
    assert "Left out" not in html
    assert "Run by" in programmes.panel(trend(markers=(marker(owner_kind=""),)))


def test_no_programme_is_said_with_how_to_add_one_and_hidden_ones_leave_nothing():
    html = programmes.panel(trend(markers_note=programmes.NONE_IN_PACK))
    assert "No programme is recorded in this pack." in html and 'href="./programmes"' in html and "<details" in html
    assert programmes.panel(trend()) == ""
    assert programmes.programmes_words(trend()) == []
