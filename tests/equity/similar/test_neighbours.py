"""Who is compared with whom: plain loops, exclusions, ties, dropped areas, the warning, and balance."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from equity.similar.balance import Balance, balance_table
from equity.similar.neighbours import Choice, Pool, neighbours
from equity.similar.reasons import Dropped, Withheld
from equity.similar.space import space
from tests.equity.similar.drawn import codes, covariates

TABLE = covariates(50, 3)
WHERE = space(TABLE, outcome="y")
CHOSEN = codes(50)[[4, 9]]


def slow_neighbours(points, chosen, *, k):
    """The k nearest other areas of each chosen one, by sorting every distance."""
    found = {}
    for one in chosen:
        away = sorted((math.dist(points[one], point), code) for code, point in points.items() if code not in chosen)
        found[one] = [code for _, code in away[:k]]
    return found


@settings(max_examples=25)
@given(st.integers(1, 12), st.sets(st.integers(0, 49), min_size=1, max_size=4))
def test_the_same_in_plain_loops(k, places):
    chosen = codes(50)[sorted(places)]
    found = neighbours(WHERE, chosen, choice=Choice(k=k))
    points = dict(zip(WHERE.areas, WHERE.points.tolist(), strict=True))
    slow = slow_neighbours(points, list(chosen), k=k)
    assert found.pairs.groupby("chosen")["area"].apply(list).to_dict() == slow
    assert set(found.comparators) == set().union(*slow.values())
    assert not set(found.comparators) & set(chosen)
    assert found.distances.is_monotonic_increasing
    assert (found.pairs.groupby("chosen")["rank"].apply(list).map(lambda ranks: ranks == list(range(1, k + 1)))).all()


@settings(max_examples=25)
@given(st.sets(st.integers(0, 49), max_size=12), st.booleans())
def test_excluding_what_is_no_match_changes_nothing(places, refill):
    base = neighbours(WHERE, CHOSEN, choice=Choice(k=6))
    others = tuple(codes(50)[sorted(places)].difference(base.comparators))
    found = neighbours(WHERE, CHOSEN, choice=Choice(k=6, excluded=others, refill=refill))
    pd.testing.assert_frame_equal(found.pairs, base.pairs)
    assert found.limit == base.limit and list(found.far_from) == list(base.far_from)
    assert list(found.candidates) == list(base.candidates)


def test_an_excluded_match_goes_and_is_filled_only_if_asked():
    base = neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6))
    first = base.comparators[0]
    fewer = neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6, excluded=(first,)))
    filled = neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6, excluded=(first,), refill=True))
    assert list(fewer.comparators) == list(base.comparators[1:])
    assert len(filled.comparators) == 6 and set(fewer.comparators) < set(filled.comparators)
    assert list(fewer.dropped[Dropped.EXCLUDED]) == [first]


def test_fewer_than_five_comparators_carry_the_reason():
    base = neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6))
    five = neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6, excluded=tuple(base.comparators[:1])))
    four = neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6, excluded=tuple(base.comparators[:2])))
    assert (five.status, five.reason) == ("ok", "")
    assert (four.status, four.reason) == ("missing", Withheld.TOO_FEW_COMPARATORS)
    assert len(four.comparators) == 4


@settings(max_examples=20)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(random):
    order = list(range(50))
    random.shuffle(order)
    shuffled = space(TABLE.iloc[order], outcome="y")
    pd.testing.assert_frame_equal(neighbours(shuffled, CHOSEN[::-1]).pairs, neighbours(WHERE, CHOSEN).pairs)


def test_ties_go_by_code():
    alike = pd.DataFrame({"a": [0.0] + [1.0] * 8 + [5.0]}, index=codes(10)[::-1])
    found = neighbours(space(alike, outcome="y"), codes(10)[[9]], choice=Choice(k=5))
    assert list(found.comparators) == list(codes(10)[1:6])


def test_every_dropped_area_has_its_first_reason():
    table = TABLE.copy()
    table.iloc[20, 0] = np.nan
    code = codes(50)
    pool = Pool(
        allowed=code[:30],
        overlap=pd.Series([0.4, 0.0, 1.0], index=[code[1], code[2], CHOSEN[0]]),
        without_value=code[[3, 40]],
    )
    found = neighbours(space(table, outcome="y"), CHOSEN, choice=Choice(k=3, excluded=(code[7], code[45])), pool=pool)
    dropped = {reason: list(areas) for reason, areas in found.dropped.items()}
    assert dropped == {
        Dropped.CHOSEN: list(CHOSEN),
        Dropped.OVERLAPS: [code[1]],
        Dropped.OUTSIDE: list(code[30:]),
        Dropped.COVARIATE_MISSING: [code[20]],
        Dropped.NO_VALUE: [code[3]],
        Dropped.EXCLUDED: [code[7]],
    }
    every = {area for areas in dropped.values() for area in areas} | set(found.candidates)
    assert every == set(code) and code[7] in found.candidates
    assert set(found.comparators) <= set(found.candidates) - {code[7]}


def test_a_footprint_is_placed_by_rows_of_its_own():
    row = TABLE.loc[[CHOSEN[0]]].rename(index={CHOSEN[0]: "pl-x"})
    overlap = pd.Series(1.0, index=[CHOSEN[0]])
    found = neighbours(WHERE, row, choice=Choice(k=6), pool=Pool(overlap=overlap))
    assert list(found.comparators) == list(neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6)).comparators)


def test_an_area_whose_overlap_is_not_known_is_no_comparator():
    first = neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6)).comparators[0]
    overlap = pd.Series([np.nan], index=[first])
    assert first not in neighbours(WHERE, CHOSEN[:1], choice=Choice(k=6), pool=Pool(overlap=overlap)).comparators


def test_few_similar_areas_are_said():
    lonely = TABLE.copy()
    lonely.loc["A0004"] = TABLE.max() * 20
    where = space(lonely, outcome="y")
    assert neighbours(where, codes(50)[[4]]).few_similar
    assert list(neighbours(where, CHOSEN).far_from) == ["A0004"]
    middle = (TABLE - TABLE.median()).abs().rank().sum(axis=1).idxmin()
    assert not neighbours(WHERE, pd.Index([middle])).few_similar


def test_nobody_to_match():
    empty = TABLE.copy()
    empty.loc[CHOSEN[0], "c0"] = np.nan
    found = neighbours(space(empty, outcome="y"), CHOSEN[:1])
    assert (found.status, found.reason) == ("missing", Withheld.NO_CHOSEN_AREA)
    assert list(found.unmatched) == [CHOSEN[0]] and not len(found.pairs) and found.few_similar
    none = neighbours(WHERE, CHOSEN, pool=Pool(allowed=CHOSEN))
    assert none.reason == Withheld.TOO_FEW_COMPARATORS and not len(none.comparators) and none.few_similar


def test_wrong_questions_are_refused():
    with pytest.raises(ValueError, match="at least one"):
        neighbours(WHERE, CHOSEN, choice=Choice(k=0))
    with pytest.raises(ValueError, match="known for zz"):
        neighbours(WHERE, pd.Index(["zz"]))


def slow_balance(table, chosen, others, matched):
    """Standardised differences, one covariate at a time."""
    found = {}
    for name in table:
        groups = [[table.at[area, name] for area in areas] for areas in (chosen, others, matched)]
        means = [sum(group) / len(group) for group in groups]
        variances = [
            sum((x - mean) ** 2 for x in group) / (len(group) - 1) if len(group) > 1 else None
            for group, mean in zip(groups, means, strict=True)
        ]
        spread = math.sqrt(variances[1] if variances[0] is None else (variances[0] + variances[1]) / 2)
        found[name] = ((means[0] - means[1]) / spread, (means[0] - means[2]) / spread)
    return found


@pytest.mark.parametrize("number", [1, 6])
def test_balance_in_plain_loops(number):
    chosen = codes(50)[:number]
    found = neighbours(WHERE, chosen, choice=Choice(k=5))
    table = balance_table(TABLE, chosen, candidates=found.candidates, comparators=found.comparators)
    slow = slow_balance(TABLE, chosen, found.candidates, found.comparators)
    for name, (before, after) in slow.items():
        assert table.at[name, "before"] == pytest.approx(before)
        assert table.at[name, "after"] == pytest.approx(after)


def test_flags_of_balance():
    table = pd.DataFrame({"a": [0.0, 2.0, 0, 2], "b": [1.0, 1, 1, 1], "c": [1.0, 1, 1, 2]}, index=list("wxyz"))
    shifted = pd.DataFrame({"a": [1.2], "b": [1.0], "c": [1.25]}, index=["p"])
    found = balance_table(table, shifted, candidates=table.index, comparators=table.index)
    assert list(found["flag"]) == [Balance.NOTED, Balance.BALANCED, Balance.BALANCED]
    wide = balance_table(table, shifted.assign(a=2.0, b=3.0), candidates=table.index, comparators=table.index)
    assert list(wide["flag"]) == [Balance.WARNED, Balance.NOT_COMPUTABLE, Balance.BALANCED]
    none = balance_table(table, shifted, candidates=table.index, comparators=table.index[:0])
    assert set(none["flag"]) == {Balance.NOT_COMPUTABLE}


@settings(max_examples=20)
@given(st.floats(0.01, 1e3), st.floats(-100, 100))
def test_balance_is_free_of_scale(factor, shift):
    found = neighbours(WHERE, CHOSEN, choice=Choice(k=5))
    groups = {"candidates": found.candidates, "comparators": found.comparators}
    plain, moved = (balance_table(table, CHOSEN, **groups) for table in (TABLE, TABLE * factor + shift))
    assert moved[["before", "after"]].to_numpy() == pytest.approx(plain[["before", "after"]].to_numpy(), abs=1e-6)
