"""All measures as a table, and those that have no trend here.

Lives here: HTML. Not here: the tiles (`charts.trend.small`), the file (`charts.trend.trend_table`).
"""

from __future__ import annotations

from charts.markup import text
from charts.trend.many import Many
from charts.trend.small_words import tested_words
from charts.trend.trend_evidence import Line, TrendEvidence
from charts.words import number_text, period_words

HEADS = ("Measure", "Line", "From", "Value", "To", "Value", "95 % interval", "Trend")


def table(many: Many) -> str:
    """A row per measure and line: first and latest value, the result of the test."""
    heads = "".join(f'<th scope="col"{_right(at)}>{head}</th>' for at, head in enumerate(HEADS))
    rows = []
    for one in many.shown:
        for line in (line for line in one.trend.lines if line.known):
            rows.append(
                _row(one.trend, line, tested_words(line, one.trend) if line.role != "benchmark" else "Benchmark")
            )
    label = "The same numbers as a table"
    return (
        f'<div class="he-scroll" tabindex="0" role="region" aria-label="{label}"><table class="he-table he-usual">'
        f"<caption>{label}</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _row(trend: TrendEvidence, line: Line, tested: str) -> str:
    first, last, measure = line.known[0], line.known[-1], trend.measure
    limits = (
        f"{number_text(last.lower, measure.decimals)} to {number_text(last.upper, measure.decimals)}"
        if last.has_interval
        else ""
    )
    cells = (line.name, period_words(first.period), number_text(first.value, measure.decimals))
    cells += (period_words(last.period), number_text(last.value, measure.decimals), limits, tested)
    body = "".join(f"<td{_right(at)}>{text(cell)}</td>" for at, cell in enumerate(cells, 1))
    return f'<tr><th scope="row">{text(measure.name)}</th>{body}</tr>'


def _right(place: int) -> str:
    return ' class="he-r"' if HEADS[place] == "Value" else ""


def absent(many: Many) -> str:
    """Measures without a trend here, by reason."""
    if not many.without:
        return ""
    reasons: dict[str, list[str]] = {}
    for one in many.without:
        reasons.setdefault(one.reason, []).append(one.name)
    rows = "".join(
        f"<div><dt>{text(reason)}</dt><dd>{text('; '.join(names))}</dd></div>" for reason, names in reasons.items()
    )
    words = "1 measure has" if len(many.without) == 1 else f"{len(many.without)} measures have"
    return (
        f'<details class="he-panel" id="absent"><summary>{words} no trend here, and why</summary>'
        f'<dl class="he-method">{rows}</dl></details>'
    )
