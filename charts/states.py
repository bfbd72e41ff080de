"""One look per state: its label, words, hatch, download symbol and table text come from here and nowhere else.

Lives here: why a cell holds no ordinary value, for every pixel and every file. Not here: marks against a benchmark
(`charts.marks`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.schema import Status
from equity.breaks import MISSING_CLASS, NOT_COLLECTED_CLASS, NOT_COMPARABLE_CLASS, SUPPRESSED_CLASS


@dataclass(frozen=True)
class State:
    """How a status looks and reads.

    Attributes
    ----------
    label : str
        Two or three words, for legend, card and hover.
    words : str
        A sentence for the card.
    hatch : str
        "rising", "falling", "dashed", "diagonal", or "" for a plain fill.
    symbol : str
        In a downloaded file's `symbol` column.
    table_text : str
        In place of a value; "" where the value itself is shown.
    class_code : int or None
        The byte the map receives; None where the value decides the class.
    """

    status: Status
    label: str
    words: str
    hatch: str
    symbol: str
    table_text: str
    class_code: int | None


_STATES = {
    state.status: state
    for state in (
        State(Status.OK, "Value", "", "", "", "", None),
        State(Status.ESTIMATED, "Estimated", "Estimated: put together from parts of areas.", "", "[e]", "", None),
        State(
            Status.SUPPRESSED,
            "Suppressed (small number)",
            "The number of people is small, so it is withheld to protect them.",
            "rising",
            "*",
            "*",
            SUPPRESSED_CLASS,
        ),
        State(
            Status.NOT_COMPARABLE,
            "Not ranked",
            "The value is shown but not ranked or compared.",
            "falling",
            "[u]",
            "",
            NOT_COMPARABLE_CLASS,
        ),
        State(
            Status.MISSING,
            "No data",
            "No value for this area is in this pack. It may be published elsewhere.",
            "dashed",
            "[x]",
            "No data",
            MISSING_CLASS,
        ),
        State(
            Status.NOT_COLLECTED,
            "Not collected",
            "This measure is not published for this kind of area.",
            "diagonal",
            "[z]",
            "Not collected",
            NOT_COLLECTED_CLASS,
        ),
    )
}


def state(status: str, *, not_ranked: str = "") -> State:
    """The look of a status; `not_ranked` says why in two or three words ("register unreliable")."""
    found = _STATES[Status(status)]
    if found.status is Status.NOT_COMPARABLE and not_ranked:
        return replace(found, label=f"{found.label}: {not_ranked}")
    return found


def state_of_class(code: int, *, not_ranked: str = "") -> State:
    """The state behind a class code the map received (10 to 13)."""
    for found in _STATES.values():
        if found.class_code == code:
            return state(found.status, not_ranked=not_ranked)
    raise KeyError(f"no state has the class code {code}")


CLASS_CODES = tuple(sorted(found.class_code for found in _STATES.values() if found.class_code is not None))
