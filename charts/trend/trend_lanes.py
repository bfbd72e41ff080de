"""Lanes under the axis of a trend: what stood over the area when, as labelled bars of time.

Lives here: drawing. Not here: which spans there are (`geo.lanes`).
"""

from __future__ import annotations

from charts.markup import text, text_width, wrapped
from charts.theme import INK, LANE_FILLS, PAPER, SECONDARY
from charts.trend.trend_scales import Frame, ordinal

LANE, BAR, SIZE = 50.0, 22.0, 12
JOINING = ("and", "of", "the", "&")  # a name is not cut after one of these
Spans = tuple[tuple[str, str, str], ...]


def lanes(given: tuple[tuple[str, Spans], ...], frame: Frame, *, top: float) -> str:
    """Every lane below the one before."""
    return "".join(_lane(title, spans, frame, top=top + LANE * place) for place, (title, spans) in enumerate(given))


def _lane(title: str, spans: Spans, frame: Frame, *, top: float) -> str:
    shown = [span for span in spans if not _outside(span, frame)]
    width = frame.right - frame.left
    title = wrapped(title, SIZE, width=width)[0] if text_width(title, SIZE) > width else title
    drawn = [_words(frame.left, top + 15, title, fill=SECONDARY)]
    for place, (start, end, name) in enumerate(shown):
        left, right = frame.x(start) if start else frame.left, frame.x(end)
        fill = LANE_FILLS[min(place + max(0, len(LANE_FILLS) - len(shown)), len(LANE_FILLS) - 1)]
        drawn.append(
            f'<rect x="{left + 0.5:.1f}" y="{top + 21:g}" width="{max(right - left - 1, 1):.1f}" height="{BAR:g}" '
            f'fill="{fill}"><title>{text(name)}</title></rect>'
        )
        if place:
            drawn.append(
                f'<path d="M{left:.1f},{top + 16:g}v{BAR + 10:g}" stroke="{SECONDARY}" stroke-dasharray="3 3"/>'
            )
        fits = fitting(name, right - left - 12)
        if fits:
            drawn.append(_words(left + 7, top + 36, fits, fill=INK, middle=top + 21 + BAR / 2))
    return "".join(drawn)


def fitting(name: str, room: float) -> str:
    """The name if there is room for it, else its first words that tell, with dots, else nothing."""
    if text_width(name, SIZE) <= room:
        return name
    words = name.split(" ")
    for count in range(len(words) - 1, 0, -1):
        if words[count - 1] in JOINING:
            continue
        short = f"{' '.join(words[:count])} ..."
        if text_width(short, SIZE) <= room:
            return short
    return ""


def _outside(span: tuple[str, str, str], frame: Frame) -> bool:
    start, end, _ = span
    return (bool(end) and ordinal(end) <= frame.first_day) or (bool(start) and ordinal(start) >= frame.last_day)


def _words(x: float, y: float, words: str, *, fill: str, middle: float | None = None) -> str:
    """`middle`: height of the middle of the bar they stand in, for letters that a slide makes larger."""
    within = "" if middle is None else f' data-middle="{middle:g}"'
    halo = f'paint-order="stroke" stroke="{PAPER}" stroke-width="3"' if fill == SECONDARY else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{SIZE}" fill="{fill}"{within} {halo}>{text(words)}</text>'
