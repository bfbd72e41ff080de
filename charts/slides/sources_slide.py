"""The last slides: every source with its licence, and how the figures were made, each said once.

Lives here: what is said, and how much of it a slide takes. Not here: writing it (`charts.slides.powerpoint`).
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.slides import layouts
from charts.slides.plain import lines, plain
from charts.slides.words import LEADING, source_words
from charts.taking.taken import Taken

SIZE, BETWEEN = 17.0, 8.0  # px
SOURCES, METHODS = "Sources", "Methods and cautions"


def parts(every: Sequence[Taken]) -> list[tuple[str, list[str]]]:
    """Title and paragraphs of each slide; () views, no slides."""
    sources = list(dict.fromkeys(source_words(one) for one in every))
    methods = list(dict.fromkeys(plain(note) for one in every for note in one.notes if plain(note)))
    return [
        (title if number == 0 else f"{title}, continued", said)
        for title, lot in ((SOURCES, sources), (METHODS, methods))
        for number, said in enumerate(_shared_out(lot))
    ]


def _shared_out(lot: Sequence[str]) -> list[list[str]]:
    room = layouts.boxes(layouts.WORDS)["sentence"]
    slides: list[list[str]] = []
    used = 0.0
    for said in lot:
        high = lines(said, SIZE, room=room.w) * SIZE * LEADING + BETWEEN
        if not slides or used + high > room.h:
            slides.append([])
            used = 0.0
        slides[-1].append(said)
        used += high
    return slides
