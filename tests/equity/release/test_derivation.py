"""The search for what can be worked out: against exact elimination, and beyond the few atoms that are listed."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from equity.disclosure import ReleaseRule
from equity.release.affected import REACH, affected
from equity.release.derivation import given_away, held_together, null_moves, unsettled
from equity.release.differencing import exposure
from equity.release.ledger import official_ledger
from equity.release.safe_choice import nearest_safe
from tests.equity.attacker import derivable, row_space

RULE = ReleaseRule("test", largest=7)


def chain(length):
    """Blocks 0.. in a ring of overlapping pairs: with an odd length the last pair gives every block away."""
    names = [f"b{i:02d}" for i in range(length)]
    counts = np.full(length, 20)
    counts[length // 2] = 3
    ledger = official_ledger(pd.DataFrame({"numerator": counts}, index=names), pd.DataFrame(index=names), rule=RULE)
    for start in range(length - 1):
        ledger = ledger.with_released(f"pair {start}", names[start : start + 2])
    return names, ledger


def test_a_long_ring_is_seen_through():
    """Fifteen pairs in a ring: alternately added and taken away they give one block twice over."""
    names, ledger = chain(15)
    found = exposure(ledger, ledger.indicator_of([names[0], names[-1]]))
    assert found.blocks.tolist() == [int(i == 7) for i in range(15)] and found.against.endswith("and other areas")


def test_many_small_atoms_are_searched_not_listed():
    """Twenty blocks of 2 to 5; the footprints halve them in ways that give none away, the last one does."""
    random = np.random.default_rng(4)
    names = [f"b{i:02d}" for i in range(20)]
    counts = random.integers(2, 6, 20)
    areas = pd.DataFrame({"board": ["b"] * 20}, index=names)
    ledger = official_ledger(pd.DataFrame({"numerator": counts}, index=names), areas, rule=RULE)
    space = row_space(ledger.rows.toarray().tolist())
    refused = 0
    for number in range(30):
        inside = random.integers(0, 2, 20)
        system = affected(ledger, inside, measure="numerator")
        atoms = given_away(system, largest=7)
        new = row_space([*ledger.rows.toarray().tolist(), inside.tolist()])
        if atoms is None:
            ledger, space = ledger.with_released(f"f{number}", [names[i] for i in np.flatnonzero(inside)]), new
            singles = [i for i in range(20) if derivable([int(i == j) for j in range(20)], new)]
            assert not singles
        else:
            refused += 1
            chosen = [int(atoms[system.atom[i]]) for i in range(20)]
            assert 0 < counts @ chosen <= 7 and not derivable(chosen, space)
    assert refused


@given(st.integers(0, 10**6), st.integers(1, 6), st.integers(1, 9))
def test_null_moves_change_no_row_and_miss_none(seed, height, width):
    rows = np.random.default_rng(seed).integers(0, 2, (height, width))
    moves = null_moves(rows)
    assert not (moves @ rows.T).any()
    rank = len(row_space(rows.tolist())[1])
    assert np.linalg.matrix_rank(moves) == len(moves) <= width - rank


def test_atoms_held_together_by_their_moves():
    moves = np.array([[1.0, -1.0, 0.0], [0.0, 0.0, 1.0]])
    held, null = held_together(moves, np.arange(3))
    assert held.tolist() == [0, 1] and np.isclose(abs(null.ravel()), 0.5**0.5).all()
    assert not len(held_together(moves, np.arange(0))[0])


def test_what_single_totals_settle_is_not_searched():
    """Board 28 = 20 + 8 with block a shown: b follows at once, c is free."""
    names = list("abc")
    areas = pd.DataFrame({"block": ["x", None, None], "board": ["b", "b", None]}, index=names)
    ledger = official_ledger(pd.DataFrame({"numerator": [20, 8, 5]}, index=names), areas, rule=RULE)
    system = affected(ledger, ledger.indicator_of("bc"), measure="numerator")
    assert unsettled(system)[system.atom].tolist() == [False, False, True]


def test_far_areas_are_left_aside_and_far_blocks_put_together():
    """A footprint of one block: its pair, as many pairs around as fit, and the rest of the board as one atom."""
    size = 3 * REACH
    names = [f"b{i:03d}" for i in range(size)]
    kinds = {"pair": [f"p{i // 2}" for i in range(size)], "board": ["b"] * size}
    counts = pd.DataFrame({"numerator": np.full(size, 30)}, index=names)
    ledger = official_ledger(counts, pd.DataFrame(kinds, index=names), rule=RULE)
    system = affected(ledger, ledger.indicator_of([names[0]]), measure="numerator")
    assert system.rows.shape[0] == 2
    assert sorted(int((system.atom == atom).sum()) for atom in range(len(system.count))) == [1, 1, size - 2]


def test_only_large_areas_around_do_not_hide_a_triple():
    """(P + R - Q) / 2 again, inside a board of many more blocks than are looked at."""
    names = [f"b{i:03d}" for i in range(2 * REACH)]
    counts = pd.DataFrame({"numerator": [3, 20, 30] + [40] * (2 * REACH - 3)}, index=names)
    start = official_ledger(counts, pd.DataFrame({"board": ["b"] * len(names)}, index=names), rule=RULE)
    two = start.with_released("P", names[:2]).with_released("Q", names[1:3])
    found = exposure(two, two.indicator_of([names[0], names[2]]))
    assert np.flatnonzero(found.blocks).tolist() == [0]


def test_too_few_residents_between_two_areas():
    names = list("abc")
    counts = pd.DataFrame({"numerator": [20, 9, 30]}, index=names)
    start = official_ledger(counts, pd.DataFrame({"ward": ["g", "g", "y"]}, index=names), rule=RULE)
    floored = replace(start, people=np.array([900.0, 40.0, 950.0]), people_floor=100)
    found = exposure(floored, floored.indicator_of("a"))
    assert found.reason == "The difference between this footprint and g is fewer than 100 residents in one area."
    assert exposure(start, start.indicator_of("a")) is None
    other = nearest_safe(floored, floored.indicator_of("a"), found=found)
    assert other.tolist() == [1, 1, 0]


def test_the_nearest_choice_moves_the_fewest_people():
    names = list("abcd")
    counts = pd.DataFrame({"numerator": [20, 3, 30, 12]}, index=names)
    ledger = official_ledger(counts, pd.DataFrame({"ward": ["g", "g", "y", "z"]}, index=names), rule=RULE)
    inside = ledger.indicator_of("a")
    other = nearest_safe(ledger, inside, found=exposure(ledger, inside), nearby=names)
    assert other.tolist() == [1, 1, 0, 0]  # the ward; adding d or c would be safe too, but moves more
