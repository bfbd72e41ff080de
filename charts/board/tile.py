"""One tile: name, its period, value, mark and benchmark, sentence, line or parts, trend, gap, ways on.

Lives here: HTML of a tile and of an empty lens; the parts stand at the same height in all tiles. Not here: its words
(`charts.board.words`), its line (`charts.board.spark`).
"""

from __future__ import annotations

from collections import Counter

from charts.board import words
from charts.board.lenses import LENSES, Absent, Board, Tile
from charts.board.spark import spark
from charts.evidence import AreaRow, Measure
from charts.glossary import term
from charts.marks import badge
from charts.markup import text
from charts.states import state
from charts.theme import ACCENT, SECONDARY
from charts.words import mid_sentence, period_phrase, sentence_case, value_text
from equity.comparing.comparison import Comparison
from equity.comparing.trend import Direction

_ARROWS = {
    Direction.INCREASING: "M2,12L12,3M12,3H5.5M12,3V9.5",
    Direction.DECREASING: "M2,3L12,12M12,12H5.5M12,12V5.5",
    Direction.NO_CHANGE: "M1,7.5H13M13,7.5L9,3.5M13,7.5L9,11.5",
}


def tile_html(tile: Tile, *, explained: bool = False) -> str:
    """The tile as an article; where it is `explained`, a word of method opens its meaning."""
    name = f"hb-{tile.measure.indicator_id}"
    large, beside = words.value_words(tile)
    own_period = sentence_case(period_phrase(tile.measure, tile.period))
    parts = (
        f'<h3 id="{text(name)}">{text(tile.measure.name)}</h3>',
        f'<p class="hb-per">{text(own_period)}</p>',
        f'<p class="hb-v"><b>{text(large)}</b> <span>{text(beside)}</span></p>',
        f'<p class="hb-bd">{_judgement(tile)}</p>',
        f'<p class="hb-sent">{text(words.sentence(tile))}</p>',
        f'<div class="hb-sp">{_picture(tile)}{_trend(tile)}</div>',
        f'<div class="hb-gap">{_gap(tile, explained)}</div>',
        f'<p class="hb-go">{_ways(tile)}</p>',
    )
    return f'<article class="hb-tile" aria-labelledby="{text(name)}">{"".join(parts)}</article>'


def empty_lens(lens: str, board: Board) -> str:
    """The dashed box of a lens without a tile: nothing loaded, or nothing for this footprint."""
    absent = [one for one in board.absent if one.lens == lens]
    subject = LENSES[lens].split(" ")[0].lower()
    if absent:
        title, told = f"No figure for {board.name}", "".join(f"<li>{_absent(one)}</li>" for one in absent)
        inside = f"<ul>{told}</ul>"
    else:
        title = "No indicator loaded"
        inside = (
            f"<p>This lens is kept open on purpose. No measure of {text(subject)} is in the data pack.</p>"
            "<p>Add one with a period, a denominator and a named owner.</p>"
            '<p class="hb-go"><a class="he-along" href="./data" target="_self">How to add an indicator</a></p>'
        )
    return f'<div class="hb-tile hb-empty"><h3>{text(title)}</h3>{inside}</div>'


def _absent(one: Absent) -> str:
    return f"{text(one.name)}: {text(mid_sentence(one.reason))}"


def _judgement(tile: Tile) -> str:
    """Mark and words of all rows together, or of each outcome there is."""
    row = tile.rows[0]
    found = state(row.status, not_ranked=tile.measure.not_ranked)
    standing = words.standing_words(tile)
    if standing:
        estimated = " (estimated)" if row.status == "estimated" else ""
        return badge(next(r.compared for r in tile.rows if r.compared != Comparison.NOT_COMPARED), standing + estimated)
    outcomes = Counter(str(r.compared) for r in tile.rows)
    if len(outcomes) > 1 and tile.benchmark is not None:
        counted = "".join(badge(one, f"{count} {one.replace('_', ' ')}") for one, count in outcomes.items())
        against = f"{tile.benchmark_word} {value_text(tile.benchmark.value, tile.measure)}"
        return f"{counted}<span>against {text(against)}</span>"
    return badge(Comparison.NOT_COMPARED, found.label if found.class_code else words.not_compared_words(tile))


def _picture(tile: Tile) -> str:
    """The line of five years; with one period the parts of the footprint instead."""
    line = spark(tile.lines, tile.measure)
    if line or not tile.parts:
        return line or '<p class="hb-none">One period: no line to draw.</p>'
    of = "Its places" if tile.parts[0].role == "place" else "Parts of it"
    return f'<p class="hb-none">One period: no line. {of}:</p>{bars(tile.parts, tile.measure, colour=SECONDARY)}'


def bars(rows: tuple[AreaRow, ...], measure: Measure, *, colour: str) -> str:
    """Rows with a bar from zero; a withheld value has its word and no bar."""
    most = max((row.value for row in rows if row.has_value), default=0) or 1
    drawn = []
    for row in rows:
        long = len(value_text(row.value, measure)) > words.LONG_VALUE if row.has_value else False
        shown = value_text(row.value, measure, unit=not long) if row.has_value else state(row.status).label
        share = 100 * row.value / most if row.has_value else 0
        bar = f'<i style="width:{share:.1f}%;background:{colour}"></i>'
        drawn.append(f"<li><span>{text(row.name)}</span><em>{bar}</em><b>{text(shown)}</b></li>")
    return f'<ul class="hb-bars">{"".join(drawn)}</ul>'


def _trend(tile: Tile) -> str:
    told = []
    for direction, said in words.trend_words(tile):
        path = _ARROWS.get(Direction(direction))
        arrow = (
            f'<svg width="14" height="15" aria-hidden="true"><path d="{path}" fill="none" stroke="{ACCENT}" '
            'stroke-width="2"/></svg>'
            if path
            else ""
        )
        told.append(f'<p class="hb-trend">{arrow}{text(said)}</p>')
    return "".join(told)


def _gap(tile: Tile, explained: bool) -> str:
    word = term("equity_gap", tile.measure.indicator_id) if explained else "Equity gap"
    head = f"<p><span>{word}</span><b>{text(words.gap_title(tile))}</b></p>"
    drawn = ""
    if tile.fifths.known:
        drawn = bars((tile.fifths.most, tile.fifths.least), tile.measure, colour=ACCENT)
    return f'{head}{drawn}<p class="hb-gt">{text(words.gap_words(tile))}</p>'


def _ways(tile: Tile) -> str:
    """Links that say where they lead and of which measure."""
    return "".join(
        f'<a href="{text(href)}" target="_self">{text(word)}'
        f'<span class="he-vh"> of {text(tile.measure.short_name)}</span></a>'
        for word, href in tile.where
    )
