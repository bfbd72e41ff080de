"""Every number of the board as rows: the table under the tiles and the file are made from the same ones.

Lives here: one row per number shown, as a table and as CSV. Not here: routes, the dance floor's table
(`charts.board.floor`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from charts.board.lenses import LENSES, Board, Tile
from charts.board.strips import change_words
from charts.board.words import trend_words
from charts.coverage import coverage_in_full
from charts.evidence import AreaRow, Measure, SourceItem
from charts.files.csv_export import shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.marks import comparison_words
from charts.method import GAP, measure_method
from charts.number_table import number_table
from charts.source_line import source_text
from charts.states import state
from charts.trend.trend_evidence import Line, Point
from charts.words import count_text, interval_text, number_text, period_words
from data.schema import Status

HEADS = ("Measure", "What", "Area", "Period", "Value", "95 % interval", "Counted", "Out of", "Outcome", "Note")
RIGHT = (4, 5, 6, 7)
COLUMNS = (
    "lens", "indicator_id", "indicator", "what", "area", "area_code", "period", "period_words", "unit", "value",
    "lower_95", "upper_95", "numerator", "denominator", "compared_with", "compared", "status", "symbol", "note",
    "trend", "change", "coverage", "footprint", "footprint_as_on", "method", "source", "licence",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One number, or the reason why there is none."""

    lens: str
    measure: Measure | None
    name: str
    indicator_id: str
    what: str
    row: AreaRow
    period: str = ""
    compared_with: str = ""
    note: str = ""
    trend: str = ""
    change: str = ""
    source: SourceItem | None = None


def figures(board: Board) -> list[Figure]:
    """All rows, lens after lens in the fixed order; an empty lens has a row of its own."""
    found: list[Figure] = []
    for lens, title in LENSES.items():
        own = [figure for tile in board.of(lens) for figure in _of_tile(tile)]
        nobody = AreaRow("", board.name, status=Status.MISSING)
        own += [
            Figure(lens, None, one.name, one.indicator_id, "No figure", nobody, note=one.reason)
            for one in board.absent
            if one.lens == lens
        ]
        found += own or [Figure(lens, None, title, "", "No indicator loaded", nobody)]
    return found


def _of_tile(tile: Tile) -> Iterator[Figure]:
    shared = Figure(
        tile.lens, tile.measure, tile.measure.name, tile.measure.indicator_id, "", tile.rows[0],
        period=tile.period, source=tile.source,
    )  # fmt: skip
    against = tile.benchmark.name if tile.benchmark else ""
    told = {
        "compared_with": against,
        "trend": " ".join(words for _, words in trend_words(tile)),
        "change": change_words(tile, tile.changes) if any(c.role != "benchmark" for c in tile.changes) else "",
    }
    for row in tile.rows:
        what = "Footprint" if tile.own else "Published instead"
        yield replace(shared, what=what, row=row, note=row.reason or tile.coverage, **told)
    if tile.benchmark is not None:
        yield replace(shared, what="Compared with", row=tile.benchmark)
    for part in tile.parts:
        what, beside = ("Place", "") if part.role == "place" else ("Part", against)
        yield replace(shared, what=what, row=part, compared_with=beside)
    yield from _of_fifths(tile, shared)
    for line in tile.lines:
        yield from _of_line(line, shared, latest=tile.period)


def _of_fifths(tile: Tile, shared: Figure) -> Iterator[Figure]:
    fifths = tile.fifths
    if not fifths.known:
        none = AreaRow("", tile.rows[0].name, status=Status.MISSING)
        yield replace(shared, what="Equity gap", row=none, note=fifths.reason)
        return
    for row in (fifths.most, fifths.least):
        yield replace(shared, what="Fifth", row=row, note=f"Fifths of its {fifths.of}, IMD 2019")
    gap = fifths.gap
    row = AreaRow("", "Most minus least deprived fifth", value=gap.value, lower_ci=gap.lower, upper_ci=gap.upper)
    yield replace(shared, what="Equity gap", row=row)


def _of_line(line: Line, shared: Figure, *, latest: str) -> Iterator[Figure]:
    """Points of a line that no other row holds: the asked lines' latest, and the benchmark's, stand above."""
    for point in line.known:
        if point.period != latest:
            yield replace(shared, what="Earlier", row=_point_row(line, point), period=point.period)


def _point_row(line: Line, point: Point) -> AreaRow:
    numbers = {"lower_ci": point.lower, "upper_ci": point.upper}
    counts = {"numerator": point.numerator, "denominator": point.denominator}
    return AreaRow(line.code, line.name, value=point.value, status=point.status, **numbers, **counts)


def numbers_table(board: Board) -> str:
    """The rows as a table."""
    return number_table(HEADS, map(_row_cells, figures(board)), right=RIGHT, kind="hb-numbers")


def value_cell(row: AreaRow, measure: Measure | None) -> str:
    """A value with its unit, or what stands in its place."""
    if row.has_value and measure is not None:
        return f"{number_text(row.value, measure.decimals)} {measure.unit}".strip()
    return state(row.status).table_text or state(row.status).label


def _row_cells(figure: Figure) -> tuple[str, ...]:
    row, measure = figure.row, figure.measure
    limits = ""
    if row.has_value and row.has_interval and measure is not None:
        limits = interval_text(row.lower_ci, row.upper_ci, measure=measure, unit=False)
    return (
        figure.name,
        figure.what,
        row.name,
        period_words(figure.period) if figure.period else "",
        value_cell(row, measure),
        limits,
        _count(row.numerator),
        _count(row.denominator),
        comparison_words(row.compared, figure.compared_with) if figure.compared_with else "",
        " ".join(part for part in (figure.note, figure.trend, figure.change) if part),
    )


def _count(count: float) -> str:
    return "" if count != count else count_text(count)


def csv_bytes(board: Board) -> bytes:
    """The rows as a file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run."""
    return csv_file(COLUMNS, [cells(figure, footprint=board.name, on=board.on) for figure in figures(board)])


def cells(figure: Figure, *, footprint: str, on: str) -> dict[str, object]:
    """One row of the file."""
    row, measure = figure.row, figure.measure
    decimals = measure.decimals if measure is not None else 0
    found = state(row.status, not_ranked=measure.not_ranked if measure is not None else "")
    return {
        "lens": LENSES[figure.lens],
        "indicator_id": figure.indicator_id,
        "indicator": figure.name,
        "what": figure.what,
        "area": row.name,
        "area_code": row.code,
        "period": figure.period,
        "period_words": period_words(figure.period) if figure.period else "",
        "unit": measure.unit if measure is not None else "",
        "value": shown_number(row.value, decimals),
        "lower_95": shown_number(row.lower_ci, decimals),
        "upper_95": shown_number(row.upper_ci, decimals),
        "numerator": _number(row.numerator),
        "denominator": _number(row.denominator),
        "compared_with": figure.compared_with,
        "compared": comparison_words(row.compared) if figure.compared_with else "",
        "status": str(Status(row.status)),
        "symbol": found.symbol,
        "note": figure.note or ("" if row.has_value else found.words),
        "trend": figure.trend,
        "change": figure.change,
        "coverage": coverage_in_full(row, measure) if measure is not None else "",
        "footprint": footprint,
        "footprint_as_on": on,
        "method": _method(figure),
        "source": source_text([figure.source]) if figure.source else "",
        "licence": figure.source.licence if figure.source else "",
    }


def _method(figure: Figure) -> str:
    if figure.measure is None or not figure.row.has_value:
        return ""
    return GAP if figure.what == "Equity gap" else measure_method(figure.measure.value_type)


def _number(count: float) -> float | int | str:
    return "" if count != count else shown_number(count, 0 if abs(count - round(count)) < 0.05 else 1)


def csv_name(name: str, density: str) -> str:
    """A file name of footprint and view."""
    return plain_name("three", "lenses", name, density)
