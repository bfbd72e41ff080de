"""When a source is due again, in a few words for a list. Not here: the day itself (`data.freshness`)."""

from __future__ import annotations

from datetime import date

from charts.words import period_words
from data.catalogue import Source
from data.freshness import due


def short_due(source: Source, today: date) -> str:
    """ "30 September 2026", "Overdue since ..." or why there is no day."""
    found = due(source)
    if found.day is None:
        return "Nothing more expected" if found.known else "Not known"
    when = period_words(found.day.isoformat())
    return f"Overdue since {when}" if found.overdue(today) else when
