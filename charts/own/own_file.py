"""The figures of an own footprint as a file: residents and their parts, the measure with its parts and equal ages.

Lives here: columns and rows, from the object the card is made of. Not here: the file of its codes (`own_tables`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.coverage import coverage_in_full, coverage_words
from charts.evidence import AreaRow, SourceItem
from charts.files.csv_export import shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.method import measure_method
from charts.own.own_summary import RESIDENTS_OF, OwnSummary
from charts.source_line import source_text
from charts.words import count_decimals

CSV_COLUMNS = (
    "footprint", "row", "name", "measure", "period", "unit", "value", "lower_95", "upper_95", "numerator",
    "denominator", "coverage", "status", "note", "systems_as_on", "method", "source", "licence",
)  # fmt: skip

NOT_SHOWN = "not shown"  # its reason is in the note


def csv_name(own: OwnSummary) -> str:
    """A file name of the footprint and the measure."""
    return plain_name(own.name, own.measure.indicator_id if own.measure else "residents")


def csv_bytes(own: OwnSummary, sources: Sequence[SourceItem] = ()) -> bytes:
    """The rows of the card; a refused measure has one row without a number, and the reason."""
    return csv_file(CSV_COLUMNS, _rows(own, sources))


def _rows(own: OwnSummary, sources: Sequence[SourceItem]) -> Iterator[dict[str, object]]:
    if own.size is None:
        return
    for row, kind in _people(own):
        shared = {"footprint": own.name, "systems_as_on": own.on, "measure": "Residents", "period": RESIDENTS_OF}
        yield shared | _cells(row, 0) | {"row": kind, "value": _count(row.numerator), "unit": "people"}
    if own.measure is None:
        return
    about = {"footprint": own.name, "systems_as_on": own.on, "measure": own.measure.name, "period": own.period}
    about |= {"unit": own.measure.unit, "method": measure_method(own.measure.value_type)}
    about |= {"source": source_text(sources), "licence": "; ".join(dict.fromkeys(one.licence for one in sources))}
    if own.value is None:
        yield about | {"row": "measure", "name": own.name, "status": NOT_SHOWN, "note": own.refused}
        return
    rows = [(own.value, "measure"), *((part, "measure, part by county") for part in own.value_parts)]
    rows += [(part, "measure, part by system") for part in own.value_systems]
    rows += [(own.standardised, "measure, age-standardised")] if own.standardised else []
    for row, kind in rows:
        yield about | _cells(row, own.measure.decimals) | {"row": kind, "coverage": coverage_in_full(row, own.measure)}


def _people(own: OwnSummary) -> list[tuple[AreaRow, str]]:
    parts = ((own.counties, "residents, part by county"), (own.systems, "residents, part by system"))
    return [(own.size, "residents"), *((row, kind) for rows, kind in parts for row in rows)]


def _cells(row: AreaRow, decimals: int) -> dict[str, object]:
    """Numbers as the card shows them, counts too."""
    numbers = {"value": row.value, "lower_95": row.lower_ci, "upper_95": row.upper_ci}
    counts = {"numerator": row.numerator, "denominator": row.denominator}
    words = {"name": row.name, "coverage": coverage_words(row), "status": row.status, "note": row.reason}
    shown = {name: shown_number(number, decimals) for name, number in numbers.items()}
    return words | shown | {name: _count(number) for name, number in counts.items()}


def _count(count: float) -> float | int | str:
    """A count as the card shows it; "" where there is none."""
    return "" if count != count else shown_number(count, count_decimals(count))
