"""The lane of programmes under the axis of a trend: a bar of time for each, named, that the keyboard can reach.

Lives here: where bars and names stand, and their drawing. Not here: their words (`charts.saying.before_after`), the
list under the figure (`charts.trend.programmes`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.markup import text, text_width, wrapped
from charts.saying.before_after import marker_sentence
from charts.theme import ACCENT, INK, PAPER, SECONDARY, SELECTED_ROW
from charts.trend.trend_evidence import Marker, TrendEvidence
from charts.trend.trend_lanes import fitting
from charts.trend.trend_scales import Frame, ordinal

TITLE, ROW, BAR, FOOT, SLIM, SIZE = 20.0, 28.0, 24.0, 4.0, 24.0, 12
LEAST, MOST_ROWS, GAP = 24.0, 4, 8.0  # pixels of the shortest bar; rows; pixels between neighbours
WORDS = "Programmes"


@dataclass(frozen=True)
class Bar:
    """One programme in the lane: its bar, its name and on which side of the bar the name stands."""

    marker: Marker
    left: float
    right: float
    row: int
    name: str
    at: float
    anchor: str


def height(evidence: TrendEvidence, frame: Frame) -> float:
    """Pixels the lane is high; 0 where it is hidden."""
    if not evidence.markers:
        return SLIM if evidence.markers_note else 0.0
    rows = {bar.row for bar in placed(evidence.markers, frame)}
    return TITLE + ROW * len(rows) + FOOT if rows else SLIM


def placed(markers: tuple[Marker, ...], frame: Frame) -> list[Bar]:
    """Where each programme stands that falls into the years shown: in the first row that has room for it."""
    free, bars = [frame.left - GAP] * MOST_ROWS, []
    for marker in markers:
        start, end = marker.programme.start, marker.programme.end
        if ordinal(start) >= frame.last_day or (end and ordinal(end) <= frame.first_day):
            continue
        left, right = frame.x(start), frame.x(end)
        right = max(right, min(left + LEAST, frame.right))
        left = min(left, right - LEAST)
        name, at, anchor, edges = _name(marker.programme.name, left, right=right, frame=frame)
        row = next((row for row, edge in enumerate(free) if edge + GAP <= edges[0] + 0.5), None)
        if row is not None:
            free[row] = edges[1]
            bars.append(Bar(marker, left, right, row, name, at, anchor))
    return bars


def _name(name: str, left: float, *, right: float, frame: Frame) -> tuple[str, float, str, tuple[float, float]]:
    """The name inside its bar, else to the right of it, else to the left, else cut at a word; and what both take up."""
    width = text_width(name, SIZE)
    if width <= right - left - 14:
        return name, left + 8, "start", (left, right)
    after, before = frame.right - right - 8, left - frame.left - 8
    if width > max(after, before):
        name = fitting(name, max(after, before))
        width = text_width(name, SIZE)
    if width <= after:
        return name, right + 6, "start", (left, right + 6 + width)
    return name, left - 6, "end", (left - 6 - width, right)


def lane(evidence: TrendEvidence, frame: Frame, *, top: float, linked: bool) -> str:
    """The lane; an empty one says so in a line.

    Parameters
    ----------
    top : float
        Where it begins.
    linked : bool
        On a page each bar leads to its entry in the list below and says itself to the keyboard; in a picture to keep
        there is nowhere to go.
    """
    bars = placed(evidence.markers, frame)
    if not bars:
        return _empty(evidence, frame, top=top, linked=linked)
    missing = len(evidence.markers) - len(bars)
    title = f"{WORDS} ({missing} more in the list below)" if missing else WORDS
    drawn = [_words(frame.left, top + 14, title, fill=SECONDARY)]
    drawn += [_bar(bar, frame, top=top, linked=linked) for bar in bars]
    return "".join(drawn)


def _empty(evidence: TrendEvidence, frame: Frame, *, top: float, linked: bool) -> str:
    words = evidence.markers_note
    if evidence.markers:
        words = f"{len(evidence.markers)} recorded, outside the years shown: see the list below."
    if not words:
        return ""
    room = frame.right - frame.left
    rows = wrapped(f"{WORDS}: {words}", SIZE, width=room)
    told = _words(frame.left, top + 15, rows[0] if len(rows) == 1 else f"{WORDS}: none recorded.", fill=SECONDARY)
    if not linked or len(rows) > 1:
        return told
    at = frame.left + text_width(rows[0], SIZE) + 8
    if at + 90 > frame.right:
        return told
    more = "See the list" if evidence.markers else "How to add one"
    link = _words(at, top + 15, more, fill=ACCENT).replace("<text ", '<text text-decoration="underline" ', 1)
    return f'{told}<a href="#programmes">{link}</a>'


def _bar(bar: Bar, frame: Frame, *, top: float, linked: bool) -> str:
    one, y = bar.marker, top + TITLE + ROW * bar.row
    sentence = marker_sentence(one.programme, place=one.place, owner=one.owner)
    open_end = not one.programme.end
    edge = bar.right - (9 if open_end else 0)
    shape = f"M{bar.left:.1f},{y:g}H{edge:.1f}" + (f"L{bar.right:.1f},{y + BAR / 2:g}" if open_end else "")
    shape += f"{'L' if open_end else 'V'}{f'{edge:.1f},' if open_end else ''}{y + BAR:g}H{bar.left:.1f}Z"
    band = (
        f'<rect class="hp-band" x="{bar.left:.1f}" y="{frame.top:g}" width="{bar.right - bar.left:.1f}" '
        f'height="{frame.bottom - frame.top:g}" fill="{ACCENT}" opacity="0" pointer-events="none"/>'
    )
    drawn = (
        f'{band if linked else ""}<path class="hp-bar" d="{shape}" fill="{SELECTED_ROW}" stroke="{ACCENT}" '
        f'stroke-width="1.5"/>{_words(bar.at, y + 16, bar.name, fill=INK, anchor=bar.anchor)}'
    )
    if not linked:
        return f"<g>{drawn}</g>"
    say = _said(sentence, frame, top=top)
    return f'<a class="hp" href="#programme-{text(one.programme.id)}" aria-label="{text(sentence)}">{drawn}{say}</a>'


def _said(sentence: str, frame: Frame, *, top: float) -> str:
    """The sentence over the lane while its bar has the pointer or the keyboard: name, dates, reach, source."""
    rows = wrapped(sentence, SIZE, width=frame.right - frame.left - 16)
    tall = 16 * len(rows) + 8
    y = top + TITLE - 4 - tall
    box = (
        f'<rect x="{frame.left:g}" y="{y:g}" width="{frame.right - frame.left:g}" height="{tall:g}" fill="{PAPER}" '
        f'stroke="{INK}"/>'
    )
    said = "".join(_words(frame.left + 8, y + 16 + 16 * at, row, fill=INK) for at, row in enumerate(rows))
    return f'<g class="hp-say" opacity="0" pointer-events="none" aria-hidden="true">{box}{said}</g>'


def _words(x: float, y: float, words: str, *, fill: str, anchor: str = "start") -> str:
    halo = f'paint-order="stroke" stroke="{PAPER}" stroke-width="3" stroke-linejoin="round"'
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {place} font-size="{SIZE}" fill="{fill}" {halo}>{text(words)}</text>'
