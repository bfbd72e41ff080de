"""What is said of groups as published: the headline, the sentence of an axis, how many are of unknown group.

Lives here: sentences made from the same released rows as the tables. Nothing here says why groups differ. Not here: the
tables (`charts.gradient.published_section`), names of groups (`charts.gradient.published`).
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.evidence import AreaRow, Measure
from charts.gradient.published import Published, is_deprivation
from charts.saying.clauses import bracketed, side_text, size_text
from charts.words import count_text, mid_sentence, period_phrase, value_text
from data.schema import Polarity, ValueType

NO_LIMITS = "no limits are published, so how much of it is chance cannot be told"


def headline(one: Published, measure: Measure) -> str:
    """Both ends of the first axis, true whether or not they differ clearly."""
    known = [row for row in one.rows if row.has_value]
    if is_deprivation(one.axis):
        ends = [value_text(row.value, measure) for row in (known[0], known[-1])]
        return f"{measure.short_name}: {ends[0]} in {one.area}’s most deprived councils, {ends[1]} in the least"
    word, first, _ = _ends(known, measure)
    return f"{measure.short_name}: {word} in the group “{first.name}”, {value_text(first.value, measure)} ({one.area})"


def lead(found: Sequence[Published], name: str) -> str:
    """Whose groups are shown where a footprint has none of its own; "" where none are published."""
    if not found:
        return ""
    return (
        f"The pack has no counts of this by small area, so {name} has no groups of its own; these are as published for "
        f"{whose(found)}."
    )


def whose(found: Sequence[Published]) -> str:
    """ "England, Suffolk and Norfolk"."""
    names = list(dict.fromkeys(one.area for one in found))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def group_sentence(one: Published, measure: Measure) -> str:
    """Both ends with limits and people, everyone beside them, and how many are of unknown group."""
    known = [row for row in one.rows if row.has_value]
    values = {row.code: f"{value_text(row.value, measure)}{bracketed(row, measure)}" for row in known}
    start = f"In {one.area} {period_phrase(measure, one.period)} {_noun(measure)}"
    if is_deprivation(one.axis) or len(known) == 1:
        first, last, said = known[0], known[-1], [_among(one, row) for row in (known[0], known[-1])]
    else:
        word, first, last = _ends(known, measure)
        other = "highest" if word == "lowest" else "lowest"
        said = [f"{_among(one, first)}, the {word}", f"{_among(one, last)}, the {other}"]
    words = f"{start} {values[first.code]} {said[0]}"
    if first is not last:
        words += f", and {values[last.code]} {said[1]}: {_apart(one, first, last, measure=measure)}{_sure(first, last)}"
    if one.everyone is not None:
        words += f"; for everyone it was {value_text(one.everyone.value, measure)}{bracketed(one.everyone, measure)}"
    limits = "" if any(row.has_interval for row in known) else f"; {NO_LIMITS}"
    return f"{words}{limits}. {unknown_words(one)}".strip()


def unknown_words(one: Published) -> str:
    """How many people are of unknown group; nothing of councils, which are all known."""
    if is_deprivation(one.axis):
        return ""
    if one.unknown != one.unknown:
        return "How many people are of unknown group is not published."
    share = "under 1 %" if one.unknown < 0.01 else f"{100 * one.unknown:.0f} %"
    return f"The group of {share} of people is not known; they are in no row."


def _noun(measure: Measure) -> str:
    """ "the share of adult carers who have ...", "the rate of admissions", as it stands before a value."""
    if measure.value_type == ValueType.PROPORTION and measure.people and measure.numerator_name:
        return f"the share of {measure.people_short or measure.people} who {measure.numerator_name} was"
    if measure.numerator_name:
        return f"the rate of {measure.numerator_name} was"
    return f"{mid_sentence(measure.noun)} was"


def _ends(known: Sequence[AreaRow], measure: Measure) -> tuple[str, AreaRow, AreaRow]:
    """Which end needs attention, the group there, and the one at the other end."""
    low, high = (end(known, key=lambda row: row.value) for end in (min, max))
    return ("highest", high, low) if measure.polarity == Polarity.LOW_IS_GOOD else ("lowest", low, high)


def _apart(one: Published, first: AreaRow, last: AreaRow, *, measure: Measure) -> str:
    difference = first.value - last.value
    if is_deprivation(one.axis) and difference:
        return f"{side_text(difference, measure)} in the most deprived"
    return f"{size_text(difference, measure)} apart" if difference else "the same"


def _sure(one: AreaRow, other: AreaRow) -> str:
    """Whether the two intervals touch; "" where one is not known."""
    if not (one.has_interval and other.has_interval):
        return ""
    apart = one.upper_ci < other.lower_ci or other.upper_ci < one.lower_ci
    return ", and their intervals do not touch" if apart else ", but their intervals overlap: no clear difference"


def _among(one: Published, row: AreaRow) -> str:
    people = f" ({count_text(row.denominator)} people)" if row.denominator > 0 else ""
    name = f"the {mid_sentence(row.name)} of councils" if is_deprivation(one.axis) else f"the group “{row.name}”"
    return f"in {name}{people}"
