"""Five numbers of a box: published quartiles, few areas, order and gaps of no consequence."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from equity.comparing.spread import FEWEST, spread


def test_quartiles_are_those_of_definition_seven() -> None:
    found = spread([1, 2, 3, 4, 5, 6])  # R: quantile(1:6) gives 2.25, 3.5, 4.75
    assert (found.areas, found.lowest, found.lower_quartile) == (6, 1, 2.25)
    assert (found.median, found.upper_quartile, found.highest) == (3.5, 4.75, 6)


def test_few_areas_have_no_box() -> None:
    few = spread([1.0, 2.0, None, 3.0, 4.0])
    assert few.areas == FEWEST - 1 and not few.known and math.isnan(few.lowest)


@given(st.lists(st.floats(-1e6, 1e6), min_size=FEWEST, max_size=40), st.randoms())
def test_order_and_gaps_change_nothing(values: list[float], chance) -> None:
    found = spread(values)
    mixed = [*values, None]
    chance.shuffle(mixed)
    assert spread(mixed) == found
    assert found.lowest <= found.lower_quartile <= found.median <= found.upper_quartile <= found.highest
