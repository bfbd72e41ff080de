"""Periods and breakdowns together: by hand, and against an outsider who tries every count of every piece."""

from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from equity.disclosure import ReleaseRule
from equity.release.across import Earlier, differences, exposed_across, given_away_across, piece_counts
from equity.release.ledger import official_ledger
from equity.release.segments import families
from tests.equity.attacker import Attacker, derivable, row_space

EXACT, ROUNDED = ReleaseRule("exact", largest=7), ReleaseRule("rounded", largest=7, round_to=5)
WEEKS = {f"2021-07-{day:02d}": ("", f"2021-07-{day:02d}") for day in (1, 8, 15, 22)}
YEARS = {str(year): (f"{year}-01-01", f"{year}-12-31") for year in range(2015, 2021)}


def weekly(asked):
    return families((asked, "all", "all", ""), [(week, "all", "all", "") for week in WEEKS], spans=WEEKS)[0]


def exposed(family, totals, known, asked, rule=EXACT):
    names = [one[0] if len({s[0] for s in family.segments}) > 1 else one[2] or one[3] for one in family.segments]
    found = given_away_across(
        family,
        np.array([float(totals[name]) for name in names]),
        known=np.array([name in known for name in names]),
        asked=names.index(asked),
        rule=rule,
    )
    return None if found is None else int(found.sum())


def test_a_week_with_few_new_doses_is_refused_after_the_week_before():
    """120, then 123: the three of this week. The week after, with 60 more, may be shown instead."""
    totals = dict(zip(WEEKS, (120, 123, 183, 183), strict=True))
    first, second, third, fourth = WEEKS
    family = weekly(second)
    assert exposed(family, totals, [first], second) == 1
    assert exposed(family, totals, [], second) is None
    assert exposed(family, totals, [first], third) is None
    assert exposed(family, totals, [first, third], second) == 1  # either side of it
    assert exposed(family, totals, [third], fourth) is None  # no new dose is no small count


def test_rounding_covers_a_week():
    totals = dict(zip(WEEKS, (120, 123, 183, 183), strict=True))
    first, second, *_ = WEEKS
    assert exposed(weekly(second), totals, [first], second, ROUNDED) is None


def test_rolling_years_and_a_year_of_their_own():
    """2015-17 and 2016-18 alone tell nothing; with 2015-18 shown as well they give 2015 and 2018 away."""
    spans = {
        "2015-2017": ("2015-01-01", "2017-12-31"),
        "2016-2018": ("2016-01-01", "2018-12-31"),
        "2015-2018": ("2015-01-01", "2018-12-31"),
    }
    family = families(("2015-2017", "all", "all", ""), [(name, "all", "all", "") for name in spans], spans=spans)[0]
    totals = {"2015-2017": 44, "2016-2018": 61, "2015-2018": 64}  # 3 in 2015, 20 in 2018
    assert exposed(family, totals, ["2015-2017"], "2016-2018") is None
    assert exposed(family, totals, ["2015-2017"], "2015-2018") is None
    assert exposed(family, totals, ["2015-2017", "2015-2018"], "2016-2018") == 1
    assert (
        exposed(family, {**totals, "2015-2017": 0, "2016-2018": 20, "2015-2018": 20}, ["2015-2017"], "2016-2018")
        is None
    )


def test_all_ages_less_every_other_band():
    ages = ["all", "0-15", "16-64", "65+"]
    family = families(("all", "all", "all", ""), [("all", "all", age, "") for age in ages], spans={})[0]
    totals = dict(zip(ages, (100, 60, 37, 3), strict=True))
    assert exposed(family, totals, ["all", "0-15"], "16-64") == 1
    assert exposed(family, totals, ["0-15"], "16-64") is None
    assert exposed(family, totals, ["0-15", "16-64"], "all") == 1  # whichever comes last
    two = dict(zip(ages, (100, 86, 7, 7), strict=True))
    assert exposed(family, two, ["16-64", "65+", "all"], "0-15") == 1  # both said to be small, 14 together: both are 7


def test_the_group_not_known_is_a_group():
    texts = ["", "sex at birth:f", "sex at birth:m"]
    family = families(("2020", "all", "all", ""), [("2020", "all", "all", text) for text in texts], spans=YEARS)[0]
    known = np.array([one[3] != "sex at birth:m" for one in family.segments])
    order = {"": 100.0, "sex at birth:f": 60.0, "sex at birth:m": 36.0}
    totals = np.array([order[one[3]] for one in family.segments])
    asked = [one[3] for one in family.segments].index("sex at birth:m")
    assert given_away_across(family, totals, known=known, asked=asked, rule=EXACT).sum() == 1


def test_counts_that_do_not_add_up_tell_nothing():
    first, second, *_ = WEEKS
    falling = dict(zip(WEEKS, (120, 117, 183, 183), strict=True))
    family = weekly(second)
    assert piece_counts(family, np.array([float(falling[one[0]]) for one in family.segments])) is None
    assert exposed(family, falling, [first], second) is None
    assert piece_counts(family, np.full(4, np.nan)) is None
    rising = dict(zip(WEEKS, (120, 123, 183, 183), strict=True))
    assert exposed(family, rising, [first], second, ReleaseRule("published")) is None


SPANS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=5, unique=True)


def random_family(spans):
    names = {f"{a}-{a + b}": (f"{2010 + a}-01-01", f"{2010 + a + b}-12-31") for a, b in spans if a + b < 5}
    assume(len(names) > 1)
    found = families((next(iter(names)), "all", "all", ""), [(n, "all", "all", "") for n in names], spans=names)
    assume(found)
    return found[0]


@given(SPANS, st.integers(0, 10**6), st.sampled_from([0, 5]))
@settings(max_examples=80)
def test_an_outsider_who_tries_every_count_of_every_piece_agrees(spans, seed, step):
    family, random = random_family(spans), np.random.default_rng(seed)
    assume(family.parts.shape[1] <= 5)
    attacker, largest = attackers(family.parts.shape[1]), int(random.integers(1, 4))
    counts = random.choice([0, 1, 2, 3, 5, 7], size=family.parts.shape[1]).tolist()
    totals = family.parts @ counts
    masks = [sum(1 << int(place) for place in np.flatnonzero(row)) for row in family.parts]
    rule = {"largest": largest, "step": step}
    order = random.permutation(len(masks))
    known = np.zeros(len(masks), dtype=bool)
    for asked in map(int, order):
        before = attacker.given_away(counts, [masks[place] for place in np.flatnonzero(known)], **rule)
        after = attacker.given_away(counts, [*(masks[place] for place in np.flatnonzero(known)), masks[asked]], **rule)
        found = given_away_across(
            family, totals, known=known, asked=asked, rule=ReleaseRule("t", largest=largest, round_to=step)
        )
        if found is None:
            known[asked] = True
            if after - before:  # perhaps only because he does not think of enough events
                wider, seen = attackers(family.parts.shape[1], 14), [masks[place] for place in np.flatnonzero(known)]
                after = wider.given_away(counts, seen, **rule)
                assert after <= wider.given_away(counts, [mask for mask in seen if mask != masks[asked]], **rule)
        else:
            assert after - before


_ATTACKERS = {}


def attackers(size, top=8):
    if (size, top) not in _ATTACKERS:
        _ATTACKERS[size, top] = Attacker(size, top=top)
    return _ATTACKERS[size, top]


@given(SPANS)
def test_differences_are_sets_that_follow_from_the_rows_and_no_more_can_be_taken(spans):
    family = random_family(spans)
    known = np.ones(len(family.segments), dtype=bool)
    space = row_space(family.parts.astype(int).tolist())
    for asked in range(len(known)):
        for taken in differences(family, known=known, asked=asked):
            made = taken @ family.parts
            assert set(np.unique(made)) <= {0.0, 1.0} and taken[asked]
            assert derivable([int(piece) for piece in made], space)


def test_every_week_becomes_the_difference_to_the_one_before():
    first, second, third, _ = WEEKS
    family = weekly(second)
    names = [one[0] for one in family.segments]
    found = differences(family, known=np.isin(names, (first, third)), asked=names.index(second))
    said = [{name: int(times) for name, times in zip(names, taken, strict=True) if times} for taken in found]
    assert len(said) == 2 and {second: 1, first: -1} in said and {third: 1, second: -1} in said


@pytest.mark.parametrize("sizes", list(product((2, 3), repeat=2)))
def test_all_less_the_bands_shown_is_one_difference(sizes):
    bands, shown = sizes[0] + 2, sizes[1]
    ages = [f"{10 * band}-{10 * band + 9}" for band in range(bands)]
    family = families(("y", "all", "all", ""), [("y", "all", age, "") for age in ["all", *ages]], spans={})[0]
    names = [one[2] for one in family.segments]
    known = np.array([name == "all" or name in ages[:shown] for name in names])
    known[names.index(ages[shown - 1])] = False
    found = differences(family, known=known, asked=names.index(ages[shown - 1]))
    assert len(found) == 1
    rest = found[0] @ family.parts
    assert rest.sum() == family.parts.shape[1] - shown and Fraction(float(found[0][names.index("all")])) == 1


def ledger_of(counts, **kinds):
    blocks = list("abcdef"[: len(counts)])
    areas = pd.DataFrame({kind: list(codes) for kind, codes in kinds.items()}, index=blocks)
    return official_ledger(pd.DataFrame({"numerator": counts}, index=blocks, dtype=float), areas, rule=EXACT)


def asked_after(counts, earlier, *, members, asked, **kinds):
    """Whether a footprint is exposed in a week after what was shown earlier; counts per week and block."""
    ages = {week: (week, "all", "all", "") for week in WEEKS}
    family = families(ages[asked], [ages[week] for week in counts], spans=WEEKS)[0]
    base = ledger_of(counts[asked], **kinds)
    tables = {ages[week]: ledger_of(found, **kinds).counts for week, found in counts.items()}
    told = [Earlier(tuple(codes), frozenset(ages[week] for week in weeks)) for codes, weeks in earlier]
    return exposed_across(base, base.indicator_of(members), family=family, counts=tables, earlier=told)


FIRST, SECOND, *_ = WEEKS
TWO_WEEKS = {FIRST: [40, 30, 20, 50], SECOND: [60, 50, 23, 90]}  # block c had three new doses


def test_a_new_dose_in_one_block_follows_from_two_areas_in_two_weeks():
    """The ward a + b + c is shown in both weeks; a + b in both weeks too would give the 3 new doses of c away."""
    known = {"ward": "wwwx"}
    assert asked_after(TWO_WEEKS, [("ab", [FIRST])], members="ab", asked=SECOND, **known)
    assert not asked_after(TWO_WEEKS, [("ab", [])], members="ab", asked=SECOND, **known)
    assert not asked_after(TWO_WEEKS, [("ab", [FIRST])], members="ab", asked=SECOND, ward="wwxx")


def test_a_new_dose_follows_from_two_own_footprints_too():
    earlier = [("abc", [FIRST, SECOND]), ("ab", [FIRST])]
    assert asked_after(TWO_WEEKS, earlier, members="ab", asked=SECOND, board="bbbb")
    assert not asked_after(TWO_WEEKS, [("abc", [FIRST]), ("ab", [FIRST])], members="ab", asked=SECOND, board="bbbb")


def test_blocks_that_fall_are_no_count_that_grew():
    falling = {**TWO_WEEKS, SECOND: [60, 20, 23, 90]}
    assert not asked_after(falling, [("ab", [FIRST])], members="ab", asked=SECOND, ward="wwwx")
