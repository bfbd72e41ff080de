"""A table of the page as a drawing: columns as wide as they need, tints and marks as the page has them.

Lives here: the layout of rows and columns. Not here: its words as text (`charts.taking.tree`), what it means.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml.html import HtmlElement

from charts.taking import runs
from charts.taking.runs import Line, Look, Piece
from charts.theme import (
    BETTER_TINT,
    FINGERTIPS_TINTS,
    PURPLE_RAMP,
    ROW_RULE,
    SECONDARY,
    SELECTED_ROW,
    SIMILAR,
    WORSE_TINT,
)

PAD_X, PAD_Y, LEAST_ROW = 8.0, 5.0, 26.0
WIDEST, SPARE = 330.0, 22.0  # of one column in a line; room given to each column where there is some
HEAD, CELL = Look(12.5, fill=SECONDARY), Look(13.5)
FILLS = {
    "hc-worse": WORSE_TINT, "hc-better": BETTER_TINT, "hc-similar": SIMILAR, "hc-lower": PURPLE_RAMP[0],
    "hc-higher": PURPLE_RAMP[0], "hc-suppressed": SIMILAR, "hc-not_comparable": SIMILAR, "hp-here": SELECTED_ROW,
    "hs-k1": SELECTED_ROW, "hs-k2": ROW_RULE,
    **{f"hf-{outcome.value}": tint for outcome, tint in FINGERTIPS_TINTS.items()},
}  # fmt: skip
RIGHT = ("he-r",)


@dataclass
class _Cell:
    """A cell on the grid: its first column, how many it covers, what is in it."""

    element: HtmlElement
    column: int
    across: int
    down: int
    found: list[Piece]
    made: list[Line]

    @property
    def right(self) -> bool:
        """Whether it stands against its right edge."""
        return any(name in self.element.get("class", "").split() for name in RIGHT)


@dataclass
class _Row:
    element: HtmlElement
    cells: list[_Cell]
    head: bool
    height: float = 0.0


def table_drawing(table: HtmlElement, *, most: float) -> tuple[str, float, float]:
    """The table.

    Parameters
    ----------
    table : HtmlElement
        Of a page.
    most : float
        Pixels across that are to be had.

    Returns
    -------
    (str, float, float)
        SVG from 0,0, its width and height.
    """
    rows = _grid(table)
    wide = max((cell.column + cell.across for row in rows for cell in row.cells), default=0)
    widths = _widths(rows, wide, most)
    for row in rows:
        for cell in row.cells:
            cell.made = runs.lines(cell.found, _across(cell, widths) - 2 * PAD_X)
        row.height = max([LEAST_ROW, *(runs.height_of(c.made) + 2 * PAD_Y for c in row.cells if c.down == 1)])
    drawn, y = [], 0.0
    for place, row in enumerate(rows):
        drawn.append(_drawn(row, widths, y, tall=[later.height for later in rows[place:]]))
        y += row.height
        last_head = row.head and not (place + 1 < len(rows) and rows[place + 1].head)
        colour = SECONDARY if last_head else ROW_RULE
        if last_head or not row.head:
            drawn.append(f'<path d="M0,{y:.1f}H{sum(widths):.1f}" stroke="{colour}" stroke-width="1"/>')
    return "".join(drawn), sum(widths), y + 1


def _grid(table: HtmlElement) -> list[_Row]:
    rows, taken = [], {}
    for place, element in enumerate(table.xpath("./thead/tr | ./tbody/tr | ./tfoot/tr | ./tr")):
        head = element.getparent().tag == "thead"
        column, cells = 0, []
        for cell in element.xpath("./td | ./th"):
            while taken.get((place, column)):
                column += 1
            across, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            look = HEAD if head else CELL
            if cell.tag == "th" and cell.get("scope") in ("rowgroup", "colgroup"):
                look = Look(13.5, bold=True)
            elif "he-d" in cell.get("class", "").split():
                look = Look(look.size, fill=SECONDARY)
            cells.append(_Cell(cell, column, across, down, runs.pieces(cell, look), []))
            for row in range(down):
                for over in range(across):
                    taken[place + row, column + over] = True
            column += across
        rows.append(_Row(element, cells, head))
    return rows


def _widths(rows: list[_Row], wide: int, most: float) -> list[float]:
    """As wide as the longest cell of one column; where that is too much, long words give way first."""
    natural, least = [0.0] * wide, [0.0] * wide
    for cell in (cell for row in rows for cell in row.cells if cell.across == 1):
        whole = max((runs.length(line) for line in runs.lines(cell.found, WIDEST)), default=0.0)
        natural[cell.column] = max(natural[cell.column], whole + 2 * PAD_X)
        least[cell.column] = max(least[cell.column], runs.narrowest(cell.found) + 2 * PAD_X)
    if sum(natural) <= most:
        spare = min(SPARE, (most - sum(natural)) / max(wide, 1))
        return [width + spare for width in natural]
    room = sum(natural) - sum(least)
    share = max(0.0, (most - sum(least)) / room) if room else 0.0
    return [low + (high - low) * share for low, high in zip(least, natural, strict=True)]


def _across(cell: _Cell, widths: list[float]) -> float:
    return sum(widths[cell.column : cell.column + cell.across])


def _drawn(row: _Row, widths: list[float], y: float, *, tall: list[float]) -> str:
    out = []
    if "he-on" in row.element.get("class", "").split():
        out.append(f'<rect y="{y:.1f}" width="{sum(widths):.1f}" height="{row.height:.1f}" fill="{SELECTED_ROW}"/>')
    for cell in row.cells:
        x, width, height = sum(widths[: cell.column]), _across(cell, widths), sum(tall[: cell.down])
        fill = next((FILLS[name] for name in cell.element.get("class", "").split() if name in FILLS), "")
        if fill:
            out.append(
                f'<rect x="{x + 1:.1f}" y="{y + 1:.1f}" width="{width - 2:.1f}" height="{height - 2:.1f}" '
                f'fill="{fill}"/>'
            )
        inside = runs.height_of(cell.made)
        top = y + height - inside - PAD_Y if row.head else y + (height - inside) / 2
        anchor = "end" if cell.right else "start"
        out.append(runs.written(cell.made, at=(x + PAD_X, top), width=width - 2 * PAD_X, anchor=anchor))
    return "".join(out)
