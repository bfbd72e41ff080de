"""The card beside a trend: latest values, the result of the test, notes on the series, the footprint.

Lives here: HTML of the card, of the source line under the figure and of the links that keep it. Not here: the sentences
(`charts.trend.trend_words`).
"""

from __future__ import annotations

from charts.marks import badge
from charts.markup import text
from charts.source_line import source_line
from charts.trend.trend_evidence import Line, TrendEvidence
from charts.trend.trend_words import axis_start, trend_words
from charts.words import interval_text, number_text, period_words


def card(evidence: TrendEvidence) -> str:
    """The card."""
    benchmark = evidence.benchmark
    against = "" if benchmark is None else text(benchmark.name) if len(benchmark.name) <= 12 else "Compared"
    unit = text(evidence.measure.unit or "Value")
    rows = "".join(_row(line, evidence) for line in sorted(evidence.lines, key=_need) if line.known)
    last = evidence.span[1]
    latest = (
        f'<p class="he-eyebrow">Latest, {text(period_words(last))}</p><table class="he-table he-latest"><thead><tr>'
        f'<th scope="col">Area</th><th scope="col" class="he-r">{unit}</th>'
        f'<th scope="col" class="he-r">95 % interval</th><th scope="col">{against}</th></tr></thead><tbody>{rows}'
        "</tbody></table>"
        if last
        else '<p class="he-eyebrow">No period has a value to show.</p>'
    )
    tested = "".join(
        f'<p class="he-said">{text(trend_words(line, evidence.measure))}</p>' for line in evidence.subjects
    )
    noted = "".join(f"<li>{text(words)}</li>" for _, _, words in evidence.notes)
    notes = f"<h3>Notes on the series</h3><ol>{noted}</ol>" if noted else ""
    own = f'<h3>Footprint</h3><p class="he-said">{text(evidence.footprint_note)}</p>'
    inside = f"{latest}<h3>Trend</h3>{tested}{notes}{own}"
    return f'<section class="he-card" aria-label="Latest values and trend">{inside}</section>'


def source(evidence: TrendEvidence, *, method_href: str) -> str:
    """The source line, beginning with where the axis starts."""
    tail = "Footprint dates: ONS and NHS England files; see Sources." if evidence.lanes else ""
    start = f'<p class="he-src">{text(axis_start(evidence))}</p>' if axis_start(evidence) else ""
    return start + source_line(evidence.sources, method_href=method_href, tail=tail)


def saving(address: str, *, name: str) -> str:
    """The two ways to keep the figure as a picture.

    Parameters
    ----------
    address : str
        Of the whole picture as SVG; the browser makes the PNG from the same file.
    name : str
        Name of the files without their ending.
    """
    return (
        '<p class="he-save">Download picture: '
        f'<button type="button" data-png="{text(address)}" data-name="{text(name)}">PNG</button> '
        f'<a href="{text(address)}" download="{text(name)}.svg">SVG</a> <span role="status"></span></p>'
    )


def _need(line: Line) -> tuple[bool, float]:
    return line.role == "benchmark", -line.known[-1].value if line.known else 0.0


def _row(line: Line, evidence: TrendEvidence) -> str:
    point, measure = line.known[-1], evidence.measure
    older = f" ({period_words(point.period)})" if point.period != evidence.span[1] else ""
    interval = (
        interval_text(point.lower, point.upper, measure=measure, unit=False) if point.has_interval else "not published"
    )
    judged = badge(line.compared) if evidence.benchmark is not None else ""
    return (
        f'<tr><th scope="row">{text(line.name)}{text(older)}</th>'
        f'<td class="he-r"><b>{text(number_text(point.value, measure.decimals))}</b></td>'
        f'<td class="he-r">{text(interval)}</td><td>{judged}</td></tr>'
    )
