"""Words of a profile: finding, lead, subtitle, and the small words of its cells.

Lives here: sentences from the profile's released numbers. Not here: HTML (`charts.profile.spine_table` and others).
"""

from __future__ import annotations

from collections.abc import Sequence

from charts.coverage import coverage_words
from charts.evidence import Measure
from charts.profile.profile_evidence import Ages, MeasureRow, Profile, Tenths
from charts.words import about, count_text, mid_sentence, number_text, period_words, value_text
from data.schema import Polarity, ValueType
from equity.comparing.comparison import Comparison
from equity.comparing.profile import NO_SERIES, NOT_ALIKE, NOT_TESTED
from equity.comparing.trend import Direction
from equity.comparing.trends import AT_THE_END, NO_LIMITS, TOO_FEW, trend_judgement

WHY_NO_TREND = {
    NO_SERIES: "no five years a year apart",
    TOO_FEW: "counts are missing in some of the five years",
    NOT_TESTED: "this kind of measure has no test",
    NOT_ALIKE: "one of the five years is not comparable",
    AT_THE_END: "nobody or everybody is counted in a year",
    NO_LIMITS: "limits are missing in some of the five years",
}
COUNTED = (ValueType.PROPORTION, ValueType.CRUDE_RATE, ValueType.DSR)  # whose numerators are people or events
LONG_NAME = 44  # characters
WHOLE = 0.9995  # of the people: everybody, as shown
OUTCOMES = (Comparison.BETTER, Comparison.SIMILAR, Comparison.WORSE)
DIFFERENT = (Comparison.BETTER, Comparison.WORSE, Comparison.LOWER, Comparison.HIGHER)


def shown_rows(profile: Profile, show: str) -> tuple[MeasureRow, ...]:
    """The rows that the reader has chosen: all, one lens, or those that differ from their benchmark beyond chance."""
    if show == "different":
        return tuple(row for row in profile.rows if row.row.compared in DIFFERENT)
    return tuple(row for row in profile.rows if show in ("", row.lens))


def finding(profile: Profile) -> str:
    """ "Wigan is worse than its benchmark on 3 of 24 measures, better on 20"."""
    judged = [row for row in profile.rows if row.row.compared in OUTCOMES]
    if not judged:
        known = len(profile.known)
        return f"{profile.name}: {known} {'measure' if known == 1 else 'measures'}, none with a benchmark to judge by"
    worse, better = (sum(row.row.compared == one for row in judged) for one in (Comparison.WORSE, Comparison.BETTER))
    of = f"{len(judged)} {'measure' if len(judged) == 1 else 'measures'}"
    whom = _benchmarks(judged)
    if worse and better:
        return f"{profile.name}: worse than {whom} on {worse} of {of}, better on {better}"
    if worse:
        return f"{profile.name} is worse than {whom} on {worse} of {of}"
    if better:
        return f"{profile.name} is better than {whom} on {better} of {of}, worse on none"
    return f"{profile.name} is similar to {whom} on {'all ' if len(judged) > 1 else ''}{of}"


def _benchmarks(rows: Sequence[MeasureRow]) -> str:
    names = {row.benchmark_word for row in rows}
    return next(iter(names)) if len(names) == 1 else "its benchmarks"


def lead(profile: Profile) -> str:
    """The measure that stands furthest on the wrong side, and the one furthest on the right side."""
    judged = [row for row in profile.rows if row.row.has_interval and row.benchmark is not None]
    worse = max((row for row in judged if row.row.compared == Comparison.WORSE), key=_clearness, default=None)
    better = max((row for row in judged if row.row.compared == Comparison.BETTER), key=_clearness, default=None)
    told = []
    if worse:
        told.append(f"Furthest on the worse side: {against_words(worse)}.")
    if better:
        told.append(f"Furthest on the better side: {against_words(better)}.")
    if not told:
        return people_words(profile.tenths) or "What is published around it stands below the table."
    return " ".join(told)


def _clearness(row: MeasureRow) -> float:
    """How many interval widths lie between value and benchmark."""
    width = row.row.upper_ci - row.row.lower_ci
    return abs(row.row.value - row.benchmark.value) / width if width > 0 else 0.0


def against_words(row: MeasureRow) -> str:
    """ "first dose, 81.0 against 81.7 % in Norfolk and Waveney"."""
    short = mid_sentence(row.measure.short_name)
    own = value_text(row.row.value, row.measure, unit=row.measure.unit == "£")
    other = value_text(row.benchmark.value, row.measure)
    return f"{short}, {own} against {other} in {row.benchmark.name}"


def subtitle(profile: Profile, show: str = "") -> str:
    """Kind of area, what it is compared with, and that every measure has its own period."""
    shown = len([row for row in shown_rows(profile, show) if row.row.has_value])
    inside = f", {profile.system}" if profile.system and profile.system not in profile.kind else ""
    beside = profile.benchmark if profile.benchmark == "England" else mid_sentence(profile.benchmark)
    compared = f", compared with {beside}" if beside else ""
    known = f"{shown} of {len(profile.known)} measures shown" if show else f"{shown} measures"
    return f"{profile.kind}{inside}; {known}, each at its latest period{compared}"


def trend_words(row: MeasureRow) -> str:
    """ "Increasing, getting worse", "No clear change", or why there is none."""
    if row.direction == Direction.NO_CHANGE:
        return "No clear change"
    if row.direction == Direction.NOT_CALCULATED:
        return "Not tested"
    judged = trend_judgement(Direction(row.direction), polarity=Polarity(row.measure.polarity))
    return row.direction.capitalize() + (f", getting {judged}" if judged else "")


def trend_reason(row: MeasureRow) -> str:
    """Why there is no trend; "" where there is one."""
    return WHY_NO_TREND.get(row.trend_reason, row.trend_reason.replace("_", " "))


def value_parts(row: MeasureRow) -> tuple[str, str]:
    """The value as it stands large, and its unit where that stands small."""
    measure = row.measure
    if measure.unit in ("%", "£", ""):
        return value_text(row.row.value, measure), ""
    return number_text(row.row.value, measure.decimals), measure.unit


def count_words(row: MeasureRow) -> tuple[str, str]:
    """How many, and of how many: ("157,110", "of 193,980"); empty where counts are not known."""
    if row.row.numerator != row.row.numerator or row.measure.value_type not in COUNTED:
        return "", ""
    whole = row.row.denominator == row.row.denominator and row.measure.value_type == ValueType.PROPORTION
    return count_text(row.row.numerator), f"of {count_text(row.row.denominator)}" if whole else ""


def not_compared_words(row: MeasureRow) -> str:
    """Why a row is not judged."""
    if row.is_count:
        return "Count only"
    if row.benchmark is None:
        return "No benchmark"
    return "Not compared" if row.row.has_interval else "No interval"


def gap_words(row: MeasureRow) -> str:
    """ "22.5 points higher in its most deprived fifth", "within chance" said where it is."""
    gap, measure = row.gap, row.measure
    unit = "points" if measure.unit == "%" else measure.unit
    size = f"{number_text(abs(gap.value), measure.decimals)} {unit}".strip()
    side = "higher" if gap.value > 0 else "lower"
    chance = "" if gap.clear else "; within what chance alone would give"
    return f"{size} {side} in its most deprived fifth{chance}"


def ages_words(ages: Ages) -> str:
    """The band that stands out most against the benchmark, in words."""
    bands = ages.stages or ages.bands
    known = [band for band in bands if band.beside == band.beside]
    if not known:
        oldest = bands[-1]
        return f"{about_people(ages.total)} {ages.whose}; {percent(oldest.share)} of them are {oldest.words.lower()}."
    apart = max(known, key=lambda band: abs(band.share - band.beside))
    whom = {"female": "women and girls ", "male": "men and boys "}.get(apart.sex, "")
    return (
        f"{about_people(ages.total)} {ages.whose}. {percent(apart.share)} are {whom}aged {apart.words.lower()}, "
        f"{percent(apart.beside)} in {ages.beside}."
    )


def about_people(count: float) -> str:
    """ "About 215,300" at the start of a sentence."""
    words = about(count)
    return words[:1].upper() + words[1:]


def percent(share: float, decimals: int = 0) -> str:
    """A share as a per cent: "17 %"; a small one is never zero."""
    return f"{number_text(100 * share, decimals)} %"


def people_words(tenths: Tenths) -> str:
    """How many residents live in the most deprived fifth of England's small areas."""
    if not tenths.shares:
        return ""
    share = tenths.most_deprived_fifth
    people = "No residents" if share == 0 else f"{about_people(share * tenths.residents)} residents"
    beside = f", {percent(sum(tenths.beside[:2]))} in {tenths.beside_name}" if tenths.beside else ""
    return f"{people} ({percent(share)}{beside}) live in England’s most deprived fifth of small areas."


def name_of(measure: Measure) -> str:
    """The measure's name; its short one where that would fill half the row."""
    return measure.name if len(measure.name) <= LONG_NAME else measure.short_name


def period_of(row: MeasureRow) -> str:
    """The row's own period in words."""
    return period_words(row.period)


def gap_in_coverage(row: MeasureRow) -> str:
    """What a value rests on where it is not everybody; "" where it is, as the key says."""
    return "" if row.row.coverage != row.row.coverage or row.row.coverage >= WHOLE else coverage_words(row.row)
