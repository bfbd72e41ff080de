"""Periods and breakdowns together: by hand; the attack on them is in `test_attack_segments`."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from equity.disclosure import ReleaseRule
from equity.release.across import Earlier, exposed_across, piece_counts
from equity.release.ledger import official_ledger
from equity.release.segments import families

EXACT, ROUNDED = ReleaseRule("exact", largest=7), ReleaseRule("rounded", largest=7, round_to=5)
WEEKS = {f"2021-07-{day:02d}": ("", f"2021-07-{day:02d}") for day in (1, 8, 15, 22)}
FIRST, SECOND, *_ = WEEKS


def weekly(asked):
    return families((asked, "all", "all", ""), [(week, "all", "all", "") for week in WEEKS], spans=WEEKS)[0]


def exposed(family, totals, known, asked, rule=EXACT):
    """Whether one footprint (block a of two) is exposed in a segment after it was shown in others."""
    place = next(number for number in (0, 2, 3) if len({one[number] for one in family.segments}) > 1)
    by_name = {one[place]: one for one in family.segments}
    counts = {
        one: pd.DataFrame({"numerator": [float(totals[name]), 500.0]}, index=list("ab"))
        for name, one in by_name.items()
    }
    ledgers = {one: official_ledger(table, pd.DataFrame(index=list("ab")), rule=rule) for one, table in counts.items()}
    base = ledgers[by_name[asked]]
    shown = frozenset(by_name[name] for name in known if not 0 < totals[name] <= rule.largest)
    earlier = Earlier(("a",), segments=shown, small=frozenset(by_name[name] for name in known) - shown)
    held = families(by_name[asked], list(by_name.values()), spans={**WEEKS, **POOLED})[0]
    return exposed_across(base, base.indicator_of("a"), family=held, ledgers=ledgers, earlier=[earlier])


def test_a_week_with_few_new_doses_is_refused_after_the_week_before():
    """120, then 123: the three of this week. The week after, with 60 more, may be shown instead."""
    totals = dict(zip(WEEKS, (120, 123, 183, 183), strict=True))
    first, second, third, fourth = WEEKS
    family = weekly(second)
    assert exposed(family, totals, [first], second)
    assert not exposed(family, totals, [], second)
    assert not exposed(family, totals, [first], third)
    assert exposed(family, totals, [first, third], second)  # either side of it
    assert not exposed(family, totals, [third], fourth)  # no new dose is no small count
    assert not exposed(family, totals, [first], second, ReleaseRule("published"))


def test_rolling_years_and_a_year_of_their_own():
    """2015-17 and 2016-18 alone tell nothing; with 2015-18 shown as well they give 2015 and 2018 away."""
    segments = [(name, "all", "all", "") for name in POOLED]
    family = families(segments[0], segments, spans=POOLED)[0]
    totals = {"2015-2017": 44, "2016-2018": 61, "2015-2018": 64}  # 3 in 2015, 20 in 2018
    assert not exposed(family, totals, ["2015-2017"], "2016-2018")
    assert not exposed(family, totals, ["2015-2017"], "2015-2018")
    assert exposed(family, totals, ["2015-2017", "2015-2018"], "2016-2018")
    none = {"2015-2017": 0, "2016-2018": 20, "2015-2018": 20}  # of no events in three years each had none
    assert not exposed(family, none, ["2015-2017"], "2016-2018")


def test_all_ages_less_every_other_band():
    ages = ["all", "0-15", "16-64", "65+"]
    family = families(("y", "all", "all", ""), [("y", "all", age, "") for age in ages], spans={})[0]
    totals = dict(zip(ages, (100, 60, 37, 3), strict=True))
    assert exposed(family, totals, ["all", "0-15"], "16-64")
    assert not exposed(family, totals, ["0-15"], "16-64")
    assert exposed(family, totals, ["0-15", "16-64"], "all")  # whichever comes last
    two = dict(zip(ages, (100, 86, 7, 7), strict=True))
    assert exposed(family, two, ["16-64", "65+", "all"], "0-15")  # both said to be small, 14 together: both are 7


def test_the_group_not_known_is_a_group():
    texts = {"": 100, "sex at birth:f": 60, "sex at birth:m": 36}
    family = families(("y", "all", "all", ""), [("y", "all", "all", text) for text in texts], spans={})[0]
    assert exposed(family, texts, ["", "sex at birth:f"], "sex at birth:m")
    assert not exposed(family, {**texts, "sex at birth:m": 40}, ["", "sex at birth:f"], "sex at birth:m")


def test_rounding_leaves_room_between_groups_but_nested_totals_are_refused_all_the_same():
    first, second, *_ = WEEKS
    totals = dict(zip(WEEKS, (120, 123, 183, 183), strict=True))
    assert exposed(weekly(second), totals, [first], second, ROUNDED)
    assert not exposed(weekly(second), {**totals, second: 140}, [first], second, ROUNDED)


def test_a_week_and_an_age_band_that_give_a_count_away_together():
    """All ages in both weeks, and 0-15 in the first: 0-15 in the second would leave 3 new doses from 16 on."""
    held = [(week, "all", age, "") for week in (FIRST, SECOND) for age in ("all", "0-15", "16+")]
    totals = dict(zip(held, (100.0, 60.0, 40.0, 153.0, 110.0, 43.0), strict=True))
    tables = {one: pd.DataFrame({"numerator": [number, 500.0]}, index=list("ab")) for one, number in totals.items()}
    ledgers = {one: official_ledger(table, pd.DataFrame(index=list("ab")), rule=EXACT) for one, table in tables.items()}

    def refused(asked, known):
        (family,) = families(asked, held, spans=WEEKS)
        told = [Earlier(("a",), frozenset(known))]
        base = ledgers[asked]
        return exposed_across(base, base.indicator_of("a"), family=family, ledgers=ledgers, earlier=told)

    assert refused(held[4], [held[0], held[1], held[3]])
    assert not refused(held[4], [held[1], held[3]])  # without all ages of the first week nothing is left over
    assert not refused(held[4], [held[0], held[3]])
    assert refused(held[0], [held[1], held[3], held[4]])  # whichever comes last


POOLED = {
    "2015-2017": ("2015-01-01", "2017-12-31"),
    "2016-2018": ("2016-01-01", "2018-12-31"),
    "2015-2018": ("2015-01-01", "2018-12-31"),
}


@given(st.integers(0, 10**6), st.sampled_from(["weeks", "ages", "pooled"]))
def test_pieces_add_up_to_the_totals_where_any_do(seed, kind):
    random = np.random.default_rng(seed)
    spans = {**WEEKS, **POOLED}
    held = {
        "weeks": [(week, "all", "all", "") for week in WEEKS],
        "ages": [("y", "all", age, "") for age in ("all", "0-15", "16+", "16-24")],
        "pooled": [(years, "all", "all", "") for years in POOLED],
    }[kind]
    family = families(held[0], held, spans=spans)[0]
    counts = random.integers(0, 6, (family.parts.shape[1], 4))
    found = piece_counts(family, family.parts @ counts)
    assert (found >= 0).all() and (family.parts @ found == family.parts @ counts).all()
    short = piece_counts(family, random.integers(0, 9, (len(held), 3)).astype(float))
    assert (short >= 0).all() and (short == np.rint(short)).all()


def ledger_of(counts, **kinds):
    blocks = list("abcdef"[: len(counts)])
    areas = pd.DataFrame({kind: list(codes) for kind, codes in kinds.items()}, index=blocks)
    return official_ledger(pd.DataFrame({"numerator": counts}, index=blocks, dtype=float), areas, rule=EXACT)


def asked_after(counts, earlier, *, members, asked, **kinds):
    """Whether a footprint is exposed in a week after what was shown earlier; counts per week and block."""
    ages = {week: (week, "all", "all", "") for week in WEEKS}
    family = families(ages[asked], [ages[week] for week in counts], spans=WEEKS)[0]
    base = ledger_of(counts[asked], **kinds)
    ledgers = {ages[week]: ledger_of(found, **kinds) for week, found in counts.items()}
    told = [Earlier(tuple(codes), frozenset(ages[week] for week in weeks)) for codes, weeks in earlier]
    return exposed_across(base, base.indicator_of(members), family=family, ledgers=ledgers, earlier=told)


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
