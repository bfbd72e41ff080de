"""What withholds a slope index, and what happens to counts of zero."""

import math

import numpy as np
import pytest
from scipy.stats import chi2

from equity.inequality.slope_index import slope_index
from equity.inequality.slope_inputs import Scale, SlopeSettings
from equity.result import LIMIT_COLUMNS, Reason
from tests.equity.inequality.quantile_frames import around, row, rows

NA = math.nan
FINE, PEOPLE = [0.5, 0.4, 0.3, 0.2, 0.1], [100] * 5


def few(scale, *, transform=False):
    return SlopeSettings(scale=scale, transform=transform, draws=1_000)


def test_each_fault_withholds_its_own_area():
    values = rows(FINE, [NA, *FINE[1:]], FINE, FINE, FINE, FINE)
    people = rows(PEOPLE, PEOPLE, [0, *PEOPLE[1:]], [NA, *PEOPLE[1:]], PEOPLE, PEOPLE)
    lower, upper = around(values)
    lower.iloc[4, 2] = NA
    lower.iloc[5, 2] = 0.9
    slope, relative = slope_index(values, people, limits=(lower, upper), settings=few(Scale.NONE))
    expected = [
        "",
        Reason.VALUE_MISSING,
        Reason.STRATUM_WITHOUT_PEOPLE,
        Reason.STRATUM_WITHOUT_PEOPLE,
        Reason.LIMITS_MISSING,
        Reason.SPREAD_NEGATIVE,
    ]
    assert slope["reason"].tolist() == relative["reason"].tolist() == expected
    assert slope.loc[1:, "value":"upper_998"].isna().all(axis=None)
    assert slope["noise"].tolist() == ["none", *[""] * 5]


@pytest.mark.parametrize(
    ("number", "reason"), [(4, Reason.NUMBER_OF_QUANTILES), (101, Reason.NUMBER_OF_QUANTILES), (5, ""), (100, "")]
)
def test_five_to_a_hundred_quantiles(number, reason):
    values = row(np.linspace(0.6, 0.2, number))
    found = slope_index(values, row([100] * number), limits=around(values), settings=few(Scale.LOGIT))
    assert found.slope["reason"].tolist() == found.relative["reason"].tolist() == [reason]
    assert found.slope["unsteady"].tolist() == [number > 10]
    assert found.slope["higher_in"].tolist() == ["" if reason else "most"]


@pytest.mark.parametrize("scale", [Scale.LOG, Scale.LOGIT])
def test_a_count_of_zero_is_simulated_as_it_is_but_never_transformed(scale):
    values = rows([0.4, 0.3, 0.2, 0.1, 0.0], FINE)
    people = rows(PEOPLE, PEOPLE)
    limits = (values * 0.8, values * 1.2 + 0.01)
    plain = slope_index(values, people, limits=limits, settings=few(scale))
    assert plain.slope["noise"].tolist() == ["none", str(scale)]
    assert plain.slope["value"].notna().all()
    assert plain.slope["upper_ci"].notna().all()
    fitted = slope_index(values, people, limits=limits, settings=few(scale, transform=True))
    assert fitted.slope["reason"].tolist() == [Reason.NOT_ON_SCALE, ""]
    given = slope_index(values, people, errors=values * 0 + 0.1, settings=few(scale))
    assert given.slope["reason"].tolist() == [Reason.NOT_ON_SCALE, ""]  # an error of a logarithm that is not there


def test_a_share_above_one_is_not_on_the_logit_scale():
    values = row([40, 30, 20, 10, 5])
    found = slope_index(values, row(PEOPLE), limits=around(values), settings=few(Scale.LOGIT, transform=True))
    assert found.slope["reason"].tolist() == [Reason.NOT_ON_SCALE]


def test_a_line_that_reaches_zero_has_no_ratio():
    values = row([0.5, 0.1, 0.02, 0.01, 0.01])
    slope, relative = slope_index(values, row(PEOPLE), limits=around(values), settings=few(Scale.NONE))
    assert slope["reason"].tolist() == [""]
    assert relative["reason"].tolist() == [Reason.NOT_ON_SCALE]
    assert np.isnan(relative["value"].iloc[0])


def test_a_line_that_reaches_zero_within_its_limits_has_no_ratio_either():
    """Counts of 4, 3, 2, 1 and 1 in a thousand each: the line's lower end lies below zero in many simulations."""
    rates = row([4, 3, 2, 1, 1])
    counts = np.array([4, 3, 2, 1, 1])
    exact = row(chi2.ppf(0.025, 2 * counts) / 2), row(chi2.ppf(0.975, 2 * counts + 2) / 2)
    slope, relative = slope_index(rates, row([1000] * 5), limits=exact, settings=few(Scale.NONE))
    assert slope["reason"].tolist() == [""]
    assert relative["reason"].tolist() == [Reason.LINE_NEAR_ZERO]
    assert relative[list(LIMIT_COLUMNS)].isna().all(axis=None)


def test_limits_of_a_ratio_are_above_zero_or_not_given():
    """The 95 % limits hold; only one line in a thousand or so reaches zero, so those of 99.8 % are left out."""
    values = row([40, 32, 25, 18, 9.5])
    found = slope_index(values, row([1000] * 5), errors=values * 0 + 3.2, settings=SlopeSettings(draws=20_000)).relative
    assert found["reason"].tolist() == [""]
    assert 0 < found["lower_ci"].iloc[0] < found["value"].iloc[0] < found["upper_ci"].iloc[0]
    assert np.isnan(found["lower_998"].iloc[0]) and np.isnan(found["upper_998"].iloc[0])


def test_no_error_means_no_width():
    values = row(FINE)
    found = slope_index(values, row(PEOPLE), errors=values * 0, settings=few(Scale.NONE)).slope.iloc[0]
    assert found["lower_998"] == pytest.approx(found["value"])
    assert found["upper_998"] == pytest.approx(found["value"])


def test_inputs_must_fit():
    values = row(FINE)
    with pytest.raises(ValueError, match="either limits or standard errors"):
        slope_index(values, row(PEOPLE))
    with pytest.raises(ValueError, match="either limits or standard errors"):
        slope_index(values, row(PEOPLE), limits=around(values), errors=values)
    with pytest.raises(ValueError, match="same areas and quantiles"):
        slope_index(values, row(PEOPLE).set_axis([5]), errors=values)
    with pytest.raises(ValueError, match="same areas and quantiles"):
        slope_index(values, row(PEOPLE)[[2, 1, 3, 4, 5]], errors=values)


def test_no_areas_are_no_fault():
    values = row(FINE).iloc[:0]
    assert len(slope_index(values, values, errors=values).slope) == 0
