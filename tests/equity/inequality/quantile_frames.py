"""Frames of quantiles for the tests of slopes."""

import numpy as np
import pandas as pd

from equity.inequality.slope_inputs import Scale, SlopeSettings

SCALES = {"other": Scale.NONE, "rate": Scale.LOG, "proportion": Scale.LOGIT}


def row(values):
    return pd.DataFrame([values], columns=pd.RangeIndex(1, len(values) + 1, name="quantile"), dtype="float64")


def rows(*values):
    return pd.concat([row(one) for one in values], ignore_index=True)


def of_case(case):
    """Values, populations, limits and settings of a reference case."""
    given = case["inputs"]
    scale = SCALES[given["value_type"]]
    settings = SlopeSettings(scale=scale, transform=given["transform"], multiplier=given["multiplier"])
    values, people, lower, upper = (row(given[name]) for name in ("value", "population", "lower_cl", "upper_cl"))
    return values, people, (lower, upper), settings


def around(values, width=0.1):
    """Limits that lie a share of the value below and above it."""
    return values - width * np.abs(values), values + width * np.abs(values)
