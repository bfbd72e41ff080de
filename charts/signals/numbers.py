"""The signals as rows: the table under the list and the file are made from the same ones.

Lives here: one row per signal, as a table and as CSV. Not here: routes.
"""

from __future__ import annotations

from charts.evidence import Measure
from charts.files.csv_export import shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.markup import text
from charts.method import measure_method
from charts.signals import words
from charts.signals.figures import Signal, SignalBoard
from charts.source_line import source_text
from charts.words import count_text, interval_text, number_text

HEADS = ("Area", "Signal", "Recent periods", "Before", "Recent", "Expected", "Counted", "Counted if usual")
COLUMNS = (
    "rank", "area_code", "area_name", "district", "signal", "own_past_agrees", "other_areas_agree", "indicator_id",
    "indicator", "unit", "recent_periods", "value_before", "value_recent", "expected_lower", "expected_upper",
    "counted", "counted_if_usual", "sentence", "areas_looked_at", "expected_false", "method", "source", "licence",
)  # fmt: skip


def numbers_table(board: SignalBoard) -> str:
    """The table."""
    heads = "".join(
        f'<th scope="col"{" class=he-r" if place > 2 else ""}>{head}</th>' for place, head in enumerate(HEADS)
    )
    rows = "".join(_row(one, board.measure) for one in board.signals)
    return (
        '<div class="he-scroll" tabindex="0" role="region" aria-label="Signals as a table"><table class="he-table">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(one: Signal, measure: Measure) -> str:
    cells = (
        number_text(one.before, measure.decimals),
        number_text(one.after, measure.decimals),
        interval_text(one.lower, one.upper, measure=measure, unit=False),
        _count(one.events),
        _count(one.expected),
    )
    numbers = "".join(f'<td class="he-r">{text(cell)}</td>' for cell in cells)
    return (
        f'<tr><th scope="row">{text(one.name)} <span class="he-d">{text(one.district)}</span></th>'
        f"<td>{text(words.LEVELS[one.level])}</td><td>{text(words.recent_words(one))}</td>{numbers}</tr>"
    )


def _count(number: float) -> str:
    return "" if number != number else count_text(round(number))


def csv_bytes(board: SignalBoard) -> bytes:
    """The file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run as a formula."""
    return csv_file(COLUMNS, [_cells(board, place, one) for place, one in enumerate(board.signals, 1)])


def _cells(board: SignalBoard, place: int, one: Signal) -> tuple[object, ...]:
    measure = board.measure
    numbers = [shown_number(value, measure.decimals) for value in (one.before, one.after, one.lower, one.upper)]
    counts = [shown_number(value, 0) for value in (one.events, one.expected)]
    return (
        place, one.code, one.name, one.district, words.LEVELS[one.level], _yes(one.own_past), _yes(one.others),
        measure.indicator_id, measure.name, measure.unit, words.recent_words(one), *numbers, *counts,
        words.sentence(board, one), board.tested, round(board.expected_false, 3),
        measure_method(measure.value_type), source_text(board.sources),
        "; ".join(dict.fromkeys(item.licence for item in board.sources)),
    )  # fmt: skip


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"


def csv_name(board: SignalBoard) -> str:
    """A file name of measure and footprint."""
    return plain_name("signals", board.measure.indicator_id, board.name)
