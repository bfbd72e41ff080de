"""Bars and slope together: the same as each alone, edges."""

import numpy as np
import pandas as pd
import pytest

from data.schema import ValueType
from equity.inequality.gradient import gradient
from equity.inequality.slope_index import slope_index
from equity.inequality.slope_inputs import Scale, SlopeSettings
from equity.result import Reason
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion
from tests.equity.inequality.quantile_frames import rows

COUNTS, PEOPLE = rows([40, 35, 30, 22, 15], [9, 9, 9, 9, 9]), rows([100, 120, 90, 110, 100], [50] * 5)
FEW = SlopeSettings(draws=2_000)


@pytest.mark.parametrize(
    ("kind", "method", "scale"), [("proportion", proportion, Scale.LOGIT), ("crude_rate", crude_rate, Scale.LOG)]
)
def test_bars_and_slope_are_those_of_each_method(kind, method, scale):
    bars, slopes = gradient(COUNTS, PEOPLE, value_type=ValueType(kind), multiplier=1000, settings=FEW)
    assert bars.loc[0, "value"].tolist() == pytest.approx(
        method(COUNTS.loc[0], PEOPLE.loc[0], multiplier=1000)["value"]
    )
    sides = [
        method(COUNTS.loc[0], PEOPLE.loc[0], multiplier=1)[name].to_frame().T
        for name in ("value", "lower_ci", "upper_ci")
    ]
    sides = [side.set_axis([0]) for side in sides]
    how = SlopeSettings(scale=scale, multiplier=1000, draws=2_000)
    alone = slope_index(sides[0], PEOPLE[:1].set_axis(sides[0].columns, axis=1), limits=tuple(sides[1:]), settings=how)
    np.testing.assert_allclose(slopes.slope.iloc[0, :5].astype(float), alone.slope.iloc[0, :5].astype(float))
    assert slopes.slope["value"].iloc[0] < 0 < slopes.relative["value"].iloc[0] < 1
    assert slopes.slope["value"].iloc[1] == pytest.approx(0, abs=1e-9)


def test_a_fault_in_one_bar_withholds_the_slope_and_keeps_the_other_bars():
    counts = COUNTS.copy()
    counts.iloc[0, 2] = np.nan
    bars, slopes = gradient(counts, PEOPLE, value_type=ValueType.PROPORTION, multiplier=100, settings=FEW)
    assert bars.loc[0, "reason"].tolist() == ["", "", Reason.NUMERATOR_MISSING, "", ""]
    assert slopes.slope["reason"].tolist() == [Reason.VALUE_MISSING, ""]
    assert isinstance(bars.index, pd.MultiIndex)


def test_a_bar_of_zero_keeps_the_slope_and_says_how_it_was_simulated():
    counts = COUNTS.copy()
    counts.iloc[0, 4] = 0
    slopes = gradient(counts, PEOPLE, value_type=ValueType.CRUDE_RATE, multiplier=100, settings=FEW).slopes
    assert slopes.slope["noise"].tolist() == ["none", "log"]
    assert slopes.slope["upper_ci"].notna().all()
