"""Headline, sentence and subtitle of the comparison, made from the same released numbers as its figures.

Lives here: what is said of many areas beside a benchmark. "Clearly" is said only where a 95 % interval leaves the
benchmark out. Not here: sentences of one area (`chosen_card`), words of a figure of its own (`figure_words`).
"""

from __future__ import annotations

import math

import pandas as pd

from charts import sentences
from charts.compare.compared import Areas
from charts.evidence import Evidence
from charts.words import level_words, mid_sentence, value_text
from data.schema import Polarity, ValueType
from equity.comparing.comparison import SIDE, Comparison

CHANCE = 0.05  # of areas that are just like the benchmark, so many lie beyond a 95 % interval
DEPRIVED = 2  # tenths of the most deprived fifth
FEWEST_ALIKE = 3  # areas that "all" may be said of


def finding(areas: Areas) -> str:
    """The headline: how many areas differ beyond chance, and where they all are if they are alike."""
    evidence = areas.evidence
    one, many = level_words(evidence.area_type)
    bad, good = _outcomes(evidence)
    tested = _tested(evidence)
    if evidence.benchmark is None or tested.empty:
        return sentences.finding(evidence)
    name = _benchmark_name(evidence)
    codes = tested.index[tested["compared"] == bad]
    told = evidence.benchmark_word != "peers" and areas.tenths  # peers are alike in deprivation already
    if len(codes) >= FEWEST_ALIKE and told and all(areas.tenths.get(c, 11) <= DEPRIVED for c in codes):
        return f"All {len(codes)} {many} clearly {_than(bad)} {name} are in England’s most deprived fifth"
    other = int((tested["compared"] == good).sum())
    total = len(tested)
    if not len(codes) and not other:
        return f"None of {total:,} {many} differs clearly from {name}" if total > 1 else f"{one} like {name}"
    said = f"{len(codes):,} of {total:,} {many} {'is' if len(codes) == 1 else 'are'} clearly {_than(bad)} {name}"
    return f"{said}, {other:,} {good}" if other else said


def lead(areas: Areas) -> str:
    """The ends of the ranking, who lives where it is worse, and how many would differ by chance alone."""
    evidence = areas.evidence
    measure, ranked, tested = evidence.measure, evidence.ranked, _tested(evidence)
    if ranked.empty:
        return "There is no value to rank: the table says why."
    low, high = ranked.iloc[0], ranked.iloc[-1]
    ends = f"{measure.noun} runs from {value_text(low['value'], measure)} in {low['name']} to "
    ends = f"{ends}{value_text(high['value'], measure)} in {high['name']}." if len(ranked) > 1 else ""
    said = [_homes(evidence, tested) or ends]
    if len(tested) > 1 and evidence.benchmark is not None:
        said.append(f"By chance alone {by_chance(len(tested))} of {len(tested):,} would differ.")
    elif evidence.benchmark is None or tested.empty:
        said.append("These figures have no interval, so none is judged.")
    return " ".join(part for part in said if part)


def subtitle(areas: Areas) -> str:
    """Measure, unit, people, areas, period, and what the areas are compared with."""
    evidence = areas.evidence
    against = f"; compared with {evidence.benchmark.name}" if evidence.benchmark is not None else ""
    return sentences.subtitle(evidence) + against


def by_chance(areas: int) -> str:
    """About how many of so many areas lie beyond a 95 % interval by chance: "1 or 2", "about 340"."""
    expected = CHANCE * areas
    if expected < 1:
        return "hardly one"
    low, high = math.floor(expected), math.ceil(expected)
    if expected >= 10:
        return f"about {round(expected):,}"
    return f"about {low}" if low == high else f"{low} or {high}"


def _outcomes(evidence: Evidence) -> tuple[str, str]:
    """The outcome that needs attention and its opposite; without a direction lower and higher."""
    if evidence.measure.polarity == Polarity.NONE:
        return str(Comparison.HIGHER), str(Comparison.LOWER)
    return str(Comparison.WORSE), str(Comparison.BETTER)


def _than(outcome: str) -> str:
    return f"{outcome} than"


def _benchmark_name(evidence: Evidence) -> str:
    """The benchmark in a headline: "the system" where its own name would make it too long."""
    known = {"system": "the system", "place": "the place"}
    many = level_words(evidence.area_type)[1]
    short = evidence.benchmark.name.split(" (")[0].replace(f" fifth of {many}", " fifth")
    return known.get(evidence.benchmark_word, short)


def _tested(evidence: Evidence) -> pd.DataFrame:
    frame = evidence.ranked
    return frame[frame["compared"] != str(Comparison.NOT_COMPARED)].assign(
        compared=lambda rows: rows["compared"].map(SIDE)
    )


def _homes(evidence: Evidence, tested: pd.DataFrame) -> str:
    """Shares of people, and of those who miss out, that live in the areas clearly worse than the benchmark."""
    measure, frame = evidence.measure, evidence.inside
    worse = tested[tested["compared"] == str(Comparison.WORSE)]
    known = frame["numerator"].notna() & frame["denominator"].notna()
    if worse.empty or measure.value_type != ValueType.PROPORTION or not known.all() or len(worse) == len(frame):
        return ""
    good = measure.polarity == Polarity.HIGH_IS_GOOD and bool(measure.complement)
    missing = frame["denominator"] - frame["numerator"] if good else frame["numerator"]
    phrase = measure.complement if good else measure.numerator_name
    if not missing.sum() > 0:
        return ""
    people, behind = (100 * part[worse.index].sum() / part.sum() for part in (frame["denominator"], missing))
    areas = f"The {len(worse):,} worse areas are" if len(worse) > 1 else f"{worse['name'].iloc[0]} is"
    return f"{areas} home to {people:.0f} % of people and {behind:.0f} % of those who {mid_sentence(phrase)}."
