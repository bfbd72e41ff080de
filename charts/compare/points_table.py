"""The table under a funnel or a scatter: the same areas, each with the numbers of its point.

Lives here: that table. Not here: the ranked table (`ranked`), the file (`files`).
"""

from __future__ import annotations

from charts.compare.compared import Areas, FunnelView, ScatterView
from charts.compare.funnel_figure import place_words
from charts.compare.ranked import name_cell, outcome_words, pager, sort_head, value_td
from charts.evidence import area_rows
from charts.markup import text
from charts.tables import Order, sorted_codes
from charts.words import count_text, number_text

PAGE = 100


def points_table(
    areas: Areas, order: Order, *, funnel: FunnelView | None = None, scatter: ScatterView | None = None
) -> str:
    """One page of the table, sorted as asked."""
    evidence = areas.evidence
    codes = sorted_codes(evidence, order)
    page = min(order.page, max(0, (len(codes) - 1) // PAGE))
    shown = area_rows(evidence.frame, codes[page * PAGE : (page + 1) * PAGE])
    heads = [sort_head("Area", "name", order=order), sort_head("District", "district", order=order, look="he-d")]
    heads.append(sort_head(evidence.measure.unit or "Number", "value", order=order, look="he-r"))
    if funnel is not None:
        heads += [sort_head("People", "people", order=order, look="he-r"), '<th scope="col">In the funnel</th>']
    if scatter is not None:
        heads += [f'<th scope="col" class="he-r">{text(scatter.x_short)}</th>', '<th scope="col">Judgement</th>']
    body = []
    for row in shown:
        cells = [name_cell(row), f'<td class="he-d">{text(row.district or row.county)}</td>', value_td(row, evidence)]
        if funnel is not None:
            people = count_text(row.denominator) if row.denominator == row.denominator else ""
            cells += [f'<td class="he-r">{people}</td>', f"<td>{text(_place(funnel, row.code))}</td>"]
        if scatter is not None:
            cells += [
                f'<td class="he-r">{text(second_text(scatter, row.code))}</td>',
                f"<td>{outcome_words(row, evidence)}</td>",
            ]
        body.append(f'<tr data-area="{text(row.code)}">{"".join(cells)}</tr>')
    label = "The same numbers as a table"
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{label}"><table class="he-table hc-points">'
        f"<caption>{label}</caption><thead><tr>{''.join(heads)}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
        f"{pager(page, len(codes), size=PAGE)}"
    )


def _place(funnel: FunnelView, code: str) -> str:
    known = funnel.funnel is not None and code in funnel.funnel.areas.index
    return place_words(funnel.funnel.areas.at[code, "place"]) if known else place_words("not_applicable")


def second_text(scatter: ScatterView, code: str) -> str:
    """The second figure of an area: a tenth, or the measure's value."""
    value = float(scatter.x.get(code, float("nan")))
    if value != value:
        return "No data"
    return str(min(int(value) + 1, 10)) if scatter.is_deprivation else number_text(value, scatter.x_measure.decimals)
