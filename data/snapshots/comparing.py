"""What a new pack changes: measures, rows, areas, periods and values, against limits that are data.

Lives here: the comparison of two packs and its words. Not here: what is done about it (`data.snapshots.publishing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

import numpy as np
import pandas as pd

from data.catalogue import read_toml
from data.pack import Pack
from data.schema import KEY_COLUMNS
from data.snapshots.places import Root
from data.validation import Fault, FileFaults

FILE = "limits.toml"
FIRST = 5  # how many codes a line names
COUNTED = ("value", "numerator")  # what is looked at: the value, else the count


@dataclass(frozen=True)
class Limits:
    """See `limits.toml`."""

    rows_lost: float
    areas_gone: int
    periods_gone: int
    indicators_gone: int
    values_changed: float
    changed_by: float
    values_emptied: float


@dataclass(frozen=True)
class Change:
    """What happened to one measure. Shares are of the old pack's rows, or of the rows that both have."""

    indicator: str
    rows_before: int
    rows_now: int
    rows_lost: float = 0.0
    areas_gone: tuple[str, ...] = ()
    areas_new: tuple[str, ...] = ()
    periods_gone: tuple[str, ...] = ()
    periods_new: tuple[str, ...] = ()
    values_changed: float = 0.0
    values_emptied: float = 0.0
    values_other: float = 0.0  # differ at all


@dataclass(frozen=True)
class Comparison:
    """What a new pack changes, and which of it is beyond the limits, each a sentence."""

    changes: tuple[Change, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    beyond: tuple[str, ...]

    def words(self) -> list[str]:
        """All of it, a line each."""
        lines = [f"{name}: a new measure" for name in self.new]
        lines += [f"{name}: gone" for name in self.gone]
        lines += [line for change in self.changes for line in _said(change)]
        return lines or ["nothing has changed"]

    def document(self) -> dict:
        """As the journal keeps it."""
        return {"changes": [asdict(one) for one in self.changes], "gone": self.gone, "new": self.new}


def limits(root: Root) -> tuple[Limits, Mapping[str, Limits]]:
    """The limits of a root, and those of single measures.

    Raises
    ------
    FileFaults
        If the root's file holds a key that is no limit, or something that is no number.
    """
    usual = Limits(**read_toml(Path(__file__).with_name(FILE)))
    own = read_toml(root.folder / FILE) if (root.folder / FILE).is_file() else {}
    single = {name: table for name, table in own.items() if isinstance(table, dict)}
    general = {name: number for name, number in own.items() if name not in single}
    known = {item.name for item in fields(Limits)}
    faults = [
        Fault(FILE, "no limit of this name, or no number from 0 up", column=name, values=(str(number),))
        for table in (general, *single.values())
        for name, number in table.items()
        if name not in known or isinstance(number, bool) or not isinstance(number, int | float) or number < 0
    ]
    if faults:
        raise FileFaults(faults)
    usual = replace(usual, **general)
    return usual, {name: replace(usual, **table) for name, table in single.items()}


def compared(old: Pack, new: Pack, *, usual: Limits, single: Mapping[str, Limits]) -> Comparison:
    """Everything that differs between two packs' figures."""
    before, now = set(old.store.indicators()), set(new.store.indicators())
    gone, added = tuple(sorted(before - now)), tuple(sorted(now - before))
    found = (
        change(old, new, indicator=name, changed_by=single.get(name, usual).changed_by) for name in sorted(before & now)
    )
    changes = tuple(one for one in found if one is not None)
    beyond = [line for one in changes for line in _beyond(one, single.get(one.indicator, usual))]
    if len(gone) > usual.indicators_gone:
        beyond.insert(0, f"{_counted(gone, 'measure')} gone: {_some(gone)}")
    return Comparison(changes, gone, added, tuple(beyond))


def change(old: Pack, new: Pack, *, indicator: str, changed_by: float) -> Change | None:
    """What happened to one measure, None if nothing did; values are compared row by row, by the whole key."""
    before, now = (pack.store.observations(indicator) for pack in (old, new))
    if before.equals(now):
        return None
    keys = [name for name in KEY_COLUMNS if name != "indicator_id"]
    both = before.merge(now, on=keys, suffixes=("", "_now"))
    figure, figure_now = (_figure(both, suffix) for suffix in ("", "_now"))
    had = figure.notna()
    step = (figure - figure_now).abs()
    return Change(
        indicator,
        len(before),
        len(now),
        1 - len(both) / len(before),
        *_gone_and_new(before, now, "area_code"),
        *_gone_and_new(before, now, "period"),
        _share((step > changed_by * figure.abs()) & figure_now.notna(), had),
        _share(figure_now.isna(), had),
        _share(step > 0, had),
    )


def _figure(rows: pd.DataFrame, suffix: str) -> pd.Series:
    value, count = (rows[name + suffix].astype("float64") for name in COUNTED)
    share = count / rows["denominator" + suffix].astype("float64").replace(0, np.nan)
    return value.fillna(share).fillna(count)


def _share(where: pd.Series, among: pd.Series) -> float:
    return float((where & among).sum() / among.sum()) if among.any() else 0.0


def _gone_and_new(before: pd.DataFrame, now: pd.DataFrame, column: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = set(before[column].unique()), set(now[column].unique())
    return tuple(sorted(first - second)), tuple(sorted(second - first))


def _beyond(one: Change, limit: Limits) -> list[str]:
    said = []
    if one.rows_lost > limit.rows_lost:
        said.append(f"{one.rows_lost:.1%} of its rows are gone (up to {limit.rows_lost:.1%} may be)")
    if len(one.areas_gone) > limit.areas_gone:
        said.append(f"{_counted(one.areas_gone, 'area')} gone: {_some(one.areas_gone)}")
    if len(one.periods_gone) > limit.periods_gone:
        said.append(f"{_counted(one.periods_gone, 'period')} gone: {_some(one.periods_gone)}")
    if one.values_changed > limit.values_changed:
        more = f"{limit.changed_by:.0%}"
        said.append(f"{one.values_changed:.1%} of its values differ by more than {more} from those before")
    if one.values_emptied > limit.values_emptied:
        said.append(f"{one.values_emptied:.1%} of its values are withheld or missing now")
    return [f"{one.indicator}: {line}" for line in said]


def _said(one: Change) -> list[str]:
    lines = [f"{one.indicator}: {one.rows_before:,} rows before, {one.rows_now:,} now"]
    for names, what in (
        (one.periods_new, "new: period"),
        (one.periods_gone, "gone: period"),
        (one.areas_new, "new: area"),
        (one.areas_gone, "gone: area"),
    ):
        if names:
            lines.append(f"{one.indicator}: {what}{'s' if len(names) > 1 else ''} {_some(names)}")
    if one.values_other:
        lines.append(f"{one.indicator}: {one.values_other:.1%} of the values differ, {one.values_changed:.1%} clearly")
    if one.values_emptied:
        lines.append(f"{one.indicator}: {one.values_emptied:.1%} of the values are withheld or missing now")
    return lines


def _counted(names: tuple[str, ...], word: str) -> str:
    return f"{len(names):,} {word}{'' if len(names) == 1 else 's'}"


def _some(names: tuple[str, ...]) -> str:
    return ", ".join(names[:FIRST]) + (f" and {len(names) - FIRST:,} more" if len(names) > FIRST else "")
