"""A reader's file with what was chosen and said of it, on its way to become an indicator: what page and command share.

Lives here: from file, choices and settings to a candidate with all its faults, and what changes against the one
it would replace. Not here: single steps (`book`, `layout`, `columns`, `reading`, `checks`), keeping (`kept`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data.adding.areas import Areas
from data.adding.book import Sheet, read_book
from data.adding.cell_fault import CellFault
from data.adding.checks import AS_SHARES, KEY, Coverage, as_shares, coverage, figure_faults, small_rows, twice_faults
from data.adding.choices import Choices
from data.adding.columns import Columns, guessed, is_fingertips
from data.adding.fingertips_sheet import read_fingertips
from data.adding.layout import Table, tabled
from data.adding.reading import Options, Reading, read_table, with_faults
from data.adding.settings import Settings, catalogue, settings_faults
from data.adding.version import Added, Notes
from data.schema import ValueType
from data.writing import observations_frame

LOOKED_AT = 90  # rows of a sheet by which it is judged
FINEST = ("lsoa21", "lsoa11", "msoa21", "msoa11", "wd25", "wd22", "pcn20", "neighbourhood", "place")


@dataclass(frozen=True, eq=False)
class Opened:
    """A file opened: its sheets, the chosen one's table, the columns as guessed or chosen."""

    file: str
    content: bytes
    sheets: tuple[Sheet, ...]
    sheet: Sheet
    table: Table
    columns: Columns
    fingertips: bool


@dataclass(frozen=True, eq=False)
class Candidate:
    """What would be kept. `added` is None while there is a fault."""

    reading: Reading
    faults: tuple[CellFault, ...]
    coverage: tuple[Coverage, ...]
    small: pd.DataFrame
    added: Added | None


def opened(file: str, content: bytes, *, choices: Choices | None = None) -> Opened:
    """A file with its table and columns; the first shown sheet with figures where none is chosen.

    Raises
    ------
    FileFaults
        If the file cannot be opened at all.
    """
    choices = choices or Choices()
    sheets = read_book(file, content)
    sheet = next((one for one in sheets if one.name == choices.sheet), None) or _likely(sheets)
    header = min(choices.header, len(sheet.rows))
    table = tabled(sheet, header=header)
    fingertips = is_fingertips(table.header)
    guess = guessed(table.header, table.rows)
    roles = {place: role for place, role in choices.roles.items() if role and place < len(table.header)}
    wide = {place: period for place, period in guess.wide.items() if place not in roles}
    columns = Columns(roles, {} if set(roles.values()) & {"period"} else wide, choices.measured) if roles else guess
    return Opened(file, content, sheets, sheet, table, columns, fingertips)


def sheet_reading(one: Opened, *, choices: Choices, areas: Areas) -> Reading:
    """What an opened file says by itself, with every fault that no setting can mend: shown before anything is asked."""
    if one.fingertips:
        reading = read_fingertips(one.table, areas=areas, indicator=choices.indicator)
    else:
        reading = read_table(one.table, one.columns, areas=areas, options=Options(choices.period, choices.area_type))
    return reading if reading.frame.empty else with_faults(reading, twice_faults(reading.frame))


def candidate(one: Opened, *, choices: Choices, settings: Settings, areas: Areas, today: date) -> Candidate:
    """The candidate of an opened file: every fault of sheet and settings at once."""
    share = settings.value_type == ValueType.PROPORTION
    if one.fingertips:
        reading = read_fingertips(one.table, areas=areas, indicator=choices.indicator)
    else:
        percent = settings.unit.strip() in ("", "%") or share
        multiplier = float(settings.multiplier)
        options = Options(choices.period, choices.area_type, percent=percent, multiplier=multiplier)
        reading = read_table(one.table, one.columns, areas=areas, options=options)
    kind = ValueType(settings.value_type) if settings.value_type in tuple(ValueType) else ValueType.INDEX
    found = figure_faults(reading, value_type=kind, multiplier=settings.multiplier) if settings.value_type else []
    reading = with_faults(reading, found)
    if share and settings.multiplier == 100 and as_shares(reading):
        reading = replace(reading, report=(*reading.report, AS_SHARES))
    small = small_rows(reading, value_type=kind, multiplier=settings.multiplier)
    faults = (*reading.faults, *settings_faults(settings, small=len(small)))
    if not faults and not (reading.frame["value"].notna() | reading.frame["numerator"].notna()).any():
        faults = (CellFault(0, "", "", "no row has a figure: there is nothing to show"),)
    added = None
    if not faults:
        added = _added(one, reading, settings=settings, small=len(small), today=today)
        added = replace(
            added, notes=replace(added.notes, choices=_decided(one, choices, kinds=set(added.frame["area_type"])))
        )
    return Candidate(reading, faults, coverage(reading, areas), small, added)


def changes(before: pd.DataFrame, after: pd.DataFrame) -> dict[str, int]:
    """What replacing figures would change: rows new, gone, changed, the same; periods new and gone."""
    left, right = (frame.set_index(KEY)[["value", "numerator", "denominator", "status"]] for frame in (before, after))
    both = left.index.intersection(right.index)
    one, other = left.loc[both], right.loc[both]
    same = ((one == other) | (one.isna() & other.isna())).fillna(False).all(axis=1)
    periods = set(before["period"]), set(after["period"])
    return {
        "rows new": len(right.index.difference(left.index)),
        "rows gone": len(left.index.difference(right.index)),
        "rows changed": int((~same).sum()),
        "rows the same": int(same.sum()),
        "periods new": len(periods[1] - periods[0]),
        "periods gone": len(periods[0] - periods[1]),
    }


def _likely(sheets: tuple[Sheet, ...]) -> Sheet:
    """The shown sheet with the most rows under a header that names an area; a hidden one only where no other is."""
    shown = [one for one in sheets if not one.hidden and one.rows] or [one for one in sheets if one.rows]
    if len(shown) == 1:
        return shown[0]
    scores = []
    for place, one in enumerate(shown):
        table = tabled(replace(one, rows=one.rows[:LOOKED_AT]))
        roles = set(guessed(table.header, table.rows).roles.values())
        scores.append(("area_code" in roles, len(roles) > 1, -place))
    return shown[-max(scores)[2]]


def _added(one: Opened, reading: Reading, *, settings: Settings, small: int, today: date) -> Added:
    rows = reading.frame["row"].astype("Int32")
    frame = reading.frame.assign(
        indicator_id=settings.indicator_id, source_file=one.file, source_row=rows, source_more=""
    )
    types = sorted(set(frame["area_type"]), key=lambda kind: (FINEST.index(kind) if kind in FINEST else 99, kind))
    counted = frame["numerator"].notna() & (frame["denominator"].notna() | (settings.value_type == ValueType.COUNT))
    ok = frame["status"] == "ok"
    summed = bool(counted[ok].all() and ok.any())
    usual = {
        name: _usual(frame[name], everyone) for name, everyone in (("sex", "all"), ("age", "all"), ("category", ""))
    }
    taken = usual | {
        "file": one.file,
        "sha256": hashlib.sha256(one.content).hexdigest(),
        "retrieved": today.isoformat(),
    }
    indicator, source = catalogue(settings, area_types=tuple(types), summed=summed, taken=taken)
    decided = "accepted" if small and settings.release_rule == "none" else "rule" if small else "none"
    notes = Notes(
        settings.owner.strip(),
        today.isoformat(),
        one.file,
        one.sheet.name,
        decided,
        settings.reason.strip(),
        reading.report,
    )
    return Added(indicator, source, observations_frame(frame), notes, one.content)


def _decided(one: Opened, choices: Choices, *, kinds: set[str]) -> Choices:
    """Every choice as it was at last, by the reader or by the guess that the reader left."""
    roles = {} if one.fingertips else dict(one.columns.roles)
    return replace(
        choices,
        sheet=one.sheet.name,
        header=one.table.header_row,
        roles=roles,
        measured=one.columns.measured,
        area_type=choices.area_type or ("".join(kinds) if len(kinds) == 1 else ""),
        headings={role: one.table.header[place] for place, role in roles.items()},
    )


def _usual(column: pd.Series, everyone: str) -> str:
    """The group that is shown first: everyone where there is such a row, else the most frequent one."""
    return everyone if everyone in set(column) else str(column.mode().iloc[0])
