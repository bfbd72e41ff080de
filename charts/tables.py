"""The table with the same numbers as the picture: one row per area, place and system pinned at the bottom.

Lives here: rows as data (for sorting in the browser) and as HTML. Not here: the interval picture in a row
(`charts.interval_cell`) or the file for download (`charts.csv_export`).
"""

from __future__ import annotations

from charts.evidence import AreaRow, Evidence, Measure, area_rows
from charts.interval_cell import IntervalScale, interval_head, interval_picture
from charts.marks import badge, comparison_words, swatch
from charts.markup import text
from charts.sentences import attention_side
from charts.states import state
from charts.words import count_text, interval_text, number_text, sentence_case
from data.schema import Status, ValueType
from equity.comparison import Comparison

WITH_PEOPLE = (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.DSR)  # have counts and people as columns


def ordered_codes(evidence: Evidence) -> list[str]:
    """Area codes as the table lists them: those that need attention first, then the unranked, each by code."""
    ranked = evidence.ranked
    codes = list(ranked.index) if attention_side(evidence.measure.polarity) == "lowest" else list(ranked.index[::-1])
    return [*codes, *sorted(evidence.inside.index.difference(ranked.index))]


def table_rows(evidence: Evidence, *, limit: int | None = None) -> list[dict[str, object]]:
    """The rows of the table as data: texts as shown, and the numbers to sort by.

    Parameters
    ----------
    evidence : Evidence
    limit : int, optional
        Only so many areas; the pinned rows always come.
    """
    codes = ordered_codes(evidence)[:limit]
    rows = [_row(row, evidence) for row in area_rows(evidence.frame, codes)]
    return [*rows, *[_row(row, evidence, pinned=True) for row in evidence.rows if row.role != "part"]]


def area_table(evidence: Evidence, *, limit: int | None = None, caption: str = "") -> str:
    """The table as HTML; every header names its unit, every state has a mark and a word."""
    rows = table_rows(evidence, limit=limit)
    scale = IntervalScale.of(evidence)
    notes = _notes(rows)
    body = "".join(_html_row(row, scale, notes) for row in rows if not row["pinned"])
    foot = "".join(_html_row(row, scale, notes) for row in rows if row["pinned"])
    listed = "".join(f"<li>{text(words)}</li>" for words in notes)
    spoken = f"<caption>{text(caption)}</caption>" if caption else ""
    return (
        f'<div class="he-scroll" role="region" aria-label="Table of areas" tabindex="0">'
        f'<table class="he-table">{spoken}<thead><tr>{_head(evidence, scale)}</tr></thead><tbody>{body}</tbody>'
        f"<tfoot>{foot}</tfoot></table></div>" + (f'<ol class="he-notes">{listed}</ol>' if listed else "")
    )


def value_cell(row: AreaRow, evidence: Evidence) -> str:
    """The value without its unit, or what stands in its place ("*", "No data")."""
    return number_text(row.value, evidence.measure.decimals) if row.has_value else state(row.status).table_text


def _row(row: AreaRow, evidence: Evidence, *, pinned: bool = False) -> dict[str, object]:
    measure = evidence.measure
    behind = row.denominator - row.numerator if measure.complement else row.numerator
    interval = interval_text(row.lower_ci, row.upper_ci, measure=measure, unit=False) if row.has_interval else ""
    return {
        "code": row.code,
        "name": row.name,
        "district": row.district,
        "county": row.county,
        "value": None if not row.has_value else row.value,
        "lower": row.lower_ci if row.has_interval else None,
        "upper": row.upper_ci if row.has_interval else None,
        "value_text": value_cell(row, evidence),
        "interval_text": interval,
        "status": str(row.status),
        "compared": _outcome(row, evidence),
        "compared_words": _words(row, evidence),
        "count_text": count_text(behind) if behind == behind else "",
        "people_text": _people(row, evidence.measure),
        "notes": [measure.notes.get(note, note) for note in row.note.split(";") if note],
        "pinned": pinned,
        "selected": row.code == evidence.selected,
    }


def _people(row: AreaRow, measure: Measure) -> str | None:
    """People behind the value; None for measures whose table has no such column."""
    if measure.value_type not in WITH_PEOPLE:
        return None
    return "" if row.denominator != row.denominator else count_text(row.denominator)


def _outcome(row: AreaRow, evidence: Evidence) -> str:
    itself = evidence.benchmark is not None and row.code == evidence.benchmark.code
    return str(Comparison.BENCHMARK if itself else row.compared)


def _words(row: AreaRow, evidence: Evidence) -> str:
    if row.status in (Status.OK, Status.ESTIMATED):
        estimated = ", estimated" if row.status == Status.ESTIMATED else ""
        return comparison_words(_outcome(row, evidence)) + estimated
    return state(row.status, not_ranked=evidence.measure.not_ranked).label


def _notes(rows: list[dict[str, object]]) -> list[str]:
    return list(dict.fromkeys(words for row in rows for words in row["notes"]))


def _head(evidence: Evidence, scale: IntervalScale | None) -> str:
    measure = evidence.measure
    worst = "ascending" if attention_side(measure.polarity) == "lowest" else "descending"
    counted = sentence_case(measure.complement or measure.numerator_name or "Count")
    people = sentence_case(measure.people.split(" ")[0]) if measure.people else "People"
    cells = [
        '<th scope="col">Area</th><th scope="col" class="he-d">District</th>',
        f'<th scope="col" class="he-r" aria-sort="{worst}">{text(measure.unit or "Number")}</th>',
    ]
    if scale:
        cells.append(f'<th scope="col" class="he-r">{text("95 % interval")}</th>')
        cells.append(f'<th scope="col" class="he-p">{interval_head(scale, evidence)}</th>')
    cells.append(f'<th scope="col">Against {text(evidence.benchmark_word)}</th>')
    if measure.value_type in WITH_PEOPLE:
        cells.append(f'<th scope="col" class="he-r">{text(counted)}</th>')
        cells.append(f'<th scope="col" class="he-r he-n">{text(people)}</th>')
    return "".join(cells)


def _html_row(row: dict, scale: IntervalScale | None, notes: list[str]) -> str:
    chosen = ' class="he-on"' if row["selected"] and not row["pinned"] else ""
    cells = [
        f'<th scope="row">{text(row["name"])}</th><td class="he-d">{text(row["district"])}</td>',
        f'<td class="he-r"><b>{text(row["value_text"])}</b></td>',
    ]
    if scale:
        cells.append(f'<td class="he-r">{text(row["interval_text"])}</td>')
        cells.append(f'<td class="he-p">{interval_picture(scale, row)}</td>')
    cells.append(f"<td>{_judged(row, notes)}</td>")
    if row["people_text"] is not None:
        cells.append(f'<td class="he-r">{text(row["count_text"])}</td>')
        cells.append(f'<td class="he-r he-n">{text(row["people_text"])}</td>')
    return f"<tr{chosen}>{''.join(cells)}</tr>"


def _judged(row: dict, notes: list[str]) -> str:
    """Mark or hatch, words, and the numbers of its notes."""
    words = row["compared_words"] + "".join(f", note {notes.index(note) + 1}" for note in row["notes"])
    code = state(row["status"]).class_code
    return (
        badge(row["compared"], words) if code is None else f'<span class="he-badge">{swatch(code)}{text(words)}</span>'
    )
