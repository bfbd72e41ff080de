"""The file of the comparison: exactly the numbers of the view that is shown, a row per area (and measure, or period).

Lives here: columns and rows. Not here: routes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from charts.compare.box_figure import five
from charts.compare.compared import Areas, BoxView, FunnelView, Heat, ScatterView
from charts.compare.funnel_figure import place_words
from charts.compare.points_table import second_text
from charts.coverage import coverage_in_full
from charts.evidence import Evidence, area_rows
from charts.files.csv_export import cells, shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.method import measure_method
from charts.source_line import source_text
from charts.tables import ordered_codes
from charts.words import period_words

COLUMNS = (
    "view", "row", "area_code", "area_name", "area_type", "district", "indicator_id", "indicator", "period",
    "period_words", "unit", "value", "lower_95", "upper_95", "numerator", "denominator", "compared_with",
    "benchmark_value", "compared", "status", "symbol", "status_words", "coverage", "deprivation_tenth",
    "funnel_average", "funnel_place",
    "beside", "beside_period", "beside_value", "lowest", "lower_quartile", "median", "upper_quartile",
    "highest", "scope", "note", "method", "source", "licence",
)  # fmt: skip
Row = dict[str, object]


def written(rows: Iterator[Row]) -> bytes:
    """Rows of any view as a file."""
    return csv_file(COLUMNS, rows)


def file_name(evidence: Evidence, view: str) -> str:
    """A file name of view, measure, scope and kind of area."""
    parts = ("compare", view, evidence.measure.indicator_id, evidence.within or evidence.scope_name, evidence.area_type)
    return plain_name(*parts)


def ranked_rows(areas: Areas, view: str = "ranked") -> Iterator[Row]:
    """Areas in the order of need, then what is pinned under them."""
    evidence = areas.evidence
    listed = [(row, "area") for row in area_rows(evidence.frame, ordered_codes(evidence))]
    for row, kind in [*listed, *[(row, row.role) for row in evidence.rows]]:
        tenth = areas.tenths.get(row.code, "") if kind == "area" else ""
        told = {"row": kind, "deprivation_tenth": tenth, "coverage": coverage_in_full(row, evidence.measure)}
        yield _shared(evidence, view) | cells(row, evidence) | told


def funnel_rows(areas: Areas, view: FunnelView) -> Iterator[Row]:
    """Ranked rows with each area's place in the funnel."""
    made, decimals = view.funnel, areas.evidence.measure.decimals
    for row in ranked_rows(areas, "funnel"):
        placed = made is not None and row["row"] == "area" and row["area_code"] in made.areas.index
        place = place_words(made.areas.at[row["area_code"], "place"]) if placed else ""
        yield row | {"funnel_average": shown_number(made.average, decimals) if made else "", "funnel_place": place}


def scatter_rows(areas: Areas, view: ScatterView) -> Iterator[Row]:
    """Ranked rows with the second figure."""
    for row in ranked_rows(areas, "scatter"):
        own = second_text(view, str(row["area_code"])).replace(",", "") if row["row"] == "area" else ""
        told = {"beside": view.x_title, "beside_period": view.x_period, "beside_value": own}
        yield row | told


def heat_rows(areas: Areas, heat: Heat) -> Iterator[Row]:
    """A row per area and measure in the order shown, then each measure's benchmark."""
    for column, frame in zip(heat.columns, heat.frames, strict=True):
        evidence = replace(
            areas.evidence, measure=column.measure, period=column.period, benchmark=column.benchmark,
            sources=() if column.source is None else (column.source,),
        )  # fmt: skip
        known = frame.reindex(list(heat.codes))
        known = known.assign(
            status=known["status"].fillna("missing"),
            compared=known["compared"].fillna("not_compared"),
            name=known["name"].fillna(heat.names),
        )
        for row in area_rows(known, heat.codes):
            told = {"row": "area", "coverage": coverage_in_full(row, column.measure)}
            yield _shared(evidence, "heat") | cells(row, evidence) | told
        if column.benchmark is not None:
            told = {"row": "compared with", "coverage": coverage_in_full(column.benchmark, column.measure)}
            yield _shared(evidence, "heat") | cells(column.benchmark, evidence) | told


def box_rows(areas: Areas, view: BoxView) -> Iterator[Row]:
    """A row per period with its five numbers, then the areas of each period."""
    evidence, decimals = areas.evidence, areas.evidence.measure.decimals
    names = evidence.frame["name"]
    for one in view.periods:
        now = _shared(replace(evidence, period=one.period, benchmark=one.benchmark), "box")
        numbers = (shown_number(number, decimals) for number in five(one))
        parts = dict(zip(("lowest", "lower_quartile", "median", "upper_quartile", "highest"), numbers, strict=True))
        yield now | {"row": "all areas"} | parts
        for code, value in one.values.items():
            yield now | {
                "row": "area", "area_code": code, "area_name": names.get(code, ""),
                "value": shown_number(value, decimals),
            }  # fmt: skip


def _shared(evidence: Evidence, view: str) -> Row:
    measure, benchmark = evidence.measure, evidence.benchmark
    against = (
        {}
        if benchmark is None
        else {"compared_with": benchmark.name, "benchmark_value": shown_number(benchmark.value, measure.decimals)}
    )
    return against | {
        "view": view,
        "area_type": evidence.area_type,
        "indicator_id": measure.indicator_id,
        "indicator": measure.name,
        "period": evidence.period,
        "period_words": period_words(evidence.period),
        "unit": measure.unit,
        "scope": evidence.within or evidence.scope_name,
        "method": measure_method(measure.value_type),
        "source": source_text(evidence.sources),
        "licence": "; ".join(dict.fromkeys(item.licence for item in evidence.sources)),
    }
