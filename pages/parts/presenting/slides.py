"""A deck as PowerPoint slides: the work of a job, one view after the other.

Lives here: which figures of which view, and what goes wrong in words. Not here: how a slide looks (`charts.slides`),
the figures (`pages.parts.taking`), the address (`serving.presenting_routes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from charts import seen_as as role_words
from charts import watermark
from charts.slides.shown import Shown
from charts.words import period_words
from data.validation import FileFaults
from pages.parts import opened_pack
from pages.parts.presenting.deck_file import Deck
from pages.parts.presenting.deck_steps import DeckStep, deck_steps, other_pack
from pages.parts.serving import seen_as
from pages.parts.serving.jobs import File, Progress
from pages.parts.taking.figures import taken

MOST_VIEWS = 60
KIND = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
EMPTY = "There is no view in the deck, so there is nothing to make slides of."
MANY = f"The deck has more than {MOST_VIEWS} views, which is more than one file of slides holds. Make it in parts."


@dataclass(frozen=True)
class Asked:
    """What slides are made of.

    `home` is the address of the app, without a slash at its end; `by` is who asks, on a server that keeps a log.
    """

    deck: Deck
    home: str
    by: str = ""


def slides(asked: Asked, progress: Progress) -> File:
    """The file of a deck; a deck of one view holds every figure of it, a longer one the first of each.

    Raises
    ------
    ValueError
        In a sentence: there is nothing to make slides of.
    """
    from charts.slides.powerpoint import Show  # loads python-pptx, which no page needs

    steps = deck_steps(asked.deck)
    if not steps or len(steps) > MOST_VIEWS:
        raise ValueError(MANY if steps else EMPTY)
    show, number = None, 0
    for number, step in enumerate(steps):
        progress.at(number, len(steps) + 1, words=f"View {number + 1} of {len(steps)}: {step.title}")
        for one in _shown(step, asked, alone=len(steps) == 1):
            show = show or Show(_title(asked.deck, one), about=_about(asked, len(steps)), marks=_marks())
            show.add(one)
    progress.at(len(steps), len(steps) + 1, words="Writing the file.")
    return File(f"{_stem(asked.deck)}.pptx", show.content(), KIND)


def _shown(step: DeckStep, asked: Asked, *, alone: bool) -> Iterator[Shown]:
    """The slides of a step: its figures, or one that says why there are none."""
    link = f"{asked.home}{step.address}" if step.address else ""
    why = step.why
    if not why:
        try:
            seen_as.logged(f"/r/deck.pptx of {step.address}", by=asked.by)
            figures = taken(f"/{step.step.page}", step.address.partition("?")[2], leading=not alone, room=True)
            for place, figure in enumerate(figures if alone else figures[:1]):
                yield Shown(step.step.title if place == 0 else "", step.step.notes if place == 0 else "", link, figure)
            return
        except FileFaults:
            raise ValueError(seen_as.UNLOGGED) from None
        except ValueError as fault:
            if alone:
                raise
            why = (str(fault),)
    yield Shown(step.title, step.step.notes, link, None, why)


def _title(deck: Deck, first: Shown) -> str:
    said = first.title or (first.taken.title if first.taken else "")
    return deck.title or (said if len(deck.steps) == 1 else "") or "Health equity: views for the room"


def _about(asked: Asked, views: int) -> list[str]:
    pack = opened_pack.pack()
    return [
        *([f"{views} views"] if views > 1 else []),
        f"Made on {period_words(date.today().isoformat())} from {pack.title}, version {pack.version}",
        *([other_pack(asked.deck)] if other_pack(asked.deck) else []),
        asked.home,
    ]


def _marks() -> list[str]:
    role = opened_pack.role()
    marks = [watermark.WORDS] if opened_pack.pack().synthetic else []
    return [*marks, *([role_words.seen_words(role.title)] if role.sees else [])]


def _stem(deck: Deck) -> str:
    named = deck.title or (deck.steps[0].title if len(deck.steps) == 1 else "")
    return re.sub(r"[^a-z0-9]+", "-", named.lower())[:60].strip("-") or "health-equity"
