"""The gradient in plain words: finding, lead, subtitle, the gap, the slope, whose fifth is meant, ages.

Lives here: sentences made from the same released numbers as figures, tables and file. Nothing here says why something
is so. Not here: numbers of people (`charts.gradient.people_words`), numbers as text (`charts.words`).
"""

from __future__ import annotations

from dataclasses import replace

from charts.board.words import size_words
from charts.evidence import AreaRow, Measure
from charts.gradient import published_words
from charts.gradient.evidence import NATIONAL, OWN, SAME_AGES, GradientEvidence, Ladder
from charts.saying.clauses import PARTS, range_text
from charts.saying.gap import GapFigure, gap_sentence
from charts.states import state
from charts.words import about, count_text, interval_text, mid_sentence, number_text, period_phrase, value_text
from data.schema import Polarity, ValueType
from equity.comparing.gap import Estimate

KNOWN_BY = {
    "exact": "as published for LSOAs",
    "ranked": "all of England’s areas of this kind in order of the average IMD 2019 rank of their LSOAs",
    "near": "an approximation: each area is put where the average rank of its LSOAs lies among England’s LSOAs, "
    "because this pack does not have all of England’s ranks",
}


def whose(ladder: Ladder) -> tuple[str, str]:
    """ "most deprived fifth" and "least deprived fifth" of the lens, as they stand after "the" or alone."""
    start = "England’s" if ladder.lens == NATIONAL else "the"
    return f"{start} most deprived fifth", f"{'its' if ladder.lens == NATIONAL else 'the'} least deprived"


def finding(shown: GradientEvidence) -> str:
    """The headline: the gap between the fifths, true of the numbers shown."""
    ladder, measure = shown.shown, shown.measure
    if not ladder.known:
        none = f"No deprivation groups can be made for {shown.name}"
        return published_words.headline(shown.published[0], measure) if shown.published else none
    start = "With the same ages, " if shown.ages == SAME_AGES else ""
    noun = mid_sentence(measure.noun) if start else measure.noun
    if not ladder.fifths.known:
        steps = [step.row for step in ladder.steps if step.row.has_value]
        low, high = min(steps, key=lambda row: row.value), max(steps, key=lambda row: row.value)
        end, row = ("highest", high) if measure.polarity == Polarity.LOW_IS_GOOD else ("lowest", low)
        return f"{start}{noun} is {end} in England’s {mid_sentence(row.name)}"
    gap, (most, least) = ladder.gap, whose(ladder)
    if gap.clear is False or number_text(abs(gap.value), measure.decimals) == "0":
        return f"{start}{noun}: no clear gap between {most} and {least}"
    side = "lower" if gap.value < 0 else "higher"
    return f"{start}{noun} is {size_words(gap.value, measure)} {side} in {most} than in {least}"


def lead(shown: GradientEvidence) -> str:
    """The count of people first, then both values."""
    ladder, measure = shown.shown, shown.measure
    if not ladder.known:
        return published_words.lead(shown.published, shown.name) or ladder.reason or "Choose another system or place."
    if not ladder.fifths.known:
        return ladder.fifths.reason
    most, least = ladder.fifths.most, ladder.fifths.least
    where = f"In {possessive(shown.name)} most deprived fifth"
    if ladder.lens == NATIONAL:
        where = f"Where {shown.name} is in England’s most deprived fifth,"
    values = value_text(most.value, measure), value_text(least.value, measure)
    if shown.ages == SAME_AGES:
        noun = mid_sentence(measure.noun)
        return f"{where} {noun} would be {values[0]}, against {values[1]} in the least deprived, if ages were the same."
    if measure.value_type == ValueType.PROPORTION:
        count, did = behind(most, measure)
        own = f"{values[0]} {measure.numerator_name}, against {values[1]} in the least deprived"
        told = (
            f"{about(count)} people there {did}" if did != measure.numerator_name else f"that is {about(count)} people"
        )
        return f"{where} {own}; {told}."
    rates = f"{values[0]}, against {number_text(least.value, measure.decimals)} in the least deprived"
    return f"{where} there were {about(most.numerator)} {measure.numerator_name}: {rates}."


def possessive(name: str) -> str:
    """ "Walsall’s", "North East and Yorks’"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def behind(row: AreaRow, measure: Measure) -> tuple[float, str]:
    """How many people are on the side that needs attention, and what is true of them."""
    if measure.complement and measure.polarity == Polarity.HIGH_IS_GOOD:
        return row.denominator - row.numerator, measure.complement
    return row.numerator, measure.numerator_name


def subtitle(shown: GradientEvidence) -> str:
    """Measure, unit, people, what the groups are, footprint, period."""
    measure, ladder = shown.measure, shown.shown
    unit = f"{measure.unit} of {measure.people}" if measure.unit == "%" and measure.people else measure.unit
    if shown.published and not ladder.known:
        return f"{measure.name}, {unit}; groups as published, the newest table of each"
    parts = f"{PARTS[ladder.number]}s"
    groups = f"{parts} of residents by deprivation (IMD 2019)"
    if ladder.lens == NATIONAL:
        groups = f"England’s {parts} by deprivation (IMD 2019)"
    made = f", {ladder.of}" if ladder.of else ""
    return f"{measure.name}, {unit}; {groups}; {shown.name}{made}, {period_phrase(measure, shown.period)}"


def paragraph(shown: GradientEvidence) -> str:
    """One sentence for the figure, from the same numbers; coverage and what the intervals hold follow."""
    ladder = shown.shown
    if not ladder.known and shown.published:
        return published_words.group_sentence(shown.published[0], shown.measure)
    if not ladder.fifths.known:
        return lead(shown)
    gap, slope = ladder.gap, ladder.slope.slope
    most, least = (_plain(row) for row in (ladder.fifths.most, ladder.fifths.least))
    figure = GapFigure(
        place=shown.name,
        period=shown.period,
        most=most,
        least=least,
        groups=5,
        lower=gap.lower,
        upper=gap.upper,
        slope=slope.value if slope.lower == slope.lower else float("nan"),
        slope_lower=slope.lower,
        slope_upper=slope.upper,
        national=ladder.lens == NATIONAL,
    )
    said = gap_sentence(shown.measure, figure)
    return f"With the same ages in every fifth: {mid_sentence(said)}" if shown.ages == SAME_AGES else said


def _plain(row: AreaRow) -> AreaRow:
    """The row without its coverage where everybody is covered: nothing needs saying."""
    return row if row.coverage < 0.9995 else replace(row, members=None, coverage=float("nan"))


def ratio_words(ladder: Ladder) -> str:
    """ "0.74 times the least deprived fifth’s (0.74 to 0.75)"; "" where there is none."""
    ratio = ladder.ratio
    if ratio.value != ratio.value:
        return ""
    limits = "" if ratio.lower != ratio.lower else f" ({ratio.lower:.2f} to {ratio.upper:.2f})"
    return f"{ratio.value:.2f} times the least deprived fifth’s{limits}"


def slope_words(shown: GradientEvidence) -> str:
    """The slope index and the relative index in words."""
    slope, measure = shown.shown.slope, shown.measure
    if not slope.known:
        return "No line: it needs at least five groups, all with a value to show."
    size = size_words(slope.slope.value, measure)
    limits = ""
    if slope.slope.lower == slope.slope.lower:
        limits = f" ({range_text(slope.slope.lower, slope.slope.upper, measure=measure)})"
    end = "least" if slope.slope.value > 0 else "most"
    words = f"{size}{limits} higher at the {end} deprived end"
    relative = slope.relative.value
    if relative == relative:
        words += f", {_times(slope.relative)} the other end (relative index)"
    return f"{words}. {_steps_first(shown)}"


def _times(ratio: Estimate) -> str:
    value, *limits = (one if ratio.value >= 1 else 1 / one for one in (ratio.value, ratio.lower, ratio.upper))
    known = "" if ratio.lower != ratio.lower else f" ({min(limits):.2f} to {max(limits):.2f})"
    return f"{value:.2f} times{known}"  # the higher end over the lower


def _steps_first(shown: GradientEvidence) -> str:
    """That the line is straight, and which step is farthest out where that is not the most deprived one."""
    steps = [step for step in shown.shown.steps if step.row.has_value]
    low = shown.measure.polarity == Polarity.HIGH_IS_GOOD
    worst = (min if low else max)(steps, key=lambda step: step.row.value)
    if worst is steps[0]:
        return "The line is straight; read the steps first."
    name, value = mid_sentence(worst.row.name).split(" of ")[0], value_text(worst.row.value, shown.measure)
    return f"The line is straight, the steps are not: {'lowest' if low else 'highest'} in {name} ({value})."


def ages_words(shown: GradientEvidence) -> str:
    """Whether the gap is one of ages, from the gap with the same ages; or why that cannot be said."""
    plain = shown.own if shown.shown.lens == OWN else shown.national
    if shown.no_ages or shown.matched is None:
        return f"{shown.no_ages} The gap is not adjusted for age." if shown.no_ages else "No groups to match."
    if not (plain.fifths.known and shown.matched.fifths.known):
        return "The pack cannot say: a fifth has no figure with the same ages."
    gap, same, measure = plain.gap.value, shown.matched.gap.value, shown.measure
    both = [value_text(row.value, measure) for row in (shown.matched.fifths.most, shown.matched.fifths.least)]
    share = same / gap if gap else 1.0
    start = (
        "Hardly"
        if 0.9 <= share <= 1.1
        else "Partly"
        if 0.35 <= share < 0.9
        else "Largely"
        if 0 <= share < 0.35
        else "No"
    )
    return (
        f"{start}. With the same ages in each fifth the gap is {size_words(same, measure)} ({both[0]} and {both[1]})."
    )


def meant(ladder: Ladder, name: str) -> str:
    """Which fifth is meant, in plain words."""
    if ladder.lens == OWN:
        return (
            f"A fifth of the residents, taking the {ladder.of} of {name} in order of deprivation (IMD 2019); the "
            "same fifths as on the board."
        )
    return f"England’s fifths of areas, whatever share of {name} lies in each: {KNOWN_BY[ladder.known_by]}."


def value_or_state(row: AreaRow | None, measure: Measure) -> str:
    """A value with its unit, or the word for its state."""
    if row is None:
        return "No figure"
    return value_text(row.value, measure) if row.has_value else state(row.status).label


def limits_words(row: AreaRow | None, measure: Measure) -> str:
    """The 95 % limits without unit; "" without."""
    if row is None or not row.has_value or not row.has_interval:
        return ""
    return interval_text(row.lower_ci, row.upper_ci, measure=measure, unit=False)


def gap_text(gap, measure: Measure) -> str:
    """ "22.5 points lower (21.9 to 23.0)": most minus least deprived."""
    if gap is None or gap.value != gap.value:
        return ""
    side = "" if gap.value == 0 else " lower" if gap.value < 0 else " higher"
    limits = "" if gap.clear is None else f" ({range_text(gap.lower, gap.upper, measure=measure)})"
    return f"{size_words(gap.value, measure)}{side}{limits}"


def counted(row: AreaRow | None, measure: Measure) -> str:
    """People on the side that needs attention, in full."""
    if row is None or not row.has_counts:
        return ""
    return count_text(behind(row, measure)[0])


def counted_head(measure: Measure) -> str:
    """What `counted` counts, as a column head."""
    if measure.complement and measure.polarity == Polarity.HIGH_IS_GOOD:
        return measure.complement[:1].upper() + measure.complement[1:]
    return "Counted"
