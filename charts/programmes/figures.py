"""What the programmes page shows, as plain objects: programmes with their reach, and what was promised by when.

Lives here: the records as a reader sees them, and how far a day lies away. Not here: reading (`data.programmes`), words
(`charts.programmes.words`). Reach is a count with its owner's word on its quality: never a rate, never ranked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DONE, STOPPED = "done", "stopped"
SIX_MONTHS = 183  # days: a status older than this is said to be old


@dataclass(frozen=True)
class Reach:
    """How many, of whom, when, and how good the count is."""

    who: str
    count: int
    period: str
    quality: str


@dataclass(frozen=True)
class Deliverable:
    """Something promised by a day, as it stands on the day the page is read."""

    programme: str
    title: str
    due: str
    status: str
    updated: str
    today: str

    @property
    def days_left(self) -> int:
        """Days until it is due; below 0 where the day has passed."""
        return (date.fromisoformat(self.due) - date.fromisoformat(self.today)).days

    @property
    def age(self) -> int:
        """Days since its status was last looked at."""
        return (date.fromisoformat(self.today) - date.fromisoformat(self.updated)).days

    @property
    def overdue(self) -> bool:
        """Neither done nor stopped, and the day has passed."""
        return self.status not in (DONE, STOPPED) and self.days_left < 0

    @property
    def old(self) -> bool:
        """Still open, and nobody has looked at it for six months."""
        return self.status not in (DONE, STOPPED) and self.age > SIX_MONTHS


@dataclass(frozen=True)
class Shown:
    """One programme.

    Attributes
    ----------
    place, lies : str
        Where it runs, and how that lies to the footprint, in words.
    start, end : str
        ISO dates; `end` "" while it goes on.
    measures : tuple of (name, href)
        Measures on whose trend its marker stands.
    """

    id: str
    name: str
    owner: str
    owner_kind: str
    place: str
    lies: str
    start: str
    end: str
    about: str
    note: str
    source: str
    url: str
    reach: tuple[Reach, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ProgrammeBoard:
    """The answer of the page; programmes by their first day, never by size."""

    name: str
    today: str
    programmes: tuple[Shown, ...] = ()
    elsewhere: int = 0  # programmes of the pack that do not concern the footprint

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """Everything promised, soonest first."""
        every = [item for one in self.programmes for item in one.deliverables]
        return tuple(sorted(every, key=lambda item: (item.status in (DONE, STOPPED), item.due, item.title)))
