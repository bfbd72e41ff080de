"""Each kind of number of the gradient page says how it is made, and the panel says the same."""

from __future__ import annotations

from charts.gradient.methods import METHOD, row_method
from charts.method import METHODS
from data.schema import ValueType


def test_a_row_has_the_panel_s_words_or_those_of_its_measure() -> None:
    panel = dict(METHOD)
    for what, label in (("Slope index", "Slope index of inequality"), ("Gap", "Gap"), ("Core20", "Core20")):
        assert row_method(what, ValueType.PROPORTION) == panel[label]
    assert row_method("Group", ValueType.CRUDE_RATE) == METHODS[ValueType.CRUDE_RATE]
