"""Where two whole sets disagree: people in both whose two units are neither's best match."""

import pandas as pd
import pytest

from geo import misfit
from geo.pieces import Pieces
from tests.geo.test_misfit import LOOKUP, SIZES, areas, england, small

__all__ = ["england"]  # the fixture


def test_where_two_sets_disagree_is_neither_s_best_match() -> None:
    """People 40 10 / 5 50: 10 of x are in q, whose best is y, and x's best is p: apart, as are the 5 of y in p."""
    pieces = small([40, 10, 5, 50], {})[0]
    a = misfit.of_lsoas(pieces, pd.DataFrame({"lsoa": list("0123"), "group": list("xxyy")}))
    b = misfit.of_lsoas(pieces, pd.DataFrame({"lsoa": list("0123"), "group": list("pqpq")}))
    assert misfit.patterns(a, b, pieces=pieces).tolist() == ["both", "apart", "apart", "both"]
    assert misfit.overlap(a, b, pieces=pieces).apart == misfit.overlap(b, a, pieces=pieces).apart == 15


@pytest.mark.parametrize(("one", "other"), [("lad22", "sicbl22"), ("lad22", "icb22"), ("msoa11", "sicbl22")])
def test_disagreement_is_what_loops_over_lsoas_find(england: Pieces, one: str, other: str) -> None:
    a, b = areas(england, one), areas(england, other)
    found, drawn = misfit.overlap(a, b, pieces=england), misfit.patterns(a, b, pieces=england)
    shared: dict[tuple[str, str], float] = {}
    basis = SIZES.set_index("lsoa")[found.basis]
    for row in LOOKUP.itertuples():
        pair = (getattr(row, f"{one}cd"), getattr(row, f"{other}cd"))
        shared[pair] = shared.get(pair, 0) + basis[row.lsoa11cd]
    best_of_a, best_of_b = {}, {}
    for (x, y), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        best_of_a.setdefault(x, y)
        best_of_b.setdefault(y, x)
    apart = {pair for pair in shared if best_of_a[pair[0]] != pair[1] and best_of_b[pair[1]] != pair[0]}
    assert found.apart == sum(shared[pair] for pair in apart)
    wanted = {
        row.lsoa11cd for row in LOOKUP.itertuples() if (getattr(row, f"{one}cd"), getattr(row, f"{other}cd")) in apart
    }
    assert set(drawn.index[drawn == misfit.APART]) == wanted
    assert misfit.overlap(b, a, pieces=england).apart == found.apart
    assert misfit.overlap(a, a, pieces=england).apart == 0
