"""Programmes: every fault named, and how periods lie to dates, day by day."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.change.programme import Phase, Programme, first_day, phases, programmes

GOOD = {
    "id": "asthma-schools",
    "name": "Work with children who have asthma",
    "place": "E09000030",
    "start": "2016-09-01",
    "end": "2019-08-31",
    "reach": "",
    "source": "Founding document, 2020",
    "indicators": ["asthma"],
}


def test_records_become_programmes():
    found = programmes([GOOD, {**GOOD, "id": "b", "end": None, "reach": None}])
    assert found[0] == Programme(**{**GOOD, "indicators": ("asthma",)})
    assert (found[1].end, found[1].reach) == ("", "")
    assert programmes([]) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cost": 3}, "unknown field 'cost'"),
        ({"id": ""}, "id is missing"),
        ({"id": "a b"}, "id may hold letters, digits and -: 'a b'"),
        ({"name": None}, "name is missing"),
        ({"name": 3}, "name is not text: 3"),
        ({"start": "2016-13-01"}, "start is no date (YYYY-MM-DD): '2016-13-01'"),
        ({"start": "2016-09"}, "start is no date (YYYY-MM-DD): '2016-09'"),
        ({"start": "20160901"}, "start is no date"),
        ({"end": date(2019, 1, 1)}, "end is not text"),
        ({"end": "2016-08-31"}, "end 2016-08-31 is before start 2016-09-01"),
        ({"source": ""}, "source is missing"),
        ({"indicators": []}, "indicators is missing"),
        ({"indicators": "asthma"}, "indicators is no list: 'asthma'"),
        ({"indicators": 5}, "indicators is no list: 5"),
        ({"indicators": ["a", 5]}, "indicator is no id: 5"),
        ({"indicators": ["a", "b", "a"]}, "indicator a stands twice"),
    ],
)
def test_every_fault_is_named_with_its_record(changes, words):
    with pytest.raises(ValueError) as raised:
        programmes([{**GOOD, "id": "first"}, {**GOOD, **changes}])
    assert f"record 2: {words}" in str(raised.value)


def test_all_faults_of_all_records_at_once():
    with pytest.raises(ValueError) as raised:
        programmes([{**GOOD, "start": "soon", "end": "later"}, GOOD, {"id": GOOD["id"]}])
    for words in ("record 1: start", "record 1: end", "record 3: name", "record 3: id 'asthma-schools' stands twice"):
        assert words in str(raised.value)


def years(*ends, months=12):
    return pd.DataFrame({"end": ends, "months": months}, index=list(ends))


def test_financial_years_about_a_school_year():
    asked = Programme("a", "A", "E1", "2016-09-01", "2019-08-31")
    found = phases(years("2016-03-31", "2017-03-31", "2018-03-31", "2020-03-31", "2021-03-31"), asked)
    assert found.tolist() == ["before", "straddles", "during", "during", "after"]


@pytest.mark.parametrize(
    ("end", "months", "first"),
    [
        ("2020-03-31", 12, "2019-04-01"),
        ("2020-12-31", 12, "2020-01-01"),
        ("2020-02-29", 1, "2020-02-01"),
        ("2021-02-28", 3, "2020-12-01"),
        ("2019-12-31", 36, "2017-01-01"),
        ("2020-04-05", 12, "2019-04-06"),
        ("2021-07-08", 0, "2021-07-08"),
    ],
)
def test_first_days(end, months, first):
    assert first_day(date.fromisoformat(end), months).isoformat() == first


@given(st.dates(date(2010, 1, 1), date(2025, 1, 1)), st.integers(0, 1500), st.sampled_from([0, 1, 3, 12, 36]))
def test_phases_day_by_day(start, length, months):
    """Against a list of the days of each period: all before, some, or none."""
    asked = Programme("a", "A", "E1", start.isoformat(), (start + timedelta(days=length)).isoformat())
    ends = [date(year, month, 1) - timedelta(days=1) for year in range(2010, 2027, 3) for month in (1, 4)]
    found = phases(years(*[end.isoformat() for end in ends], months=months), asked)
    for end, phase in zip(ends, found, strict=True):
        first = first_day(end, months)
        days = [first + timedelta(days=day) for day in range((end - first).days + 1)]
        before = [day < start for day in days]
        if all(before):
            assert phase == Phase.BEFORE
        elif any(before):
            assert phase == Phase.STRADDLES
        else:
            assert phase == (Phase.AFTER if days[0] > start + timedelta(days=length) else Phase.DURING)
    open_end = phases(years("2029-12-31"), Programme("a", "A", "E1", start.isoformat()))
    assert open_end.tolist() == [Phase.DURING]
