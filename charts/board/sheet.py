"""The board's sheet: lenses in their columns, strips, further measures, source line, table, method.

Lives here: how the pieces are put together. Not here: any of the pieces.
"""

from __future__ import annotations

from charts.board.floor import floor_key, floor_table
from charts.board.lenses import FIRST_ROW, LENSES, Board, Floor
from charts.board.numbers import numbers_table
from charts.board.strips import strips
from charts.board.tile import empty_lens, tile_html
from charts.glossary import words_used
from charts.markup import text
from charts.saying import judged
from charts.source_line import source_line

METHOD = (
    (
        "Where a value is from",
        "The value of the footprint is the map's for the same footprint: stored, or numerators and denominators summed "
        "once over its areas. Where a measure is published for councils only, these stand instead and are named.",
    ),
    (
        "Better, similar, worse",
        "Against the system where it can be summed, else England, or what was chosen in Compare with. Where that has "
        f"no figure, nothing is compared. {judged.METHOD}",
    ),
    (
        "Equity gap",
        "The footprint's areas in order of deprivation (residents' average IMD 2019 rank of their LSOAs) are cut into "
        "fifths of the residents; numerators and denominators are summed for the most and the least deprived fifth. "
        "The gap's interval is recovered from both intervals (Newcombe 1998; Zou and Donner 2008).",
    ),
    (
        "Trend",
        "Every period is summed over the members of the day chosen. Five points a year apart are tested (chi-squared "
        "for trend, Armitage 1955, or an inverse-variance line); a direction is named beyond 99.8 %.",
    ),
    (
        "Change",
        "The latest period beside the one before; beyond chance where the interval of the difference leaves out zero. "
        "Figures that add up to a date are not judged.",
    ),
    (
        "Travel times",
        "Times of small areas cannot be averaged over people without their journeys; residents of the small areas "
        "beyond the limit are counted instead.",
    ),
)
WORDS = ("interval", "benchmark", "better_worse", "equity_gap", "deprivation", "trend", "suppressed", "footprint")


def balcony(board: Board) -> str:
    """The strategic view: one number per measure, five years."""
    columns = "".join(_lens(lens, board) for lens in LENSES)
    return (
        f'<div class="hb-lenses">{columns}</div>{strips(board)}{_further(board)}'
        f"{source_line(board.sources, method_href='#method')}"
        f'<details class="he-panel"><summary>The same numbers as a table</summary>{numbers_table(board)}</details>'
        f"{_method()}"
    )


def dance_floor(floor: Floor) -> str:
    """The operational view: the latest figures of the footprint's areas."""
    return f"{floor_table(floor)}{floor_key(floor)}{source_line(floor.sources, method_href='#method')}{_method()}"


def _lens(lens: str, board: Board) -> str:
    tiles = "".join(tile_html(tile, explained=True) for tile in board.lead(lens)) or empty_lens(lens, board)
    return (
        f'<section class="hb-lens hb-span{FIRST_ROW[lens]}" aria-labelledby="hb-{lens}">'
        f'<h2 id="hb-{lens}">{text(LENSES[lens])}</h2>{tiles}</section>'
    )


def _further(board: Board) -> str:
    """The tiles after the first row, lens by lens."""
    drawn = []
    for lens, title in LENSES.items():
        tiles = board.further(lens)
        if tiles:
            inside = "".join(tile_html(tile) for tile in tiles)
            words = f"{title}: {len(tiles)} more {'measure' if len(tiles) == 1 else 'measures'}"
            drawn.append(
                f'<section class="hb-further" aria-labelledby="hb-more-{lens}"><h2 id="hb-more-{lens}">{text(words)}'
                f"</h2>{inside}</section>"
            )
    return "".join(drawn)


def _method() -> str:
    rows = "".join(f"<div><dt>{text(label)}</dt><dd>{text(words)}</dd></div>" for label, words in METHOD)
    return (
        '<details class="he-panel" id="method"><summary>Method and limits</summary>'
        f'<dl class="he-method">{rows}</dl>{words_used(WORDS, "method")}</details>'
    )
