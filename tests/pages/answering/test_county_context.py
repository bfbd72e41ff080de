"""A district beside its county without it: against plain loops over the pack's rows; what a small count withholds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data.keeping.release_store import Answer
from data.schema import Status
from pages.parts import opened_pack
from pages.parts.answering import county_context, extents, series
from pages.parts.answering.own import own_ledger
from pages.parts.trend import trend_boxes, trend_selection, trend_view
from tests.pages.answering.test_own_release import SEGMENT, restart
from tests.pages.held import replaced

COVID, PERIOD = "covid_dose1", "2021-07-08"
YARMOUTH = "E07000145"


def shown(code, *, indicator=COVID, period=PERIOD, footprint="then", on="2026-03-31"):
    return county_context.context(indicator, code, period=period, footprint=footprint, on=on)


def rows(code, **asked):
    return {row.role if row.role != "rest" else row.name: row for row in shown(code, **asked).rows}


def slow(members):
    """Sums over the MSOAs of a set of LSOAs by a plain loop over the pack's rows."""
    lookup = opened_pack.pack().lookup("lsoa11")
    inside = {}
    for lsoa, msoa in zip(lookup["lsoa11cd"], lookup["msoa11cd"], strict=True):
        inside.setdefault(msoa, set()).add(lsoa in members)
    whole = {msoa for msoa, said in inside.items() if said == {True}}
    assert not [msoa for msoa, said in inside.items() if said == {True, False}]
    known = opened_pack.pack().indicators[COVID]
    frame = opened_pack.pack().store.observations(COVID, area_type="msoa11")
    frame = frame[(frame["age"] == known.default_age) & (frame["sex"] == known.default_sex)]
    numerator = denominator = 0.0
    for row in frame.to_dict("records"):
        if row["area_code"] in whole and row["period"] == PERIOD and row["category"] == known.default_category:
            numerator, denominator = numerator + row["numerator"], denominator + row["denominator"]
    return numerator, denominator


def wilson(x, n, z=1.959964):
    """Wilson's limits, written out."""
    middle, half = 2 * x + z * z, z * (z * z + 4 * x * (1 - x / n)) ** 0.5
    return [(middle - half) / (2 * (n + z * z)), (middle + half) / (2 * (n + z * z))]


def lsoas(column, code):
    lookup = opened_pack.pack().lookup("lsoa11")
    return {lsoa for lsoa, found in zip(lookup["lsoa11cd"], lookup[column], strict=True) if found == code}


def test_district_county_without_it_and_board_are_what_a_plain_loop_gives():
    district, county = lsoas("lad22cd", YARMOUTH), lsoas("ctyua21cd", "E10000020")
    board = set(extents.footprints()["sys-nw-icb"])
    found = rows(YARMOUTH)
    wanted = {"place": slow(district), "Rest of Norfolk": slow(county - district), "system": slow(board)}
    for name, (numerator, denominator) in wanted.items():
        row = found[name]
        assert (row.numerator, row.denominator) == (numerator, denominator), name
        assert row.value == pytest.approx(100 * numerator / denominator)
        limits = [100 * end for end in wilson(numerator, denominator)]
        assert [row.lower_ci, row.upper_ci] == pytest.approx(limits), name
        assert row.coverage == pytest.approx(1.0)
    assert found["place"].numerator + found["Rest of Norfolk"].numerator == slow(county)[0]


def test_the_rest_is_not_a_mean_or_a_difference_of_rates():
    found = rows(YARMOUTH)
    rest, own = found["Rest of Norfolk"], found["place"]
    county = 100 * (own.numerator + rest.numerator) / (own.denominator + rest.denominator)
    assert min(own.value, rest.value) < county < max(own.value, rest.value)
    assert rest.value != pytest.approx(county - own.value) and rest.value != pytest.approx((county + own.value) / 2)


def test_place_across_a_border_has_a_rest_in_each_county_with_its_reason():
    found = rows("pl-gyw")
    assert found["place"].numerator == 157110 and found["Rest of Norfolk"].has_value
    suffolk = found["Rest of Suffolk"]
    assert not suffolk.has_value and "0 of 75 areas" in suffolk.reason


def test_a_unitary_council_has_no_county_and_a_part_of_it_has():
    assert shown("pl-walsall").whole == ("Walsall",)
    assert [row.role for row in shown("pl-walsall").rows] == ["place", "system"]
    earley = next(one.id for one in opened_pack.registry() if one.short_name == "Earley")
    assert "Rest of Wokingham" in rows(earley)


@pytest.mark.parametrize("code", ["E92000001", "sys-nw-icb", "E10000020", "E54000022"])
def test_systems_and_counties_have_no_county_around_them(code):
    assert shown(code) is None


def test_nothing_stands_for_it_and_no_counts_to_add_up_are_said():
    assert not rows("pl-gyw", indicator="mmr2_5y", period="2024/25")["place"].has_value
    index = rows(YARMOUTH, indicator="imd2019_decile", period="2019")
    assert not index["Rest of Norfolk"].has_value and index["Rest of Norfolk"].reason


def test_bassetlaw_has_the_board_of_its_day():
    before = rows("pl-bassetlaw", indicator="stroke_admissions_rate", period="2017-2019")
    assert before["system"].name == "South Yorkshire and Bassetlaw"
    today = rows("pl-bassetlaw", indicator="stroke_admissions_rate", period="2017-2019", footprint="today")
    assert today["system"].name == "Nottingham and Nottinghamshire"


def test_the_trend_page_shows_it_for_each_district_or_place_asked():
    asked = {"indicator": COVID, "area": YARMOUTH, "second": "pl-gyw"}
    chosen = trend_selection.asked_by(asked)
    evidence = trend_view.evidence(chosen)
    assert [one.name for one in evidence.around] == ["Great Yarmouth", "Great Yarmouth and Waveney"]
    assert evidence.around[0].rows[0].value == evidence.lines[0].known[-1].value
    assert trend_view.evidence(trend_selection.asked_by({})).around == ()
    assert YARMOUTH in trend_boxes.boxes(chosen)["area"]
    assert YARMOUTH not in trend_boxes.boxes(trend_selection.asked_by({}))["area"]


@pytest.fixture
def counted(monkeypatch, tmp_path):
    """A measure with true small counts in the pack; the test fills events by MSOA (100 where it says nothing)."""
    events: dict[str, float] = {}

    def frame(codes) -> pd.DataFrame:
        numbers = {"numerator": [events.get(code, 100.0) for code in codes], "denominator": 5000.0}
        empty = {"value": np.nan, "lower_ci": np.nan, "upper_ci": np.nan, "status": "ok", "note": ""}
        return pd.DataFrame(numbers | empty, index=pd.Index(codes, name="area_code"))

    def stored(_indicator, _area_type, *, segment, codes) -> pd.DataFrame:
        return frame(codes)

    def by_period(_indicator_id, _area_type) -> pd.DataFrame:
        found = frame(sorted(set(opened_pack.pack().lookup("lsoa11")["msoa11cd"])))
        return pd.concat({PERIOD: found}, names=["period"])

    series.summed.cache_clear()
    series._tables.cache_clear()
    county_context.context.cache_clear()
    replaced(monkeypatch, stored)
    monkeypatch.setattr(series, "_stored", by_period)
    restart(monkeypatch, tmp_path)
    monkeypatch.setattr(own_ledger, "held", lambda _: [(PERIOD, *SEGMENT[1:])])
    pack = opened_pack.pack()
    known = replace(pack.indicators[COVID], release_rule="hes", value_type="crude_rate")
    monkeypatch.setitem(pack.indicators, COVID, known)
    yield events
    series.summed.cache_clear()
    series._tables.cache_clear()
    county_context.context.cache_clear()


def msoas(members):
    lookup = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")["msoa11cd"]
    return sorted({lookup[code] for code in members})


def hidden(row):
    numbers = (row.value, row.lower_ci, row.upper_ci, row.numerator)
    return row.status == Status.SUPPRESSED and all(number != number for number in numbers)


def test_large_counts_are_shown_rounded(counted):
    found = rows(YARMOUTH)
    assert found["place"].numerator % 5 == 0 and found["Rest of Norfolk"].numerator % 5 == 0


def test_a_small_district_hides_the_county_without_it(counted):
    for number, msoa in enumerate(msoas(lsoas("lad22cd", YARMOUTH))):
        counted[msoa] = 3.0 if number == 0 else 0.0
    found = rows(YARMOUTH)
    assert hidden(found["place"]) and hidden(found["Rest of Norfolk"])
    assert found["system"].has_value


def test_a_small_rest_hides_the_district_too(counted):
    around = lsoas("ctyua21cd", "E10000020") - lsoas("lad22cd", YARMOUTH)
    for number, msoa in enumerate(msoas(around)):
        counted[msoa] = 4.0 if number == 0 else 0.0
    found = rows(YARMOUTH)
    assert hidden(found["Rest of Norfolk"]) and hidden(found["place"])


def test_a_rest_that_differs_from_a_released_area_by_a_small_count_is_withheld(counted, monkeypatch, tmp_path):
    place = extents.footprints()["pl-gyw"]
    rest = lsoas("ctyua21cd", "E10000020") - set(place)
    small = msoas(rest)[0]
    counted[small] = 3.0
    with_others = frozenset(msoas(rest)) - {small}
    assert rows("pl-gyw")["Rest of Norfolk"].has_value
    county_context.context.cache_clear()
    (tmp_path / "another").mkdir()
    restart(monkeypatch, tmp_path / "another")
    with own_ledger.store().held():
        own_ledger.store().add(Answer(COVID, PERIOD, *SEGMENT[1:], members=tuple(sorted(with_others)), shown=True))
    found = rows("pl-gyw")["Rest of Norfolk"]
    assert hidden(found) and found.reason == county_context.REFUSED
    assert found.denominator != found.denominator and found.members is None
