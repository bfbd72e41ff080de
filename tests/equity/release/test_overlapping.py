"""Several overlapping totals at once: every combination of counts is tried by hand."""

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from equity.release.overlapping import Totals, pinned
from equity.release.protection import Hidden, secondary

LARGEST, TOP = 3, 12


def totals(count, rows, *, low=None, high=None, slack=0):
    count, rows = np.array(count, float), np.array(rows, float)
    least = rows @ count
    return Totals(
        count,
        np.ones(len(count)) if low is None else np.array(low, float),
        np.full(len(count), 7.0) if high is None else np.array(high, float),
        sparse.csr_array(rows),
        least - slack,
        least + slack,
    )


def test_two_totals_that_overlap_pin_what_neither_pins():
    """a + b = 9, b + c = 13, a + c = 8: each sum leaves two values or more, together they leave one."""
    together = [[1, 1, 0], [0, 1, 1], [1, 0, 1]]
    assert pinned(totals([2, 7, 6], together)).all()
    for row in together:
        assert not pinned(totals([2, 7, 6], [row])).any()


def test_slack_of_rounding_and_nothing_to_look_at():
    assert not pinned(totals([2, 7, 6], [[1, 1, 0], [0, 1, 1], [1, 0, 1]], slack=2)).any()
    assert pinned(totals([], np.zeros((0, 0)))).tolist() == []
    assert pinned(totals([4, 4], np.zeros((0, 2)))).tolist() == [False, False]


@given(st.integers(0, 10**6))
@settings(max_examples=150)
def test_against_every_combination(seed):
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 5))
    count = random.integers(1, 6, size)
    known = totals(
        count,
        random.integers(0, 2, (int(random.integers(0, 4)), size)).reshape(-1, size),
        high=[6] * size,
        slack=int(random.integers(0, 2)),
    )
    worlds = np.array(list(product(range(1, 7), repeat=size)))
    sums = worlds @ known.rows.toarray().T
    worlds = worlds[((sums >= known.least) & (sums <= known.most)).all(axis=1)]
    assert pinned(known).tolist() == (worlds.min(axis=0) == worlds.max(axis=0)).tolist()


def outsider(count, hidden, parents, exposed):
    """Withheld counts with one possible value, by trying every one of up to `TOP` events."""
    inside = np.flatnonzero(hidden)
    ranges = [range(1, LARGEST + 1) if count[cell] <= LARGEST else range(LARGEST + 1, TOP + 1) for cell in inside]
    worlds = np.array(list(product(*ranges)))
    for name in parents:
        for code, places in parents.groupby(name).indices.items():
            if code in exposed or count[places].sum() <= LARGEST:
                continue
            of = np.isin(inside, places)
            worlds = worlds[worlds[:, of].sum(axis=1) == count[inside[of]].sum()]
    return inside[worlds.min(axis=0) == worlds.max(axis=0)] if len(inside) else inside


@given(st.integers(0, 10**6))
@settings(max_examples=80)
def test_what_is_withheld_cannot_be_worked_out_from_two_kinds_of_parents(seed):
    random = np.random.default_rng(seed)
    size = int(random.integers(3, 6))
    count = random.choice([0, 1, 2, 3, 4, 5, 8], size).astype(float)
    parents = pd.DataFrame({"district": random.choice(list("de"), size), "place": random.choice(list("pqr"), size)})
    primary = (count > 0) & (count <= LARGEST)
    found = secondary(Hidden(count=count, primary=primary, largest=LARGEST, round_to=0), parents)
    assert (found.hidden >= primary).all() and not found.hidden[count == 0].any()
    assert not len(outsider(count, found.hidden, parents, found.exposed))


def test_a_case_that_one_kind_after_the_other_misses():
    """a + b, b + c and a + c are each left two values or more by their own total, one by all three: d goes too."""
    count = np.array([2, 7, 6, 40, 90], float)
    parents = pd.DataFrame({"one": list("pp pp"), "two": list(" qqqq"), "three": list("r rrr")}).replace(" ", None)
    cells = Hidden(count=count, primary=count <= 7, largest=7, round_to=0)
    for name in parents:
        assert secondary(cells, parents[[name]]).hidden.tolist() == cells.primary.tolist()
    assert secondary(cells, parents).hidden.tolist() == [True, True, True, True, False]


def test_with_nothing_more_to_withhold_a_total_goes():
    count = np.array([2, 7, 6], float)
    parents = pd.DataFrame({"one": list("pp "), "two": list(" qq"), "three": list("r r")}).replace(" ", None)
    found = secondary(Hidden(count=count, primary=count <= 7, largest=7, round_to=0), parents)
    assert found.hidden.all() and len(found.exposed) == 1
