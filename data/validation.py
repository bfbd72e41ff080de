"""The door: what a file must look like before anything of it is used.

Lives here: faults, the collector that raises them all at once, and the checks every table needs (columns, numbers,
codes, keys). Not here: what one publisher's file means (`data.sources`) or the checks of observations
(`data.store_checks`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

FIRST = 5  # how many offending values a fault shows
LINE = 80  # how long one of them may be
BLANK = ("", "na", "n/a", "nan", "null", "none", "-", "..", ":")
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?"
T = TypeVar("T")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with one file.

    `row` is counted as a person counts rows in that kind of file; `values` holds the first five offending values and
    `rows` where they stand; `count` is how many there are in all.
    """

    file: str
    message: str
    row: int | None = None
    column: str | None = None
    values: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    count: int = 1

    def __str__(self) -> str:
        where = self.file
        if self.column is not None:
            where += f", column {self.column}"
        if self.rows:
            where += f", row{'s' if len(self.rows) > 1 else ''} {', '.join(map(str, self.rows))}"
            where += f" and {self.count - len(self.rows):,} more" if self.count > len(self.rows) else ""
        elif self.row is not None:
            where += f", row {self.row}"
        shown = f" ({', '.join(repr(value) for value in self.values)})" if self.values else ""
        return f"{where}: {self.message}{shown}"


class FileFaults(ValueError):  # noqa: N818 - it holds faults, it is not one error
    """Everything that is wrong with a file, in one error."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        count = f"{len(self.faults)} fault{'' if len(self.faults) == 1 else 's'}"
        super().__init__("\n".join([count, *(f"- {fault}" for fault in self.faults)]))


class PackFaults(FileFaults):
    """Everything that is wrong with a pack, in one error."""


def shown(value: object) -> str:
    """A value as a fault shows it, never longer than a line."""
    text = "nothing" if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)) else str(value)
    line = " ".join(text.split()) or "(empty)"
    return line if len(line) <= LINE else line[: LINE - 3] + "..."


def sha256(path: str | Path) -> str:
    """Hex digest of a file's bytes, read in pieces."""
    with open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


class Door:
    """Collects every fault of one file and raises them together.

    Parameters
    ----------
    file
        The file's name as the reader knows it.
    first_row
        Number of the first data row as a person counts it: 1 for Parquet, 2 for a CSV with a header.

    Examples
    --------
    >>> with Door("ages.csv", first_row=2) as door:
    ...     ages = door.numbers(pd.Series(["1,200", "85.5%"], name="age"))
    >>> ages.tolist()
    [1200.0, 85.5]
    """

    def __init__(self, file: str | Path, *, first_row: int = 1) -> None:
        self.file = str(file)
        self.first_row = first_row
        self.faults: list[Fault] = []

    def __enter__(self) -> Door:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()

    def close(self) -> None:
        """Raise `FileFaults` if anything was refused."""
        if self.faults:
            raise FileFaults(self.faults)

    def refuse(
        self, message: str, *, column: str | None = None, row: int | None = None, values: Iterable[object] = ()
    ) -> None:
        """Add one fault of the file as a whole or of one row."""
        few = tuple(shown(value) for value in list(values)[:FIRST])
        self.faults.append(Fault(self.file, message, row=row, column=column, values=few))

    def needs(self, frame: pd.DataFrame, columns: Iterable[str]) -> bool:
        """Whether every column is there; a fault lists those that are not and those that are."""
        absent = [column for column in columns if column not in frame.columns]
        if absent:
            there = ", ".join(map(str, frame.columns))
            self.refuse(f"missing column{'s' if len(absent) > 1 else ''} {', '.join(absent)}; the file has {there}")
        return not absent

    def check(self, bad: pd.Series | np.ndarray, values: pd.Series, *, message: str) -> None:
        """One fault for all rows where `bad`; column, first five values and their rows come from `values`."""
        where = np.flatnonzero(np.asarray(pd.Series(bad).fillna(False), dtype=bool))
        if not len(where):
            return
        rows = tuple(int(place) + self.first_row for place in where[:FIRST])
        few = tuple(shown(values.iloc[place]) for place in where[:FIRST])
        name = None if values.name is None else str(values.name)
        self.faults.append(Fault(self.file, message, rows[0], name, values=few, rows=rows, count=len(where)))

    def numbers(self, series: pd.Series, *, blank: Sequence[str] = BLANK, markers: Sequence[str] = ()) -> pd.Series:
        """Text to `Float64`: thousands commas, per cent and pound signs are read; blanks and markers become NA.

        Anything else that is not a finite number is a fault.
        """
        if pd.api.types.is_numeric_dtype(series) and not pd.api.types.is_bool_dtype(series):
            number, empty = series.astype("Float64"), series.isna()
        else:
            text = series.astype("str").fillna("").str.strip().str.replace("−", "-")
            empty = text.str.lower().isin({*blank, *(str(marker).lower() for marker in markers), ""})
            bare = text.str.removeprefix("£").str.removesuffix("%").str.strip()
            fits = bare.str.fullmatch(_NUMBER) & bare.str.contains(r"\d")
            number = pd.to_numeric(bare.where(fits & ~empty).str.replace(",", ""), errors="coerce").astype("Float64")
        finite = np.isfinite(number.to_numpy(dtype=float, na_value=np.nan))
        self.check(~empty & ~finite, series, message="not a number")
        return number.where(finite).rename(series.name)

    def codes(self, series: pd.Series, known: Iterable[str], *, what: str = "code") -> pd.Series:
        """Codes without spaces around them; a code that is not known is a fault."""
        text = series.astype("str").fillna("").str.strip().rename(series.name)
        self.check(~text.isin(set(known)), text, message=f"unknown {what}")
        return text

    def unique(self, frame: pd.DataFrame, columns: Sequence[str]) -> None:
        """Refuse every row whose key stands in an earlier row."""
        keys = list(columns)
        again = frame.duplicated(keys, keep="first")
        if not again.any():
            return
        named = frame[keys].astype("str").agg(" | ".join, axis=1) if len(keys) > 1 else frame[keys[0]]
        self.check(again, named.rename(" + ".join(keys)), message="the same key twice")


def collected(faults: list[Fault], work: Callable[[], T]) -> T | None:
    """What `work` gives, or None with its faults added to `faults`."""
    try:
        return work()
    except FileFaults as error:
        faults.extend(error.faults)
        return None
