"""Two rows of dots: the chosen areas and the similar ones, each area a dot, each group a mark with its interval.

Lives here: the figure, drawn for a wide page and for a phone. Not here: its sentence (`charts.saying.similar_places`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.evidence import Measure
from charts.markup import text
from charts.similar.found import Similar
from charts.theme import ACCENT, BACKGROUND_DOT, INK, PAPER, RULE, SECONDARY
from charts.words import interval_text, number_text, round_ticks, tick_text
from equity.similar.level import Group

TOP, STEP, BELOW = 4.0, 70.0, 20.0
MIDDLE = 40.0  # of a row, from its top
DOT, APART = 4.2, 6.75  # radius; how far dots of one value move up and down
BETWEEN = "\u2003"  # a space in the words: a shift of letters is no part of their width where pictures are drawn
WIDE, NARROW = 836.0, 358.0


@dataclass(frozen=True)
class Scale:
    """From a value to pixels."""

    ticks: tuple[float, ...]
    width: float

    def x(self, value: float) -> float:
        """Pixels of a value."""
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return 10.0 + share * (self.width - 26.0)


def figure(shown: Similar) -> str:
    """The figure for both widths; "" where nothing is compared."""
    if not shown.told:
        return ""
    drawn = "".join(
        f'<div class="hs-{kind}">{drawing(shown, width)}</div>' for kind, width in (("wide", WIDE), ("narrow", NARROW))
    )
    return f'<figure class="hs-figure">{drawn}</figure>'


def alt_text(shown: Similar) -> str:
    """What the figure says, for who cannot see it."""
    own, others = (value_words(group, shown.measure) for group in (shown.level.chosen, shown.level.comparators))
    return f"{shown.name}: {own}. {group_name(shown)}: {others}."


def group_name(shown: Similar) -> str:
    """ "42 similar MSOAs together"."""
    return f"{shown.level.comparators.areas:,} similar {shown.many} together"


def value_words(group: Group, measure: Measure) -> str:
    """ "81.0 % (95 % interval 80.8 to 81.2)"."""
    limits = interval_text(group.lower_ci, group.upper_ci, measure=measure, unit=False)
    return f"{number_text(group.value, measure.decimals)}{_unit(measure)} (95 % interval {limits})"


def drawing(shown: Similar, width: float) -> str:
    """The figure as SVG, as wide as asked."""
    own = [row.value for row in shown.parts if row.has_value]
    others = [one.row.value for one in shown.neighbours if one.row.has_value]
    groups = (shown.level.chosen, shown.level.comparators)
    ends = [end for group in groups for end in (group.lower_ci, group.upper_ci)]
    every = own + others + ends
    scale = Scale(round_ticks(min(every), max(every), most=5 if width < WIDE else 9), width)
    rows = ((shown.name, [] if shown.single else own), (group_name(shown), others))
    body = "".join(
        f'<g transform="translate(0 {TOP + place * STEP:g})">'
        f"{_heading(rows[place][0], value_words(group, shown.measure), width=width)}"
        f"{_dots(rows[place][1], scale, own=place == 0)}{_mark(group, scale, own=place == 0)}</g>"
        for place, group in enumerate(groups)
    )
    height = TOP + 2 * STEP + BELOW
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return f'<svg {size} role="img" aria-label="{text(alt_text(shown))}">{_axis(scale, shown.measure)}{body}</svg>'


def _unit(measure: Measure) -> str:
    return f" {measure.unit}" if len(measure.unit) <= 2 else ""


def _axis(scale: Scale, measure: Measure) -> str:
    bottom, last = TOP + 2 * STEP, len(scale.ticks) - 1
    drawn = []
    for place, tick in enumerate(scale.ticks):
        anchor = "start" if place == 0 else "end" if place == last else "middle"
        x = scale.x(tick) - (6 if place == 0 else -6 if place == last else 0)
        words = f"{tick_text(tick)}{_unit(measure) if place == last else ''}"
        drawn.append(f'<path d="M{scale.x(tick):.1f},{TOP + 22:g}V{bottom - 2:g}" stroke="{RULE}"/>')
        drawn.append(
            f'<text x="{x:.1f}" y="{bottom + 13:g}" font-size="12" fill="{SECONDARY}" text-anchor="{anchor}">'
            f"{text(words)}</text>"
        )
    return "".join(drawn)


def _heading(name: str, words: str, *, width: float) -> str:
    value, _, limits = words.partition(" (")
    beside = f'<tspan font-size="12.5" fill="{SECONDARY}">{BETWEEN}{text(limits.rstrip(")"))}</tspan>'
    return (
        f'<text y="13" font-size="14" font-weight="700" fill="{INK}">{text(name)}</text>'
        f'<text x="{width:g}" y="13" font-size="14" fill="{INK}" text-anchor="end">'
        f'<tspan font-weight="700">{text(value)}</tspan>{beside if width >= WIDE else ""}</text>'
    )


def _dots(values: list[float], scale: Scale, *, own: bool) -> str:
    edge = INK if own else BACKGROUND_DOT
    return "".join(
        f'<circle cx="{x:.1f}" cy="{MIDDLE + offset:.1f}" r="{DOT:g}" fill="{PAPER}" stroke="{edge}"/>'
        for x, offset in swarm([scale.x(value) for value in values])
    )


def _mark(group: Group, scale: Scale, *, own: bool) -> str:
    colour, (low, middle, high) = INK if own else ACCENT, map(scale.x, (group.lower_ci, group.value, group.upper_ci))
    whisker = (
        f'<path d="M{low:.1f},{MIDDLE - 5:g}v10M{high:.1f},{MIDDLE - 5:g}v10M{low:.1f},{MIDDLE:g}H{high:.1f}" '
        f'stroke="{colour}" stroke-width="2.5"/>'
    )
    shape = (
        f'<path d="M{middle:.1f},{MIDDLE - 9:g}l9,9l-9,9l-9,-9Z"'
        if own
        else f'<circle cx="{middle:.1f}" cy="{MIDDLE:g}" r="8"'
    )
    return f'{whisker}{shape} fill="{colour}" stroke="{PAPER}" stroke-width="1.5"/>'


def swarm(places: list[float]) -> list[tuple[float, float]]:
    """Each place with an offset up or down, so that dots beside each other can be told apart."""
    last = dict.fromkeys((0.0, -APART, APART, -2 * APART, 2 * APART), float("-inf"))
    found = []
    for place in sorted(places):
        free = next((offset for offset in last if place - last[offset] >= 2 * DOT), min(last, key=last.get))
        last[free] = place
        found.append((place, free))
    return found
