"""An area against whatever it is compared with: the one rule that every page judges by.

Lives here: which test a benchmark asks for, and its outcome. England is so large that its value is taken as exact; any
other benchmark (a system, a place, peers) is a sample too, and the area's own people are taken out of it first. Not
here: the tests themselves (`comparison`, `two_samples`), which people the two share (the page knows).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from data.schema import Polarity, ValueType
from equity.comparing.comparison import COMPARABLE, MUCH, compared
from equity.comparing.judging import Confidence
from equity.comparing.two_samples import judged_against
from equity.result import floats
from equity.values.crude_rate import crude_rate
from equity.values.proportion import proportion

COUNTED = (ValueType.PROPORTION, ValueType.CRUDE_RATE)
NEAR = 0.1  # of an interval's width: limits that differ by more are not those of the counts (a survey's, say)


class Basis(StrEnum):
    """How an area was judged."""

    EXACT = "exact"  # its interval against a value taken as exact
    TWO_SAMPLES = "two_samples"  # a difference between two samples


@dataclass(frozen=True)
class Benchmark:
    """What areas are compared with; each entry a number, or an array with one per area.

    Attributes
    ----------
    value : float
        In the unit of the areas' values.
    numerator, denominator : float
        Its counts; NaN where there are none.
    exact : bool
        True for England, whose value has next to no error of its own.
    """

    value: float | np.ndarray
    numerator: float | np.ndarray = np.nan
    denominator: float | np.ndarray = np.nan
    exact: bool | np.ndarray = False


@dataclass(frozen=True)
class Kind:
    """What sort of number a measure is."""

    value_type: ValueType
    polarity: Polarity
    multiplier: float = 100.0
    confidence: Confidence = Confidence.ONE


def basis_of(value_type: ValueType, benchmark: Benchmark) -> Basis:
    """How areas with counts are judged against one benchmark."""
    counted = ValueType(value_type) in COUNTED and not np.isnan([benchmark.numerator, benchmark.denominator]).any()
    return Basis.TWO_SAMPLES if counted and not benchmark.exact else Basis.EXACT


def outcomes(frame: pd.DataFrame, benchmark: Benchmark, *, kind: Kind, overlap=np.nan) -> pd.DataFrame:
    """Each area against its benchmark, and by which test.

    Parameters
    ----------
    frame : DataFrame
        `lower_ci, upper_ci, status` and, where known, `numerator, denominator`; one row per area.
    benchmark : Benchmark
    kind : Kind
        With both limits asked (`Confidence.BOTH`), "much" is said of an area that lies beyond 99.8 % too; where its
        limits are not those of counts only 95 % is known, and "much" is never said.
    overlap : float or array of float
        Share of the area's people who are counted in the benchmark too: 1 inside it, 0 outside, NaN if not known.

    Returns
    -------
    DataFrame
        `compared` (`Comparison`), `basis` (`Basis`). Two samples where the benchmark is not exact, both sides have
        counts, the overlap is known and the area's limits are those of its counts; else the interval against the
        value. Not compared: no limits, a status that must not be ranked, or an area that is all of its benchmark.

    References
    ----------
    Those of `equity.comparing.comparison` and `equity.comparing.two_samples`. Schenker N, Gentleman JF (2001) On
    judging the significance of differences by examining the overlap between confidence intervals. Am Stat 55:182-186.
    """
    found = compared(frame, benchmark.value, polarity=kind.polarity).to_numpy(dtype=object)
    basis = np.full(len(frame), str(Basis.EXACT), dtype=object)
    if kind.value_type in COUNTED and {"numerator", "denominator"} <= set(frame):
        limits, near = _limits(frame, kind)
        if kind.confidence == Confidence.BOTH:
            limits.loc[~near, ["lower_998", "upper_998"]] = np.nan
            found = _beyond(found, limits, frame=frame, benchmark=benchmark, kind=kind)
        own, rest = _sides(frame, benchmark, overlap)
        able = near & _two_samples(frame, benchmark, own=own, rest=rest)
        if able.any():
            asked = {"value_type": kind.value_type, "polarity": kind.polarity, "confidence": kind.confidence}
            found[able] = judged_against(own[able], rest[able], **asked)["compared"].to_numpy(dtype=object)
            basis[able] = str(Basis.TWO_SAMPLES)
    columns = {"compared": found, "basis": basis}
    return pd.DataFrame(columns, index=frame.index).astype("str")


def _sides(frame: pd.DataFrame, benchmark: Benchmark, overlap) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Counts of the areas, and of the benchmark without the areas' people."""
    own = pd.DataFrame({name: floats(frame[name]) for name in ("numerator", "denominator")})
    share = np.broadcast_to(np.asarray(overlap, "float64"), len(frame))
    whole = {"numerator": benchmark.numerator, "denominator": benchmark.denominator}
    rest = pd.DataFrame({name: np.asarray(whole[name], "float64") - share * own[name] for name in own})
    return own, rest.where(rest > -1e-6 * own).clip(lower=0)


def _beyond(
    found: np.ndarray, limits: pd.DataFrame, *, frame: pd.DataFrame, benchmark: Benchmark, kind: Kind
) -> np.ndarray:
    """The words with "much" for areas whose 99.8 % limits leave the benchmark outside as well."""
    wider = limits[["lower_998", "upper_998"]].set_axis(["lower_ci", "upper_ci"], axis=1)
    wider["status"] = frame["status"].to_numpy()
    strict = compared(wider, benchmark.value, polarity=kind.polarity).to_numpy(dtype=object)
    pairs = zip(found, strict, strict=True)
    return np.array([MUCH.get(str(one), one) if one == two else one for one, two in pairs], dtype=object)


def _two_samples(frame: pd.DataFrame, benchmark: Benchmark, *, own: pd.DataFrame, rest: pd.DataFrame) -> np.ndarray:
    """The areas that can be tested as a sample beside the rest of the benchmark, as far as the counts go."""
    counted = own.notna().all(axis=1).to_numpy() & ~np.isnan(np.asarray(benchmark.value, "float64"))
    asked = rest.notna().all(axis=1).to_numpy() & ~np.broadcast_to(benchmark.exact, len(frame))
    rankable = frame["status"].isin([str(status) for status in COMPARABLE]).to_numpy()
    return counted & asked & rankable


def _limits(frame: pd.DataFrame, kind: Kind) -> tuple[pd.DataFrame, np.ndarray]:
    """The limits that the counts give, and whether those of the areas are the same."""
    method = proportion if kind.value_type == ValueType.PROPORTION else crude_rate
    limits = method(floats(frame["numerator"]), floats(frame["denominator"]), multiplier=kind.multiplier)
    width = (limits["upper_ci"] - limits["lower_ci"]).to_numpy()
    with np.errstate(invalid="ignore"):
        near = [np.abs(floats(frame[end]) - limits[end].to_numpy()) <= NEAR * width for end in ("lower_ci", "upper_ci")]
    return limits, near[0] & near[1]
