"""Counts of areas over periods: from released rows, complete areas, and what is refused."""

import pandas as pd
import pytest

from data.schema import ValueType
from equity.similar.panel import Panel, panel_of
from tests.equity.similar.drawn import made


def test_panels_from_rows():
    rows = pd.DataFrame(
        [("a", "q1", 5, 10, "ok"), ("a", "q2", 6, 10, "suppressed"), ("b", "q1", 7, 10, "estimated")],
        columns=["area_code", "period", "numerator", "denominator", "status"],
    )
    found = panel_of(rows, value_type="proportion")
    assert found.values.loc["a", "q1"] == 50 and found.values.isna().sum().sum() == 2
    assert list(found.complete(pd.Index(["b", "a", "zz"]), ["q1"])) == ["a", "b"]
    with pytest.raises(ValueError, match="a has q1 twice"):
        panel_of(pd.concat([rows, rows]), value_type="proportion")


@pytest.mark.parametrize(
    ("numerator", "denominator", "value_type", "words"),
    [
        ([[1]], [[1], [2]], "proportion", "same areas"),
        ([[1]], [[1]], "mean", "no counts"),
    ],
)
def test_wrong_panels_are_refused(numerator, denominator, value_type, words):
    with pytest.raises(ValueError, match=words):
        made(numerator, denominator, value_type=ValueType(value_type))
    twice = pd.DataFrame([[1.0], [2.0]], index=["a", "a"], columns=["q"])
    with pytest.raises(ValueError, match="twice"):
        Panel(twice, twice, ValueType.PROPORTION)
