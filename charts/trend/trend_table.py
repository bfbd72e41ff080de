"""The numbers of a trend as a table and as a file: a row per period and line, exactly what the figure shows.

Lives here: HTML and CSV of the same rows. Not here: routes and buttons.
"""

from __future__ import annotations

from charts.coverage import coverage_words
from charts.files.csv_export import shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.markup import text
from charts.method import measure_method
from charts.saying.before_after import marker_sentence
from charts.source_line import source_text
from charts.states import state
from charts.trend.trend_evidence import Line, Point, TrendEvidence
from charts.trend.trend_words import FOOTPRINT_WORDS, trend_words
from charts.words import count_text, interval_text, number_text, period_words
from data.schema import Status

HEADS = ("Period", "Line", "Members", "Value", "95 % interval", "Counted", "Out of", "Rests on", "Note")
RIGHT = (3, 4, 5, 6)
ROLES = ("first", "second", "benchmark")  # lines; rows of what stands around a place have other roles
COLUMNS = (
    "indicator_id", "indicator", "unit", "footprint", "footprint_as_on", "line", "line_code", "role", "period",
    "period_words", "members", "value", "lower_95", "upper_95", "numerator", "denominator", "coverage", "status",
    "symbol", "note", "trend", "changes", "programmes", "method", "source", "licence",
)  # fmt: skip


def table(evidence: TrendEvidence) -> str:
    """The table, newest period first."""
    heads = "".join(f'<th scope="col"{_right(place)}>{text(words)}</th>' for place, words in enumerate(HEADS))
    rows = "".join(_row(evidence, line, point) for line, point in _rows(evidence))
    caption = f"The same numbers as a table, {FOOTPRINT_WORDS[evidence.footprint]}"
    around = f'<div class="he-scroll" tabindex="0" role="region" aria-label="{text(caption)}">'
    return (
        f'{around}<table class="he-table he-series">'
        f"<caption>{text(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _rows(evidence: TrendEvidence) -> list[tuple[Line, Point]]:
    places = range(len(evidence.lines[0].points) - 1, -1, -1)
    return [(line, line.points[place]) for place in places for line in evidence.lines]


def _around(evidence: TrendEvidence) -> list[tuple[Line, Point]]:
    """For the file: the rest of the county and the system over each place, in the last period shown."""
    found = []
    for one in evidence.around:
        for row in one.rows[1:]:
            standing = f"{row.name}, beside {one.name}" if row.role == "rest" else row.name
            said = {"status": row.status, "standing": standing, "note": row.reason, "coverage": coverage_words(row)}
            counts = {"numerator": row.numerator, "denominator": row.denominator}
            point = Point(one.period, "", row.value, row.lower_ci, row.upper_ci, **counts, **said)
            found.append((Line(row.code, row.name, row.role, (point,)), point))
    return found


def _row(evidence: TrendEvidence, line: Line, point: Point) -> str:
    measure, found = evidence.measure, state(point.status, not_ranked=evidence.measure.not_ranked)
    value = (
        number_text(point.value, measure.decimals)
        if point.has_value
        else (found.symbol if point.status == Status.SUPPRESSED else found.label)
    )
    interval = interval_text(point.lower, point.upper, measure=measure, unit=False) if point.has_interval else ""
    cells = [
        line.name,
        point.standing,
        value,
        interval,
        *(count_text(count) if count == count else "" for count in (point.numerator, point.denominator)),
        point.coverage,
        point.note or ("" if point.status in (Status.OK, Status.MISSING) else found.label),
    ]
    first = f'<th scope="row">{text(period_words(point.period))}</th>'
    return f"<tr>{first}{''.join(f'<td{_right(at)}>{text(cell)}</td>' for at, cell in enumerate(cells, 1))}</tr>"


def _right(place: int) -> str:
    return ' class="he-r"' if place in RIGHT else ""


def csv_bytes(*several: TrendEvidence) -> bytes:
    """The file of one trend or more: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run."""
    rows = (
        _shared(evidence) | _cells(evidence, line, point)
        for evidence in several
        for line, point in (*_rows(evidence), *_around(evidence))
    )
    return csv_file(COLUMNS, rows)


def csv_name(evidence: TrendEvidence) -> str:
    """A file name of measure, lines and footprint."""
    parts = (evidence.measure.indicator_id, "trend", *(line.name for line in evidence.subjects), evidence.footprint)
    return plain_name(*parts)


def _shared(evidence: TrendEvidence) -> dict[str, object]:
    return {
        "indicator_id": evidence.measure.indicator_id,
        "indicator": evidence.measure.name,
        "unit": evidence.measure.unit,
        "footprint": FOOTPRINT_WORDS[evidence.footprint],
        "footprint_as_on": evidence.on,
        "changes": "; ".join(f"{one.day}: {one.words}" for one in evidence.breaks),
        "programmes": "; ".join(
            marker_sentence(one.programme, place=one.place, owner=one.owner) for one in evidence.markers
        ),
        "method": measure_method(evidence.measure.value_type),
        "source": source_text(evidence.sources),
        "licence": "; ".join(dict.fromkeys(item.licence for item in evidence.sources)),
    }


def _cells(evidence: TrendEvidence, line: Line, point: Point) -> dict[str, object]:
    decimals = evidence.measure.decimals
    numbers = {"value": point.value, "lower_95": point.lower, "upper_95": point.upper}
    counts = {"numerator": point.numerator, "denominator": point.denominator}
    return {
        **{name: shown_number(number, decimals) for name, number in numbers.items()},
        **{
            name: shown_number(count, 0 if abs(count - round(count)) < 0.05 else 1) if count == count else ""
            for name, count in counts.items()
        },
        "line": line.name,
        "line_code": line.code,
        "role": line.role,
        "period": point.period,
        "period_words": period_words(point.period),
        "members": point.standing,
        "coverage": point.coverage,
        "status": str(Status(point.status)),
        "symbol": state(point.status).symbol,
        "note": point.note,
        "trend": trend_words(line, evidence.measure) if line.role in ROLES else "",
    }
