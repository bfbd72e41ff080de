"""Periods as days: every form of the store, and changes that fall inside one."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.periods import day_after, day_before, middle, period_days, straddles, threes
from tests.geo.real_pack import pack

CASES = {
    "2021-07-08": ("2021-07-08", "2021-07-08"),
    "2021-12": ("2021-12-01", "2021-12-31"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2023/24": ("2023-04-01", "2024-03-31"),
    "2019": ("2019-01-01", "2019-12-31"),
    "2017-2019": ("2017-01-01", "2019-12-31"),
    "2016/17-2018/19": ("2016-04-01", "2019-03-31"),
    "2018/19 Q1": ("2018-04-01", "2018-06-30"),
    "2018/19 Q4": ("2019-01-01", "2019-03-31"),
    "2021 Q3": ("2021-07-01", "2021-09-30"),
}


@pytest.mark.parametrize(("period", "days"), CASES.items())
def test_first_and_last_day(period, days):
    assert period_days(period) == days


@pytest.mark.parametrize("period", ["", "soon", "2021-13", "2021/22 Q5", "20-21"])
def test_no_period_is_refused_by_name(period):
    with pytest.raises(ValueError, match=f"“{period}” is no period"):
        period_days(period)


def test_every_period_of_the_embedded_pack_is_read():
    for period in pack().store.segment_index["period"].unique():
        start, end = period_days(period)
        assert start <= middle(period) <= end


def test_a_change_straddles_a_period_only_after_its_first_day():
    assert not straddles("2022/23", "2022-04-01")
    assert straddles("2022/23", "2022-07-01")
    assert straddles("2022/23", "2023-03-31")
    assert not straddles("2022/23", "2023-04-01")
    assert not straddles("2022-07-01", "2022-07-01")


@given(st.dates(dt.date(2000, 1, 2), dt.date(2040, 1, 1)))
def test_day_before_and_after_undo_each_other(day):
    assert day_before(day_after(day.isoformat())) == day.isoformat() == day_after(day_before(day.isoformat()))


@given(st.integers(2000, 2040), st.integers(1, 4), st.booleans())
def test_quarters_of_a_year_follow_each_other_without_gap(year, quarter, financial):
    name = f"{year}/{(year + 1) % 100:02d}" if financial else str(year)
    days = [period_days(f"{name} Q{number}") for number in (1, 2, 3, 4)]
    assert (days[0].start, days[3].end) == period_days(name)
    assert all(day_after(one.end) == two.start for one, two in pairwise(days))
    assert days[quarter - 1].start < days[quarter - 1].end


def test_years_are_taken_three_by_three_from_the_newest_and_never_overlap():
    years = [f"{year}/{year - 1999:02d}" for year in range(2013, 2020)]
    assert threes(years) == {
        "2014/15..2016/17": ("2014/15", "2015/16", "2016/17"),
        "2017/18..2019/20": ("2017/18", "2018/19", "2019/20"),
    }
    assert threes(["2013/14", "2014/15", "2015/16", "2017/18", "2018/19"]) == {
        "2013/14..2015/16": ("2013/14", "2014/15", "2015/16")
    }
    assert threes(["2017", "2018", "2019"]) == {"2017..2019": ("2017", "2018", "2019")}
    assert threes(["2019", "2020", "2017-2019", "2021-03", "2021 Q1", "2016/17..2018/19"]) == {}
    assert period_days("2016/17..2018/19") == ("2016-04-01", "2019-03-31")
