"""The download: exactly the rows that are shown, ready for a spreadsheet and for other tools.

Lives here: one header row, one row per area, pinned rows last; what a reader must know stands in columns of its own, so
that the first line is data. Not here: routes and buttons.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from charts.card_words import note_words
from charts.coverage import coverage_in_full, coverage_sentence
from charts.evidence import AreaRow, Evidence, area_rows
from charts.files.csv_file import csv_file, plain_name
from charts.map.legend import class_labels
from charts.marks import comparison_words
from charts.method import measure_method
from charts.source_line import source_text
from charts.standardised_table import AgeStandardised, value_words
from charts.states import state
from charts.tables import ordered_codes
from charts.words import period_words
from data.schema import Status
from equity.comparing.comparison import Comparison

COLUMNS = (
    "area_code", "area_name", "area_type", "row", "district", "county", "indicator_id", "indicator", "people", "period",
    "period_words", "unit", "value", "lower_95", "upper_95", "numerator", "denominator", "compared_with", "compared",
    "map_class", "status", "symbol", "status_words", "note", "coverage", "age_standardised",
    "age_standardised_lower_95", "age_standardised_upper_95", "age_standardised_how", "method", "source", "licence",
)  # fmt: skip


def csv_bytes(evidence: Evidence, standardised: AgeStandardised | None = None) -> bytes:
    """The file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run as a formula.

    Age-standardised values stand beside those of the footprints that have them.
    """
    return csv_file(COLUMNS, _file_rows(evidence, standardised))


def _file_rows(evidence: Evidence, standardised: AgeStandardised | None) -> Iterator[dict[str, object]]:
    shared, labels = _shared(evidence), class_labels(evidence.breaks, evidence.measure)
    for row, kind in _rows(evidence):
        told = {"map_class": _class_words(row, evidence, labels=labels), "row": kind}
        own = coverage_in_full(row, evidence.measure)
        covered = {"coverage": own} if own or kind != "area" else {}
        yield shared | cells(row, evidence) | _standardised(row, standardised, evidence=evidence) | told | covered


def csv_name(evidence: Evidence) -> str:
    """A file name of measure, scope, kind of area and period."""
    parts = (evidence.measure.indicator_id, evidence.scope_name, evidence.area_type, evidence.period)
    return plain_name(*parts)


def shown_number(value: float, decimals: int) -> float | int | str:
    """A number as shown; one that would read as zero keeps three digits; "" where there is none."""
    if value != value:
        return ""
    rounded = round(value, decimals)
    if rounded == 0 and value != 0:
        return float(f"{value:.3g}")
    return int(rounded) if decimals == 0 else rounded + 0.0


def _rows(evidence: Evidence) -> list[tuple[AreaRow, str]]:
    areas = [(row, "area") for row in area_rows(evidence.frame, ordered_codes(evidence))]
    return [*areas, *[(row, row.role) for row in evidence.rows]]


def _shared(evidence: Evidence) -> dict[str, object]:
    measure, benchmark = evidence.measure, evidence.benchmark
    return {
        "area_type": evidence.area_type,
        "indicator_id": measure.indicator_id,
        "indicator": measure.name,
        "people": measure.people,
        "period": evidence.period,
        "period_words": period_words(evidence.period),
        "unit": measure.unit,
        "compared_with": benchmark.name if benchmark is not None else "",
        "coverage": coverage_sentence(evidence),
        "source": source_text(evidence.sources),
        "licence": "; ".join(dict.fromkeys(item.licence for item in evidence.sources)),
    }


def cells(row: AreaRow, evidence: Evidence) -> dict[str, object]:
    """What a file says of one area or pinned row."""
    measure, found = evidence.measure, state(row.status, not_ranked=evidence.measure.not_ranked)
    itself = evidence.benchmark is not None and row.code == evidence.benchmark.code
    return {
        "area_code": row.code,
        "area_name": row.name,
        "area_type": evidence.area_type if row.role == "area" else row.role,
        "district": row.district,
        "county": row.county,
        "value": shown_number(row.value, measure.decimals),
        "lower_95": shown_number(row.lower_ci, measure.decimals),
        "upper_95": shown_number(row.upper_ci, measure.decimals),
        "numerator": _count(row.numerator),
        "denominator": _count(row.denominator),
        "compared": comparison_words(Comparison.BENCHMARK if itself else row.compared),
        "status": str(Status(row.status)),
        "symbol": found.symbol,
        "status_words": found.label,
        "note": " ".join(note_words(measure, row)),
        "method": measure_method(measure.value_type),
    }


def _standardised(row: AreaRow, found: AgeStandardised | None, *, evidence: Evidence) -> dict[str, object]:
    """The standardised value of a footprint, or why it is withheld; nothing for other rows."""
    cells = dict.fromkeys((name for name in COLUMNS if name.startswith("age_standardised")), "")
    rows = found.rows if found is not None else ()
    pinned = row.role != "area"
    matched = next((one for name, _, one in rows if one.code == row.code or (pinned and name == row.name)), None)
    if matched is None:
        return cells
    if not matched.has_value:
        return cells | {"age_standardised_how": value_words(matched, evidence.measure)}
    decimals = evidence.measure.decimals
    numbers = (shown_number(one, decimals) for one in (matched.value, matched.lower_ci, matched.upper_ci))
    return dict(zip(cells, (*numbers, f"{len(found.bands)} age bands; {found.standard}"), strict=True))


def _count(count: float) -> float | int | str:
    return "" if count != count else shown_number(count, 0 if abs(count - round(count)) < 0.05 else 1)


def _class_words(row: AreaRow, evidence: Evidence, *, labels: list[str]) -> str:
    if row.role != "area" or not row.has_value or row.status == Status.NOT_COMPARABLE:
        return ""
    shown = round(row.value, evidence.measure.decimals)
    return labels[bisect_right(evidence.breaks, shown)]
