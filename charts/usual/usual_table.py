"""The numbers of usual variation as a table and as a file: a row per period, exactly what the figure shows.

Lives here: HTML and CSV of the same rows. Not here: routes and buttons.
"""

from __future__ import annotations

from charts.files.csv_export import shown_number
from charts.files.csv_file import csv_file, plain_name
from charts.markup import text
from charts.method import measure_method
from charts.saying.usual import ASSURANCE, KINDS, VARIATION, rule_words
from charts.source_line import source_text
from charts.states import state
from charts.trend.trend_words import FOOTPRINT_WORDS
from charts.usual.usual_evidence import Charted, UsualEvidence
from charts.usual.usual_words import special_kind
from charts.words import count_text, number_text, period_words, sentence_case
from data.schema import Status
from equity.change.usual import Kind

HEADS = ("Period", "Value", "Counted", "Out of", "Mean", "Lower limit", "Upper limit", "Variation", "Why")
RIGHT = range(1, 7)
COLUMNS = (
    "indicator_id", "indicator", "unit", "footprint", "footprint_as_on", "line", "line_code", "period",
    "period_words", "members", "value", "numerator", "denominator", "mean", "lower_limit", "upper_limit",
    "limits_on_trial", "variation", "rules", "starts_anew", "status", "chart", "latest_variation", "target",
    "assurance", "changes", "coverage", "note", "method", "source", "licence",
)  # fmt: skip


def table(evidence: UsualEvidence) -> str:
    """The table, newest period first; "" where there is no chart."""
    if not evidence.charted:
        return ""
    heads = "".join(f'<th scope="col"{_right(place)}>{head}</th>' for place, head in enumerate(HEADS))
    rows = "".join(_row(evidence, one) for one in reversed(evidence.charted))
    caption = f"The same numbers as a table, {FOOTPRINT_WORDS[evidence.trend.footprint]}"
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{text(caption)}"><table class="he-table '
        f'he-usual"><caption>{text(caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _row(evidence: UsualEvidence, one: Charted) -> str:
    measure, point = evidence.trend.measure, one.point
    value = number_text(point.value, measure.decimals) if point.has_value else state(point.status).label
    numbers = [number_text(number, measure.decimals) for number in (one.mean, one.lower, one.upper)]
    counts = [count_text(count) if count == count else "" for count in (point.numerator, point.denominator)]
    cells = (value, *counts, *numbers, _kind(evidence, one), _why(evidence, one))
    body = "".join(f"<td{_right(at)}>{text(cell)}</td>" for at, cell in enumerate(cells, 1))
    return f'<tr><th scope="row">{text(period_words(point.period))}</th>{body}</tr>'


def _right(place: int) -> str:
    return ' class="he-r"' if place in RIGHT else ""


def _kind(evidence: UsualEvidence, one: Charted) -> str:
    return VARIATION[special_kind(one.special, evidence.trend.measure)] if one.counts else "Not compared"


def _why(evidence: UsualEvidence, one: Charted) -> str:
    """The rules that mark a period, and whether mean and limits start anew there."""
    told = [rule_words(evidence.usual, mark) for mark in one.rules] + (
        ["mean and limits start anew"] if one.starts else []
    )
    return sentence_case("; ".join(told))


def csv_bytes(evidence: UsualEvidence) -> bytes:
    """The file: UTF-8 with a byte order mark, CRLF, no text that a spreadsheet would run as a formula."""
    shared = _shared(evidence)
    return csv_file(COLUMNS, (shared | _cells(evidence, one) for one in reversed(evidence.charted)))


def csv_name(evidence: UsualEvidence) -> str:
    """A file name of measure, line and footprint."""
    parts = (evidence.trend.measure.indicator_id, "usual", evidence.line.name, evidence.trend.footprint)
    return plain_name(*parts)


def _shared(evidence: UsualEvidence) -> dict[str, object]:
    trend, usual = evidence.trend, evidence.usual
    return {
        "indicator_id": trend.measure.indicator_id,
        "indicator": trend.measure.name,
        "unit": trend.measure.unit,
        "footprint": FOOTPRINT_WORDS[trend.footprint],
        "footprint_as_on": trend.on,
        "line": evidence.line.name,
        "line_code": evidence.line.code,
        "chart": KINDS[Kind(usual.kind)][0] if usual.kind else "",
        "latest_variation": VARIATION[usual.variation],
        "target": shown_number(evidence.target, trend.measure.decimals),
        "assurance": ASSURANCE[usual.assurance],
        "changes": "; ".join(f"{one.day}: {one.words}" for one in trend.breaks),
        "method": measure_method(trend.measure.value_type),
        "source": source_text(trend.sources),
        "licence": "; ".join(dict.fromkeys(item.licence for item in trend.sources)),
    }


def _cells(evidence: UsualEvidence, one: Charted) -> dict[str, object]:
    point, decimals, usual = one.point, evidence.trend.measure.decimals, evidence.usual
    numbers = {"value": point.value, "mean": one.mean, "lower_limit": one.lower, "upper_limit": one.upper}
    counts = {"numerator": point.numerator, "denominator": point.denominator}
    place = usual.periods.index(point.period)
    return {
        **{name: shown_number(number, decimals) for name, number in numbers.items()},
        **{name: shown_number(count, 0) for name, count in counts.items()},
        "period": point.period,
        "period_words": period_words(point.period),
        "members": point.standing,
        "limits_on_trial": "yes" if usual.chart.trial[0, place] else "no",
        "variation": _kind(evidence, one),
        "rules": "; ".join(rule_words(usual, mark) for mark in one.rules),
        "starts_anew": "yes" if one.starts else "",
        "coverage": point.coverage,
        "note": point.note,
        "status": str(Status(point.status)),
    }
