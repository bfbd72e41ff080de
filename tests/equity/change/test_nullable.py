"""Frames as a pack holds them (Float64 with NA) give what plain floats give, in every room that compares."""

import numpy as np
import pandas as pd
import pytest

from data.schema import Polarity, ValueType
from equity.change.attribute_charts import Attribute, attribute_chart
from equity.change.change_funnel import change_funnel
from equity.change.cusum import standardised_cusum
from equity.change.rare_events import g_chart
from equity.change.signal import signals
from equity.change.xmr import xmr
from equity.comparing.around import limits_around
from equity.comparing.funnel import funnel
from equity.comparing.judging import judged
from equity.comparing.quintiles import quintiles
from equity.comparing.two_samples import judged_against_rest

DRAW = np.random.default_rng(1)
TABLE = pd.DataFrame(DRAW.poisson(12, (12, 20)).astype(float), index=list("abcdefghijkl"))
TABLE.iloc[3, 4] = np.nan
AREAS = pd.DataFrame(
    {
        "numerator": TABLE[4],
        "denominator": 100.0,
        "value": TABLE[4],
        "lower_ci": TABLE[4] - 5,
        "upper_ci": TABLE[4] + 5,
        "lower_998": TABLE[4] - 9,
        "upper_998": TABLE[4] + 9,
    }
)


def rows(frame):
    return frame.assign(status="ok", area_type="msoa11")


QUESTIONS = {
    "xmr": lambda table, areas: xmr(table).upper,
    "p": lambda table, areas: attribute_chart(table, table * 0 + 100, kind=Attribute.P).upper,
    "g": lambda table, areas: g_chart(table).upper,
    "cusum": lambda table, areas: standardised_cusum(table, table * 0 + 10).sums,
    "signals": lambda table, areas: signals(table, table * 0 + 100).withheld.to_numpy(),
    "change": lambda table, areas: change_funnel(areas, areas)["p_rise"].to_numpy(),
    "judged": lambda table, areas: judged(rows(areas), 12, polarity=Polarity.NONE).to_numpy(),
    "quintiles": lambda table, areas: quintiles(rows(areas), polarity=Polarity.NONE).to_numpy(),
    "around": lambda table, areas: limits_around(10, areas["numerator"], value_type=ValueType.DSR).to_numpy(),
    "funnel": lambda table, areas: funnel(
        areas["numerator"], areas["denominator"], value_type=ValueType.CRUDE_RATE
    ).areas["place"],
    "rest": lambda table, areas: judged_against_rest(
        areas, areas + 50, value_type=ValueType.PROPORTION, polarity=Polarity.NONE
    )["value"].to_numpy(),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_nullable_frames(question):
    plain = QUESTIONS[question](TABLE, AREAS)
    nullable = QUESTIONS[question](TABLE.astype("Float64"), AREAS.astype("Float64"))
    np.testing.assert_array_equal(np.asarray(nullable), np.asarray(plain))
