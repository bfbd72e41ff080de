"""What the signals page shows, as plain objects; every number in them is released.

Lives here: a signal with its series, what could not be looked at, what each method needs. Not here: wording
(`charts.signals.words`), the tests (`equity.change`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import NAN, Measure, SourceItem

RED, AMBER = "red", "amber"


@dataclass(frozen=True)
class Series:
    """One area's periods, oldest first, with what was usual and limits, in the unit; NaN where not known."""

    periods: tuple[str, ...]
    values: tuple[float, ...]
    mean: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    high: tuple[bool, ...]
    recent: int


@dataclass(frozen=True)
class Signal:
    """One area whose figures rose more than they should have.

    Attributes
    ----------
    level : str
        `RED` where its own past and the other areas agree, `AMBER` where only one of them speaks.
    own_past, others : bool
        Which of the two speaks.
    before, after, lower, upper : float
        The value before and in the recent periods, and what was to be expected, in the unit.
    events, expected, people : float
        Events, events expected, and people of the recent periods; NaN where only values are published.
    opinions : tuple of str
        What other methods say, in words.
    links : tuple of (words, href)
    """

    code: str
    name: str
    district: str
    level: str
    own_past: bool
    others: bool
    before: float
    after: float
    lower: float
    upper: float
    series: Series
    events: float = NAN
    expected: float = NAN
    people: float = NAN
    strength: float = NAN
    opinions: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Need:
    """What a method needs and what the figures have."""

    method: str
    needs: str
    has: str
    able: bool


@dataclass(frozen=True)
class SignalBoard:
    """The answer of the page.

    Attributes
    ----------
    measure : Measure
        Worded for what is watched: for a measure that is good when high, the people it did not reach.
    reason : str
        Why nothing can be looked for; "" where something can.
    found, found_red : int
        Signals in all, and those on which both agree; only the first are listed.
    tested : int
    withheld : tuple of (reason, areas)
    expected_false : float
        Red signals that are false on average, at most.
    flags_false : int
        "1 in so many flags is false": the threshold asked for.
    season : bool
    by_values : bool
        Only values are published, so an area can be held against its own past alone.
    """

    measure: Measure
    name: str
    areas: tuple[str, str]  # one, many
    periods: tuple[str, ...]
    signals: tuple[Signal, ...] = ()
    reason: str = ""
    found: int = 0
    found_red: int = 0
    tested: int = 0
    withheld: tuple[tuple[str, int], ...] = ()
    expected_false: float = 0.0
    flags_false: int = 100
    season: bool = False
    by_values: bool = False
    needs: tuple[Need, ...] = ()
    sources: tuple[SourceItem, ...] = ()
    others: tuple[tuple[str, str], ...] = ()  # measures that can be looked at, with addresses


@dataclass(frozen=True)
class CardRow:
    """A response card as it is listed and exported.

    Attributes
    ----------
    overdue : bool
        Open, and its check should have been made before today.
    closed : bool
        Nothing more is to be done.
    href : str
        Address that opens it.
    """

    id: str
    indicator_id: str
    area_code: str
    level: str
    period: str
    title: str
    signal: str
    action: str
    owner: str
    reach: str
    next_check: str
    status: str
    overdue: bool = False
    closed: bool = False
    href: str = ""
