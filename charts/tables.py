"""The table with the same numbers as the picture: one row per area, place and system pinned at the bottom.

Lives here: rows as data (for sorting in the browser) and as HTML. Not here: the interval picture in a row
(`charts.interval_cell`) or the file for download (`charts.files.csv_export`).
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from charts.evidence import AreaRow, Evidence, Measure, area_rows
from charts.interval_cell import IntervalScale, interval_head, interval_picture
from charts.marks import badge, comparison_words, swatch
from charts.markup import text
from charts.sentences import attention_side
from charts.states import state
from charts.words import count_text, interval_text, number_text, sentence_case
from data.schema import Status, ValueType
from equity.comparing.comparison import Comparison

PAGE = 200  # areas of one page of the table
# Columns the table can be sorted by -> column of the released frame.
SORTS = {"name": "name", "district": "district", "value": "value", "count": "numerator", "people": "denominator"}
WITH_PEOPLE = (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.DSR)  # have counts and people as columns


@dataclass(frozen=True)
class Order:
    """What the reader asked of the table: a column, a direction, a page (0-based)."""

    sort: str = "need"
    descending: bool = False
    page: int = 0


def ordered_codes(evidence: Evidence) -> list[str]:
    """Area codes as the table lists them: those that need attention first, then the unranked, each by code."""
    ranked = evidence.ranked
    codes = list(ranked.index) if attention_side(evidence.measure.polarity) == "lowest" else list(ranked.index[::-1])
    return [*codes, *sorted(evidence.inside.index.difference(ranked.index))]


def sorted_codes(evidence: Evidence, order: Order) -> list[str]:
    """Area codes sorted by a column of `SORTS`; areas without a value in it come last in either direction."""
    codes = ordered_codes(evidence)
    if order.sort not in SORTS:
        return codes[::-1] if order.descending else codes
    keys = _sort_keys(evidence, codes, order.sort)
    known = keys.notna() & (keys.astype(str) != "")
    ordered = keys[known].sort_values(ascending=not order.descending, kind="stable")
    return [*ordered.index, *keys.index[~known]]


def _sort_keys(evidence: Evidence, codes: list[str], sort: str) -> pd.Series:
    frame = evidence.frame.loc[codes]
    if sort == "count" and evidence.measure.complement:
        return frame["denominator"] - frame["numerator"]
    return frame[SORTS[sort]]


def table_rows(evidence: Evidence, *, limit: int | None = None) -> list[dict[str, object]]:
    """The rows of the table as data: texts as shown, and the numbers to sort by.

    Parameters
    ----------
    evidence : Evidence
    limit : int, optional
        Only so many areas; the pinned rows always come.
    """
    return _rows(evidence, ordered_codes(evidence)[:limit])


def _rows(evidence: Evidence, codes: list[str]) -> list[dict[str, object]]:
    rows = [_row(row, evidence) for row in area_rows(evidence.frame, codes)]
    return [*rows, *[_row(row, evidence, pinned=True) for row in evidence.rows]]


def area_table(evidence: Evidence, *, limit: int | None = None, caption: str = "", order: Order | None = None) -> str:
    """The table as HTML; every header names its unit, every state has a mark and a word.

    Parameters
    ----------
    evidence : Evidence
    limit : int, optional
        Only so many areas; the pinned rows always come.
    caption : str
    order : Order, optional
        With it headers and area names become buttons (`data-sort`, `data-area`), and the page asked for is given.
    """
    if order is None:
        rows = table_rows(evidence, limit=limit)
    else:
        rows = _rows(evidence, sorted_codes(evidence, order)[order.page * PAGE : (order.page + 1) * PAGE])
    scale = IntervalScale.of(evidence)
    notes = _notes(rows)
    body = "".join(_html_row(row, scale, notes, button=order is not None) for row in rows if not row["pinned"])
    foot = "".join(_html_row(row, scale, notes) for row in rows if row["pinned"])
    listed = "".join(f"<li>{text(words)}</li>" for words in notes)
    spoken = f"<caption>{text(caption)}</caption>" if caption else ""
    return (
        f'<div class="he-scroll" role="region" aria-label="Table of areas" tabindex="0">'
        f'<table class="he-table">{spoken}<thead><tr>{_head(evidence, scale, order)}</tr></thead><tbody>{body}</tbody>'
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
        "part": row.role == "part",
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


def _head(evidence: Evidence, scale: IntervalScale | None, order: Order | None) -> str:
    measure = evidence.measure
    worst = "ascending" if attention_side(measure.polarity) == "lowest" else "descending"
    by_value = Order("value", worst == "descending")
    shown = by_value if order is None or order.sort not in SORTS else order
    counted = sentence_case(measure.complement or measure.numerator_name or "Count")
    people = sentence_case(measure.people.split(" ")[0]) if measure.people else "People"
    cells = [
        _column("Area", "name", shown, buttons=order),
        _column("District", "district", shown, buttons=order, look="he-d"),
        _column(measure.unit or "Number", "value", shown, buttons=order, look="he-r"),
    ]
    if scale:
        cells.append(f'<th scope="col" class="he-r">{text("95 % interval")}</th>')
        cells.append(f'<th scope="col" class="he-p">{interval_head(scale, evidence)}</th>')
    cells.append(f'<th scope="col">Against {text(evidence.benchmark_word)}</th>')
    if measure.value_type in WITH_PEOPLE:
        cells.append(_column(counted, "count", shown, buttons=order, look="he-r"))
        cells.append(_column(people, "people", shown, buttons=order, look="he-r he-n"))
    return "".join(cells)


def _column(label: str, key: str, shown: Order, *, buttons: Order | None, look: str = "") -> str:
    """A header that says how the table is sorted, and sorts it where there are buttons."""
    current = key == shown.sort
    sort = f' aria-sort="{"descending" if shown.descending else "ascending"}"' if current else ""
    inside = text(label) if buttons is None else f'<button type="button" data-sort="{key}">{text(label)}</button>'
    classes = f' class="{look}"' if look else ""
    return f'<th scope="col"{classes}{sort}>{inside}</th>'


def _html_row(row: dict, scale: IntervalScale | None, notes: list[str], *, button: bool = False) -> str:
    name = text(row["name"])
    if button:
        name = f'<button type="button" data-area="{text(row["code"])}">{name}</button>'
    chosen = ' class="he-on"' if row["selected"] and not row["pinned"] else ""
    look = ' class="he-part"' if row["part"] else ""
    cells = [
        f'<th scope="row"{look}>{name}</th><td class="he-d">{text(row["district"])}</td>',
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
