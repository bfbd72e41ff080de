"""Secondary suppression: the bounds an outsider can work out, and who is withheld in addition."""

import numpy as np
import pandas as pd

from equity.release.protection import Hidden, possible_counts, secondary


def cells(counts, primary, round_to=0):
    return Hidden(count=np.array(counts, float), primary=np.array(primary), largest=7, round_to=round_to)


def test_bounds_from_total_minus_shown():
    hidden = np.array([True, True, False])
    low, high = possible_counts(cells([3, 12, 40], [True, False, False]), hidden, places=np.arange(3))
    assert (low.tolist(), high.tolist()) == ([1, 8], [7, 14])  # 15 together; the second is known to be above 7


def test_one_hidden_alone_is_pinned():
    low, high = possible_counts(cells([3, 12], [True, False]), np.array([True, False]), places=np.arange(2))
    assert low.tolist() == high.tolist() == [3]


def test_rounding_leaves_room():
    low, high = possible_counts(cells([3, 12], [True, False], 5), np.array([True, False]), places=np.arange(2))
    assert (low.tolist(), high.tolist()) == ([1], [7])  # 15 - 10 = 5, each may be moved by 2


def test_a_zero_is_never_withheld():
    protection = secondary(cells([7, 7, 0], [True, True, False]), pd.DataFrame({"p": ["P"] * 3}))
    assert protection.hidden.tolist() == [True, True, False]
    assert protection.exposed == {"P"}  # 14 together, so both are 7: the total must go


def test_a_parent_that_is_small_itself_needs_no_help():
    protection = secondary(cells([3, 0, 0], [True, False, False]), pd.DataFrame({"p": ["P"] * 3}))
    assert protection.hidden.tolist() == [True, False, False]


def test_nothing_left_to_withhold_exposes_the_parent():
    protection = secondary(cells([1] * 8, [True] * 8), pd.DataFrame({"p": ["P"] * 8}))
    assert protection.exposed == {"P"}
