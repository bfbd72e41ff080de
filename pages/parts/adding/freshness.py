"""How fresh the official figures are: what measures stand on or a refresh brought, the most overdue first.

Lives here: the rows. Not here: the words of a day (`answering.due_words`), fetching (the sources page).
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from charts.adding import words
from charts.words import period_words
from data.catalogue import Source
from data.freshness import LIVE, due
from pages.parts import opened_pack
from pages.parts.answering.due_words import short_due


def freshness(today: date | None = None) -> str:
    """The table as HTML: publication, when it was published and read, when it is due again."""
    day = today or date.today()
    pack = opened_pack.pack()
    used = {one.source for one in pack.indicators.values()} | {name for name in pack.sources if name.startswith(LIVE)}
    rows = [_row(one, day) for one in sorted((pack.sources[name] for name in used), key=lambda one: _order(one, day))]
    late = sum(due(pack.sources[name]).overdue(day) for name in used)
    return words.freshness(rows, late=late)


def _order(source: Source, day: date) -> tuple[bool, date, str]:
    """Overdue and soonest first; what has no day at the end."""
    found = due(source)
    return found.day is None, found.day or day, source.title


def _row(source: Source, day: date) -> tuple[str, str, str, str, str]:
    address = f"./sources?{urlencode({'show': 'sources', 'source': source.id})}"
    read, published = period_words(source.retrieved), period_words(source.published)
    return address, f"{source.publisher}: {source.title}", published, read, short_due(source, day)
