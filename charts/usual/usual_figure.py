"""The figure of usual variation: the line, its mean, the band of usual variation, the target, and marked periods.

Lives here: drawing, for a page and for a phone. Not here: axis, changes and lanes (`charts.trend.trend_figure`), icons
(`charts.usual.usual_icons`), words (`charts.usual.usual_words`).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from charts.markup import text, text_width
from charts.saying.usual import KEY, middle_word
from charts.theme import INK, SEA, SECONDARY
from charts.trend import lane
from charts.trend.trend_figure import AXIS, NARROW, PLOT, WIDE, axis, change_lines, grid, label
from charts.trend.trend_lanes import LANE, lanes
from charts.trend.trend_scales import Frame, frame_of, spread
from charts.usual.usual_evidence import Charted, UsualEvidence
from charts.usual.usual_icons import point_mark
from charts.usual.usual_words import alt_text, special_kind
from charts.words import number_text, round_ticks, tick_text, value_text
from equity.change.usual import Variation

TOP = 46.0  # room for the key above the plot
DASH = {"limit": ' stroke-dasharray="5 4"', "target": ' stroke-dasharray="9 3 2 3"', "mean": ""}


def figure(evidence: UsualEvidence) -> str:
    """The figure twice, as `charts.trend.trend_figure.figure`; "" where there is no chart."""
    if not evidence.charted:
        return ""
    return (
        f'<div class="he-trend-wide">{drawing(evidence, width=WIDE)}</div>'
        f'<div class="he-trend-narrow">{drawing(evidence, width=NARROW)}</div>'
    )


def drawing(evidence: UsualEvidence, *, width: float, linked: bool = True) -> str:
    """One SVG of a width in pixels; `linked` as in `charts.trend.trend_figure.drawing`."""
    trend = evidence.trend
    frame = frame_in(evidence, width=width)
    under = PLOT + AXIS + LANE * len(trend.lanes)
    parts = [
        *(_band(run, frame) for run in _runs(evidence.charted)),
        grid(trend, frame),
        _key(evidence, frame),
        change_lines(trend, frame, end=PLOT + (AXIS + LANE if trend.lanes else 0)),
        *(_limits(run, frame) for run in _runs(evidence.charted)),
        _target(evidence, frame),
        _line(evidence, frame),
        _names(evidence, frame),
        axis(trend, frame),
        lanes(trend.lanes, frame, top=PLOT + AXIS),
    ]
    return (
        f'<svg viewBox="0 0 {width:g} {drawn_height(evidence, width=width):g}" width="100%">'
        f'<g role="img" aria-label="{text(alt_text(evidence))}">{"".join(parts)}</g>'
        f"{lane.lane(trend, frame, top=under, linked=linked)}</svg>"
    )


def drawn_height(evidence: UsualEvidence, *, width: float) -> float:
    """Pixels a drawing of a width is high."""
    trend = evidence.trend
    return PLOT + AXIS + LANE * len(trend.lanes) + lane.height(trend, frame_in(evidence, width=width)) + 4


def frame_in(evidence: UsualEvidence, *, width: float) -> Frame:
    """The trend's frame with room for limits and target on the vertical axis."""
    frame = frame_of(evidence.trend, width=width, height=PLOT, top=TOP)
    known = [one for one in evidence.charted if one.counts]
    ends = [end for one in evidence.charted for end in (one.lower, one.upper)] + [one.point.value for one in known]
    ends += [evidence.target] if evidence.target == evidence.target else []
    return replace(frame, ticks=round_ticks(min(ends), max(ends), most=8))


def _runs(charted: tuple[Charted, ...]) -> list[list[Charted]]:
    """The stretches between new starts of mean and limits."""
    runs: list[list[Charted]] = []
    for one in charted:
        if one.starts or not runs:
            runs.append([])
        runs[-1].append(one)
    return runs


def _edges(run: list[Charted], frame: Frame) -> list[tuple[float, Charted]]:
    """Places to draw a stretch's steps through: half a period around each point."""
    places = [frame.x(one.point.day) for one in run]
    half = min((after - before for before, after in pairwise(places)), default=20.0) / 2
    return [(x + side * half, one) for x, one in zip(places, run, strict=True) for side in (-1, 1)]


def _steps(run: list[Charted], frame: Frame, name: str) -> str:
    return " ".join(f"{x:.1f},{frame.y(getattr(one, name)):.1f}" for x, one in _edges(run, frame))


def _band(run: list[Charted], frame: Frame) -> str:
    back = " ".join(reversed(_steps(run, frame, "lower").split(" ")))
    return f'<path d="M{_steps(run, frame, "upper")} {back}Z" fill="{SEA}"/>'


def _limits(run: list[Charted], frame: Frame) -> str:
    drawn = []
    for name, dash in (("lower", DASH["limit"]), ("upper", DASH["limit"]), ("mean", DASH["mean"])):
        drawn.append(
            f'<path class="hu-{name}" d="M{_steps(run, frame, name)}" fill="none" stroke="{SECONDARY}" '
            f'stroke-width="1.4"{dash}/>'
        )
    return "".join(drawn)


def _target(evidence: UsualEvidence, frame: Frame) -> str:
    if evidence.target != evidence.target:
        return ""
    y = frame.y(evidence.target)
    right = _edges(list(evidence.charted), frame)[-1][0]
    return (
        f'<path class="hu-target" d="M{frame.left:g},{y:.1f}H{right:.1f}" stroke="{INK}" stroke-width="1.6"'
        f"{DASH['target']}/>"
    )


def _line(evidence: UsualEvidence, frame: Frame) -> str:
    """The line, broken where a period does not count, and the marks of its periods."""
    runs: list[list[Charted]] = [[]]
    for one in evidence.charted:
        if one.counts:
            runs[-1].append(one)
        elif runs[-1]:
            runs.append([])
    at = {one.point.period: (frame.x(one.point.day), frame.y(one.point.value)) for run in runs for one in run}
    drawn = [
        f'<path d="M{" ".join("{:.1f},{:.1f}".format(*at[one.point.period]) for one in run)}" fill="none" '
        f'stroke="{SECONDARY}" stroke-width="1.8"/>'
        for run in runs
        if len(run) > 1
    ]
    drawn += [
        point_mark(
            special_kind(one.special, evidence.trend.measure), x=at[one.point.period][0], y=at[one.point.period][1]
        )
        for run in runs
        for one in run
    ]
    return "".join(drawn)


def _names(evidence: UsualEvidence, frame: Frame) -> str:
    """Beside the last period: what each straight line is, and its value."""
    measure, last = evidence.trend.measure, evidence.charted[-1]
    named = [(middle_word(evidence.usual), last.mean), ("Upper", last.upper), ("Lower", last.lower)]
    told = [(f"{name} {number_text(value, measure.decimals)}", value) for name, value in named]
    told += [(f"Target {tick_text(evidence.target)}", evidence.target)] if evidence.target == evidence.target else []
    x = _edges(list(evidence.charted), frame)[-1][0] + 6
    places = spread([frame.y(value) + 4 for _, value in told], gap=16, low=frame.top + 8, high=frame.bottom)
    starts = [min(x, frame.right + 6 - text_width(words, 12)) for words, _ in told]  # never over the edge
    return "".join(
        label((start, y), words, size=12, fill=INK, halo=True)
        for start, (words, _), y in zip(starts, told, places, strict=True)
    )


def _key(evidence: UsualEvidence, frame: Frame) -> str:
    """What the marks mean, of those that are drawn; the latest value at the end."""
    measure = evidence.trend.measure
    kinds = [special_kind(one.special, measure) for one in evidence.charted if one.counts]
    drawn, x = [], frame.left + 4
    for kind in (kind for kind in Variation if kind in kinds):
        mark = point_mark(kind, x=x, y=31) + label((x + 11, 35), KEY[kind], size=12, fill=INK)
        drawn.append(f'<g data-key="">{mark}</g>')
        x += 11 + text_width(KEY[kind], 12) + 18
    last = next(one.point for one in reversed(evidence.charted) if one.counts)
    words = f"Latest {value_text(last.value, measure)}"
    if x + text_width(words, 12, bold=True) < frame.right:
        drawn.append(f'<g data-key="">{label((x - 4, 35), words, size=12, fill=INK, bold=True)}</g>')
    return "".join(drawn)


def axis_start(evidence: UsualEvidence) -> str:
    """ "Axis starts at 82 %.", "" where it starts at zero or nothing is drawn."""
    if not evidence.charted:
        return ""
    first = frame_in(evidence, width=WIDE).ticks[0]
    return f"Axis starts at {tick_text(first)} {evidence.trend.measure.unit}".strip() + "." if first else ""
