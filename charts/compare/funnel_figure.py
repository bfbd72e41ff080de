"""The funnel: every area by its size, with the limits that chance alone gives, and its words.

Lives here: drawing for a page and for a phone, finding, sentence and the words for one area. Not here: limits
(`equity.comparing.funnel`).
"""

from __future__ import annotations

import pandas as pd

from charts.compare.compared import Areas, FunnelView
from charts.compare.plot import (
    NARROW,
    WIDE,
    Plot,
    area_mark,
    base_line,
    benchmark_line,
    figure,
    quiet_dot,
    rows_of,
    svg,
)
from charts.compare.plot import words as said
from charts.marks import mark
from charts.markup import text
from charts.theme import INK, SECONDARY
from charts.words import count_text, level_words, number_text, round_ticks, value_text
from data.schema import Polarity
from equity.comparing.comparison import SIDES, Comparison
from equity.comparing.funnel import Place

HEIGHT = {WIDE: 424.0, NARROW: 380.0}
OUTER = (str(Place.LOW_998), str(Place.HIGH_998))
INNER = (str(Place.LOW_95), str(Place.HIGH_95))


def outcome_of(place: str, polarity: Polarity) -> str:
    """The mark of a place in the funnel: outside a limit on the good or the bad side, else similar."""
    below, above = SIDES[Polarity(polarity)]
    if place in (Place.LOW_95, Place.LOW_998):
        return str(below)
    if place in (Place.HIGH_95, Place.HIGH_998):
        return str(above)
    return str(Comparison.SIMILAR if place == Place.INSIDE else Comparison.NOT_COMPARED)


def funnel_figure(areas: Areas, view: FunnelView) -> str:
    """The figure twice, its key, and what is said of widened limits."""
    if view.funnel is None:
        return f'<div class="he-box he-dash"><p>{text(view.reason)}</p></div>'
    drawings = tuple(_drawing(areas, view, width) for width in (WIDE, NARROW))
    notes = "".join(f'<p class="hc-cut">{text(one)}</p>' for one in (view.funnel.note, areas.cut) if one)
    return figure(drawings, what=alt_text(areas, view)) + _key(areas.evidence.measure.polarity, len(areas.rest)) + notes


def alt_text(areas: Areas, view: FunnelView) -> str:
    """What the picture shows."""
    return f"Funnel of {areas.evidence.measure.name} by number of people. {funnel_finding(areas, view)}"


def funnel_finding(areas: Areas, view: FunnelView) -> str:
    """How many of the areas in view lie outside the limits."""
    _one, many = level_words(areas.evidence.area_type)
    if view.funnel is None:
        return f"No funnel for these {many}"
    places = _inside(areas, view)["place"]
    outer, total = int(places.isin(OUTER).sum()), int((places != Place.NOT_APPLICABLE).sum())
    if not outer:
        return f"None of {total:,} {many} lies outside the 99.8 % limits of chance"
    lie = "lies" if outer == 1 else "lie"
    return f"{outer:,} of {total:,} {many} {lie} further from average than chance explains"


def funnel_lead(areas: Areas, view: FunnelView) -> str:
    """On which side they lie, and what the average is."""
    if view.funnel is None:
        return view.reason
    measure, places = areas.evidence.measure, _inside(areas, view)["place"]
    low, high = (int(places.isin(ends).sum()) for ends in ((Place.LOW_998,), (Place.HIGH_998,)))
    between = int(places.isin(INNER).sum())
    average = value_text(view.funnel.average, measure)
    return (
        f"{low:,} below and {high:,} above the 99.8 % limits about the average of {view.of}, {average}; "
        f"{between:,} more between the 95 % and the 99.8 % limits."
    )


def area_sentence(areas: Areas, view: FunnelView, *, code: str) -> str:
    """Where one area lies."""
    if view.funnel is None or code not in view.funnel.areas.index:
        return ""
    row, measure = view.funnel.areas.loc[code], areas.evidence.measure
    if row["place"] == Place.NOT_APPLICABLE:
        return "In the funnel it has no place: it has no counts that may be ranked."
    side = "below" if row["place"] in (Place.LOW_95, Place.LOW_998) else "above"
    where = {Place.INSIDE: "within the 95 % limits"}.get(
        row["place"], f"{side} the {'99.8' if row['place'] in OUTER else '95'} % limit"
    )
    return f"In the funnel it lies {where} for {count_text(row['size'])} people ({_average(view, measure)})."


def _average(view: FunnelView, measure) -> str:
    return f"average {value_text(view.funnel.average, measure)}"


def place_words(place: str) -> str:
    """A place in the funnel in words, for table and file."""
    side = "Below" if place in (Place.LOW_95, Place.LOW_998) else "Above"
    if place == Place.INSIDE:
        return "Within 95 % limits"
    if place == Place.NOT_APPLICABLE:
        return "Not placed"
    return f"{side} {'99.8' if place in OUTER else '95'} % limit"


def _inside(areas: Areas, view: FunnelView) -> pd.DataFrame:
    return view.funnel.areas.reindex(areas.evidence.frame.index)


def _drawing(areas: Areas, view: FunnelView, width: float) -> str:
    measure, made, curve = areas.evidence.measure, view.funnel, view.limits
    known = made.areas[made.areas["reason"] == ""]
    low = min(known["value"].min(), curve["lower_998"].iloc[-1])
    high = max(known["value"].max(), curve["upper_998"].iloc[-1])
    height, narrow = HEIGHT[width], width == NARROW
    plot = Plot(
        left=44, right=width - 14, top=26, bottom=height - 40,
        xs=(curve["size"].iloc[0], curve["size"].iloc[-1]), ys=round_ticks(low, high, most=5 if narrow else 8),
    )  # fmt: skip
    ticks = [t for t in round_ticks(*plot.xs, most=4 if narrow else 8) if plot.xs[0] <= t <= plot.xs[1]]
    lines = "".join(_curve(plot, curve, name) for name in ("lower_ci", "upper_ci", "lower_998", "upper_998"))
    behind = [c for c in areas.rest.index if c in known.index][: 10 * 70]
    dots = "".join(quiet_dot(plot.x(known.at[c, "size"]), plot.y(known.at[c, "value"])) for c in behind)
    marks = "".join(
        area_mark(
            code,
            outcome_of(known.at[code, "place"], measure.polarity),
            at=(plot.x(known.at[code, "size"]), plot.y(known.at[code, "value"])),
            scale=0.62 if known.at[code, "place"] in INNER else 0.85,
        )
        for code in areas.drawn
        if code in known.index
    )
    average = f"Average {number_text(made.average, measure.decimals)}"
    parts = [
        said(measure.unit or measure.short_name, (0, 12)),
        rows_of(plot), lines, dots, benchmark_line(plot, made.average, said=average), marks,
        base_line(plot, ticks=ticks), _limit_names(plot, curve),
        said(_people(measure), (plot.right, plot.bottom + 34), anchor="end"),
    ]  # fmt: skip
    return svg("".join(parts), size=(width, height), label=alt_text(areas, view))


def _people(measure) -> str:
    return f"Number of {measure.people_short or measure.people or 'people'}"


def _curve(plot: Plot, curve: pd.DataFrame, name: str) -> str:
    dashed = ' stroke-dasharray="5 4"' if name.endswith("998") else ""
    points = [
        f"{plot.x(size):.1f},{min(max(plot.y(value), plot.top), plot.bottom):.1f}"
        for size, value in zip(curve["size"], curve[name], strict=True)
    ]
    return f'<path d="M{" ".join(points)}" fill="none" stroke="{SECONDARY}" stroke-width="1.2"{dashed}/>'


def _limit_names(plot: Plot, curve: pd.DataFrame) -> str:
    """The limits named once, at the left end of the upper curves."""
    drawn = []
    for name, words, place in (("upper_998", "99.8 % limit", 4), ("upper_ci", "95 % limit", 12)):
        seen = [at for at in range(place, len(curve)) if plot.y(curve[name].iloc[at]) > plot.top + 16]
        if seen:
            x, y = plot.x(curve["size"].iloc[seen[0]]), plot.y(curve[name].iloc[seen[0]])
            drawn.append(said(words, (x + 4, y - 6), fill=INK))
    return "".join(drawn)


def _key(polarity: Polarity, rest: int) -> str:
    below, above = SIDES[Polarity(polarity)]
    both = "".join(mark(one) for one in (below, above))
    items = [
        f"<li>{both}outside the 99.8 % limits (small: outside 95 %)</li>",
        f"<li>{mark(Comparison.SIMILAR)}within the limits</li>",
    ]
    if rest:
        items.append('<li><i class="hc-dot"></i>other areas of the system</li>')
    return f'<ul class="hc-keys">{"".join(items)}</ul>'
