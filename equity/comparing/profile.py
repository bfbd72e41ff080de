"""One area on many measures at once: against each measure's benchmark, over five years, between its fifths.

Lives here: the three tests of a profile for a table with one row per measure, whatever its kind and polarity. Not here:
the tests themselves (`against`, `trends`, `equity.values.two_values`), whose rows they are (the page).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.schema import Polarity, Status, ValueType
from equity.comparing.against import Benchmark, Kind, outcomes
from equity.comparing.comparison import Comparison
from equity.comparing.trend import POINTS, TESTED, Direction
from equity.comparing.trends import trends_of_counts, trends_of_values
from equity.values.two_values import square_and_add

NO_SERIES, NOT_TESTED, NOT_ALIKE = "no_five_years", "no_test_for_this_kind", "a_year_is_not_comparable"
BENCHMARK = {
    "value": "benchmark", "numerator": "benchmark_numerator", "denominator": "benchmark_denominator",
    "exact": "benchmark_exact",
}  # fmt: skip
USUAL = {
    "benchmark_numerator": np.nan, "benchmark_denominator": np.nan, "benchmark_exact": False, "overlap": np.nan,
    "multiplier": 100.0,
}  # fmt: skip
NUMBERS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")


@dataclass(frozen=True)
class FiveYears:
    """The latest five values a year apart of every measure, oldest first; NaN where there is none.

    Attributes
    ----------
    numbers : dict of array (measures, 5)
        One array for each name of `NUMBERS`.
    unlike : array of bool (measures,)
        True where one of the five must not be compared with the others.
    """

    numbers: dict[str, np.ndarray]
    unlike: np.ndarray

    @classmethod
    def none(cls, measures: int) -> FiveYears:
        """No series at all for so many measures."""
        return cls({name: np.full((measures, POINTS), np.nan) for name in NUMBERS}, np.zeros(measures, dtype=bool))


@dataclass(frozen=True)
class Fifths:
    """Value and limits of the most and the least deprived fifth, an entry per measure; NaN where there is none."""

    most: tuple[np.ndarray, np.ndarray, np.ndarray]
    least: tuple[np.ndarray, np.ndarray, np.ndarray]

    @classmethod
    def none(cls, measures: int) -> Fifths:
        """No fifths for so many measures."""
        most, least = (tuple(np.full(measures, np.nan) for _ in range(3)) for _ in range(2))
        return cls(most, least)


def profiled(frame: pd.DataFrame, *, years: FiveYears, fifths: Fifths) -> pd.DataFrame:
    """Every measure of one area judged: benchmark, trend and gap.

    Parameters
    ----------
    frame : DataFrame
        One row per measure: `lower_ci, upper_ci, status, benchmark, polarity, value_type`, and for the test of two
        samples `numerator, denominator, multiplier, benchmark_numerator, benchmark_denominator, benchmark_exact` and
        `overlap` (share of the area's people in the benchmark). Released.
    years : FiveYears
    fifths : Fifths

    Returns
    -------
    DataFrame
        The same index: `compared` (`Comparison`), `direction` (`Direction`), `trend_reason` ("" where tested), `gap`,
        `gap_lower`, `gap_upper` (most minus least deprived fifth).

    References
    ----------
    Those of `equity.comparing.against`, `equity.comparing.trends` and `equity.values.two_values`.
    """
    trends = recent_trends(years, frame["value_type"])
    size, low, high = square_and_add(fifths.most, fifths.least)
    known = ~np.isnan(low) & ~np.isnan(high)
    columns = {
        "compared": against_benchmarks(frame).to_numpy(),
        "direction": trends["direction"].to_numpy(),
        "trend_reason": trends["reason"].to_numpy(),
        "gap": size,
        "gap_lower": np.where(known, low, np.nan),
        "gap_upper": np.where(known, high, np.nan),
    }
    return pd.DataFrame(columns, index=frame.index)


def against_benchmarks(frame: pd.DataFrame) -> pd.Series:
    """Each row against the benchmark in its own row, as its kind asks for (`outcomes`); counts are not compared."""
    outcome = np.full(len(frame), str(Comparison.NOT_COMPARED), dtype=object)
    asked = frame.assign(**{name: usual for name, usual in USUAL.items() if name not in frame})
    for (polarity, value_type), places in asked.groupby(["polarity", "value_type"], sort=False).indices.items():
        rows = asked.iloc[places]
        if value_type != str(ValueType.COUNT):
            given = {name: rows[column].to_numpy() for name, column in BENCHMARK.items()}
            kind = Kind(ValueType(value_type), Polarity(polarity), rows["multiplier"].to_numpy("float64"))
            found = outcomes(rows, Benchmark(**given), kind=kind, overlap=rows["overlap"].to_numpy("float64"))
            outcome[places] = found["compared"].to_numpy(dtype=object)
    return pd.Series(outcome, index=frame.index, name="compared", dtype="str")


def recent_trends(years: FiveYears, value_types: pd.Series) -> pd.DataFrame:
    """Direction of every measure: proportions by their counts, rates by values and limits, the rest untested.

    Returns
    -------
    DataFrame
        `direction, reason`, one row per measure in the order given.
    """
    kinds = value_types.to_numpy(dtype=object)
    direction = np.full(len(kinds), str(Direction.NOT_CALCULATED), dtype=object)
    reason = np.full(len(kinds), NOT_TESTED, dtype=object)
    tested = np.isin(kinds.astype(str), [str(one) for one in TESTED])
    empty = np.isnan(years.numbers["value"]).any(axis=1)
    reason[tested & empty] = NO_SERIES
    reason[tested & ~empty & years.unlike] = NOT_ALIKE
    able = tested & ~empty & ~years.unlike
    counted = able & (kinds == ValueType.PROPORTION)
    given = years.numbers
    if counted.any():
        found = trends_of_counts(given["numerator"][counted], given["denominator"][counted])
        direction[counted], reason[counted] = found["direction"], found["reason"]
    rated = able & ~counted
    if rated.any():
        found = trends_of_values(given["value"][rated], lower=given["lower_ci"][rated], upper=given["upper_ci"][rated])
        direction[rated], reason[rated] = found["direction"], found["reason"]
    return pd.DataFrame({"direction": direction, "reason": reason}).astype("str")


def unlike(status: np.ndarray) -> np.ndarray:
    """True for each row of statuses (measures, 5) that holds one that must not be compared."""
    return (status == str(Status.NOT_COMPARABLE)).any(axis=1)
