"""Other rows in place of those that the pack holds, below every rule, for tests of the gate."""

import sys

from pages.parts.answering.releasing import held_rows, protected, told_segments, told_totals

# By name: a cache is another object once a pack was opened anew in this process.
KEPT = ((told_totals, "exposed"), (told_segments, "judged"), (protected, "has_small"), (protected, "kept_back"))


def replaced(monkeypatch, rows) -> None:
    """Every part of the gate reads `rows(indicator, area_type, segment=, codes=)` and has forgotten what it read."""
    monkeypatch.setattr(held_rows, "held", rows)
    forget()


def forget() -> None:
    for room, name in KEPT:
        getattr(room, name).cache_clear()


def current(kept):
    """The cache that stands under the name of this one now: opening a pack anew puts new caches in place."""
    return getattr(sys.modules[kept.__module__], kept.__name__)
