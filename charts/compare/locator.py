"""The small map beside the figure: every area in view in the colour of its judgement, or the listed ones as dots.

Lives here: the drawing and its key. Not here: the shapes (the page hands over paths in pixels), the large map.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from charts.compare.compared import Areas
from charts.compare.plot import svg
from charts.evidence import Evidence
from charts.map.legend import class_labels
from charts.marks import comparison_words, mark, mark_shape, swatch
from charts.markup import text
from charts.states import state
from charts.theme import (
    ACCENT,
    BACKGROUND_DOT,
    COAST,
    LAND,
    PAPER,
    SEA,
    SECONDARY,
    SIMILAR,
    WORSE,
    class_colours,
    comparison_colours,
)
from charts.words import level_words
from data.schema import Status
from equity.breaks import class_index, comparison_index
from equity.comparing.comparison import SIDE, Comparison

LIGHT = (PAPER, SIMILAR)
MARKED = 40  # up to so many areas carry the mark of their judgement, too
ORDER = (
    Comparison.MUCH_WORSE, Comparison.WORSE, Comparison.MUCH_HIGHER, Comparison.HIGHER, Comparison.SIMILAR,
    Comparison.LOWER, Comparison.MUCH_LOWER, Comparison.BETTER, Comparison.MUCH_BETTER,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Shapes:
    """Shapes in pixels.

    Attributes
    ----------
    size : tuple of float
        Width and height of the drawing.
    paths : mapping of code to path
        Areas drawn as shapes; empty where dots stand for them.
    points : mapping of code to (x, y)
        A point inside each area.
    roomy : frozenset of str
        Areas large enough for a mark inside.
    outline : str
        Path of what stands around them: the other areas of the scope, or the systems of England.
    """

    size: tuple[float, float]
    paths: dict[str, str]
    points: dict[str, tuple[float, float]]
    roomy: frozenset[str] = frozenset()
    outline: str = ""


def locator(areas: Areas, shapes: Shapes) -> str:
    """The map with its key."""
    evidence = areas.evidence
    _one, many = level_words(evidence.area_type)
    body = _shaped(areas, shapes) if shapes.paths else _dotted(areas, shapes)
    around = f'<path d="{shapes.outline}" fill="{LAND}" stroke="{COAST}" stroke-width=".7"/>'
    sea = f'<rect width="100%" height="100%" fill="{SEA}"/>'
    label = f"Map of the {many}, coloured by how they compare. The table holds the same judgements."
    drawn = svg(f'{_patterns()}{sea}{around}<g class="hc-areas">{body}</g>', size=shapes.size, label=label)
    words = "Map of the areas. Arrow keys go from area to area, Enter chooses, Escape leaves."
    return (
        f'<div class="hc-map" data-marks tabindex="0" role="group" aria-label="{text(words)}">{drawn}</div>'
        f"{key(evidence)}" + (f'<p class="hc-cut">{text(areas.cut)}</p>' if not shapes.paths and areas.cut else "")
    )


def _shaped(areas: Areas, shapes: Shapes) -> str:
    evidence = areas.evidence
    fills = fill_of(evidence)
    codes = [code for code in areas.drawn if code in shapes.paths]
    drawn = [_path(code, shapes.paths[code], fill=fills[code]) for code in codes]
    if len(codes) <= MARKED:
        outcomes = evidence.frame["compared"].to_dict()
        known = [code for code in codes if code in shapes.roomy and outcomes[code] != Comparison.NOT_COMPARED]
        drawn += [_small_mark(outcomes[code], shapes.points[code]) for code in known]
    return "".join(drawn)


def _path(code: str, path: str, *, fill: str) -> str:
    edge = (
        f' style="stroke:{BACKGROUND_DOT}"' if fill in LIGHT or fill.startswith("url") else ""
    )  # light areas need an edge
    return f'<path data-area="{text(code)}" d="{path}" fill="{fill}"{edge}/>'


def _small_mark(outcome: str, at: tuple[float, float]) -> str:
    """The mark inside its area: white on the dark fills, where a halo would make a disc look like a ring."""
    x, y = at
    if SIDE[str(outcome)] in (Comparison.BETTER, Comparison.WORSE):
        shape = mark_shape(outcome, x=round(x, 1), y=round(y, 1), scale=0.6)
        white = re.sub(r' class="[^"]*"', "", shape).replace(ACCENT, PAPER).replace(WORSE, PAPER)
        return f'<g pointer-events="none">{white}</g>'
    halo = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.6" fill="{PAPER}"/>'
    return f'<g pointer-events="none">{halo}{mark_shape(outcome, x=round(x, 1), y=round(y, 1), scale=0.6)}</g>'


def _dotted(areas: Areas, shapes: Shapes) -> str:
    outcomes = areas.evidence.frame["compared"].to_dict()
    drawn = []
    for code in reversed(areas.drawn):  # greatest need on top
        if code in shapes.points:
            x, y = shapes.points[code]
            shape = mark_shape(outcomes[code], x=round(x, 1), y=round(y, 1), scale=0.55)
            drawn.append(f'<g data-area="{text(code)}" data-at="{x:.1f},{y:.1f}">{shape}</g>')
    return "".join(drawn)


def fill_of(evidence: Evidence) -> dict[str, str]:
    """Colour, or hatch, of every area in view."""
    if evidence.breaks:
        colours = class_colours(len(evidence.breaks) + 1, evidence.measure.polarity)
        codes = class_index(evidence.frame, evidence.breaks, decimals=evidence.measure.decimals)
    else:
        colours = comparison_colours(two_limits=evidence.two_limits)
        codes = comparison_index(evidence.frame["compared"], evidence.frame["status"])
    return {area: colours.get(str(code), f"url(#hc-{code})") for area, code in codes.items()}


def _levels(evidence: Evidence) -> list[str]:
    """The classes of the level, lowest first."""
    colours = class_colours(len(evidence.breaks) + 1, evidence.measure.polarity)
    labels = class_labels(evidence.breaks, evidence.measure)
    return [f"<li>{swatch(0, colour=colours[str(at)])}{text(words)}</li>" for at, words in enumerate(labels)]


def _patterns() -> str:
    """Hatches of the states, as on the large map."""
    slant = {"rising": "M-2,8L8,-2M4,14L14,4", "falling": "M-2,2L8,12M2,-4L14,8"}
    drawn = []
    for status in (Status.SUPPRESSED, Status.NOT_COMPARABLE, Status.MISSING, Status.NOT_COLLECTED):
        found = state(status)
        lines = slant.get(found.hatch, "")
        drawn.append(
            f'<pattern id="hc-{found.class_code}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<rect width="8" height="8" fill="{PAPER}"/><path d="{lines}" stroke="{SECONDARY}"/></pattern>'
        )
    return f"<defs>{''.join(drawn)}</defs>"


def key(evidence: Evidence) -> str:
    """What the colours mean, with how many areas each stands for; the level where nothing can be judged."""
    frame = evidence.inside
    counts = frame.loc[frame["value"].notna() & (frame["status"] != str(Status.NOT_COMPARABLE)), "compared"]
    counts = counts.value_counts()
    items = [
        f"<li>{mark(one)}{text(f'{comparison_words(one)} {counts[str(one)]:,}')}</li>"
        for one in (*ORDER, Comparison.NOT_COMPARED)
        if counts.get(str(one), 0) and not evidence.breaks
    ]
    items += _levels(evidence) if evidence.breaks else []
    for status, number in frame["status"].value_counts().sort_index().items():
        found = state(status, not_ranked=evidence.measure.not_ranked)
        if found.class_code is not None:
            items.append(f'<li><i class="hc-key hc-{status}"></i>{text(f"{found.label} {number:,}")}</li>')
    return f'<ul class="hc-keys">{"".join(items)}</ul>'
