"""How much of a table a slide can carry: letters as large as fit, whole rows from the first, what is left in words.

Lives here: fitting, and writing a native table. Not here: where it stands (`charts.slides.layouts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.placeholder import TablePlaceholder
from pptx.table import Table
from pptx.util import Emu, Pt

from charts.slides.layouts import POINTS, PX, TABLE_STYLE, Box
from charts.slides.plain import lines, plain, width
from charts.words import count_text

SIZES = (20.0, 18.0, 16.0, 15.0, 14.0)  # px, from the largest; 14 px are 10.5 points
CUT_SIZE = 15.0  # px at most where rows are left out: the more can stand
LINE, SIDE, ABOVE, SPARE = 1.2, 8.0, 4.0, 4.0  # of the letters; px at each side, above and below, to spare
LOOKED_AT = 60  # rows whose lengths decide the widths
WIDER = 1.5  # a column has at most so much more than it needs
WIDEST = 0.42  # of the table: a longer text is broken
_NUMBER = re.compile(r"[−–—-]?[£<]?\d[\d,.]*( ?(%|points?|to [−-]?[\d,.]+( ?%)?))*|[*–—-]|")


@dataclass(frozen=True)
class Fitted:
    """Rows and columns that a slide carries, with the letters' size and the columns' widths, px."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    size: float
    widths: tuple[float, ...]
    left_out: str


def fitted(columns: Sequence[str], rows: Sequence[Sequence[str]], *, room: Box) -> Fitted:
    """The largest letters at which all columns fit, and as many whole rows as then fit.

    Columns that fit at no size are left out from the last, rows from the last; `left_out` says both in words.
    """
    heads = [plain(one) for one in columns]
    texts = [[plain(one) for one in row] for row in rows[:LOOKED_AT]]  # more than fit any slide
    for count in range(len(heads), 0, -1):
        some = [row[:count] for row in texts]
        tries = [(size, _widths(heads[:count], some, size, room=room.w)) for size in SIZES]
        fit = [(size, wide, _rows_that_fit([heads[:count], *some], size, widths=wide, high=room.h))
               for size, wide in tries if sum(wide) <= room.w]  # fmt: skip
        if fit:
            size, wide, kept = _best(fit, len(rows))
            spread = tuple(one * min(room.w / sum(wide), WIDER) for one in wide)
            said = _left_out((kept, len(rows)), (count, len(heads)))
            return Fitted(tuple(heads[:count]), tuple(map(tuple, some[:kept])), size, spread, said)
    return Fitted((), (), SIZES[-1], (), _left_out((0, len(rows)), (0, len(heads))))


def _best(fit: Sequence[tuple[float, tuple[float, ...], int]], rows: int) -> tuple[float, tuple[float, ...], int]:
    """The largest letters that show every row; where none do, those of a table that is read as a list."""
    whole = [one for one in fit if one[2] == rows]
    return (whole or [one for one in fit if one[0] <= CUT_SIZE])[0]


def _widths(heads: Sequence[str], texts: Sequence[Sequence[str]], size: float, *, room: float) -> tuple[float, ...]:
    found = []
    for place, head in enumerate(heads):
        cells = [width(row[place], size) for row in texts]
        word = max((width(one, size, bold=True) for one in head.split()), default=0.0)
        whole = width(head, size, bold=True)
        longest = max([*cells, word, min(whole, max([*cells, word]) * 1.4, 160.0)])
        found.append(min(longest, room * WIDEST) + 2 * SIDE + SPARE)
    return tuple(found)


def _row_height(row: Sequence[str], size: float, *, widths: Sequence[float], bold: bool = False) -> float:
    deepest = max(lines(words, size, room=wide - 2 * SIDE, bold=bold) for words, wide in zip(row, widths, strict=True))
    return deepest * size * LINE + 2 * ABOVE


def _rows_that_fit(every: Sequence[Sequence[str]], size: float, *, widths: Sequence[float], high: float) -> int:
    """How many rows below the first, which is the heads."""
    used = _row_height(every[0], size, widths=widths, bold=True)
    for count, row in enumerate(every[1:]):
        used += _row_height(row, size, widths=widths)
        if used > high:
            return count
    return len(every) - 1


def _left_out(rows: tuple[int, int], columns: tuple[int, int]) -> str:
    said = []
    if rows[0] < rows[1]:
        more = rows[1] - rows[0]
        said.append(
            f"The first {count_text(rows[0])} of {count_text(rows[1])} rows; {count_text(more)} more in the file."
        )
    if columns[0] < columns[1]:
        more = columns[1] - columns[0]
        said.append(f"{count_text(more)} more {'column is' if more == 1 else 'columns are'} in the file.")
    return " ".join(said)


def put(place: TablePlaceholder, shown: Fitted, *, alt: str) -> Table:
    """Write a table into its placeholder: first row and first column are heads, numbers stand to the right."""
    frame = place.insert_table(rows=len(shown.rows) + 1, cols=len(shown.columns))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", plain(alt))
    table = frame.table
    table.first_row, table.first_col, table.horz_banding = True, False, False
    frame._element.graphic.graphicData.tbl.tblPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}tableStyleId"
    ).text = TABLE_STYLE
    for column, wide in zip(table.columns, shown.widths, strict=True):
        column.width = Emu(round(wide * PX))
    right = [
        bool(shown.rows) and all(_NUMBER.fullmatch(row[place]) for row in shown.rows)
        for place in range(len(shown.columns))
    ]
    for number, row in enumerate((shown.columns, *shown.rows)):
        high = _row_height(row, shown.size, widths=shown.widths, bold=number == 0)
        table.rows[number].height = Emu(round(high * PX))
        for column, words in enumerate(row):
            cell = table.cell(number, column)
            _write(cell, words, size=shown.size, right=right[column])
    frame.height = sum(row.height for row in table.rows)
    return table


def _write(cell: object, words: str, *, size: float, right: bool) -> None:
    cell.margin_left = cell.margin_right = Emu(round(SIDE * PX))
    cell.margin_top = cell.margin_bottom = Emu(round(ABOVE * PX))
    cell.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    if not words:  # an empty cell would be as high as the template's letters
        paragraph._p.get_or_add_endParaRPr().set("sz", str(round(size * POINTS * 100)))
        return
    run = paragraph.add_run()
    run.text = words
    run.font.size = Pt(size * POINTS)
