"""A reader's sheet read whole: every row an observation, or every fault with its row, column and value.

Lives here: from a table and its columns to observations without an indicator. Not here: opening (`data.adding.book`),
where the table is (`data.adding.layout`), whether figures make sense (`data.adding.checks`), keeping.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from data.adding.areas import Areas, Found
from data.adding.cell_fault import CellFault
from data.adding.cells import Cell, mixed_faults, understood
from data.adding.columns import NUMBERS, ROLES, Columns
from data.adding.layout import Table
from data.adding.periods import period_of, serial_of
from data.schema import Status
from data.sources.fingertips import SEXES
from data.sources.fingertips_words import age_words, slug

WORDS = {"f": "female", "m": "male", "women": "female", "men": "male", "girls": "female", "boys": "male"}
EVERYONE = {"", "all", "both", "person", "persons", "people", "total", "everyone", "not applicable", "n/a", "any"}
NO_PERIOD = "not a period: write 2024, 2023/24, 2023/24 Q1, 2024-03 or 2024-03-31"
BARE = (Status.SUPPRESSED, Status.MISSING)


@dataclass(frozen=True)
class Options:
    """What the sheet does not say itself.

    Attributes
    ----------
    period : str
        Of every row, where no column says it.
    area_type : str
        Which kind of area codes are that fit more than one; "" for the newest that fits all.
    percent : bool
        Values are percentages: a % sign in a cell is right.
    multiplier : float
        What a share is multiplied by to give the value.
    """

    period: str = ""
    area_type: str = ""
    percent: bool = True
    multiplier: float = 100.0


@dataclass(frozen=True, eq=False)
class Reading:
    """What a sheet says: rows that could be read, every fault, what was repaired.

    `frame` has the columns of `schema.OBSERVATION_COLUMNS` but `indicator_id` and `note`, and `row` and `name`: where a
    row stands in the file, and its area's name. Nothing of it may be kept while there is a fault.
    """

    frame: pd.DataFrame
    faults: tuple[CellFault, ...] = ()
    report: tuple[str, ...] = ()
    columns: Columns = field(default_factory=Columns)
    header: tuple[str, ...] = ()

    def called(self, role: str) -> str:
        """What the column of a role is called in the sheet, else what the role is called."""
        place = self.columns.of(role)
        return self.header[place] if place is not None and place < len(self.header) else ROLES.get(role, role)


def read_table(table: Table, columns: Columns, *, areas: Areas, options: Options) -> Reading:
    """Every row of a table as observations, with every fault.

    Parameters
    ----------
    table : Table
    columns : Columns
        As guessed, or as the reader chose them.
    areas : Areas
    options : Options
    """
    faults = missing_columns(table, columns, options=options)
    if faults:
        return Reading(pd.DataFrame(), tuple(faults), table.report, columns, table.header)
    found, column = _areas(table, columns, areas, options)
    faults = [CellFault(table.numbers[place], column, value, words) for place, value, words in found.faults]
    words = _words(table, columns, faults)
    report = [*table.report, *found.report]
    parts = [_numbers(table, columns, place, faults) for place in columns.wide] or [
        _numbers(table, columns, None, faults)
    ]
    periods = list(columns.wide.values()) or [None]
    frames = []
    for period, numbers in zip(periods, parts, strict=True):
        told = words["period"] if period is None else pd.Series(period, index=words.index, dtype="str")
        frames.append(words.assign(period=told, area_code=found.codes, area_type=found.types, **numbers))
    frame = pd.concat(frames, ignore_index=True)
    said = _percent_words(frame, table, options, faults)
    serials = _column(table, columns.of("period"))
    if serials is not None and any(map(serial_of, serials)):
        said.append("Numbers of days, as Excel counts them, were read as dates.")
    frame["name"] = [areas.names.get(pair, "") for pair in zip(frame["area_type"], frame["area_code"], strict=True)]
    order = sorted(faults, key=lambda one: (one.row, one.column))
    return Reading(frame.drop(columns="percent"), tuple(order), (*report, *said), columns, table.header)


def missing_columns(table: Table, columns: Columns, *, options: Options) -> list[CellFault]:
    """What a table must have before its rows can be read."""
    there, faults = set(columns.roles.values()), []
    if not table.rows:
        return [CellFault(0, "", "", "no rows were found below the header: choose another sheet or header row")]
    if not there & {"area_code", "area_name"}:
        faults.append(CellFault(0, "", "", "no column holds area codes or names: choose one"))
    if "period" not in there and not columns.wide and not options.period:
        faults.append(CellFault(0, "", "", "no column says the period: choose one, or give the period of the sheet"))
    if options.period and not period_of(options.period):
        faults.append(CellFault(0, "Period", options.period, NO_PERIOD))
    if not columns.wide and not there & {"value", "numerator"}:
        faults.append(CellFault(0, "", "", "no column holds values or counts: choose one"))
    for role in dict.fromkeys(columns.roles.values()):
        several = [table.header[place] for place, name in columns.roles.items() if name == role]
        if len(several) > 1:
            words = f"{len(several)} columns are chosen as {ROLES[role]}: choose one"
            faults.append(CellFault(0, "", ", ".join(several), words))
    return faults


def _areas(table: Table, columns: Columns, areas: Areas, options: Options) -> tuple[Found, str]:
    """Codes where there is a column of them, else names; what the column is called."""
    place = columns.of("area_code")
    if place is not None:
        found = areas.of_codes(_column(table, place), chosen=options.area_type)
        return found, table.header[place]
    place = columns.of("area_name")
    return areas.of_names(_column(table, place), chosen=options.area_type), table.header[place]


def _column(table: Table, place: int | None) -> list[str] | None:
    return None if place is None else [row[place] for row in table.rows]


def _words(table: Table, columns: Columns, faults: list[CellFault]) -> pd.DataFrame:
    """Row number, period, sex, age and group of every row."""
    index = pd.RangeIndex(len(table.rows))
    frame = pd.DataFrame({"row": list(table.numbers)}, index=index)
    frame["period"] = ""
    place = columns.of("period")
    if place is not None:
        frame["period"] = _each(table, place, period_of, faults, message=NO_PERIOD)
    place = columns.of("sex")
    message = "not a sex: write female, male, or all"
    frame["sex"] = "all" if place is None else _each(table, place, _sex, faults, message=message)
    place = columns.of("age")
    frame["age"] = "all" if place is None else [age_words(row[place]) for row in table.rows]
    place = columns.of("category")
    axis = slug(table.header[place]) if place is not None else ""
    frame["category"] = "" if place is None else [_group(row[place], axis) for row in table.rows]
    return frame


def _each(table: Table, place: int, read: object, faults: list[CellFault], *, message: str) -> list[str]:
    known = {text: read(text) for text in dict.fromkeys(row[place] for row in table.rows)}
    for number, row in zip(table.numbers, table.rows, strict=True):
        if not known[row[place]]:
            faults.append(CellFault(number, table.header[place], row[place], message))
    return [known[row[place]] for row in table.rows]


def _sex(text: str) -> str:
    bare = text.casefold()
    return "all" if bare in EVERYONE else WORDS.get(bare, SEXES.get(bare, ""))


def _group(text: str, axis: str) -> str:
    if text.casefold() in EVERYONE:
        return ""
    return text if re.fullmatch(r"[a-z][a-z0-9_]*:.*\S", text) else f"{axis}:{text}"


def _numbers(table: Table, columns: Columns, wide: int | None, faults: list[CellFault]) -> dict[str, object]:
    """The five numbers and the status of every row, of one column of a wide table or of a long one."""
    roles = {columns.measured: wide} if wide is not None else {role: columns.of(role) for role in NUMBERS}
    cells: dict[str, list[Cell]] = {}
    for role, place in roles.items():
        if place is not None:
            cells[role] = _cells(table, place, faults, counts=role in ("numerator", "denominator"))
    index = pd.RangeIndex(len(table.rows))
    made: dict[str, object] = {
        role: pd.Series([cell.number for cell in cells[role]] if role in cells else None, index=index, dtype="Float64")
        for role in NUMBERS
    }
    leading = [cells[role] for role in ("value", "numerator", "denominator") if role in cells]
    status = pd.Series([_status(row) for row in zip(*leading, strict=True)], index=index, dtype="str")
    bare = status.isin([str(one) for one in BARE])
    for role in ("numerator", "value", "lower_ci", "upper_ci"):
        made[role] = made[role].mask(bare)
    percent = [any(cell.percent for cell in row) for row in zip(*cells.values(), strict=True)]
    return made | {"status": status, "percent": percent}


def _status(row: Sequence[Cell]) -> Status:
    """A value of its own stands; without one, counts stand together; a sign for "withheld" is never made up for."""
    first = row[0]
    if any(cell.status == Status.SUPPRESSED for cell in row):
        return Status.SUPPRESSED
    return Status.OK if first.status == Status.OK else Status.MISSING


def _cells(table: Table, place: int, faults: list[CellFault], *, counts: bool) -> list[Cell]:
    known: dict[str, Cell] = {text: understood(text) for text in dict.fromkeys(row[place] for row in table.rows)}
    known |= {text: Cell(fault=words) for text, words in mixed_faults(known, counts=counts).items()}
    for number, row in zip(table.numbers, table.rows, strict=True):
        if known[row[place]].fault:
            faults.append(CellFault(number, table.header[place], row[place], known[row[place]].fault))
    return [known[row[place]] for row in table.rows]


def _percent_words(frame: pd.DataFrame, table: Table, options: Options, faults: list[CellFault]) -> list[str]:
    """A % sign beside a measure that is no percentage is a fault; signs on some values only are, too."""
    signed = frame["percent"].astype(bool)
    valued = frame["value"].notna()
    if not signed.any():
        return []
    if not options.percent:
        message = "a per cent sign, but the measure is no percentage: choose % as its unit or take it away"
        faults += [CellFault(int(row), "Value", "", message) for row in frame.loc[signed, "row"]]
    elif (valued & ~signed).any():
        message = "no per cent sign where other rows have one: give it to all or to none, so that 0.5 is not 50 %"
        faults += [CellFault(int(row), "Value", "", message) for row in frame.loc[valued & ~signed, "row"]]
    return ["Per cent signs were read."]


def with_faults(reading: Reading, more: Sequence[CellFault]) -> Reading:
    """The reading with further faults, in the order of the file."""
    faults = sorted((*reading.faults, *more), key=lambda one: (one.row, one.column))
    return replace(reading, faults=tuple(dict.fromkeys(faults)))
