"""The board pack: a tagged PDF of a board and the views behind it, from figures that were taken.

Lives here: what is in which chapter, and the PDF (by typst, PDF/UA-1). Every word goes in as data, never as markup.
Not here: the look (`pack_template`), which views are taken (`pages.parts.taking.board_pack`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import typst

from charts import watermark
from charts.taking.letters import FONT_FOLDER
from charts.taking.pack_template import TEMPLATE
from charts.taking.taken import Taken
from charts.words import period_words

WIDE, TALL = 174.0, 196.0  # millimetres that a figure may take
MM = 0.212  # of a pixel: the width of 820 is the width of a page
MOST_ROWS = 45
AS_ABOVE, LONG = "As above", 40  # a text so long is not said twice one under the other
MOST_WORDS = 10  # letters that a column of sentences gets beyond a whole one
WHOLE = 15  # letters of a cell that stand in one line
STANDARD = "ua-1"
_NUMERIC = re.compile(r"[−–-]?[\d.,]+( ?%)?")
Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Chapter:
    """A view: what the contents call it, its figure, the whole address that opens it."""

    name: str
    taken: Taken
    link: str
    note: str = ""  # what is left out of the printed table


@dataclass(frozen=True)
class Part:
    """Words behind the figures: groups of (label, text); a text without a label is a point of a list."""

    name: str
    groups: tuple[tuple[str, Rows], ...]
    lead: str = ""
    fresh: bool = True  # begins on a page of its own


@dataclass(frozen=True)
class BoardPack:
    """Everything of a pack.

    Attributes
    ----------
    place : str
    chapters : sequence of Chapter
        The board first: its headline is the pack's.
    parts : sequence of Part
    about : tuple of (str, str)
        Facts of the pack itself, on its first page.
    author : str
    """

    place: str
    chapters: Sequence[Chapter]
    parts: Sequence[Part]
    about: Rows
    author: str


def pdf(pack: BoardPack) -> bytes:
    """The pack as a PDF that a screen reader can read.

    Raises
    ------
    typst.TypstError
        Where the document breaks a rule of PDF/UA-1: a fault of the template.
    """
    files = {"main": TEMPLATE.encode(), "data.json": json.dumps(_data(pack), ensure_ascii=False).encode()}
    files |= {f"figure{place}.svg": one.taken.plain_svg.encode() for place, one in enumerate(pack.chapters)}
    day = datetime.fromisoformat(pack.chapters[0].taken.taken_on)
    return bytes(
        typst.compile(
            files, font_paths=[FONT_FOLDER], ignore_system_fonts=True, format="pdf", pdf_standards=STANDARD,
            timestamp=int(day.timestamp()),
        )
    )  # fmt: skip


def file_name(pack: BoardPack) -> str:
    """ "board-pack-great-yarmouth-and-waveney-2026-06-03.pdf"."""
    place = re.sub(r"[^a-z0-9]+", "-", pack.place.lower()).strip("-")
    return f"board-pack-{place}-{pack.chapters[0].taken.taken_on}.pdf"


def _data(pack: BoardPack) -> dict[str, object]:
    first = pack.chapters[0].taken
    return {
        "title": f"Three lenses: {pack.place}",
        "kicker": "Board pack",
        "author": pack.author,
        "keywords": ["health equity", pack.place],
        "finding": first.title,
        "lead": first.sentence,
        "subtitle": first.period,
        "made_on": f"Made on {period_words(first.taken_on)}",
        "footer": f"Board pack, {pack.place}",
        "synthetic": first.synthetic,
        "caution": watermark.NOTE,
        "about": [list(one) for one in pack.about],
        "chapters": [_chapter(one, place) for place, one in enumerate(pack.chapters)],
        "parts": [_part(one) for one in pack.parts],
    }


def _part(part: Part) -> dict[str, object]:
    groups = [{"name": name, "rows": _once(rows)} for name, rows in part.groups if rows]
    return {"name": part.name, "lead": part.lead, "fresh": part.fresh, "groups": groups}


def _once(rows: Rows) -> list[list[str]]:
    """Rows in their order; a label that was just said is not said again."""
    labels = ["", *(label for label, _ in rows)]
    return [["" if label == before else label, said] for before, (label, said) in zip(labels, rows, strict=False)]


def _chapter(one: Chapter, place: int) -> dict[str, object]:
    taken = one.taken
    width, height = fitted(taken.width, taken.height)
    shown = taken.rows[:MOST_ROWS]
    rest = len(taken.rows) - len(shown)
    more = f"The first {len(shown)} of {len(taken.rows)} rows. The Excel workbook of the view has all of them."
    return {
        "name": one.name,
        "title": "" if one.name.startswith(taken.title) else taken.title,
        "sentence": taken.sentence,
        "period": taken.period,
        "picture": f"figure{place}.svg",
        "alt": taken.alt or taken.title,
        "width": width,
        "height": height,
        "source": taken.source,
        "link": one.link,
        "link_words": f"Open this view: {one.name}",
        "table_name": f"{one.name}: the numbers",
        "table_alt": f"{taken.title}: the numbers of the figure.",
        "columns": [name or " " for name in taken.columns],
        "rows": _unrepeated(shown),
        "widths": [_share([name, *(row[at] for row in shown)]) for at, name in enumerate(taken.columns)],
        "numeric": [_numeric([row[at] for row in shown]) for at in range(len(taken.columns))],
        "more": " ".join(said for said in (more if rest else "", one.note) if said),
    }


def fitted(width: float, height: float) -> tuple[float, float]:
    """Millimetres of a figure on the page: in its own size if it may, never wider or higher than the page."""
    scale = min(MM, WIDE / width, TALL / height)
    return round(width * scale, 2), round(height * scale, 2)


def _unrepeated(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows as they are printed: numbers stay with their unit, a long text that just stood above is not repeated."""
    made = []
    for before, row in zip([(), *rows], rows, strict=False):
        same = [at > 0 and len(cell) > LONG and before[at : at + 1] == (cell,) for at, cell in enumerate(row)]
        made.append([AS_ABOVE if one else cell.replace(" %", "\u00a0%") for one, cell in zip(same, row, strict=True)])
    return made


def _share(cells: list[str]) -> float:
    """How much of the width a column needs: its longest word whole, long texts in a few lines."""
    word = max((len(word) for cell in cells for word in cell.split()), default=1)
    text = max((len(cell) for cell in cells), default=1)
    return max(word + 1, text if text <= WHOLE else min(text, WHOLE + min(text / 14, MOST_WORDS)), 4)


def _numeric(cells: list[str]) -> bool:
    """Whether a column is of numbers, so that they stand below each other."""
    known = [cell for cell in cells if cell]
    return bool(known) and sum(bool(_NUMERIC.fullmatch(cell)) for cell in known) > len(known) / 2
