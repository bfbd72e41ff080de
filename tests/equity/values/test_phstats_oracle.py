"""The same numbers as PHStatsMethods, the Python package of the Department of Health and Social Care, row by row.

It is asked in tests only (GPL-3, one bad row stops a batch, row by row); without it these tests say so and are skipped.
"""

import numpy as np
import pandas as pd
import pytest

from data.standard_population import standard_population
from equity.inequality.quantiles import quantiles
from equity.values.crude_rate import crude_rate
from equity.values.direct_rate import directly_standardised_rate
from equity.values.indirect_ratio import expected_events, indirectly_standardised_rate, indirectly_standardised_ratio
from equity.values.mean import mean_of_values
from equity.values.proportion import proportion
from equity.values.strata import wide

phstats = pytest.importorskip("PHStatsMethods", reason="PHStatsMethods is not installed (requirements-dev.txt has it)")

LEVELS = [0.95, 0.998]
LIMITS = ["lower_95_ci", "upper_95_ci", "lower_99_8_ci", "upper_99_8_ci"]
OURS = ["value", "lower_ci", "upper_ci", "lower_998", "upper_998"]
RNG = np.random.default_rng(11)
AREAS = [f"E{number:03}" for number in range(60)]
COUNTED = pd.DataFrame(
    {"area": AREAS, "x": [*range(1, 13), *RNG.integers(13, 400, 48)], "n": RNG.integers(400, 3000, 60)}
)
STANDARD = standard_population("esp2013").people
BANDS = STANDARD.index
BY_AGE = pd.DataFrame([(area, band) for area in AREAS[:12] for band in BANDS], columns=["area", "age"])
BY_AGE = BY_AGE.assign(x=RNG.integers(0, 40, len(BY_AGE)), n=RNG.integers(400, 3000, len(BY_AGE)))
BY_AGE = BY_AGE.assign(ref_x=RNG.integers(900, 4000, len(BANDS)).tolist() * 12, ref_n=90_000)
BY_AGE = BY_AGE.assign(standard=STANDARD.tolist() * 12)
COUNTS, PEOPLE = (wide(BY_AGE, column, rows="area", stratum="age", strata=BANDS) for column in ("x", "n"))


def agree(ours, theirs):
    np.testing.assert_allclose(ours[OURS], theirs[["Value", *LIMITS]].astype("float64"), rtol=1e-9)


def test_proportions():
    theirs = phstats.ph_proportion(COUNTED, "x", "n", "area", confidence=LEVELS, multiplier=100)
    agree(proportion(COUNTED["x"], COUNTED["n"]), theirs)


def test_crude_rates():
    theirs = phstats.ph_rate(COUNTED, "x", "n", "area", confidence=LEVELS, multiplier=100_000)
    agree(crude_rate(COUNTED["x"], COUNTED["n"]), theirs)
    assert (COUNTED["x"] < 10).any()  # both kinds of limits are met


def test_directly_standardised_rates():
    theirs = phstats.ph_dsr(
        BY_AGE, "x", "n", "standard", "area", confidence=LEVELS, multiplier=100_000, euro_standard_pops=False
    )
    agree(directly_standardised_rate(COUNTS, PEOPLE, standard=STANDARD), theirs)


def test_indirectly_standardised_ratios_and_rates():
    reference = BY_AGE.iloc[: len(BANDS)].set_index("age")
    expected = expected_events(PEOPLE, reference["ref_x"] / reference["ref_n"])
    observed = COUNTS.sum(axis=1)
    theirs = phstats.ph_ISRatio(BY_AGE, "x", "n", "ref_x", "ref_n", "area", confidence=LEVELS, refvalue=100)
    agree(indirectly_standardised_ratio(observed, expected), theirs)
    theirs = phstats.ph_ISRate(BY_AGE, "x", "n", "ref_x", "ref_n", "area", confidence=LEVELS, multiplier=1000)
    crude = 1000 * reference["ref_x"].sum() / reference["ref_n"].sum()
    agree(indirectly_standardised_rate(observed, expected, reference_rate=crude), theirs)


def test_means():
    values = pd.DataFrame({"area": AREAS * 5, "y": RNG.normal(50, 9, 300)})
    theirs = phstats.ph_mean(values, "y", "area", confidence=LEVELS)
    agree(mean_of_values(values["y"], values["area"]), theirs)


@pytest.mark.parametrize("highest", [True, False])
def test_quantiles(highest):
    values = pd.DataFrame({"area": AREAS, "y": RNG.integers(0, 40, 60).astype(float)})
    theirs = phstats.ph_quantile(values, "y", nquantiles=7, invert=highest)
    ours = quantiles(values["y"], number=7, highest_first=highest)["quantile"]
    assert ours.tolist() == theirs.set_index("area").loc[AREAS].filter(regex="(?i)^quantile").iloc[:, 0].tolist()
