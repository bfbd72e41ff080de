"""Headline, sentence and key of the heat table.

Lives here: what is said of several measures at once. Not here: the table (`heat_table`).
"""

from __future__ import annotations

from charts.compare.compared import Areas, Heat
from charts.marks import badge
from charts.markup import text
from charts.words import level_words, period_words
from equity.comparing.comparison import Comparison

METHOD_HEAT = (
    "Heat table",
    "Every measure with figures for this kind of area, each against its own benchmark and of its own newest period. "
    "The marks say what the colours say. Counts, and measures without a good direction, are left out.",
)
_MEANINGS = {
    Comparison.BETTER: "interval wholly on the good side of the benchmark",
    Comparison.SIMILAR: "interval includes it",
    Comparison.WORSE: "wholly on the other side",
    Comparison.LOWER: "wholly below",
    Comparison.HIGHER: "wholly above",
    Comparison.NOT_COMPARED: "no interval, or no benchmark",
}


def finding(areas: Areas, heat: Heat) -> str:
    """The area that is worse on most of the measures, or that none is."""
    _one, many = level_words(areas.evidence.area_type)
    counted = worse_counts(heat)
    judged = len([column for column, frame in zip(heat.columns, heat.frames, strict=True) if _judged(frame)])
    if not judged:
        return f"{len(heat.codes):,} {many}, {len(heat.columns)} measures: none can be judged"
    most = max(counted.values(), default=0)
    if not most:
        return f"None of {len(heat.codes):,} {many} is clearly worse on any of {judged} judged measures"
    at_most = [code for code, number in counted.items() if number == most]
    measures = f"{most} of {judged} judged measures" if judged > 1 else "the one judged measure"
    if len(at_most) == 1:
        return f"{heat.names[at_most[0]]} is clearly worse on {measures}"
    more = ", none on more" if most < judged else ""
    return f"{len(at_most):,} of {len(heat.codes):,} {many} are clearly worse on {measures}{more}"


def lead(areas: Areas, heat: Heat) -> str:
    """How many areas are worse, measure by measure; what has no figure here."""
    said = []
    for column, frame in zip(heat.columns, heat.frames, strict=True):
        known = int((frame["compared"] != Comparison.NOT_COMPARED).sum())
        if known:
            worse = int((frame["compared"] == Comparison.WORSE).sum())
            said.append(f"{column.measure.short_name}: {worse:,} of {known:,} worse than {column.benchmark.name}")
    return "; ".join(said) + "." if said else "None of these measures has an interval and a benchmark here."


def subtitle(areas: Areas, heat: Heat) -> str:
    """Measures, areas, and that each column names its period."""
    evidence = areas.evidence
    one, many = level_words(evidence.area_type)
    total = len(heat.codes)
    where = evidence.within or evidence.scope_name
    return f"{len(heat.columns)} measures, {total:,} {one if total == 1 else many} of {where}, newest period of each"


def heat_key(heat: Heat) -> str:
    """What the marks mean, and which measures have no figure for these areas."""
    shown = {str(one) for frame in heat.frames for one in frame["compared"]}
    items = "".join(f"<li>{badge(one)} {text(words)}</li>" for one, words in _MEANINGS.items() if str(one) in shown)
    absent = ", ".join(heat.absent)
    gap = f'<p class="hc-cut">No figure for this kind of area: {text(absent)}.</p>' if absent else ""
    return f'<ul class="hc-keys hc-marks">{items}</ul>{gap}'


def area_sentence(heat: Heat, code: str) -> str:
    """On how many measures one area is worse."""
    number = worse_counts(heat).get(code)
    if number is None:
        return ""
    periods = {period_words(column.period) for column in heat.columns}
    when = f" ({', '.join(sorted(periods))})" if len(periods) == 1 else ""
    return f"Clearly worse on {number} of {len(heat.columns)} measures in the table{when}."


def worse_counts(heat: Heat) -> dict[str, int]:
    """Number of measures on which each area is clearly worse."""
    counted = dict.fromkeys(heat.codes, 0)
    for frame in heat.frames:
        for code in frame.index[frame["compared"] == str(Comparison.WORSE)]:
            counted[code] = counted.get(code, 0) + 1
    return counted


def _judged(frame) -> bool:
    return bool((frame["compared"] != Comparison.NOT_COMPARED).any())
