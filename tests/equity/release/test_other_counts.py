"""Withheld rows of one area in several segments, by hand: what limits and totals leave open."""

import numpy as np

from equity.disclosure import ReleaseRule
from equity.release.other_counts import Cells, told

SEXES = np.array([[1, 1], [1, 0], [0, 1]])  # all persons, men, women


def cells(count, hidden, *, groups=(), round_to=0):
    count = np.array(count, float)
    gone = np.zeros((len(groups), 3), dtype=bool)
    rule = ReleaseRule("test", largest=3, round_to=round_to)
    return Cells(count, np.array(hidden, bool), SEXES, [np.array(one) for one in groups], gone, rule)


def test_one_withheld_row_follows_from_the_two_others_and_two_do_not():
    ((area, women),) = told(cells([[12, 10, 2]], [[0, 0, 1]]))
    assert area == 0 and women.tolist() == [0, 1]
    assert not told(cells([[12, 10, 2]], [[0, 1, 1]]))
    assert not told(cells([[12, 10, 2]], [[0, 0, 0]]))  # nothing is withheld, so nothing is looked at


def test_a_county_gives_back_what_its_areas_withhold():
    """Men and women of the first area are withheld, the second shows both: the county's women give the first's."""
    counts, hidden = [[12, 10, 2], [30, 14, 16]], [[0, 1, 1], [0, 0, 0]]
    assert told(cells(counts, hidden, groups=[[0, 1]]))
    assert not told(cells(counts, [[0, 1, 1], [0, 1, 1]], groups=[[0, 1]]))


def test_rounding_leaves_a_row_open():
    assert not told(cells([[22, 20, 2]], [[0, 0, 1]], round_to=5))
