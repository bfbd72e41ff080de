"""The table `[sheet]` of a settings file: what the command is told of a file, where the page has boxes.

Lives here: its words, and every fault of it by name. Not here: what a reader says of the figures
(`data.adding.settings`), opening the file (`data.adding.candidate`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.adding.candidate import Opened
from data.adding.cell_fault import CellFault
from data.adding.choices import Choices
from data.adding.columns import ROLES
from data.adding.fingertips_sheet import indicators_in
from data.schema import AREA_TYPES

MEASURED = ("value", "numerator")
KNOWN = {"sheet": str, "header": int, "measured": str, "period": str, "area_type": str, "indicator": str}
COLUMNS = "columns"


def sheet_choices(document: Mapping[str, object]) -> tuple[Choices, list[CellFault]]:
    """The choices of a settings file, columns aside, and what of them cannot be so.

    Parameters
    ----------
    document : mapping
        The whole file; without `[sheet]` everything is found or guessed.
    """
    table = document.get("sheet", {})
    if not isinstance(table, dict):
        return Choices(), [_fault("", "must be a table: write [sheet], and its choices in the lines below", table)]
    faults = [
        _fault(name, f"is no choice: {_list([*KNOWN, COLUMNS])} are", table[name])
        for name in table
        if name not in (*KNOWN, COLUMNS)
    ]
    good = {}
    for name, kind in KNOWN.items():
        value = table.get(name, getattr(Choices, name, ""))
        value = str(value) if name == "indicator" and type(value) is int else value
        if type(value) is not kind:
            faults.append(_fault(name, f"must be {'a whole number' if kind is int else 'a text'}", value))
        elif name == "header" and name in table and value < 1:
            faults.append(_fault(name, "must be the number of a row, 1 for the first", value))
        elif name == "measured" and value not in MEASURED:
            faults.append(_fault(name, f"choose {_list(MEASURED)}", value))
        elif name == "area_type" and value and value not in AREA_TYPES:
            faults.append(_fault(name, f"choose one of {', '.join(AREA_TYPES)}", value))
        else:
            good[name] = value
    return Choices(**good), faults


def opened_faults(one: Opened, choices: Choices) -> list[CellFault]:
    """Which of the choices the opened file does not have."""
    faults = []
    names = [sheet.name for sheet in one.sheets]
    if choices.sheet and choices.sheet not in names:
        faults.append(_fault("sheet", f"is not in the file: {_list(names)} are", choices.sheet))
    if choices.header > len(one.sheet.rows):
        faults.append(_fault("header", f"the sheet has {len(one.sheet.rows)} rows", choices.header))
    if one.fingertips and choices.indicator and choices.indicator not in indicators_in(one.table):
        faults.append(
            _fault("indicator", f"is not in the file: {_list(indicators_in(one.table))} are", choices.indicator)
        )
    return faults


def with_columns(one: Opened, choices: Choices, *, document: Mapping[str, object]) -> tuple[Choices, list[CellFault]]:
    """The choices with `[sheet.columns]`, a role and the heading (or number, 1 for the first) of its column each."""
    sheet = document.get("sheet", {})
    table = sheet.get(COLUMNS, {}) if isinstance(sheet, dict) else {}
    if not isinstance(table, dict):
        return choices, [_fault(COLUMNS, "must be a table: write [sheet.columns], a column in each line below", table)]
    header, faults, roles = list(one.table.header), [], {}
    for role, column in table.items():
        if role not in ROLES:
            faults.append(_fault(f"{COLUMNS}.{role}", f"is no role: {_list(ROLES)} are", column))
        elif type(column) is int and 1 <= column <= len(header):
            roles[column - 1] = role
        elif isinstance(column, str) and header.count(column) == 1:
            roles[header.index(column)] = role
        else:
            more = isinstance(column, str) and column in header
            words = (
                "stands above more than one column: give its number" if more else f"is no heading: {_list(header)} are"
            )
            faults.append(_fault(f"{COLUMNS}.{role}", words, column))
    if not faults and len(roles) < len(table):
        faults.append(_fault(COLUMNS, "one column has two roles"))
    return replace(choices, roles=roles), faults


def _list(names: object) -> str:
    every = [str(name) for name in names]
    return ", ".join(every[:20]) + (f" and {len(every) - 20} more" if len(every) > 20 else "")


def _fault(name: str, message: str, value: object = "") -> CellFault:
    return CellFault(0, f"[sheet] {name}".strip(), str(value), message)
