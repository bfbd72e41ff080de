"""The file of a profile: every number shown, a row each, ready for a spreadsheet.

Lives here: rows and columns of the CSV. Not here: routes, tables on the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from charts.county_context import CountyContext
from charts.coverage import coverage_in_full
from charts.evidence import AreaRow, Measure
from charts.files.csv_export import shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.marks import comparison_words
from charts.method import GAP, measure_method
from charts.profile import words
from charts.profile.profile_evidence import LENSES, MeasureRow, Profile
from charts.source_line import source_text
from charts.states import state
from charts.words import period_words
from data.schema import Status

COLUMNS = (
    "section", "lens", "indicator_id", "indicator", "what", "area", "area_code", "period", "period_words", "unit",
    "value", "lower_95", "upper_95", "numerator", "denominator", "compared_with", "benchmark", "compared",
    "trend", "no_trend_because", "areas_of_its_kind", "lowest", "lower_quartile", "median", "upper_quartile", "highest",
    "status", "symbol", "note", "coverage", "profile_of", "footprints_as_on", "method", "source", "licence",
)  # fmt: skip
COUNTY = {"place": "The area", "rest": "County without it", "system": "System", "country": "Country"}
SPREAD = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")


def csv_bytes(profile: Profile, show: str = "", *, county: tuple[CountyContext, Measure] | None = None) -> bytes:
    """The rows as a file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run.

    `county` is the area in its county, for the measure picked out, where the page shows it.
    """
    told = _county(profile, *county) if county is not None else ()
    return csv_file(COLUMNS, [*rows(profile, show), *told])


def csv_name(profile: Profile) -> str:
    """A file name of the area."""
    return plain_name("area", "profile", profile.name)


def rows(profile: Profile, show: str = "") -> Iterator[dict[str, object]]:
    """Every number of the page, in the page's order."""
    shared = {"profile_of": profile.name, "footprints_as_on": profile.on}
    for row in words.shown_rows(profile, show):
        yield shared | _of_measure(row)
        for fifth in row.fifths:
            yield shared | _shared(row) | {"section": "fifths", "what": fifth.name} | _numbers(fifth, row.measure)
        if row.fifths:
            yield shared | _shared(row) | {"section": "fifths"} | _gap(row)
    for one in profile.absent:
        if show in ("", one.lens):
            named = {"lens": LENSES[one.lens], "indicator_id": one.indicator_id, "indicator": one.name}
            yield shared | named | {"section": "measures", "what": "No figure", "area": profile.name,
                                    "status": str(Status.MISSING), "note": one.reason}  # fmt: skip
            for beside in one.around:
                told = {"section": "around", "what": "Published around it", "area": beside.name, "period": one.period}
                yield shared | named | told | {"area_code": beside.code} | _numbers(beside, one.measure)
    yield from (shared | row for row in _people(profile))
    yield from (shared | row for row in _access(profile))
    yield from (shared | row for row in _teams(profile))


def _shared(row: MeasureRow) -> dict[str, object]:
    return {
        "section": "measures",
        "lens": LENSES[row.lens],
        "indicator_id": row.measure.indicator_id,
        "indicator": row.measure.name,
        "area": row.row.name,
        "area_code": row.row.code,
        "period": row.period,
        "period_words": period_words(row.period),
        "unit": row.measure.unit,
        "source": source_text([row.source]),
        "licence": row.source.licence,
    }


def _numbers(row: AreaRow, measure: Measure) -> dict[str, object]:
    decimals = measure.decimals
    found = state(row.status, not_ranked=measure.not_ranked)
    return {
        "unit": measure.unit,
        "value": shown_number(row.value, decimals),
        "lower_95": shown_number(row.lower_ci, decimals),
        "upper_95": shown_number(row.upper_ci, decimals),
        "numerator": _count(row.numerator),
        "denominator": _count(row.denominator),
        "status": str(Status(row.status)),
        "symbol": found.symbol,
        "coverage": coverage_in_full(row, measure),
        "method": measure_method(measure.value_type),
    }


def _of_measure(row: MeasureRow) -> dict[str, object]:
    measure, decimals = row.measure, row.measure.decimals
    benchmark = row.benchmark
    spread = {} if row.is_count else {name: shown_number(getattr(row.spread, name), decimals) for name in SPREAD}
    return (
        _shared(row)
        | {"what": row.whose or "The area"}
        | _numbers(row.row, measure)
        | {
            "compared_with": benchmark.name if benchmark is not None else "",
            "benchmark": shown_number(benchmark.value, decimals) if benchmark is not None else "",
            "compared": comparison_words(row.row.compared),
            "trend": words.trend_words(row),
            "no_trend_because": words.trend_reason(row),
            "areas_of_its_kind": "" if row.is_count else row.spread.words,
            "note": row.row.reason or ("" if row.row.has_value else state(row.row.status).words),
        }
        | spread
    )


def _gap(row: MeasureRow) -> dict[str, object]:
    decimals = row.measure.decimals
    return {
        "what": "Most minus least deprived fifth",
        "unit": "percentage points" if row.measure.unit == "%" else row.measure.unit,
        "value": shown_number(row.gap.value, decimals),
        "method": GAP,
        "lower_95": shown_number(row.gap.lower, decimals),
        "upper_95": shown_number(row.gap.upper, decimals),
    }


def _county(profile: Profile, context: CountyContext, measure: Measure) -> Iterator[dict[str, object]]:
    """The area, its county without it, its system and England: the rows of the table below the measures."""
    for row in context.rows:
        yield {
            "profile_of": profile.name, "footprints_as_on": profile.on, "section": "in its county",
            "indicator_id": measure.indicator_id, "indicator": measure.name, "what": COUNTY[row.role],
            "area": row.name, "area_code": row.code if row.role == "place" else "", "period": context.period,
            "period_words": period_words(context.period), "note": row.reason,
        } | _numbers(row, measure)  # fmt: skip


def _people(profile: Profile) -> Iterator[dict[str, object]]:
    ages, tenths = profile.ages, profile.tenths
    for band in ages.bands:
        sex = f", {band.sex}" if band.sex else ""
        yield {"section": "ages", "what": f"{band.words}{sex}", "area": profile.name, "area_code": profile.code,
               "period": ages.period, "unit": "%", "value": round(100 * band.share, 1),
               "numerator": _count(band.people), "denominator": _count(ages.total), "compared_with": ages.beside,
               "benchmark": shown_number(100 * band.beside, 1), "source": source_text([ages.source])}  # fmt: skip
    for place, share in enumerate(tenths.shares, 1):
        yield {"section": "deprivation", "what": f"National tenth {place}, 1 is the most deprived",
               "area": profile.name, "area_code": profile.code, "period": "2019", "unit": "%",
               "value": round(100 * share, 1), "denominator": _count(tenths.residents),
               "compared_with": tenths.beside_name,
               "benchmark": round(100 * tenths.beside[place - 1], 1) if tenths.beside else "",
               "source": source_text([tenths.source])}  # fmt: skip


def _access(profile: Profile) -> Iterator[dict[str, object]]:
    access = profile.access
    for one in access.reaches:
        shared = {"section": "access", "indicator_id": access.measure.indicator_id, "indicator": access.measure.name,
                  "area": one.name, "period": access.period, "source": source_text([access.source])}  # fmt: skip
        yield shared | {"what": f"Residents over {access.limit:g} minutes", "unit": "%",
                        "value": shown_number(100 * one.beyond, 1), "numerator": _count(one.people),
                        "denominator": _count(one.residents)}  # fmt: skip
        yield shared | {"what": "Half of residents within", "unit": "minutes", "value": shown_number(one.median, 1)}
    if access.reaches:
        for end, share in zip(access.steps, access.reaches[0].shares, strict=False):
            step = f"Residents over {end - access.steps[0]:g} up to {end:g} minutes"
            yield {"section": "access", "what": step, "area": profile.name, "period": access.period, "unit": "%",
                   "value": shown_number(100 * share, 1)}  # fmt: skip


def _teams(profile: Profile) -> Iterator[dict[str, object]]:
    for row in profile.teams.rows:
        shared = {"section": "teams", "indicator": row.name, "period": row.period}
        if row.missing:
            yield shared | {"what": "Risk factor", "area": profile.teams.place, "note": row.missing}
        for cell in (*row.cells, *([row.place] if row.place is not None else ())):
            told = {"what": "Team" if cell is not row.place else "Place", "area": cell.name, "area_code": cell.code}
            yield shared | told | _numbers(cell, row.measure) | {"compared": comparison_words(cell.compared)}


def _count(count: float) -> float | int | str:
    return "" if count != count else shown_number(count, 0 if abs(count - round(count)) < 0.05 else 1)
