"""What hangs together: the same answer as over everything, far limits seen, the rest of a country left aside."""

from functools import partial

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from equity.disclosure import ReleaseRule
from equity.release import differencing
from equity.release import hanging as room
from equity.release.affected import affected
from equity.release.chains import given_away_far
from equity.release.derivation import given_away
from equity.release.differencing import exposure
from equity.release.hanging import block_limits, hanging
from equity.release.ledger import Told, official_ledger

RULE = ReleaseRule("test", largest=7)
NEAR = 20  # blocks around a footprint, for a short chain to be long


def ledger_of(counts, told, *, areas=None, rule=RULE):
    names = [f"b{i:04d}" for i in range(len(counts))]
    frame = pd.DataFrame({"numerator": np.asarray(counts, dtype=float)}, index=names)
    ledger = official_ledger(frame, pd.DataFrame(areas or {}, index=names), rule=rule)
    return ledger.with_told(Told("shown", [names[i] for i in held], small=small) for held, small in told)


def far_limit(length):
    """Pairs of 7 and 20 from end to end; the last block is said to be small, and so is one more beside the first.

    The first block and that one together are 14: neither can be more than 7, so both are 7. That follows from limits
    alone, and one of them stands at the far end of the chain.
    """
    counts = [7 if i % 2 == 0 else 20 for i in range(length)] + [7]
    told = [((i, i + 1), False) for i in range(length - 1)] + [((length - 1,), True), ((length,), True)]
    ledger = ledger_of(counts, told)
    return ledger, ledger.indicator_of([ledger.blocks[0], ledger.blocks[length]])


def test_a_count_that_only_a_far_limit_fixes_is_seen():
    ledger, asked = far_limit(NEAR + 41)
    assert given_away(affected(ledger, asked, measure="numerator", reach=NEAR), largest=7) is None  # too far
    assert given_away_far(ledger, asked, measure="numerator") is None  # no sum of exact totals
    found = exposure(ledger, asked)
    assert found is not None and ledger.measures["numerator"][found.blocks > 0].sum() <= 7
    open_end = ledger_of(ledger.counts["numerator"], [((i, i + 1), False) for i in range(NEAR + 40)])
    assert exposure(open_end, asked) is None  # without the limits nothing follows


def test_more_than_can_be_searched_is_left_to_what_is_near(monkeypatch):
    """What is lost then: a limit farther than the reach. What follows from exact totals is still seen."""
    monkeypatch.setattr(room, "ATOMS", NEAR)
    monkeypatch.setattr(differencing, "affected", partial(affected, reach=NEAR))
    ledger, asked = far_limit(NEAR + 41)
    assert hanging(ledger, asked, measure="numerator") is None
    assert exposure(ledger, asked) is None
    monkeypatch.setattr(room, "BLOCKS", NEAR)
    assert hanging(ledger, asked, measure="numerator") is None


def test_the_rest_of_the_country_changes_nothing():
    """A ward with two small blocks, in a district, in a country of shown blocks and of districts with secrets."""
    sizes = []
    for districts in (2, 300):
        size = 12 * districts
        counts = np.tile([3, 4, 20, 30, 25, 40, 5, 2, 50, 60, 33, 44], districts)
        areas = {
            "block": [None if count <= 7 else f"k{i}" for i, count in enumerate(counts)],
            "ward": [f"w{i // 6}" for i in range(size)],
            "district": [f"d{i // 12}" for i in range(size)],
            "country": ["e"] * size,
        }
        ledger = ledger_of(counts, [], areas=areas)
        system = hanging(ledger, ledger.indicator_of(ledger.blocks[[0, 2, 5]]), measure="numerator")
        sizes.append((len(system.count), len(system.rows), np.flatnonzero(system.atom >= 0).tolist()))
    assert sizes[0] == sizes[1] == (2, 1, [0, 1])  # the two small blocks, and their ward


def test_a_withheld_ward_leaves_its_rest_to_the_district():
    """The ward said to hide another (8 or more) has a rest in the district: only the two wards hang together."""
    counts = [3, 30, 30, 9, 40, 40]
    areas = {"ward": list("aabbcc"), "district": ["d"] * 4 + ["e"] * 2, "country": ["x"] * 6}
    names = [f"b{i:04d}" for i in range(6)]
    frame = pd.DataFrame({"numerator": counts}, index=names)
    ledger = official_ledger(frame, pd.DataFrame(areas, index=names), rule=RULE, withheld=["a", "b"])
    system = hanging(ledger, ledger.indicator_of(names[:1]), measure="numerator")
    assert sorted(np.flatnonzero(system.atom >= 0)) == [0, 1, 2, 3]
    assert {ledger.kinds[row] for row in system.released} == {"ward", "district"}


@given(st.integers(0, 10**6))
@settings(max_examples=30)
def test_the_same_answer_as_a_search_through_everything(seed):
    random = np.random.default_rng(seed)
    size = int(random.integers(3, 9))
    counts = random.choice([0, 1, 3, 5, 8, 20][int(random.random() < 0.7) :], size)
    sets = [np.flatnonzero(random.random(size) < 0.5) for _ in range(int(random.integers(1, 6)))]
    told = [(held, bool(0 < counts[held].sum() <= 7)) for held in sets if len(held)]
    kinds = {"kind": [f"k{code}" for code in random.integers(0, 3, size)], "all": ["a"] * size}
    rule = ReleaseRule("test", largest=7, round_to=5 if random.random() < 0.2 else 0)
    ledger = ledger_of(counts, told, areas=kinds, rule=rule)
    inside = (random.random(size) < 0.5).astype(int)
    inside[0] = 1
    whole = affected(ledger, inside, measure="numerator", reach=size)
    answers = [given_away(one, largest=7) for one in (hanging(ledger, inside, measure="numerator"), whole)]
    assert answers[0] is None or answers[1] is not None
    if counts.all():  # of a known small count and a zero that is new the whole search says: a set; nothing new is small
        assert answers[0] is not None or answers[1] is None


@given(st.integers(0, 10**6))
@settings(max_examples=30)
def test_limits_of_blocks_hold_the_truth_and_match_a_loop(seed):
    random = np.random.default_rng(seed)
    size = int(random.integers(2, 7))
    counts = random.integers(0, 12, size)
    ledger = ledger_of(counts, [((i,), False) for i in range(size - 1)], areas={"all": ["a"] * size})
    total = ledger.totals["numerator"]
    low, high = np.where(random.random(len(total)) < 0.5, total - 2, total), total.astype(float)
    least, most = block_limits(ledger.rows, low, high=high)
    slow = [[0.0, np.inf] for _ in range(size)]
    for _ in range(size + 1):
        for row, held in enumerate(ledger.rows.toarray() > 0):
            for block in np.flatnonzero(held):
                others = [slow[other] for other in np.flatnonzero(held) if other != block]
                slow[block][1] = min(slow[block][1], high[row] - sum(one[0] for one in others))
                slow[block][0] = max(slow[block][0], low[row] - sum(one[1] for one in others))
    assert np.allclose(np.column_stack([least, most]), slow)
    assert (least <= counts).all() and (counts <= most).all()
