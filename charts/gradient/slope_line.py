"""The slope line of the figure, and its words where they lie on the fewest marks.

Lives here: drawing and placing. Not here: the line itself (`equity.inequality.slope_index`), the rest of the figure.
"""

from __future__ import annotations

from charts.board.words import size_words
from charts.gradient.drawing import Box, words
from charts.gradient.evidence import GradientEvidence, Ladder
from charts.markup import text_width
from charts.saying.clauses import range_text
from charts.theme import ORANGE_TEXT, WORSE


def slope_line(shown: GradientEvidence, box: Box) -> str:
    """The line with its size in words, and a leader from one to the other; "" without a line."""
    slope, measure = shown.shown.slope, shown.measure
    if not slope.known:
        return ""
    line = (
        f'<path d="M{box.x(0):.1f},{box.y(slope.low):.1f}L{box.x(1):.1f},{box.y(slope.high):.1f}" stroke="{WORSE}" '
        'stroke-width="2.2" stroke-dasharray="8 5" fill="none"/>'
    )
    title = "Slope index of inequality"
    limits = slope.slope
    size = f"{size_words(limits.value, measure)} from end to end"
    if limits.lower == limits.lower:
        size += f" ({range_text(limits.lower, limits.upper, measure=measure)})"
    room = max(text_width(title, 13, bold=True), text_width(size, 13))
    x, top = _free_corner(shown.shown, box, room=room)
    from_x = x + (room - 24 if x < (box.left + box.right) / 2 else 24)
    share = (from_x - box.left) / (box.right - box.left)
    at = box.y(slope.low + share * (slope.high - slope.low))
    below = at < top
    start, end = (at + 5, top - 2) if below else (at - 5, top + 38)
    leader = f'<path d="M{from_x:.1f},{start:.1f}V{end:.1f}" stroke="{WORSE}" stroke-width="1"/>'
    said = words((x, top + 13), title, bold=True, fill=ORANGE_TEXT, halo=True)
    said += words((x, top + 31), size, fill=ORANGE_TEXT, halo=True)
    return line + (leader if abs(end - start) > 10 and (end > start) == below else "") + said


def _free_corner(ladder: Ladder, box: Box, *, room: float) -> tuple[float, float]:
    """Where the slope's words lie on the fewest marks: left edge and top of a block 36 pixels high."""
    slope = ladder.slope
    rises = slope.high >= slope.low
    lefts = [box.right - room - 12, (box.left + box.right - room) / 2, box.left + 10]
    corners = [(x, top) for top in (box.bottom - 44, box.top + 8) for x in (lefts if rises else lefts[::-1])]

    def met(corner: tuple[float, float]) -> int:
        (x, top), found = corner, 0
        for step in (step for step in ladder.steps if step.row.has_value):
            across = box.x(step.start) < x + room and box.x(step.end) > x
            found += 5 * (across and top - 8 < box.y(step.row.value) < top + 42)
        for dot in ladder.dots:
            found += x - 4 < box.x(dot.at) < x + room + 4 and top - 4 < box.y(dot.value) < top + 38
        for place in range(5):
            share = (x + room * place / 4 - box.left) / (box.right - box.left)
            found += 2 * (top - 6 < box.y(slope.low + share * (slope.high - slope.low)) < top + 40)
        return found

    return min(corners, key=met)
