"""All measures together in plain words: finding, lead, subtitle, and the words of a tile.

Lives here: sentences made from the same released points as tiles, table and file. Not here: the result of a test in
words (`charts.saying.trend`).
"""

from __future__ import annotations

from collections import Counter

from charts.files.csv_file import plain_name
from charts.marks import comparison_words
from charts.saying.trend import direction_words, reason_words
from charts.trend.many import Many
from charts.trend.trend_evidence import Line, TrendEvidence
from charts.trend.trend_words import FOOTPRINT_WORDS
from charts.words import period_words, sentence_case, value_text
from data.schema import Polarity
from equity.comparing.comparison import Comparison
from equity.comparing.trend import Direction
from equity.comparing.trends import trend_judgement

UNJUDGED = {Direction.NO_CHANGE: "no clear change", Direction.NOT_CALCULATED: "not tested"}


def counted(many: Many) -> Counter[str]:
    """How many measures of the first line are getting better, getting worse, have no clear change, are not tested."""
    found: Counter[str] = Counter()
    for one in many.shown:
        trend = one.trend.lines[0].trend
        direction = trend.direction if trend else Direction.NOT_CALCULATED
        judged = trend_judgement(direction, polarity=Polarity(one.trend.measure.polarity))
        found[f"getting {judged}" if judged else UNJUDGED.get(direction, "changing, without a good direction")] += 1
    return found


def finding(many: Many) -> str:
    """The headline: how many measures are getting better and worse."""
    name = many.names[0]
    if not many.shown:
        return f"No measure of this pack has a trend for {name}"
    found, total = counted(many), len(many.shown)
    better, worse = found["getting better"], found["getting worse"]
    of = f"{total} measures" if total > 1 else "1 measure"
    if not better and not worse:
        return f"{name}: of {of}, none is clearly getting better or worse"
    parts = [f"{count or 'none'} getting {word}" for count, word in ((better, "better"), (worse, "worse"))]
    return f"{name}: of {of}, {' and '.join(parts)}"


def lead(many: Many) -> str:
    """The other results, and how many measures have no trend here."""
    found = counted(many)
    order = ("no clear change", "changing, without a good direction", "not tested")
    parts = [
        f"{found[word]} with {word}" if word == order[0] else f"{found[word]} {word}" for word in order if found[word]
    ]
    told = f"{', '.join(parts)}." if parts else ""
    without = f"{len(many.without)} more cannot be followed here, each listed with the reason." if many.without else ""
    return " ".join(part for part in (told, without) if part)


def subtitle(many: Many) -> str:
    """Whose lines, whose members, and that each tile names its own periods."""
    names = " and ".join(many.names)
    return f"{names}, {FOOTPRINT_WORDS[many.footprint]}; each measure on a scale of its own, with its own periods"


def latest_words(line: Line, trend: TrendEvidence) -> str:
    """The latest value of a line, with its period and how it compares: "Norfolk 90.4 % in 2024/25, better than ..."."""
    last = line.known[-1]
    words = f"{line.name} {value_text(last.value, trend.measure)}, {period_words(last.period)}"
    if trend.benchmark is None or line.compared in (Comparison.NOT_COMPARED, Comparison.BENCHMARK):
        return words
    compared = comparison_words(line.compared, trend.benchmark.name)
    return f"{words}: {compared[:1].lower()}{compared[1:]}"


def tested_words(line: Line, trend: TrendEvidence) -> str:
    """The result of the test, short; where there are two lines with the line's name."""
    whose = f"{line.name}: " if len(trend.subjects) > 1 else ""
    if line.trend is None or line.trend.direction == Direction.NOT_CALCULATED:
        return f"{whose}{'n' if whose else 'N'}ot tested: {reason_words(line.trend)}"
    words = direction_words(line.trend.direction, polarity=Polarity(trend.measure.polarity))
    return f"{whose}{words if whose else sentence_case(words)}"


def csv_name(many: Many) -> str:
    """A file name of lines and footprint."""
    return plain_name("all", "measures", "trend", *many.names, many.footprint)
