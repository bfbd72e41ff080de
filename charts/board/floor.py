"""The dance floor: the latest figures of a footprint's areas in one table, lens beside lens.

Lives here: its words, its table and its file. Not here: which rows, and their order (the page), the balcony.
"""

from __future__ import annotations

from charts.board.lenses import LENSES, Column, Floor, FloorRow, empty_words
from charts.board.numbers import COLUMNS, Figure, cells
from charts.evidence import AreaRow
from charts.files.csv_file import csv_file
from charts.marks import badge, comparison_words, swatch
from charts.markup import text
from charts.states import state
from charts.words import level_words, mid_sentence, number_text, period_words, value_text
from data.schema import Status, ValueType
from equity.comparing.comparison import Comparison

MOST_SAID = 3  # measures in the lead


def floor_finding(floor: Floor) -> str:
    """The headline: the area that needs attention first in the column that sorts, or how many there are."""
    one, many = level_words(floor.area_type)
    column = sorted_by(floor)
    if not floor.columns:
        return f"No figures for the {many} of {floor.name} in this pack"
    if column is None or floor.last_first or not floor.rows:
        return f"{floor.total:,} {one if floor.total == 1 else many} of {floor.name}, latest figures"
    row = floor.rows[0].cells[floor.columns.index(column)]
    if not row.has_value or column.measure.value_type == ValueType.COUNT:
        return f"{floor.total:,} {one if floor.total == 1 else many} of {floor.name}, latest figures"
    return f"{column.measure.short_name}: greatest need in {row.name}, {value_text(row.value, column.measure)}"


def sorted_by(floor: Floor) -> Column | None:
    """The column that sorts; None where names do."""
    return next((column for column in floor.columns if column.measure.indicator_id == floor.sort), None)


def floor_lead(floor: Floor) -> str:
    """How many areas are worse than the benchmark: the column that sorts, then those with most of them."""
    found = []
    for place, column in enumerate(floor.columns):
        outcomes = [row.cells[place].compared for row in floor.rows]
        worse, known = outcomes.count(Comparison.WORSE), sum(o != Comparison.NOT_COMPARED for o in outcomes)
        if known:
            said = f"{column.measure.short_name}: {worse} of {known} worse than {column.benchmark_word}"
            found.append((column.measure.indicator_id != floor.sort, -worse / known, said))
    said = [words for *_, words in sorted(found, key=lambda one: one[:2])]
    rest = len(said) - MOST_SAID
    more = f"; {rest} more measure{'' if rest == 1 else 's'} in the table" if rest > 0 else ""
    many = level_words(floor.area_type)[1]
    if not said:
        return f"None of these {many} can be compared: the table says why."
    return "; ".join(said[:MOST_SAID]) + more + "."


def floor_subtitle(floor: Floor) -> str:
    """Areas, footprint and its day, and that each column names its period."""
    one, many = level_words(floor.area_type)
    areas = f"{floor.total:,} {one if floor.total == 1 else many}"
    on = period_words(floor.on)
    shown = f"; the first {len(floor.rows):,} are shown" if len(floor.rows) < floor.total else ""
    return f"{floor.name}, {areas}, footprint as on {on}; each column names its period{shown}"


def floor_table(floor: Floor) -> str:
    """The table: lenses over their columns in the fixed order, areas, the footprint and its benchmark pinned below."""
    counted = {lens: sum(column.lens == lens for column in floor.columns) for lens in LENSES}
    over = "".join(
        f'<th scope="colgroup" colspan="{max(counted[lens], 1)}" class="hb-lenshead">{text(title)}</th>'
        for lens, title in LENSES.items()
    )
    heads = "".join(_heads(floor, lens) for lens in LENSES)
    body = "".join(_row(row, floor) for row in floor.rows)
    label = f"Latest figures of {floor.name}"
    name_sort = f' aria-sort="{_direction(floor)}"' if floor.sort == "name" else ""
    first = f'<th scope="col" rowspan="2"{name_sort}>Area</th><th scope="col" rowspan="2" class="he-d">District</th>'
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{text(label)}">'
        f'<table class="he-table hb-floor"><caption class="he-vh">{text(label)}</caption>'
        f"<thead><tr>{first}{over}</tr><tr>{heads}</tr></thead><tbody>{body}</tbody>"
        f"<tfoot>{_foot(floor)}</tfoot></table></div>"
    )


def _heads(floor: Floor, lens: str) -> str:
    own = [column for column in floor.columns if column.lens == lens]
    if not own:
        return f'<th scope="col" class="hb-emptyhead">{empty_words(lens, floor)}</th>'
    return "".join(_head(column, floor) for column in own)


def _head(column: Column, floor: Floor) -> str:
    measure = column.measure
    sort = f' aria-sort="{_direction(floor)}"' if floor.sort == measure.indicator_id else ""
    unit = f", {measure.unit}" if measure.unit else ""
    under = text(f"{period_words(column.period)}{unit}")
    return f'<th scope="col"{sort}>{text(measure.short_name)}<small>{under}</small></th>'


def _direction(floor: Floor) -> str:
    """How the sorted column runs; need runs downward where low values need attention least."""
    column = sorted_by(floor)
    if column is None:
        return "descending" if floor.last_first else "ascending"
    rising = column.measure.polarity == "high_is_good"
    return "ascending" if rising != floor.last_first else "descending"


def _row(row: FloorRow, floor: Floor) -> str:
    inside = _by_lens(floor, [_cell(cell, column) for cell, column in zip(row.cells, floor.columns, strict=True)])
    return f'<tr><th scope="row">{text(row.name)}</th><td class="he-d">{text(row.district)}</td>{inside}</tr>'


def _by_lens(floor: Floor, drawn: list[str]) -> str:
    """Cells under their lens; an empty lens has one empty cell."""
    placed = []
    for lens in LENSES:
        own = [cell for cell, column in zip(drawn, floor.columns, strict=True) if column.lens == lens]
        placed += own or [f'<td class="hb-nothing"><span class="he-vh">{empty_words(lens, floor)}</span></td>']
    return "".join(placed)


def _cell(row: AreaRow, column: Column) -> str:
    measure, found = column.measure, state(row.status, not_ranked=column.measure.not_ranked)
    if not row.has_value:
        mark = f'<span class="he-badge">{swatch(found.class_code)}{text(found.label)}</span>'
        return f"<td>{mark}</td>"
    value = f"<b>{text(number_text(row.value, measure.decimals))}</b>"
    if found.class_code is not None:
        return f'<td>{value} <span class="he-badge">{swatch(found.class_code)}{text(found.label)}</span></td>'
    if measure.value_type == ValueType.COUNT:
        return f"<td>{value}</td>"
    return f"<td>{value} {badge(row.compared)}</td>"


def _foot(floor: Floor) -> str:
    own = _by_lens(floor, [_cell(cell, column) for cell, column in zip(floor.whole, floor.columns, strict=True)])
    above = _by_lens(floor, [_benchmark_cell(column) for column in floor.columns])
    return (
        f'<tr><th scope="row" colspan="2">{text(floor.name)}</th>{own}</tr>'
        f'<tr><th scope="row" colspan="2" class="he-part">Compared with</th>{above}</tr>'
    )


def _benchmark_cell(column: Column) -> str:
    if column.benchmark is None or column.measure.value_type == ValueType.COUNT:
        return "<td>Nothing</td>"
    shown = number_text(column.benchmark.value, column.measure.decimals)
    return f"<td><b>{text(shown)}</b> {badge(Comparison.BENCHMARK, column.benchmark.name)}</td>"


def floor_csv(floor: Floor) -> bytes:
    """A row per area and measure, in the order shown; then the footprint, then what it is compared with."""
    found: list[Figure] = []
    for row in floor.rows:
        found += [_figure(cell, column, "Area") for cell, column in zip(row.cells, floor.columns, strict=True)]
    found += [_figure(cell, column, "Footprint") for cell, column in zip(floor.whole, floor.columns, strict=True)]
    for column in floor.columns:
        if column.benchmark is not None and column.measure.value_type != ValueType.COUNT:
            found.append(_figure(column.benchmark, column, "Compared with"))
    for lens, title in LENSES.items():
        if all(column.lens != lens for column in floor.columns):
            found.append(
                Figure(lens, None, title, "", empty_words(lens, floor), AreaRow("", "", status=Status.MISSING))
            )
    return csv_file(COLUMNS, [cells(figure, footprint=floor.name, on=floor.on) for figure in found])


def _figure(row: AreaRow, column: Column, what: str) -> Figure:
    against = column.benchmark.name if column.benchmark is not None and what != "Compared with" else ""
    measure = column.measure
    named = Figure(column.lens, measure, measure.name, measure.indicator_id, what, row)
    return Figure(**(vars(named) | {"period": column.period, "compared_with": against, "source": column.source}))


def floor_key(floor: Floor) -> str:
    """What the marks mean, in words beside them."""
    shown = {str(cell.compared) for row in floor.rows for cell in row.cells if cell.has_value}
    order = [one for one in Comparison if str(one) in shown]
    items = "".join(f"<li>{badge(one)} {text(_MEANINGS[one])}</li>" for one in order)
    return f'<ul class="hb-marks">{items}</ul>' if items else ""


_MEANINGS = {
    Comparison.BETTER: "interval wholly on the favourable side of the benchmark",
    Comparison.SIMILAR: "interval includes the benchmark",
    Comparison.WORSE: "interval wholly on the unfavourable side",
    Comparison.LOWER: "interval wholly below",
    Comparison.HIGHER: "interval wholly above",
    Comparison.NOT_COMPARED: "no interval, or no benchmark value",
    Comparison.BENCHMARK: mid_sentence(comparison_words(Comparison.BENCHMARK)),
}
