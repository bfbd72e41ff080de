"""Long chains: against exact elimination with fractions, and a ring longer than the near search reaches."""

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from equity.disclosure import ReleaseRule
from equity.release.affected import REACH
from equity.release.chains import TOGETHER, given_away_far
from equity.release.derivation import given_away
from equity.release.differencing import affected, exposure
from equity.release.ledger import Told, official_ledger
from tests.equity.attacker import derivable, row_space

RULE = ReleaseRule("test", largest=7)


def ring(length):
    names = [f"b{i:04d}" for i in range(length)]
    counts = np.full(length, 20)
    counts[length // 2] = 3
    ledger = official_ledger(pd.DataFrame({"numerator": counts}, index=names), pd.DataFrame(index=names), rule=RULE)
    return names, ledger.with_told([Told(f"pair {start}", names[start : start + 2]) for start in range(length - 1)])


def test_a_ring_longer_than_the_reach_is_seen_through():
    """An odd ring of overlapping pairs gives every block away once it is closed."""
    length = 2 * REACH + 81
    names, ledger = ring(length)
    asked = ledger.indicator_of([names[0], names[-1]])
    assert given_away(affected(ledger, asked, measure="numerator"), largest=7) is None
    found = exposure(ledger, asked)
    assert np.flatnonzero(found.blocks).tolist() == [length // 2] and "long chain" in found.reason
    even, closed = ring(2 * REACH + 80)
    assert exposure(closed, closed.indicator_of([even[0], even[-1]])) is None


def chain(length):
    """Pairs from one end to the other but for the middle one: first and last block hold 2 and 3 events."""
    names = [f"b{i:04d}" for i in range(length)]
    counts = np.full(length, 20)
    counts[[0, -1]] = 2, 3
    ledger = official_ledger(pd.DataFrame({"numerator": counts}, index=names), pd.DataFrame(index=names), rule=RULE)
    pairs = [Told("pair", names[start : start + 2]) for start in range(length - 1) if start != length // 2]
    ledger = ledger.with_told(pairs)
    return ledger, ledger.indicator_of(names[length // 2 : length // 2 + 2])


def test_two_ends_of_a_long_chain_that_only_follow_together():
    ledger, asked = chain(2 * REACH + 100)
    assert given_away(affected(ledger, asked, measure="numerator"), largest=7) is None
    assert np.flatnonzero(exposure(ledger, asked).blocks).tolist() == [0, 2 * REACH + 99]  # 5 together
    assert exposure(*chain(2 * REACH + 101)) is None  # of an odd number only the difference follows


def test_more_than_can_be_looked_at_is_left_to_the_near_search():
    names, ledger = ring(TOGETHER + 11)
    assert given_away_far(ledger, ledger.indicator_of([names[0], names[-1]]), measure="numerator") is None


def test_rounded_totals_and_footprints_of_shown_blocks_have_no_chain():
    names = list("abc")
    counts = pd.DataFrame({"numerator": [20, 3, 30]}, index=names)
    blocks = pd.DataFrame({"block": names}, index=names)
    shown = official_ledger(counts, blocks, rule=RULE)
    assert given_away_far(shown, shown.indicator_of("ac"), measure="numerator") is None
    rounded = official_ledger(counts, blocks, rule=ReleaseRule("r", largest=7, round_to=5))
    assert given_away_far(rounded, rounded.indicator_of("ab"), measure="numerator") is None
    nothing = official_ledger(counts, blocks.iloc[:, :0], rule=RULE)
    assert given_away_far(nothing, nothing.indicator_of("ab"), measure="numerator") is None


@given(st.integers(0, 10**6))
@example(56025)  # a count that followed before, together with a block of none, is nothing new
@settings(max_examples=150)
def test_against_exact_elimination(seed):
    random = np.random.default_rng(seed)
    size, number = int(random.integers(2, 8)), int(random.integers(1, 8))
    names = [f"b{i}" for i in range(size)]
    counts = random.choice([0, 2, 5, 9, 20], size)
    ledger = official_ledger(pd.DataFrame({"numerator": counts}, index=names), pd.DataFrame(index=names), rule=RULE)
    sets = [np.flatnonzero(random.random(size) < 0.5) for _ in range(number)]
    ledger = ledger.with_told([Told("x", [names[i] for i in held]) for held in sets if len(held)])
    inside = (random.random(size) < 0.5).astype(int)
    shown = ledger.rows.toarray()[ledger.shown].tolist()
    before, after = row_space(shown or [[0] * size]), row_space([*shown, inside.tolist()])
    found = given_away_far(ledger, inside, measure="numerator")
    every = [np.array(held) for held in product((0, 1), repeat=size)]
    small = [held for held in every if 0 < counts @ held <= 7]
    known = [held for held in small if derivable(held, before)]
    new = [
        held
        for held in small
        if derivable(held, after) and not any((one <= held).all() and one @ counts == held @ counts for one in known)
    ]
    if found is not None:
        assert 0 < counts @ found <= 7 and derivable(found, after) and not derivable(found, before)
    else:
        assert not new
