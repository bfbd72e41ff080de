"""Numbers, periods, ages and kinds of area in plain words: the only place where a number becomes text.

Lives here: formatting without any judgement. Not here: sentences (`charts.sentences`) or HTML.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date

from data.schema import AREA_TYPES, POOL, Level

_LEVELS = {
    Level.LSOA: ("LSOA", "LSOAs"),
    Level.MSOA: ("MSOA", "MSOAs"),
    Level.WARD: ("ward", "wards"),
    Level.DISTRICT: ("district", "districts"),
    Level.UPPER_TIER: ("upper-tier authority", "upper-tier authorities"),
    Level.NEIGHBOURHOOD: ("neighbourhood", "neighbourhoods"),
    Level.PLACE: ("place", "places"),
    Level.PCN: ("primary care network", "primary care networks"),
    Level.SYSTEM: ("system", "systems"),
    Level.REGION: ("region", "regions"),
    Level.COUNTRY: ("country", "countries"),
}
_SEXES = {"female": "women and girls", "male": "men and boys"}
_MONTHS = tuple(date(2000, month, 1).strftime("%B") for month in range(1, 13))


def level_words(area_type: str) -> tuple[str, str]:
    """One and many of an area type: ("MSOA", "MSOAs")."""
    return _LEVELS[AREA_TYPES[area_type]]


def vintage_words(vintage: str) -> str:
    """The geography of a source in words: "lsoa11, lad22" is "LSOAs of 2011, districts of 2022"; other text stays."""
    words: list[str] = []
    for area_type in (part.strip() for part in vintage.split(",")):
        if area_type not in AREA_TYPES:
            return vintage
        many, year = level_words(area_type)[1], area_type.lstrip("abcdefghijklmnopqrstuvwxyz")
        if area_type == "ctry":
            many = "England"
        if many and words and words[-1].startswith(f"{many} of "):
            words[-1] += f", 20{year}"
        else:
            words.append(f"{many} of 20{year}" if year else many)
    return "; ".join(words)


def number_text(value: float, decimals: int) -> str:
    """A number with thousands commas; a real zero is "0", and a small value never reads as zero."""
    if value == 0:
        return "0"
    rounded = round(float(value), decimals)
    if rounded == 0:
        edge = f"{10.0**-decimals:,.{decimals}f}"
        return f"under {edge}" if value > 0 else f"above −{edge}"
    return f"{rounded:,.{decimals}f}".replace("-", "−")


def tick_text(value: float) -> str:
    """A round number without needless decimals: "70", "2.5", "1,000"."""
    return f"{value:,.10g}".replace("-", "−")


def value_text(value: float, measure, *, unit: bool = True) -> str:
    """A value as shown everywhere: "55.4 %", "205.1 per 100,000", "34 minutes"."""
    return _with_unit(number_text(value, measure.decimals), measure.unit if unit else "")


def interval_text(lower: float, upper: float, *, measure, unit: bool = True) -> str:
    """Limits as shown everywhere: "54.4 to 56.4 %"."""
    words = f"{number_text(lower, measure.decimals)} to {number_text(upper, measure.decimals)}"
    return _with_unit(words, measure.unit if unit else "")


def _with_unit(words: str, unit: str) -> str:
    """A number with its unit behind it; pounds stand before it."""
    return f"£{words}" if unit == "£" else f"{words} {unit}" if unit else words


def count_text(count: float) -> str:
    """People or events in full: "4,267"; a small count that is not whole (yearly mean) keeps one decimal."""
    return number_text(count, count_decimals(count))


def count_decimals(count: float) -> int:
    """Decimals of `count_text`."""
    return 0 if count >= 100 or abs(count - round(count)) < 0.05 else 1


def about(count: float) -> str:
    """People or events for a sentence: to the nearest ten, below ten as they are."""
    if count < 10:
        return count_text(count)
    return f"about {math.floor(count / 10 + 0.5) * 10:,}"


def sentence_case(words: str) -> str:
    """The words with a capital first letter, nothing else changed."""
    return words[:1].upper() + words[1:]


def mid_sentence(words: str) -> str:
    """The words as they stand inside a sentence: "uptake", but "MMR uptake"."""
    return words if words[1:2].isupper() or words[1:2].isdigit() else words[:1].lower() + words[1:]


def period_words(period: str) -> str:
    """A period in words: "8 July 2021", "2023/24", "2019", "2017 to 2019", "July to September 2021".

    Years pooled here, not by the publisher: "2016/17-2018/19 (three years pooled)".
    """
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", period):
        return _day_words(period)
    if found := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", period):
        return f"{_MONTHS[int(found[2]) - 1]} {found[1]}"
    if found := re.fullmatch(r"(\d{4}(?:/\d{2})?)[-–](\d{4}(?:/\d{2})?)", period):
        return f"{found[1]} to {found[2]}"
    if POOL in period:
        return f"{period.replace(POOL, '-')} (three years pooled)"
    if found := re.fullmatch(r"(\d{4})[ -]?Q([1-4])", period):
        first = 3 * int(found[2]) - 3
        return f"{_MONTHS[first]} to {_MONTHS[first + 2]} {found[1]}"
    if found := re.fullmatch(r"(\d{4}/\d{2})[ -]?Q([1-4])", period):
        return f"quarter {found[2]} of {found[1]}"
    return period


def _day_words(day_text: str) -> str:
    """A day in words; a day that no calendar has, as in a mistyped address, as it was written."""
    try:
        day = date.fromisoformat(day_text)
    except ValueError:
        return day_text
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_phrase(measure, period: str) -> str:
    """The period with its preposition: "by 8 July 2021", "in 2023/24"."""
    return measure.period_phrase.format(period=period_words(period))


def age_words(age: str) -> str:
    """An age band in words that follow "people": "aged 16 and over", "aged 40 to 44", "under 19"; "" for all ages."""
    if age.lower() in ("", "all", "all ages"):
        return ""
    if found := re.fullmatch(r"(\d+)\+", age):
        return f"aged {found[1]} and over"
    if found := re.fullmatch(r"(?:<|under )(\d+)", age.lower()):
        return f"under {found[1]}"
    if found := re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", age):
        return f"aged {found[1]} to {found[2]}"
    return f"aged {age.removesuffix(' years').removesuffix(' year')}"


def sex_words(sex: str) -> str:
    """Sex in person-first words; "" for everyone."""
    return _SEXES.get(sex.lower(), "")


def category_words(category: str) -> str:
    """A category such as "imd_quintile:1" in words; "" for everyone."""
    if not category:
        return ""
    axis, _, group = category.partition(":")
    if axis == "imd_quintile":
        ends = {"1": "most deprived fifth", "5": "least deprived fifth"}
        return ends.get(group, f"fifth {group} of 5 by deprivation")
    if axis == "imd_decile":
        ends = {"1": "most deprived tenth", "10": "least deprived tenth"}
        return ends.get(group, f"tenth {group} of 10 by deprivation")
    if axis == "oac_supergroup":
        return f"areas of “{group.lstrip('0123456789 ')}”"
    return f"{axis.replace('_', ' ')}: {group}"


def axis_ticks(low: float, high: float, *, ceiling: float | None = None) -> tuple[float, float, float]:
    """Three round ticks from at or below `low` to at or above `high`; not beyond 0 or `ceiling` where data are not.

    Parameters
    ----------
    low, high : float
        Smallest and largest thing drawn.
    ceiling : float, optional
        A value the measure cannot pass (100 for per cent).
    """
    steps = _round_steps(max(high - low, abs(high) * 1e-6, 1e-6) / 2)
    return next(ticks for step in steps if (ticks := _three_ticks(low, high, step=step, ceiling=ceiling)))


def round_ticks(low: float, high: float, *, most: int = 6) -> tuple[float, ...]:
    """Round ticks that hold `low` to `high`, as many as fit into `most`."""
    steps = _round_steps(max(high - low, abs(high) * 1e-6, 1e-6) / most)
    spans = ((step, math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)) for step in steps)
    step, first, last = next(span for span in spans if span[2] - span[1] < most)
    return tuple(round(place * step, 10) for place in range(first, max(last, first + 1) + 1))


def _three_ticks(low: float, high: float, *, step: float, ceiling: float | None) -> tuple[float, ...] | None:
    """Three ticks of this step that hold the data, or None; they start at half steps where those are round too."""
    grid = step if f"{step:e}"[:3] in ("2.5", "5.0") else step / 2
    start = math.floor(low / grid + 1e-9) * grid
    if ceiling is not None and start + 2 * step > ceiling >= high:
        start = ceiling - 2 * step
    start = max(start, 0.0) if low >= 0 else start
    if start > low + 1e-9 * step or start + 2 * step < high - 1e-9 * step:
        return None
    return tuple(round(start + place * step, 10) for place in range(3))


def _round_steps(smallest: float) -> Iterator[float]:
    """1, 2, 2.5, 5, 10, 20 ... times a power of ten, from about `smallest` upward without end."""
    power = math.floor(math.log10(smallest))
    while True:
        yield from (nice * 10.0**power for nice in (1, 2, 2.5, 5))
        power += 1
