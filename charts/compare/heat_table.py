"""The heat table: a row per area, a column per measure, each cell with its number, its mark and the tint of its mark.

Lives here: the table as HTML, a page at a time. Not here: which measures and areas (the page).
"""

from __future__ import annotations

from charts.board.lenses import Column
from charts.compare.compared import Heat
from charts.compare.ranked import name_cell, pager
from charts.evidence import AreaRow, area_rows
from charts.marks import comparison_words, mark
from charts.markup import text
from charts.states import state
from charts.tables import Order
from charts.words import number_text, period_words
from data.schema import Polarity, Status
from equity.comparing.comparison import Comparison

CELLS = 1200  # of one page of the table, and at least so many areas:
FEWEST = 60


def heat_codes(heat: Heat, order: Order) -> list[str]:
    """Codes sorted as asked: by name, by one measure (its id), or as they come; without a value last either way."""
    codes = list(heat.codes)
    if order.sort == "name":
        return sorted(codes, key=lambda code: heat.names[code], reverse=order.descending)
    ids = [column.measure.indicator_id for column in heat.columns]
    if order.sort not in ids:
        return codes
    frame = heat.frames[ids.index(order.sort)].reindex(codes)
    able = frame["value"].notna() & (frame["status"] != str(Status.NOT_COMPARABLE))
    ranked = frame[able].sort_values("value", ascending=not order.descending, kind="stable")
    return [*ranked.index, *frame.index[~able]]


def page_size(heat: Heat) -> int:
    """Areas of one page: fewer where there are many columns."""
    return max(FEWEST, CELLS // max(len(heat.columns), 1))


def heat_table(heat: Heat, order: Order) -> str:
    """One page of the table, sorted as asked; the benchmarks pinned below."""
    codes = heat_codes(heat, order)
    size = page_size(heat)
    page = min(order.page, max(0, (len(codes) - 1) // size))
    shown = codes[page * size : (page + 1) * size]
    by_column = [area_rows(_whole(frame, shown), shown) for frame in heat.frames]
    body = "".join(_row(heat, code, [rows[place] for rows in by_column]) for place, code in enumerate(shown))
    heads = "".join(_head(column, order, first=not place) for place, column in enumerate(heat.columns))
    name = _name_head(order)
    label = "Heat table: areas by measure, each against its benchmark"
    return (
        f'<div class="he-scroll hc-scroll" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="he-table hc-heat"><caption class="he-vh">{label}</caption>'
        f"<thead><tr>{name}{heads}</tr></thead><tbody>{body}</tbody><tfoot>{_foot(heat)}</tfoot></table></div>"
        f"{pager(page, len(codes), size=size)}"
    )


def _whole(frame, codes: list[str]):
    """The rows of a column; an area the column does not know has no figure."""
    found = frame.reindex(codes)
    texts = {"status": "missing", "compared": "not_compared"}
    return found.assign(**{name: found[name].fillna(words) for name, words in texts.items()})


def _head(column: Column, order: Order, *, first: bool) -> str:
    """A measure's head; it sorts by need first, the other way round when it is used again."""
    measure = column.measure
    falling = measure.polarity != Polarity.HIGH_IS_GOOD
    unit = f"{measure.unit}, " if measure.unit else ""
    usual = first and not order.sort
    now = order.sort == measure.indicator_id or usual
    descending = falling if usual else order.descending
    sort = ("descending" if descending else "ascending") if now else ""
    words = text(measure.short_name) + f"</button><small>{text(f'{unit}{period_words(column.period)}')}</small>"
    return _sorter(words, measure.indicator_id, sort=sort, turned=not descending if now else falling)


def _name_head(order: Order) -> str:
    now = order.sort == "name"
    sort = ("descending" if order.descending else "ascending") if now else ""
    return _sorter("Area</button>", "name", sort=sort, turned=now and not order.descending)


def _sorter(words: str, key: str, *, sort: str, turned: bool) -> str:
    said = f' aria-sort="{sort}"' if sort else ""
    value = "1" if turned else "0"
    return f'<th scope="col"{said}><button type="button" data-sort="{text(key)}" data-descending="{value}">{words}</th>'


def _row(heat: Heat, code: str, cells: list[AreaRow]) -> str:
    inside = "".join(heat_cell(cell, column) for cell, column in zip(cells, heat.columns, strict=True))
    named = AreaRow(code, str(heat.names[code]))
    return f'<tr data-area="{text(code)}">{name_cell(named)}{inside}</tr>'


def heat_cell(cell: AreaRow, column: Column) -> str:
    """A cell: mark and number on the tint of the mark, or in words on a hatch why there is no number."""
    found = state(cell.status, not_ranked=column.measure.not_ranked)
    if not cell.has_value:
        return f'<td class="hc-none hc-{cell.status}">{text(found.label)}</td>'
    number = number_text(cell.value, column.measure.decimals)
    if cell.status == Status.NOT_COMPARABLE:
        return f'<td class="hc-{cell.status}"><b>{text(number)}</b> <small>{text(found.label)}</small></td>'
    outcome = Comparison(cell.compared)
    spoken = f'<span class="he-vh">{text(comparison_words(outcome))}</span>'
    return f'<td class="hc-c hc-{outcome}">{mark(outcome, size=13)}<b>{text(number)}</b>{spoken}</td>'


def _foot(heat: Heat) -> str:
    cells = []
    for column in heat.columns:
        row = column.benchmark
        if row is None or not row.has_value:
            cells.append("<td>Nothing</td>")
            continue
        number = number_text(row.value, column.measure.decimals)
        cells.append(
            f'<td class="hc-c">{mark(Comparison.BENCHMARK, size=13)}<b>{text(number)}</b>'
            f"<small>{text(row.name)}</small></td>"
        )
    return f'<tr><th scope="row">Compared with</th>{"".join(cells)}</tr>'
