"""What the box beside the pointer says about each area: columns of ready texts for one block of areas.

Lives here: the same words as card and table, once per area. Not here: fetching (`static/map/rows.mjs`).
"""

from __future__ import annotations

import pandas as pd

from charts.evidence import AreaRow, Evidence, area_rows
from charts.marks import comparison_words, mark, swatch
from charts.states import state
from charts.words import count_text, interval_text, value_text


def hover_columns(evidence: Evidence, frame: pd.DataFrame) -> dict[str, list]:
    """Texts per area of `frame` (rows of the released view; rows that are not in the view are empty).

    Returns
    -------
    dict
        `text, interval, counts, note_text, compared_text, county`: one text per row, `value`: number or None; `mark`:
        the picture beside the words, of the outcome or of the state.
    """
    known = frame.index[frame.index.isin(evidence.frame.index)]
    found = {row.code: row for row in area_rows(frame, known)}
    rows = [found.get(code) for code in frame.index]
    columns = {
        "text": [_value(evidence, row) for row in rows],
        "interval": [_interval(evidence, row) for row in rows],
        "counts": [_counts(evidence, row) for row in rows],
        "note_text": [_note(evidence, row) for row in rows],
        "compared_text": [_compared(evidence, row) for row in rows],
        "mark": [_mark(evidence, row) for row in rows],
        "district": [row.district if row else "" for row in rows],
        "county": [row.county if row else "" for row in rows],
    }
    return columns | {"value": [row.value if row and row.has_value else None for row in rows]}


def _value(evidence: Evidence, row: AreaRow | None) -> str:
    if row is None:
        return ""
    if row.has_value:
        return value_text(row.value, evidence.measure)
    return f"{state(row.status).label}. {state(row.status).words}"


def _interval(evidence: Evidence, row: AreaRow | None) -> str:
    if row is None or not row.has_interval:
        return ""
    return f"95 % interval {interval_text(row.lower_ci, row.upper_ci, measure=evidence.measure)}"


def _counts(evidence: Evidence, row: AreaRow | None) -> str:
    if row is None or pd.isna(row.numerator):
        return ""
    if pd.isna(row.denominator):
        return count_text(row.numerator)
    return f"{count_text(row.numerator)} of {count_text(row.denominator)}"


def _note(evidence: Evidence, row: AreaRow | None) -> str:
    if row is None:
        return ""
    texts = [evidence.measure.notes.get(note, note) for note in row.note.split(";") if note]
    return " ".join(texts)


def _mark(evidence: Evidence, row: AreaRow | None) -> str:
    if row is None:
        return ""
    code = state(row.status).class_code
    if code is not None:
        return swatch(code)
    return mark(row.compared) if _compared(evidence, row) else ""


def _compared(evidence: Evidence, row: AreaRow | None) -> str:
    if row is None or evidence.benchmark is None or not row.has_value:
        return ""
    return comparison_words(row.compared, evidence.benchmark.name)
