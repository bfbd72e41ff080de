"""What was released: kept as it is, stored and read back, and what a shown total tells."""

import numpy as np
import pandas as pd
import pytest

from equity.disclosure import ReleaseRule
from equity.release.ledger import Told, official_ledger, shown_between
from tests.equity.attacker import appearance

COUNTS = pd.DataFrame({"numerator": [20, 3, 0]}, index=list("abc"))
AREAS = pd.DataFrame({"ward": ["w1", "w1", None], "board": ["b", "b", "b"]}, index=list("abc"))
RULE = ReleaseRule("test", largest=7)


def test_rows_names_and_kinds_of_official_areas():
    ledger = official_ledger(COUNTS, AREAS, rule=RULE, names={"b": "A board"}, withheld={"w1"})
    assert ledger.rows.toarray().tolist() == [[1, 1, 0], [1, 1, 1]]
    assert (ledger.names, ledger.kinds) == (("w1", "A board"), ("ward", "board"))
    assert ledger.withheld.tolist() == [True, False] and ledger.shown.tolist() == [False, True]
    assert ledger.totals["numerator"].tolist() == [23, 23]


def test_a_release_makes_a_new_ledger():
    first = official_ledger(COUNTS, AREAS, rule=RULE)
    second = first.with_released("ours", ["c", "a", "a"])
    assert len(first.names) == 2 and second.names[-1] == "ours" and second.kinds[-1] == "own"
    assert second.rows.toarray()[-1].tolist() == [1, 0, 1] and second.sizes.tolist() == [2, 3, 2]


def test_what_readers_were_told_is_read_back():
    start = official_ledger(COUNTS, AREAS.iloc[:, :0], rule=RULE)
    ledger = start.with_told([Told("ours", ("a", "c")), Told("", ("b", "c"), small=True)])
    assert ledger.names == ("ours", "") and ledger.rows.toarray().tolist() == [[1, 0, 1], [0, 1, 1]]
    assert ledger.kinds == ("own", "refused") and ledger.shown.tolist() == [True, False]
    assert start.with_told([]) is start


@pytest.mark.parametrize("wrong", [-1, 2.5])
def test_counts_must_be_whole_numbers(wrong):
    counts = COUNTS.assign(numerator=[20.0, wrong, np.nan])
    with pytest.raises(ValueError, match="whole numbers from 0; they are not for b"):
        official_ledger(counts, AREAS, rule=RULE)


def test_areas_and_counts_must_name_the_same_blocks():
    with pytest.raises(ValueError, match="the same building blocks"):
        official_ledger(COUNTS, AREAS.iloc[::-1], rule=RULE)


@pytest.mark.parametrize("largest", [1, 4, 7])
@pytest.mark.parametrize("step", [0, 5, 10])
def test_shown_totals_are_bounded_by_all_totals_that_look_the_same(largest, step):
    """Slow and obvious: which totals would be printed alike?"""
    totals = np.arange(60)
    low, high = shown_between(totals, ReleaseRule("t", largest, step), withheld=np.zeros(60, dtype=bool))
    for total in totals[:40]:
        alike = [other for other in totals if appearance(other, largest, step) == appearance(total, largest, step)]
        assert (low[total], high[total]) == (min(alike), max(alike))


def test_a_total_withheld_for_another_reason_is_only_known_to_be_larger():
    low, high = shown_between(np.array([0, 3, 12]), RULE, withheld=np.ones(3, dtype=bool))
    assert low.tolist() == [0, 1, 8] and high.tolist() == [7, 7, np.inf]
