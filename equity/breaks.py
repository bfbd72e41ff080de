"""Classes of a map: fixed breaks per indicator and level, and the class of each value.

Lives here: breaks from all values of an indicator (every period, every area of a level) and one class code per area.
Not here: the colours of the classes (`charts.theme`) or their words (`charts.map.legend`).
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.schema import Status
from equity.comparing.comparison import Comparison

CLASSES = 5
SUPPRESSED_CLASS, MISSING_CLASS, NOT_COLLECTED_CLASS, NOT_COMPARABLE_CLASS, OUTSIDE_CLASS = 10, 11, 12, 13, 255
STATUS_CLASSES = {
    Status.SUPPRESSED: SUPPRESSED_CLASS,
    Status.MISSING: MISSING_CLASS,
    Status.NOT_COLLECTED: NOT_COLLECTED_CLASS,
    Status.NOT_COMPARABLE: NOT_COMPARABLE_CLASS,
}
COMPARISON_CLASSES = {
    Comparison.BETTER: 20,
    Comparison.SIMILAR: 21,
    Comparison.WORSE: 22,
    Comparison.NOT_COMPARED: 23,
    Comparison.LOWER: 24,
    Comparison.HIGHER: 25,
    Comparison.MUCH_BETTER: 26,
    Comparison.MUCH_WORSE: 27,
    Comparison.MUCH_LOWER: 28,
    Comparison.MUCH_HIGHER: 29,
}
LARGEST_SAMPLE = 400  # order statistics that stand for all values when natural breaks are sought


def class_breaks(
    values,
    *,
    classes: int = CLASSES,
    method: str = "quantiles",
    fixed: Sequence[float] | None = None,
    decimals: int = 1,
) -> tuple[float, ...]:
    """Inner class breaks, ascending and round, fixed for an indicator and level.

    Give it the values of all periods and all areas of the level, so that a colour means the same everywhere.

    Parameters
    ----------
    values : array of float
        Missing and infinite values are ignored.
    classes : int
        Wanted number of classes; fewer come back when there are too few different values.
    method : {"quantiles", "jenks"}
    fixed : sequence of float, optional
        Breaks chosen by hand for this indicator and level: they win.
    decimals : int
        Decimals the values are shown with; breaks are never finer.

    Returns
    -------
    tuple of float
        n - 1 breaks for n classes; a value equal to a break belongs to the class above.

    Raises
    ------
    ValueError
        Fixed breaks that do not ascend, or an unknown method.
    """
    if fixed is not None:
        if list(fixed) != sorted(set(fixed)):
            raise ValueError(f"class breaks must ascend without repeats: {list(fixed)}")
        return tuple(float(edge) for edge in fixed)
    if method not in ("quantiles", "jenks"):
        raise ValueError(f"unknown method for class breaks: {method}")
    given = np.asarray(values, "float64")
    known = np.round(np.sort(given[np.isfinite(given)]), decimals)
    wanted = min(classes, len(np.unique(known)))
    if wanted < 2:
        return ()
    return _rounded(_raw_breaks(known, wanted, method), known, decimals=decimals)


def class_index(frame: pd.DataFrame, breaks: Sequence[float], *, decimals: int = 1) -> pd.Series:
    """One class code per area: 0 (lowest) upward for values, 10-13 for areas that show none or must not be ranked.

    The value is classed as it is shown: 84.96 reads "85.0" and belongs to the class "85 and over".

    Parameters
    ----------
    frame : DataFrame
        Columns value and status.
    breaks : sequence of float
        From `class_breaks`.
    decimals : int
        Decimals the value is shown with.
    """
    shown = np.round(frame["value"].to_numpy("float64"), decimals)
    codes = np.searchsorted(np.asarray(breaks, "float64"), shown, side="right")
    codes = np.where(np.isfinite(shown), codes, MISSING_CLASS)
    return pd.Series(_with_status(codes, frame["status"]), index=frame.index, name="class_index", dtype="uint8")


def comparison_index(compared: pd.Series, status: pd.Series) -> pd.Series:
    """One class code per area for colouring against the benchmark: 20-25, or 10-13 by status."""
    codes = compared.map({str(outcome): code for outcome, code in COMPARISON_CLASSES.items()}).to_numpy("float64")
    codes = np.where(np.isnan(codes), COMPARISON_CLASSES[Comparison.NOT_COMPARED], codes)
    return pd.Series(_with_status(codes, status), index=compared.index, name="class_index", dtype="uint8")


def _with_status(codes: np.ndarray, status: pd.Series) -> np.ndarray:
    special = status.map({str(name): code for name, code in STATUS_CLASSES.items()}).to_numpy("float64")
    return np.where(np.isnan(special), codes, special).astype("uint8")


def _raw_breaks(known: np.ndarray, wanted: int, method: str) -> np.ndarray:
    """Unrounded breaks; where one value (often zero) fills several classes it gets a class of its own."""
    if method == "jenks":
        places = np.linspace(0, len(known) - 1, min(len(known), LARGEST_SAMPLE)).round().astype(int)
        sample = known[places]
        return _edges("FisherJenks", sample, min(wanted, len(np.unique(sample))))
    edges = _edges("Quantiles", known, wanted)
    above = known[known > known[0]]
    if len(edges) < wanted - 1 and len(np.unique(above)) >= wanted - 1 > 1:
        return np.concatenate([above[:1], _edges("Quantiles", above, wanted - 1)])
    return edges if edges.size else above[:1]


def _edges(classifier: str, known: np.ndarray, wanted: int) -> np.ndarray:
    import mapclassify  # takes a second to load; only the first request for an indicator needs it

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Not enough unique values|Numba not installed", category=UserWarning)
        highest = np.unique(getattr(mapclassify, classifier)(known, k=wanted).bins[:-1])  # of each class but the last
    ordered = np.unique(known)
    following = np.searchsorted(ordered, highest, side="right")
    return np.unique(ordered[following[following < len(ordered)]])


def _rounded(edges: np.ndarray, known: np.ndarray, *, decimals: int) -> tuple[float, ...]:
    """The roundest breaks that keep every class at no less than half its share of the values."""
    fewest = _counts(known, edges).min() / 2
    spread = known[-1] - known[0]
    for step in _steps(spread, decimals):
        rounded = np.unique(np.round(edges / step) * step)
        enough = len(rounded) == len(edges) and _counts(known, rounded).min() >= max(fewest, 1)
        if enough:
            return tuple(float(round(edge, 10)) for edge in rounded)
    return tuple(float(round(edge, decimals)) for edge in edges)


def _counts(known: np.ndarray, edges: np.ndarray) -> np.ndarray:
    return np.bincount(np.searchsorted(edges, known, side="right"), minlength=len(edges) + 1)


def _steps(spread: float, decimals: int) -> list[float]:
    top = math.floor(math.log10(spread))
    steps = [nice * 10.0**power for power in range(top, -decimals - 1, -1) for nice in (5, 2, 1)]
    return [step for step in steps if step >= 10.0**-decimals]
