"""The gap in numbers of people: two sentences, and the concentration curve they are read from.

Lives here: words and SVG of the section. Not here: its numbers (`charts.gradient.evidence.People`).
"""

from __future__ import annotations

from charts.evidence import Measure
from charts.gradient.drawing import words
from charts.gradient.evidence import NATIONAL, GradientEvidence, Ladder
from charts.markup import text
from charts.saying.clauses import PARTS
from charts.theme import ACCENT, INK, PAPER, RULE, SECONDARY, SELECTED_ROW
from charts.words import about, count_text, mid_sentence
from data.schema import ValueType

WIDTH, HEIGHT = 400.0, 316.0
LEFT, RIGHT, TOP, BOTTOM = 40.0, 388.0, 30.0, 266.0
CAREFUL = "This counts a difference; it does not show why it is there."


def people_section(shown: GradientEvidence) -> str:
    """The section; where nothing can be counted, the reason."""
    if not (shown.people.reason or shown.people.points):
        return ""
    found = shown.people
    told = [attributable_words(shown), concentration_words(shown)] if not found.reason else [found.reason]
    said = "".join(f"<p>{text(one)}</p>" for one in told if one)
    drawn = f"<figure>{curve(shown)}</figure>" if found.points else ""
    return (
        '<section class="hg-section hg-half" aria-labelledby="hg-people"><h2 id="hg-people">In numbers of people</h2>'
        f"{said}{drawn}</section>"
    )


def attributable_words(shown: GradientEvidence) -> str:
    """How many more (or fewer) there would be with the least deprived group's rate; said without any cause."""
    fewer, ladder, measure = shown.people.fewer, _ladder(shown), shown.measure
    part, name = PARTS[ladder.number], _of(shown, ladder)
    if not fewer.value > 0:
        end = mid_sentence(ladder.steps[-1].row.name)
        return f"{name} {end} is not on the better side, so no number of people would follow from its rate."
    if fewer.lower <= 0:
        start = f"If every {part} of {shown.name} had the least deprived {part}’s rate"
        return f"{start}, the difference in people is within what chance alone would give."
    limits = ""
    if fewer.lower == fewer.lower:
        limits = f" (95 % interval {_tens(fewer.lower)} to {_tens(fewer.upper)})"
    start = f"If every {part} of {shown.name} had the least deprived {part}’s rate, {about(fewer.value)}"
    return f"{start} {_would(shown, measure)}{limits}. {CAREFUL}"


def concentration_words(shown: GradientEvidence) -> str:
    """What share of those left behind live among the most deprived fifth of people; the index with a gloss."""
    found, measure = shown.people, shown.measure
    x, y = fifth_point(found.points)
    whom = f"of the {count_text(found.total)} {those(shown, measure)}"
    said = f"The most deprived {100 * x:.0f} % of people have {100 * y:.0f} % {whom}."
    index = found.index
    if index.value != index.value:
        return said
    limits = "" if index.lower != index.lower else f" ({_signed(index.lower)} to {_signed(index.upper)})"
    clear = index.lower == index.lower and index.lower * index.upper > 0
    where = "more among the most deprived" if index.value < 0 else "more among the least deprived"
    if not clear and index.lower == index.lower:
        where = "no clear lean either way"
    return f"{said} Concentration index {_signed(index.value)}{limits}: {where}; 0 would be the same share everywhere."


def fifth_point(points: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    """The point of the curve nearest to a fifth of the people."""
    return min(points[1:], key=lambda point: abs(point[0] - 0.2))


def curve(shown: GradientEvidence) -> str:
    """The concentration curve: the share of those left behind by the share of people, most deprived first."""
    found = shown.people

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return LEFT + point[0] * (RIGHT - LEFT), BOTTOM - point[1] * (BOTTOM - TOP)

    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(at, found.points))
    (zero_x, zero_y), (one_x, one_y) = at((0, 0)), at((1, 1))
    x, y = at(fifth_point(found.points))
    grid = "".join(
        f'<path d="M{LEFT:g},{at((0, share))[1]:.1f}H{RIGHT:g}" stroke="{RULE}"/>'
        + words((LEFT - 6, at((0, share))[1] + 4), f"{100 * share:.0f}", anchor="end", size=14)
        + words((at((share, 0))[0], BOTTOM + 16), f"{100 * share:.0f}", anchor="middle", size=14)
        for share in (0, 0.2, 0.4, 0.6, 0.8, 1)
    )
    drawn = (
        f'<path d="M{line}L{zero_x:.1f},{zero_y:.1f}" fill="{SELECTED_ROW}"/>'
        f'<path d="M{zero_x:.1f},{zero_y:.1f}L{one_x:.1f},{one_y:.1f}" stroke="{SECONDARY}" stroke-dasharray="5 4"/>'
        f'<path d="M{line}" fill="none" stroke="{ACCENT}" stroke-width="2.6"/>'
        f'<path d="M{x:.1f},{BOTTOM:g}V{y:.1f}H{LEFT:g}" fill="none" stroke="{ACCENT}" stroke-dasharray="2 3"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ACCENT}" stroke="{PAPER}"/>'
    )
    share = fifth_point(found.points)
    beside = words((x + 8, y - 6), f"{100 * share[1]:.0f} %", bold=True, fill=ACCENT, size=14, halo=True)
    equal = words((RIGHT, at((0, 0.44))[1]), "same share everywhere", anchor="end", size=14, halo=True)
    title = words((0, 14), caption(shown), size=14)
    foot = words(
        ((LEFT + RIGHT) / 2, BOTTOM + 36), "% of people, the most deprived first", anchor="middle", fill=INK, size=14
    )
    label = text(f"Concentration curve. {concentration_words(shown)}")
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="100%" role="img" aria-label="{label}">{title}{grid}{drawn}'
        f"{beside}{equal}{foot}</svg>"
    )


def caption(shown: GradientEvidence) -> str:
    """What the upright axis of the curve counts."""
    return f"% of the {those(shown, shown.measure)}"


def _ladder(shown: GradientEvidence) -> Ladder:
    return shown.national if shown.shown.lens == NATIONAL else shown.own


def _of(shown: GradientEvidence, ladder: Ladder) -> str:
    return "England’s" if ladder.lens == NATIONAL else "Its"


def _would(shown: GradientEvidence, measure: Measure) -> str:
    """ "more people would have had a first dose", "fewer emergency stroke admissions would be counted"."""
    if measure.value_type != ValueType.PROPORTION:
        return f"fewer {measure.numerator_name} would be counted"
    people = measure.people_short.split(" ")[0] or "people"
    if shown.people.without and measure.numerator_name.startswith("had "):
        return f"more {people} would have {measure.numerator_name}"
    if shown.people.without:
        return f"more {people} would be counted among those who {measure.numerator_name}"
    return f"fewer {people} would {measure.numerator_name}"


def those(shown: GradientEvidence, measure: Measure) -> str:
    """ "people who had no first dose", "emergency stroke admissions"."""
    if measure.value_type != ValueType.PROPORTION:
        return measure.numerator_name
    people = measure.people_short.split(" ")[0] or "people"
    return f"{people} who {measure.complement if shown.people.without else measure.numerator_name}"


def _tens(count: float) -> str:
    return about(count).removeprefix("about ")


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")
