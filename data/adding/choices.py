"""What a reader chose of a file: sheet, header, columns; how it is noted with a version and taken up again.

Lives here: the choices, their form in `added.toml`, and the choices of a file that is opened once more. Not here: the
guess that they replace (`data.adding.columns`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Choices:
    """What a reader chose of a file; what is left at "" or 0 is found or guessed.

    Attributes
    ----------
    sheet : str
    header : int
        Row of the header.
    roles : mapping of column number to role
        Replaces the guess; empty to guess.
    measured : str
        What the columns of a wide table hold: "value" or "numerator".
    period, area_type : str
        See `reading.Options`.
    indicator : str
        Number of the indicator of a Fingertips download.
    headings : mapping of role to str
        What stood above the column of each role when it was chosen: how it is found again in a newer file.
    """

    sheet: str = ""
    header: int = 0
    roles: Mapping[int, str] = field(default_factory=dict)
    measured: str = "value"
    period: str = ""
    area_type: str = ""
    indicator: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)


TEXTS = ("sheet", "measured", "period", "area_type", "indicator")


def noted(choices: Choices) -> dict[str, object]:
    """The choices as tables of TOML: columns are counted from 1 there."""
    columns = {role: place + 1 for place, role in choices.roles.items()}
    texts = {name: getattr(choices, name) for name in TEXTS}
    return texts | {"header": choices.header, "columns": columns, "headings": dict(choices.headings)}


def of_notes(table: object) -> Choices | None:
    """The choices of such a table; None where it is not what `noted` makes."""
    if not isinstance(table, dict) or set(table) != {*TEXTS, "header", "columns", "headings"}:
        return None
    columns, headings, header = table["columns"], table["headings"], table["header"]
    good = all(isinstance(table[name], str) for name in TEXTS) and type(header) is int and header >= 0
    good = good and isinstance(columns, dict) and all(type(place) is int and place > 0 for place in columns.values())
    good = good and isinstance(headings, dict) and all(isinstance(words, str) for words in headings.values())
    if not good:
        return None
    roles = {place - 1: role for role, place in columns.items()}
    return Choices(**{name: table[name] for name in TEXTS}, header=header, roles=roles, headings=headings)


def again(choices: Choices, *, header: Sequence[str], same: bool, guess: Mapping[int, str] | None = None) -> Choices:
    """The choices for a file that is opened once more.

    Parameters
    ----------
    choices : Choices
        As they were noted.
    header : sequence of str
        Of the table that is opened now.
    same : bool
        It is the very file; else columns are found by their headings, and header and period are asked anew.
    guess : mapping of column number to role, optional
        Where a role is whose heading is no longer there; no column that another role has.
    """
    if same:
        return choices
    places = {words: place for place, words in reversed(list(enumerate(header)))}
    found = {places[words]: role for role, words in choices.headings.items() if words in places}
    missing = set(choices.headings) - set(found.values())
    guessed = {place: role for place, role in (guess or {}).items() if role in missing and place not in found}
    return replace(choices, header=0, period="", roles=found | guessed)
