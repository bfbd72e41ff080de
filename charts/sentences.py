"""Plain sentences made from the same released numbers as the picture, the table and the file.

Lives here: headline, lead, subtitle, the paragraph under the map, rank and coverage words.
Not here: the sentence of the card (`charts.card_words`), formatting of numbers (`charts.words`). Person-first; nothing
here says why something is so. "Clearly" is said only where intervals do not touch.
"""

from __future__ import annotations

import pandas as pd

from charts.coverage import coverage_sentence
from charts.evidence import AreaRow, Evidence, Measure, area_row
from charts.marks import comparison_words
from charts.states import state
from charts.words import (
    interval_text,
    level_words,
    mid_sentence,
    number_text,
    period_phrase,
    period_words,
    sentence_case,
    value_text,
)
from data.schema import Polarity, Status, ValueType
from equity.comparing.comparison import Comparison

LONGEST_FINDING = 80  # characters


def finding(evidence: Evidence) -> str:
    """The headline: which area is at the end that needs attention; at most 80 characters and true of the data."""
    measure, ranked = evidence.measure, evidence.ranked
    one, many = level_words(evidence.area_type)
    if ranked.empty:
        return _fitting(f"{measure.short_name}: no values to show", f"No values to show for these {many}")
    if len(ranked) == 1:
        shown = value_text(ranked["value"].iloc[0], measure)
        return _fitting(f"{measure.noun} in {ranked['name'].iloc[0]} is {shown}", f"{measure.noun} is {shown}")
    side, extreme, others = _extreme(evidence)
    shown = value_text(extreme["value"].iloc[0], measure)
    if others.empty:
        return _fitting(f"{measure.noun} is {shown} in all {len(ranked)} {many}", f"{measure.noun} is {shown}")
    if len(extreme) > 2:
        return _fitting(f"{measure.noun} is {side}, {shown}, in {len(extreme)} {many}", f"{measure.noun} is {side}")
    clearly = "clearly " if len(extreme) == 1 and _apart(extreme.iloc[0], others, side=side) else ""
    places = " and ".join(extreme["name"])
    district = extreme["district"].iloc[0] if len(extreme) == 1 and "district" in extreme else ""
    return _fitting(
        f"{measure.noun} is {clearly}{side} in {places}",
        f"{measure.noun} is {side} in {places}",
        *([f"{measure.noun} is {side} in one {one} of {district}"] if district else []),
        f"{measure.noun} is {side}, {shown}, in {len(extreme)} of {len(ranked)} {many}",
        f"{measure.short_name}: {side} {shown}",
    )


def lead(evidence: Evidence) -> str:
    """The sentence under the headline: the selected area (or the one in the headline) beside the benchmark."""
    row = evidence.selected_row
    if row is not None and not row.has_value:
        return f"{row.name}: {_lower_label(row, evidence.measure)}.{_benchmark_alone(evidence)}"
    if row is None:
        if evidence.ranked.empty:
            when = period_phrase(evidence.measure, evidence.period)
            return f"There is no value to show for {evidence.scope_name} {when}."
        _, extreme, _ = _extreme(evidence)
        row = area_row(extreme, extreme.index[0])
    return _beside(row, evidence.benchmark, evidence)


def subtitle(evidence: Evidence) -> str:
    """The statistical subtitle: measure, unit, people, areas, period."""
    measure, areas = evidence.measure, len(evidence.inside)
    one, many = level_words(evidence.area_type)
    where = f" of {evidence.within}" if evidence.within else ""
    parts = [measure.name, _unit_words(measure), f"{areas:,} {one if areas == 1 else many}{where}", _until(evidence)]
    return ", ".join(part for part in parts if part)


def paragraph(evidence: Evidence) -> str:
    """The paragraph under the figure: highest, lowest, selected, benchmark, coverage."""
    measure, ranked = evidence.measure, evidence.ranked
    when = sentence_case(period_phrase(measure, evidence.period))
    sentences = []
    if len(ranked) > 1:
        low, high = ranked.iloc[0], ranked.iloc[-1]
        ends = [f"highest in {high['name']} ({value_text(high['value'], measure)})"]
        ends.append(f"lowest in {low['name']} ({value_text(low['value'], measure)})")
        sentences.append(f"{when} {mid_sentence(measure.noun)} was {' and '.join(ends)}.")
    row = evidence.selected_row
    if row is not None:
        sentences.append(_selected_sentence(row, evidence))
    benchmark = evidence.benchmark
    if benchmark is not None and benchmark.has_value and not _is_compared(row, benchmark):
        sentences.append(f"Across {benchmark.name} it was {_with_interval(benchmark, measure)}.")
    return " ".join([*sentences, coverage_sentence(evidence)])


def alt_text(evidence: Evidence) -> str:
    """What the picture shows, for readers who do not see it."""
    one, _ = level_words(evidence.area_type)
    return (
        f"Map of {evidence.measure.name} by {one}, {evidence.scope_name}, "
        f"{period_phrase(evidence.measure, evidence.period)}. {finding(evidence)}. The table holds the same numbers."
    )


def attention_side(polarity: Polarity) -> str:
    """The end of the values that needs attention; without a direction the highest."""
    return "lowest" if Polarity(polarity) == Polarity.HIGH_IS_GOOD else "highest"


def per_hundred(value: float) -> str | None:
    """A percentage as people in every 100, or None where that would round to nobody or everybody."""
    whole = round(value)
    return str(whole) if 0 < whole < 100 or value in (0, 100) else None


def _extreme(evidence: Evidence) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Side, the areas that share the extreme value as shown, and the others."""
    ranked = evidence.ranked
    side = attention_side(evidence.measure.polarity)
    shown = ranked["value"].round(evidence.measure.decimals)
    at_end = shown == (shown.min() if side == "lowest" else shown.max())
    return side, ranked[at_end], ranked[~at_end]


def _apart(row: pd.Series, others: pd.DataFrame, *, side: str) -> bool:
    """True if the area's interval touches none of the others'."""
    if others["lower_ci"].isna().any() or others["upper_ci"].isna().any():
        return False
    if side == "lowest":
        return bool(row["upper_ci"] < others["lower_ci"].min())
    return bool(row["lower_ci"] > others["upper_ci"].max())


def _fitting(*choices: str) -> str:
    """The first choice that is short enough; the last is cut at a word as the last resort of a very long name."""
    for words in choices:
        if len(words) <= LONGEST_FINDING:
            return words
    return choices[-1][: LONGEST_FINDING + 1].rsplit(" ", 1)[0]


def _beside(row: AreaRow, benchmark: AreaRow | None, evidence: Evidence) -> str:
    measure = evidence.measure
    other = benchmark if benchmark is not None and benchmark.has_value and benchmark.code != row.code else None
    start, pair = _opening(row, other, measure)
    if other is None or measure.value_type == ValueType.COUNT:
        return f"{start} {period_phrase(measure, evidence.period)}." if other is None else f"{start}."
    again = "the same" if pair[0] == pair[1] else pair[1]
    return f"{start}; across {other.name} it was {again}."


def _opening(row: AreaRow, other: AreaRow | None, measure: Measure) -> tuple[str, tuple[str, str]]:
    """The first half of the lead and both values in the same wording."""
    values = (row.value, other.value if other else row.value)
    plain = tuple(value_text(value, measure) for value in values)
    people = measure.people_short or measure.people
    if measure.value_type == ValueType.PROPORTION and measure.numerator_name and people:
        hundred = tuple(per_hundred(value * 100 / measure.multiplier) for value in values)
        told_apart = hundred[0] != hundred[1] or plain[0] == plain[1]
        if None not in hundred and told_apart:
            return f"In {row.name} {hundred[0]} in every 100 {people} {measure.numerator_name}", hundred
        return f"In {row.name} {plain[0]} of {people} {measure.numerator_name}", plain
    bare = tuple(number_text(value, measure.decimals) for value in values)
    if measure.value_type in (ValueType.CRUDE_RATE, ValueType.DSR) and measure.numerator_name and people:
        return (
            f"In {row.name} there were {bare[0]} {measure.numerator_name} for every {measure.multiplier:,.0f} {people}",
            bare,
        )
    if measure.value_type == ValueType.COUNT and measure.numerator_name:
        share = f", of {bare[1]} across {other.name}" if other else ""
        return f"In {row.name} there were {bare[0]} {measure.numerator_name}{share}", bare
    return f"In {row.name} {mid_sentence(measure.noun)} was {plain[0]}", plain


def _selected_sentence(row: AreaRow, evidence: Evidence) -> str:
    measure, benchmark = evidence.measure, evidence.benchmark
    if not row.has_value:
        return f"{row.name} (selected): {_lower_label(row, measure)}."
    words = f"In {row.name} (selected) it was {_with_interval(row, measure)}"
    if row.status == Status.NOT_COMPARABLE:
        return f"{words}; {_lower_label(row, measure)}."
    if not _is_compared(row, benchmark):
        return f"{words}."
    outcome = mid_sentence(comparison_words(row.compared, benchmark.name))
    return f"{words}, {outcome} ({value_text(benchmark.value, measure)})."


def _is_compared(row: AreaRow | None, benchmark: AreaRow | None) -> bool:
    """True where the selected area's sentence names the benchmark and its value."""
    if row is None or benchmark is None or not (row.has_value and benchmark.has_value):
        return False
    return row.status != Status.NOT_COMPARABLE and row.compared != Comparison.NOT_COMPARED


def _with_interval(row: AreaRow, measure: Measure) -> str:
    words = value_text(row.value, measure)
    if row.has_interval:
        words += f" (95 % interval {interval_text(row.lower_ci, row.upper_ci, measure=measure)})"
    return words


def _benchmark_alone(evidence: Evidence) -> str:
    other = evidence.benchmark
    if other is None or not other.has_value:
        return ""
    return f" {evidence.measure.noun} across {other.name} was {value_text(other.value, evidence.measure)}."


def _lower_label(row: AreaRow, measure: Measure) -> str:
    return mid_sentence(state(row.status, not_ranked=measure.not_ranked).label)


def _unit_words(measure: Measure) -> str:
    if measure.value_type == ValueType.COUNT:
        return "number"
    if not measure.people or measure.value_type in (ValueType.MEAN, ValueType.INDEX):
        return measure.unit
    joining = " " if measure.unit.startswith("per ") else " of "
    return f"{measure.unit}{joining}{measure.people}"


def _until(evidence: Evidence) -> str:
    """The period for a list: "to 8 July 2021" where values add up to a day, else the period alone."""
    words = period_words(evidence.period)
    return f"to {words}" if evidence.measure.period_phrase.startswith("by ") else words
