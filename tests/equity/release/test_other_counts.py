"""Withheld rows of one area in several segments, by hand: what limits and totals leave open."""

from itertools import product

import numpy as np
import pytest
from scipy.sparse import csr_array

from equity.disclosure import ReleaseRule
from equity.release.other_counts import Cells, told
from equity.release.worlds import Fits, Worlds

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


GROUPS = [[0, 1], [2, 3, 4], [0, 1, 2, 3, 4]]


def every_world(known, *, top):
    """All that an area or several could hold, by listing and crossing off."""
    tried = np.array(list(product(range(top + 1), repeat=len(known.truth))))
    sums = tried @ known.rows.toarray().T
    return tried[((sums >= known.low) & (sums <= known.high)).all(axis=1)]


@pytest.mark.parametrize("seed", range(12))
def test_what_is_kept_and_what_is_near_change_no_answer(seed):
    """Rows come and go; beside the kept search one that begins anew and looks at everything at once."""
    random, kept = np.random.default_rng(seed), Worlds()
    count = random.choice([0, 1, 2, 3, 4, 5, 9], size=(5, 2)).astype(float) @ SEXES.T
    hidden, found = (count > 0) & (count <= 3), 0
    for _ in range(4):
        one = cells(count, hidden, groups=GROUPS, round_to=5 * (seed % 4 == 0))
        alike = [{(area, sums.tobytes()) for area, sums in told(one, worlds)} for worlds in (kept, Everything())]
        assert alike[0] == alike[1]
        found += len(alike[0])
        hidden = (hidden & (random.random(hidden.shape) < 0.9)) | ((random.random(hidden.shape) < 0.15) & (count > 0))
    assert kept.moves or found


class Everything(Worlds):
    """Two programs for each sum, over all that is known: the obvious way."""

    def one_value(self, fits, aims, *, owner, near):
        ends = [[row @ fits.farthest(sign * row) for sign in (1.0, -1.0)] for row in aims.toarray()]
        return np.array([most < 0.5 and least > -0.5 for most, least in ends], dtype=bool)


@pytest.mark.parametrize("seed", range(10))
def test_programs_find_what_listing_finds(seed):
    random = np.random.default_rng(seed)
    rows, truth = random.integers(0, 2, (3, 4)), random.integers(0, 4, 4).astype(float)
    slack = random.integers(0, 2, 3)
    known = Fits(
        csr_array(rows.astype(float)), rows @ truth - slack, rows @ truth + slack, truth, np.array([0, 0, 1, 1])
    )
    worlds, aims = every_world(known, top=9), np.kron(np.eye(2, dtype=int), [[1, 0], [0, 1], [1, 1]])
    held = aims @ worlds.T
    found = Worlds().one_value(known, csr_array(aims.astype(float)), owner=np.repeat([0, 1], 3), near=[[0, 1]])
    assert found.tolist() == (held.min(axis=1) == held.max(axis=1)).tolist()
