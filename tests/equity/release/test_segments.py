"""Periods, ages, sexes and groups as sets of pieces; against sets of single days and single years of age."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from equity.release.segments import age_bounds, families

YEARS = {str(year): (f"{year}-01-01", f"{year}-12-31") for year in range(2015, 2022)}


def segment(period="2020", sex="all", age="all", category=""):
    return period, sex, age, category


def sets_of(family, place):
    return {one[place]: frozenset(np.flatnonzero(row)) for one, row in zip(family.segments, family.parts, strict=True)}


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("all", (0, 1000)),
        ("16+", (16, 1000)),
        ("65 and over", (65, 1000)),
        ("16-24", (16, 25)),
        ("16–24 years", (16, 25)),
        ("under 19", (0, 19)),
        ("<1", (0, 1)),
        ("5 years", (5, 6)),
        ("7", (7, 8)),
        ("working age", None),
    ],
)
def test_ages_are_read(text, bounds):
    assert age_bounds(text) == bounds


def test_weeks_of_a_count_that_adds_up_hold_each_other():
    weeks = {day: ("", day) for day in ("2021-07-01", "2021-07-08", "2021-07-15")}
    (family,) = families(segment("2021-07-08"), [segment(week) for week in weeks], spans=weeks)
    found = sets_of(family, 0)
    assert found["2021-07-01"] < found["2021-07-08"] < found["2021-07-15"] and family.parts.shape == (3, 3)


@given(st.lists(st.tuples(st.integers(2015, 2020), st.integers(0, 3)), min_size=2, max_size=6, unique=True))
def test_pooled_years_against_sets_of_days(pooled):
    """Slow and obvious: every day of every period."""
    spans, days = {}, {}
    for first, more in pooled:
        name = f"{first}-{first + more}"
        spans[name] = (YEARS[str(first)][0], f"{first + more}-12-31")
        start, end = (dt.date.fromisoformat(day).toordinal() for day in spans[name])
        days[name] = set(range(start, end + 1))
    asked = next(iter(spans))
    touching = {name for name in spans if days[name] & days[asked]}
    found = families(segment(asked), [segment(name) for name in spans], spans=spans)
    assert bool(found) == (len(touching) > 1)
    for family in found:
        sets = sets_of(family, 0)
        assert touching <= set(sets)
        for one in sets:
            for other in sets:
                assert (sets[one] <= sets[other]) == (days[one] <= days[other])
                assert bool(sets[one] & sets[other]) == bool(days[one] & days[other])


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30)), min_size=2, max_size=6, unique=True))
def test_age_bands_against_single_years(bands):
    years = {f"{low}-{low + more}": set(range(low, low + more + 1)) for low, more in bands} | {"all": set(range(200))}
    (family,) = families(segment(age="all"), [segment(age=age) for age in years], spans=YEARS)
    sets = sets_of(family, 2)
    for one in years:
        for other in years:
            assert (sets[one] <= sets[other]) == (years[one] <= years[other])


def test_groups_of_one_dimension_and_those_not_known_make_the_whole():
    held = [segment(category=text) for text in ("", "ethnicity:a", "ethnicity:b", "decile:1", "decile:2", "decile:3")]
    found = families(segment(), held, spans=YEARS)
    assert [family.parts.shape for family in found] == [(4, 4), (3, 3)]  # every whole holds one piece more
    assert [family.parts.sum(axis=1).max() for family in found] == [4, 3]
    (one,) = families(segment(category="ethnicity:b"), held, spans=YEARS)
    assert {row[3] for row in one.segments} == {"", "ethnicity:a", "ethnicity:b"}


def test_sexes_ages_and_periods_are_crossed_and_what_overlaps_nothing_is_left_out():
    held = [segment(), segment(sex="female"), segment(sex="male"), segment(sex="male", age="16+"), segment("2019")]
    (family,) = families(segment(), held, spans=YEARS)
    assert set(family.segments) == set(held[:4]) and family.segments[0] == segment()
    parts = {one: frozenset(np.flatnonzero(row)) for one, row in zip(family.segments, family.parts, strict=True)}
    everyone, women, men, older_men = (parts[one] for one in held[:4])
    assert older_men < men < everyone and women < everyone and not women & men
    assert everyone - women - men  # of no known sex
    (crossed,) = families(segment(sex="male"), held, spans=YEARS)
    assert set(crossed.segments) == set(held[:4])


@given(
    st.lists(st.tuples(st.integers(2015, 2018), st.integers(0, 2), st.integers(0, 5), st.integers(0, 5)), min_size=2)
)
def test_periods_and_ages_crossed_against_days_and_single_years(cells):
    """Slow and obvious: a segment is a set of pairs (year, year of age); pieces hold what they hold."""
    spans, pairs = dict(YEARS), {}
    for first, more, low, wide in cells:
        name = f"{first}-{first + more}"
        spans[name] = (f"{first}-01-01", f"{first + more}-12-31")
        one = segment(name, age=f"{low}-{low + wide}")
        pairs[one] = {(year, age) for year in range(first, first + more + 1) for age in range(low, low + wide + 1)}
    asked = next(iter(pairs))
    found = families(asked, list(pairs), spans=spans)
    assert bool(found) == (sum(bool(held & pairs[asked]) for held in pairs.values()) > 1)
    for family in found:
        sets = {one: frozenset(np.flatnonzero(row)) for one, row in zip(family.segments, family.parts, strict=True)}
        for one in sets:
            for other in sets:
                assert (sets[one] <= sets[other]) == (pairs[one] <= pairs[other])
                assert bool(sets[one] & sets[other]) == bool(pairs[one] & pairs[other])


def test_nothing_overlaps_nothing_follows():
    assert families(segment("2020"), [segment("2019"), segment("2020")], spans=YEARS) == []
    assert families(segment(age="working age"), [segment(age="working age"), segment()], spans=YEARS) == []
    assert families(segment("spring"), [segment("spring"), segment()], spans=YEARS) == []
