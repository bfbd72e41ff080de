"""A small map of where the chosen and the similar areas lie: points on the outlines of the systems.

Lives here: one drawing from lines and points that the page hands over. Not here: reading shapes (`pages.parts`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from charts.markup import text
from charts.similar.found import Neighbour, Similar
from charts.theme import ACCENT, COAST, INK, LAND, PAPER, SEA, SECONDARY

WIDTH, HEIGHT, EDGE = 376.0, 270.0, 16.0
LEAST = 0.35  # degrees of latitude that are shown at least
Line = Sequence[tuple[float, float]]


def point_map(shown: Similar, lines: Sequence[Line], *, listed: frozenset[str] = frozenset()) -> str:
    """The map with its key; "" where there is nothing to place.

    Parameters
    ----------
    lines
        Rings of the outlines drawn under the points, in degrees.
    listed
        Codes of the similar areas that stand in the table beside it; they are marked.
    """
    points = [*shown.points, *(one.point for one in shown.neighbours), *(one.point for one in shown.taken_out)]
    if not points:
        return ""
    view = _View(points)
    ground = "".join(f'<path d="{path}"/>' for path in map(view.path, lines) if path)
    drawn = [
        *(_dot(view.xy(one.point), one.row.name, pale=bool(listed)) for one in others(shown, listed)),
        *(_dot(view.xy(one.point), one.row.name) for one in shown.neighbours if one.row.code in listed),
        *(_cross(view.xy(one.point), one.row.name) for one in shown.taken_out),
        *(_square(view.xy(point), row.name) for point, row in zip(shown.points, shown.parts, strict=True)),
    ]
    alt = f"Map: {shown.name} and the {len(shown.neighbours):,} similar {shown.many} found in {shown.where}."
    return (
        f'<figure class="hs-map"><svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}" '
        f'role="img" aria-label="{text(alt)}"><rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="{SEA}"/>'
        f'<g fill="{LAND}" stroke="{COAST}" stroke-width="1" stroke-linejoin="round">{ground}</g>{"".join(drawn)}</svg>'
        f"<figcaption>{_key(shown, listed)}</figcaption></figure>"
    )


def others(shown: Similar, listed: frozenset[str]) -> list[Neighbour]:
    """Similar areas that are not listed, the most alike drawn last."""
    return [one for one in reversed(shown.neighbours) if one.row.code not in listed]


class _View:
    """From degrees to pixels: a rectangle around the points, true in the middle."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        lons, lats = zip(*points, strict=True)
        self.middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
        self.shrink = math.cos(math.radians(self.middle[1]))
        wide, tall = max((max(lons) - min(lons)) * self.shrink, LEAST), max(max(lats) - min(lats), LEAST)
        self.scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / tall)

    def xy(self, point: tuple[float, float]) -> tuple[float, float]:
        """Pixels of a point."""
        across = (point[0] - self.middle[0]) * self.shrink * self.scale
        return WIDTH / 2 + across, HEIGHT / 2 - (point[1] - self.middle[1]) * self.scale

    def path(self, line: Line) -> str:
        """A ring, without the corners that fall on the same pixel; "" for one that lies outside."""
        kept: list[tuple[float, float]] = []
        for point in line:
            x, y = self.xy(point)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= 1:
                kept.append((x, y))
        xs, ys = zip(*kept, strict=True)
        if len(kept) < 3 or max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > HEIGHT:
            return ""
        return f"M{'L'.join(f'{x:.1f},{y:.1f}' for x, y in kept)}Z"


def _dot(at: tuple[float, float], name: str, *, pale: bool = False) -> str:
    look = f'fill="{PAPER}" stroke="{ACCENT}" stroke-width="1.3"' if pale else f'fill="{ACCENT}" stroke="{PAPER}"'
    return f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="4.5" {look}><title>{text(name)}</title></circle>'


def _square(at: tuple[float, float], name: str) -> str:
    return (
        f'<path d="M{at[0]:.1f},{at[1] - 6:.1f}l6,6l-6,6l-6,-6Z" fill="{INK}" stroke="{PAPER}">'
        f"<title>{text(name)}</title></path>"
    )


def _cross(at: tuple[float, float], name: str) -> str:
    arms = f"M{at[0] - 4:.1f},{at[1] - 4:.1f}l8,8m0,-8l-8,8"
    return f'<path d="{arms}" stroke="{SECONDARY}" stroke-width="2" fill="none"><title>{text(name)}</title></path>'


def _key(shown: Similar, listed: frozenset[str]) -> str:
    own = "chosen" if shown.single else f"{len(shown.points):,} chosen"
    wanted = [(_square((8, 8), ""), own)]
    if listed:
        wanted += [(_dot((8, 8), ""), f"{len(listed):,} listed")]
    rest = len(shown.neighbours) - len(listed)
    wanted += [(_dot((8, 8), "", pale=bool(listed)), f"{rest:,} {'other ' if listed else ''}similar")] if rest else []
    if shown.taken_out:
        wanted.append((_cross((8, 8), ""), f"{len(shown.taken_out):,} taken out"))
    return "".join(
        f'<span><svg width="16" height="16" aria-hidden="true">{mark.replace("<title></title>", "")}</svg>'
        f"{text(words)}</span>"
        for mark, words in wanted
    )
