"""One view of a show of slides. Lives here: what is handed to the slides. Not here: what stands on them."""

from __future__ import annotations

from dataclasses import dataclass

from charts.taking.taken import Taken


@dataclass(frozen=True)
class Shown:
    """One view of the show.

    `title` and `notes` are the presenter's ("" for none), `link` is the view's whole address; `why` says what cannot be
    had of it, and then nothing else stands there.
    """

    title: str
    notes: str
    link: str
    taken: Taken | None
    why: tuple[str, ...] = ()
