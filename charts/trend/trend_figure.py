"""The figure of a trend: lines with names beside them, intervals, changes of footprint, lanes under the axis, as SVG.

Lives here: drawing, for a page and for a phone. Not here: scales (`charts.trend.trend_scales`), lanes
(`charts.trend.trend_lanes`), words (`charts.trend.trend_words`).
"""

from __future__ import annotations

from charts.markup import text, text_width, wrapped
from charts.theme import ACCENT, INK, PAPER, RULE, SECOND_LINE, SECONDARY
from charts.trend import lane
from charts.trend.trend_evidence import Line, Point, TrendEvidence
from charts.trend.trend_lanes import LANE, lanes
from charts.trend.trend_scales import Frame, frame_of, name_room, spread
from charts.trend.trend_words import alt_text, axis_title, short_day
from charts.words import period_words, tick_text, value_text

TOP, PLOT, AXIS = 24.0, 316.0, 28.0
WIDE, NARROW = 836.0, 358.0
COLOURS = {"first": ACCENT, "second": SECOND_LINE, "benchmark": SECONDARY}


def figure(evidence: TrendEvidence) -> str:
    """The figure twice: as wide as a page's left column, and for a phone; the style sheet shows one of them."""
    if not any(line.known for line in evidence.subjects):
        return ""
    return (
        f'<div class="he-trend-wide">{drawing(evidence, width=WIDE)}</div>'
        f'<div class="he-trend-narrow">{drawing(evidence, width=NARROW)}</div>'
    )


def drawing(evidence: TrendEvidence, *, width: float, linked: bool = True) -> str:
    """One SVG of a width in pixels; `linked` where its programmes lead to their entries on the page."""
    frame = frame_of(evidence, width=width, height=PLOT, top=TOP)
    under = PLOT + AXIS + LANE * len(evidence.lanes)
    order = sorted(evidence.lines, key=lambda line: line.role != "benchmark")  # the benchmark lies underneath
    parts = [
        grid(evidence, frame),
        change_lines(evidence, frame, end=PLOT + (AXIS + LANE if evidence.lanes else 0)),
        *(_line(line, frame) for line in order),
        _names(evidence, frame),
        _numbers(evidence, frame),
        axis(evidence, frame),
        lanes(evidence.lanes, frame, top=PLOT + AXIS),
    ]
    said = text(alt_text(evidence))
    programmes = lane.lane(evidence, frame, top=under, linked=linked)
    return (
        f'<svg viewBox="0 0 {width:g} {drawn_height(evidence, width=width):g}" width="100%">'
        f'<g role="img" aria-label="{said}">{"".join(parts)}</g>{programmes}</svg>'
    )


def drawn_height(evidence: TrendEvidence, *, width: float) -> float:
    """Pixels a drawing of a width is high."""
    frame = frame_of(evidence, width=width, height=PLOT, top=TOP)
    return PLOT + AXIS + LANE * len(evidence.lanes) + lane.height(evidence, frame) + 4


def label(at: tuple[float, float], words: str, **look: object) -> str:
    """A text of the figure: size 13 and quiet unless told otherwise."""
    style = {"size": 13, "fill": SECONDARY, "anchor": "start", "bold": False, "halo": False} | look
    halo = f' paint-order="stroke" stroke="{PAPER}" stroke-width="3.5" stroke-linejoin="round"' if style["halo"] else ""
    weight = ' font-weight="700"' if style["bold"] else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{style["size"]}" fill="{style["fill"]}" '
        f'text-anchor="{style["anchor"]}"{weight}{halo}>{text(words)}</text>'
    )


def grid(evidence: TrendEvidence, frame: Frame) -> str:
    """What the vertical axis counts, and a line with its number at each tick."""
    rows = []
    for tick in frame.ticks:
        y = frame.y(tick)
        rows.append(f'<path d="M{frame.left:g},{y:.1f}H{frame.right:g}" stroke="{RULE}"/>')
        rows.append(label((frame.left - 8, y + 4), tick_text(tick), anchor="end"))
    return label((0, 14), axis_title(evidence)) + "".join(rows)


def axis(evidence: TrendEvidence, frame: Frame) -> str:
    """The axis of time: a tick per period, as many labels as there is room for."""
    base = f'<path d="M{frame.left:g},{frame.bottom:g}H{frame.right:g}" stroke="{SECONDARY}"/>'
    drawn, free = [], float("inf")
    for point in reversed(evidence.lines[0].points):  # the last period always has its label
        x = frame.x(point.day)
        drawn.append(f'<path d="M{x:.1f},{frame.bottom:g}v5" stroke="{SECONDARY}"/>')
        words = axis_words(point.period)
        half = text_width(words, 13) / 2
        middle = min(max(x, half), frame.right + 6 - half)
        if middle + half < free:
            drawn.append(label((middle, frame.bottom + 19), words, anchor="middle", halo=True))
            free = middle - half - 14
    return base + "".join(drawn)


def axis_words(period: str) -> str:
    """A period short enough for an axis: "2023/24", "Q1 2018/19", "8 Jul 2021"."""
    if " Q" in period:
        year, quarter = period.split(" ")
        return f"{quarter} {year}"
    return short_day(period) if len(period) == 10 else period_words(period)


def _line(line: Line, frame: Frame) -> str:
    """Whiskers, the line (broken where a period has no value), and its points."""
    colour = COLOURS[line.role]
    runs: list[list[Point]] = [[]]
    for point in line.points:
        if point.has_value:
            runs[-1].append(point)
        elif runs[-1]:
            runs.append([])
    dashed = ' stroke-dasharray="6 4"' if line.role == "benchmark" else ""
    paths = []
    for run in runs:
        where = " ".join(f"{frame.x(point.day):.1f},{frame.y(point.value):.1f}" for point in run)
        if len(run) > 1:
            paths.append(f'<path d="M{where}" fill="none" stroke="{colour}" stroke-width="2.6"{dashed}/>')
    marks = [_whisker(point, frame, colour) + _point(point, frame, line.role) for point in line.known]
    return "".join(paths + marks)


def _whisker(point: Point, frame: Frame, colour: str) -> str:
    if not point.has_interval:
        return ""
    x, low, high = frame.x(point.day), frame.y(point.lower), frame.y(point.upper)
    caps = "".join(f"M{x - 3:.1f},{end:.1f}h6" for end in (low, high))
    return f'<path d="M{x:.1f},{low:.1f}V{high:.1f}{caps}" stroke="{colour}" fill="none"/>'


def _point(point: Point, frame: Frame, role: str) -> str:
    x, y, colour = frame.x(point.day), frame.y(point.value), COLOURS[role]
    hollow = point.status == "estimated"
    fill = PAPER if hollow or role == "benchmark" else colour
    if role == "second":
        return f'<rect x="{x - 3.3:.1f}" y="{y - 3.3:.1f}" width="6.6" height="6.6" fill="{fill}" stroke="{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{fill}" stroke="{colour}" stroke-width="1.8"/>'


def _names(evidence: TrendEvidence, frame: Frame) -> str:
    """Each line's name and last value to the right of its last point, never over each other."""
    lines = [line for line in evidence.lines if line.known]
    last = max(frame.x(line.known[-1].day) for line in lines)
    blocks = [(wrapped(line.name, 14, width=name_room(evidence) - 12, bold=True), line) for line in lines]
    tallest = 16.0 * max(len(words) + 1 for words, _ in blocks)
    wanted = [frame.y(line.known[-1].value) - 2 for line in lines]
    places = spread(wanted, gap=tallest + 2, low=frame.top + 8, high=frame.bottom - tallest + 14)
    drawn = []
    for (words, line), y in zip(blocks, places, strict=True):
        rows = [*words, value_text(line.known[-1].value, evidence.measure)]
        drawn += [
            label((last + 10, y + 16 * row), word, size=14, fill=COLOURS[line.role], bold=True, halo=True)
            for row, word in enumerate(rows)
        ]
    return "".join(drawn)


def change_lines(evidence: TrendEvidence, frame: Frame, *, end: float) -> str:
    """A dashed line on each day of a change, with the day and what changed at its head."""
    drawn, y = [], frame.top
    for one in evidence.breaks:
        x = frame.x(one.day)
        drawn.append(
            f'<path d="M{x:.1f},{frame.top:g}V{end:g}" stroke="{INK}" stroke-width="1.2" stroke-dasharray="4 3"/>'
        )
        left = frame.right - x < 100
        room = min(150.0, (x - frame.left if left else frame.right - x) - 8)
        rows = [(short_day(one.day), True), *((row, False) for row in wrapped(one.words, 12, width=room))]
        at, anchor = (x - 6, "end") if left else (x + 6, "start")
        look = {"size": 12, "fill": INK, "anchor": anchor, "halo": True}
        day, *said = [
            label((at, y + 12 + 15 * row), words, bold=bold, **look) for row, (words, bold) in enumerate(rows)
        ]
        saying = text(f"{short_day(one.day)}: {one.words}")  # its lines stay or go together where letters are larger
        drawn.append(f'{day}<g data-saying="{saying}">{"".join(said)}</g>')
        y = y + 15 * len(rows) + 8 if len(evidence.breaks) > 1 else y
    return "".join(drawn)


def _numbers(evidence: TrendEvidence, frame: Frame) -> str:
    """The numbers of the notes beside their points."""
    lines, drawn = {line.code: line for line in evidence.lines}, []
    for number, (code, period, words) in enumerate(evidence.notes, 1):
        point = next((p for p in lines[code].known if p.period == period), None) if code in lines else None
        if point is not None:
            last = point is lines[code].known[-1]  # the name stands to the right of it
            x, y = frame.x(point.day) + (0 if last else 17), frame.y(point.value) - (20 if last else 3)
            x, y = min(x, frame.right - 9), max(y, frame.top + 9)
            mark = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{PAPER}" stroke="{INK}" stroke-width="1.2"/>'
            mark += label((x, y + 4.3), str(number), size=12, fill=INK, anchor="middle", bold=True)
            drawn.append(f'<g data-note="{text(f"{number}. {words}")}">{mark}</g>')
    return "".join(drawn)
