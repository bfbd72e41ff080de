"""Whether the figures of a sheet can be right: twice the same, more counted than people, shares that do not follow.

Lives here: checks of what was read, coverage, small numbers. Not here: reading (`data.adding.reading`), the rules of a
pack's table (`data.store_checks`, which an added indicator passes too), what is done about small numbers.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.adding.area_words import type_words
from data.adding.areas import Areas
from data.adding.cell_fault import CellFault
from data.adding.reading import Reading
from data.schema import Status, ValueType

KEY = ["area_code", "area_type", "period", "sex", "age", "category"]
SMALL = 7  # counts from 1 to this may be about people who can be recognised
MOST_NAMED = 15
NOT_WHOLE = "not a whole number, but people and events are counted whole: mend it, or choose another kind of measure"
AS_SHARES = (
    "No value is above 1 %. If they are shares, such as 0.125 for 12.5 %, multiply them by 100 in the sheet first."
)


@dataclass(frozen=True)
class Coverage:
    """How many areas of a kind have a row, and which of their systems' do not."""

    area_type: str
    there: int
    of: int
    missing: tuple[str, ...]

    def words(self) -> str:
        """ "309 of 309 districts (2022)", with the missing ones named where they are few."""
        told = f"{self.there:,} of {self.of:,} {type_words(self.area_type)}"
        if not self.missing:
            return f"{told}."
        few = len(self.missing) <= MOST_NAMED
        return f"{told}; without a row: {', '.join(self.missing)}." if few else f"{told} have a row."


def figure_faults(reading: Reading, *, value_type: ValueType, multiplier: float, decimals: int = 1) -> list[CellFault]:
    """Faults between the numbers of a row, and between rows."""
    frame = reading.frame
    if frame.empty:
        return []
    faults = twice_faults(frame)
    x, n = (frame[name].astype("float64").to_numpy(na_value=np.nan) for name in ("numerator", "denominator"))
    value = frame["value"].astype("float64").to_numpy(na_value=np.nan)
    low, high = (frame[name].astype("float64").to_numpy(na_value=np.nan) for name in ("lower_ci", "upper_ci"))
    shown = (frame["status"] == str(Status.OK)).to_numpy()
    read = ~frame["row"].isin({one.row for one in reading.faults}).to_numpy()  # of others something is said already
    tests = _tests(_Numbers(x, n, value, low, high, shown, shown & read), value_type, multiplier)
    for bad, column, message in tests:
        faults += [_fault(reading, place, column, message) for place in np.flatnonzero(bad)]
    return list({(one.row, one.column, one.message): one for one in faults}.values())


@dataclass(frozen=True, eq=False)
class _Numbers:
    """The numbers of every row as arrays."""

    x: np.ndarray
    n: np.ndarray
    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    shown: np.ndarray
    whole: np.ndarray


def _tests(of: _Numbers, kind: ValueType, multiplier: float) -> list[tuple[np.ndarray, str, str]]:
    """What may be wrong with a row: which rows, which column, what to do."""
    x, n, value = of.x, of.n, of.value
    share, free = kind == ValueType.PROPORTION, kind in (ValueType.MEAN, ValueType.INDEX)
    with np.errstate(invalid="ignore", divide="ignore"):
        follows = x / n * multiplier
        tests = [
            (x < 0, "numerator", "a count below zero: counts begin at 0"),
            (n < 0, "denominator", "a number of people below zero: it must be above 0"),
            (of.shown & (n == 0) & (x > 0), "denominator", "counted events among nobody: mend one of the two"),
            ((value < 0) & (not free), "value", "below zero, which this kind of measure cannot be: mend it"),
            ((share | (kind == ValueType.CRUDE_RATE)) & _broken(x), "numerator", NOT_WHOLE),
            (share & _broken(n), "denominator", NOT_WHOLE),
            (share & (x > n), "numerator", "more counted than people: the two columns may have changed places"),
            (
                share & (value > multiplier),
                "value",
                f"above {multiplier:g}, the whole: mend it, or choose another kind",
            ),
            (of.low > of.high, "lower_ci", "the lower limit is above the upper one: they may have changed places"),
            ((value < of.low) | (value > of.high), "value", "outside its own limits: mend the value or the limits"),
            (
                (kind in (ValueType.PROPORTION, ValueType.CRUDE_RATE)) & _differs(value, follows),
                "value",
                "does not follow from count and people: mend one of the three, or check the multiplier",
            ),
        ]
    return [*tests, *_absent(of, kind)]


def _absent(of: _Numbers, kind: ValueType) -> list[tuple[np.ndarray, str, str]]:
    """What a row must have and has not."""
    no_value = of.whole & np.isnan(of.value)
    if kind == ValueType.COUNT:
        words = "no count, but the measure is a count: choose its column"
        return [(of.whole & np.isnan(of.x), "numerator", words)]
    lone = no_value & (np.isnan(of.x) | np.isnan(of.n))
    tests = [(lone, "value", "neither a value nor count and people: fill it in, or write n/a")]
    if kind in (ValueType.DSR, ValueType.MEAN, ValueType.INDEX):
        tests.append((no_value, "value", "no value, which this kind of measure needs: fill it in"))
    return tests


def _broken(numbers: np.ndarray) -> np.ndarray:
    """Where a number is no whole one."""
    return np.abs(numbers - np.round(numbers)) > 1e-9


def as_shares(reading: Reading) -> bool:
    """Whether values that stand alone are all of 1 and less: shares of 1, it seems, rather than per cent."""
    frame = reading.frame
    if frame.empty:
        return False
    alone = frame["value"].dropna()[frame["numerator"].isna() | frame["denominator"].isna()]
    return len(alone) >= 2 and bool((alone.abs() <= 1).all()) and bool((alone % 1 != 0).any())


def _differs(value: np.ndarray, follows: np.ndarray) -> np.ndarray:
    """Whether a published value is not what its counts give, beyond the rounding it shows."""
    places = np.array([_decimals(number) for number in value])
    return np.abs(value - follows) > 0.5000001 * 10.0**-places + 1e-9 * np.abs(follows)


def _decimals(number: float) -> int:
    """How many decimals a number is written with; at most 9."""
    if not math.isfinite(number):
        return 0
    return len(f"{number:.9f}".rstrip("0").rpartition(".")[2])


def twice_faults(frame: pd.DataFrame) -> list[CellFault]:
    """Rows of the same area, period and group as an earlier one: wrong whatever is measured."""
    known = frame[(frame["area_code"] != "") & (frame["period"] != "")]
    first = known.groupby(KEY, dropna=False)["row"].transform("min")
    again = known.duplicated(KEY, keep="first")
    made = []
    for place in known.index[again]:
        words = f"the same area, period and group as row {int(first[place])}: keep one of them"
        made.append(CellFault(int(frame.at[place, "row"]), "Area", _key(frame, place), words))
    return made


def _key(frame: pd.DataFrame, place: int) -> str:
    told = [frame.at[place, name] for name in ("area_code", "period", "sex", "age", "category")]
    return " ".join(str(one) for one in told if one not in ("", "all"))


def _fault(reading: Reading, place: int, role: str, message: str) -> CellFault:
    number, row = reading.frame[role].iloc[place], reading.frame["row"].iloc[place]
    shown = "" if pd.isna(number) else f"{float(number):g}"
    return CellFault(int(row), reading.called(role), shown, message)


def coverage(reading: Reading, areas: Areas) -> tuple[Coverage, ...]:
    """Per kind of area: how many have a row, of all that the pack knows."""
    found = []
    frame = reading.frame
    for area_type in sorted(set(frame["area_type"]) - {""}) if not frame.empty else []:
        there = set(frame.loc[frame["area_type"] == area_type, "area_code"])
        missing = [name for (kind, code), name in areas.names.items() if kind == area_type and code not in there]
        found.append(Coverage(area_type, len(there), areas.size.get(area_type, 0), tuple(missing)))
    return tuple(found)


def small_rows(reading: Reading, *, value_type: ValueType, multiplier: float) -> pd.DataFrame:
    """Rows with a count from 1 to 7 (or, of a share, so few people not counted): never shown in full anywhere.

    A share or a rate with its people but without a count is judged by the count that both imply.
    """
    frame = reading.frame
    if frame.empty:
        return frame
    x, n, value = (frame[name].astype("float64") for name in ("numerator", "denominator", "value"))
    if value_type in (ValueType.PROPORTION, ValueType.CRUDE_RATE):
        implied = (value * n / multiplier).round().clip(lower=1)
        x = x.fillna(implied.where(value > 0))
    small = x.between(0.5, SMALL + 0.5) | n.between(0.5, SMALL + 0.5)
    if value_type == ValueType.PROPORTION:
        small |= (n - x).between(0.5, SMALL + 0.5)
    return frame[small.fillna(False)]
