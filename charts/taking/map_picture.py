"""The map as a drawing: land, areas in their classes, hatches, outlines, names, and the legend below it.

Lives here: the drawing from finished paths. Not here: shapes and projection (`pages.parts.taking.ground`), classes and
breaks (`equity`), the words of the legend (`charts.map.legend`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from charts.map.area_classes import AreaClass
from charts.map.legend import marker_place
from charts.markup import text, text_width
from charts.taking import map_squares
from charts.taking.map_squares import Squares
from charts.taking.sheet import Figure
from charts.theme import BACKGROUND_DOT, COAST, INK, LAND, PAPER, SEA, SECONDARY
from equity.breaks import (
    MISSING_CLASS,
    NOT_COLLECTED_CLASS,
    NOT_COMPARABLE_CLASS,
    OUTSIDE_CLASS,
    SUPPRESSED_CLASS,
)

# Width, casing and dash of an outline, as the map in the browser has them (`static/map/outlines.mjs`).
LINES = {
    "ward": (0.75, 0.0, ""), "district": (1.25, 3.0, ""), "system": (1.0, 0.0, ""), "county": (1.5, 3.5, "5 3.5"),
    "neighbourhood": (1.5, 3.5, ""), "place": (1.75, 4.0, ""), "emphasis": (3.0, 6.0, ""), "selected": (2.0, 4.0, ""),
}  # fmt: skip
QUIET = ("ward", "district", "system")
DASHED = (MISSING_CLASS, NOT_COLLECTED_CLASS)
HATCHED = {
    SUPPRESSED_CLASS: ("rising", 1.6),
    NOT_COMPARABLE_CLASS: ("falling", 1.6),
    NOT_COLLECTED_CLASS: ("rising", 0.8),
}
LEGEND_WIDE, BLOCK = 440.0, 12.0
LARGER = 1.5  # of a legend: on a slide the drawing has little more than half its size


@dataclass(frozen=True)
class Ground:
    """What lies where, in pixels.

    Attributes
    ----------
    size : (float, float)
    land : str
        Path of the land.
    areas : sequence of (str, int)
        Path and class of every area; classes of areas outside the reader's filter are left out.
    points : mapping of int to str
        Path of dots by class, where areas are too many to draw.
    lines : sequence of (str, str)
        Path and style of outlines, in the order of drawing.
    names : sequence of (float, float, str, bool)
        Where a name stands, the name, whether it is bold.
    squares : Squares, optional
        Programmes that are switched on.
    """

    size: tuple[float, float]
    land: str
    areas: Sequence[tuple[str, int]]
    points: Mapping[int, str] = field(default_factory=dict)
    lines: Sequence[tuple[str, str]] = ()
    names: Sequence[tuple[float, float, str, bool]] = ()
    squares: Squares | None = None


def map_figure(ground: Ground, *, colours: Mapping[str, str], legend: Mapping[str, object]) -> Figure:
    """The map of a view with its legend.

    Parameters
    ----------
    ground : Ground
    colours : mapping
        Colour of each class code as text.
    legend : mapping
        As `charts.map.legend.legend` makes it.
    """
    width, height = ground.size
    hatches = {code: _pattern(f"h{code}", *HATCHED[code]) for code in HATCHED}
    looks = {int(code): colour for code, colour in colours.items()} | {code: f"url(#h{code})" for code in HATCHED}
    below, more = _legend(legend, looks, width / LARGER)
    more *= LARGER
    drawn = _ground(ground, looks, "".join(hatches.values()))
    listed, further = map_squares.listed(ground.squares or Squares(), width)
    keys = f'<g transform="translate(0,{height + 14:g}) scale({LARGER:g})">{below}</g>'
    keys += f'<g transform="translate(0,{height + 14 + more:g})">{listed}</g>' if listed else ""
    return Figure(f"{drawn}{keys}", width, height + 14 + more + further)


def sets_figure(ground: Ground, kinds: Sequence[AreaClass]) -> Figure:
    """A map of which areas are in which set, with the sets' names below it."""
    width, height = ground.size
    made = [_pattern(f"s{kind.code}", kind.pattern, 1.6, kind.colour, kind.ink) for kind in kinds if kind.pattern]
    looks = {kind.code: f"url(#s{kind.code})" if kind.pattern else kind.colour for kind in kinds}
    there = {code for _, code in ground.areas}
    keys, x, y = [], 0.0, 0.0
    for kind in (kind for kind in kinds if kind.code in there):
        across = 30 + text_width(kind.words, 13) + 18
        x, y = (0.0, y + 22) if x and x + across > width / LARGER else (x, y)
        keys.append(
            f'<rect x="{x + 0.5:g}" y="{y + 0.5:g}" width="22" height="13" fill="{looks[kind.code]}" '
            f'stroke="{SECONDARY}"/>{_said(kind.words, (x + 30, y + 12), size=13)}'
        )
        x += across
    drawn = _ground(ground, looks, "".join(made))
    below = f'<g transform="translate(0,{height + 14:g}) scale({LARGER:g})">{"".join(keys)}</g>'
    return Figure(f"{drawn}{below}", width, height + 14 + LARGER * (20 + y))


def _ground(ground: Ground, looks: Mapping[int, str], hatches: str) -> str:
    width, height = ground.size
    areas = "".join(_area(path, code, looks) for path, code in ground.areas if code != OUTSIDE_CLASS)
    look = 'stroke-width="3" stroke-linecap="round" fill="none"'
    dots = "".join(
        f'<path d="{path}" stroke="{looks.get(code, BACKGROUND_DOT)}" {look}/>'
        for code, path in ground.points.items()
        if code != OUTSIDE_CLASS and not looks.get(code, "").startswith("url")
    )
    lines = "".join(_line(path, style) for path, style in ground.lines)
    names = "".join(_name(one, width) for one in ground.names)
    squares = map_squares.drawn(ground.squares or Squares(), ground.size)
    return (
        f'<svg width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"><defs>{hatches}</defs>'
        f'<rect width="{width:g}" height="{height:g}" fill="{SEA}"/>'
        f'<path d="{ground.land}" fill="{LAND}" stroke="{COAST}" stroke-width=".75" fill-rule="evenodd"/>'
        f'<g stroke="{PAPER}" stroke-width=".6" stroke-linejoin="round" fill-rule="evenodd">{areas}</g>{dots}'
        f'<g fill="none" stroke-linejoin="round">{lines}</g>{names}{squares}</svg>'
    )


def _area(path: str, code: int, looks: Mapping[int, str]) -> str:
    edge = f' stroke="{BACKGROUND_DOT}" stroke-dasharray="3 2.5"' if code in DASHED else ""
    return f'<path d="{path}" fill="{looks.get(code, PAPER)}"{edge}/>'


def _line(path: str, style: str) -> str:
    width, casing, dash = LINES[style]
    colour = SECONDARY if style in QUIET else INK
    under = f'<path d="{path}" stroke="{PAPER}" stroke-width="{casing:g}"/>' if casing else ""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'{under}<path d="{path}" stroke="{colour}" stroke-width="{width:g}"{dashed}/>'


def _name(one: tuple[float, float, str, bool], width: float) -> str:
    """A name with a halo, moved in from the edges."""
    x, y, words, bold = one
    half = text_width(words, 13, bold=bold) / 2 + 4
    x = min(max(x, half), width - half)
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{max(y, 14):.1f}" text-anchor="middle" font-size="13" fill="{INK}"{weight} '
        f'paint-order="stroke" stroke="{PAPER}" stroke-width="4" stroke-linejoin="round">{text(words)}</text>'
    )


def _pattern(name: str, kind: str, line: float, paper: str = PAPER, ink: str = SECONDARY) -> str:
    """A hatch of 6 pixels; dots and crosses for sets of areas."""
    if kind == "dots":
        drawn = f'<circle cx="3" cy="3" r="1.2" fill="{ink}"/>'
    elif kind == "cross":
        drawn = f'<path d="M0,0L6,6M6,0L0,6" stroke="{ink}" stroke-width="{line:g}"/>'
    else:
        slant = "M-1,7L7,-1M-1,1L1,-1M5,7L7,5" if kind == "rising" else "M-1,-1L7,7M5,-1L7,1M-1,5L1,7"
        drawn = f'<path d="{slant}" stroke="{ink}" stroke-width="{line:g}"/>'
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{paper}"/>{drawn}</pattern>'
    )


def _legend(parts: Mapping[str, object], looks: Mapping[int, str], width: float) -> tuple[str, float]:
    """Blocks with their words, markers above them, keys of the states that occur; and how high it is."""
    codes, labels = parts["codes"], parts["labels"]
    each = min(LEGEND_WIDE, width) / max(len(codes), 1)
    out = [_marker(parts, name, each) for name in ("selected", "benchmark")]
    for place, (code, label) in enumerate(zip(codes, labels, strict=True)):
        out.append(
            f'<rect x="{place * each:.1f}" y="36" width="{each:.1f}" height="{BLOCK:g}" fill="{looks[code]}" '
            f'stroke="{SECONDARY}" stroke-width=".75"/>'
            + _said(label, ((place + 0.5) * each, 64), size=12, anchor="middle")
        )
    x, y = min(LEGEND_WIDE, width) + 26, 46.0
    keys = [(looks.get(code, PAPER), words) for code, words in parts["keys"]]  # without a value: the colour of paper
    keys += [("", parts["dark"])] if parts["dark"] else []
    for fill, words in keys:
        across = (30 if fill else 0) + text_width(words, 12) + 14
        if x + across > width:
            x, y = 0.0, y + 24 if y > 46 else 88.0
        if fill:
            dash = ' stroke-dasharray="3 2"' if fill == PAPER else ""
            box = f'<rect x="{x:.1f}" y="{y - 11:.1f}" width="22" height="13" fill="{fill}"'
            out.append(f'{box} stroke="{SECONDARY}"{dash}/>')
        out.append(_said(words, (x + (30 if fill else 0), y), size=12))
        x += across
    return "".join(out), max(72.0, y + 8)


def _marker(parts: Mapping[str, object], name: str, each: float) -> str:
    """A triangle over the blocks where a value lies: full for the selected area, hollow for the benchmark."""
    found = parts[name]
    if not found or not parts["breaks"]:
        return ""
    x = marker_place(found["value"], parts["breaks"]) * each
    own = name == "selected"
    look = f'fill="{INK}"' if own else f'fill="{PAPER}" stroke="{INK}" stroke-width="1.2"'
    row = 20.0 if own else 6.0
    line = f'<path d="M{x:.1f},{row + 2:g}V26" stroke="{INK}" stroke-width=".75"/>' if not own else ""
    right = x + 10 + text_width(found["text"], 12, bold=own) > each * len(parts["codes"]) + 120
    at, anchor = ((x - 9, row + 4), "end") if right else ((x + 9, row + 4), "start")
    return (
        f'{line}<path d="M{x - 5:.1f},26h10l-5,8z" {look}/>{_said(found["text"], at, size=12, anchor=anchor, bold=own)}'
    )


def _said(words: str, at: tuple[float, float], *, size: float, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:g}" fill="{INK}" text-anchor="{anchor}"{weight}>'
        f"{text(words)}</text>"
    )
