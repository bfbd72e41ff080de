"""Two figures of the areas beside each other, with the correlation said in words and a line only where it explains.

Lives here: drawing for a page and for a phone, and its words. Not here: the correlation
(`equity.comparing.correlation`), any claim about why two figures go together.
"""

from __future__ import annotations

from charts.compare.compared import Areas, ScatterView
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
from charts.evidence import Evidence, Measure
from charts.markup import text, wrapped
from charts.theme import SEA, SECOND_LINE, SECONDARY
from charts.words import mid_sentence, number_text, round_ticks, value_text

HEIGHT = {WIDE: 424.0, NARROW: 380.0}
STRENGTHS = ((0.7, "strongly"), (0.4, "clearly"), (0.2, "weakly"))  # of |r|; below, hardly at all
TENTHS = tuple(float(place) for place in range(11))


def scatter_figure(areas: Areas, view: ScatterView) -> str:
    """The figure twice, with what may not be read into it."""
    if view.reason or not len(_known(areas, view)):
        words = view.reason or "No area here has both figures."
        return f'<div class="he-box he-dash"><p>{text(words)}</p></div>'
    drawings = tuple(_drawing(areas, view, width) for width in (WIDE, NARROW))
    notes = [
        line_words(view),
        areas.cut,
        "Areas that go together on two figures need not have the same reason for both.",
    ]
    key = '<span><i class="hc-dot"></i>other areas of the system.</span> ' if len(areas.rest) else ""
    told = " ".join(text(one) for one in notes if one)
    return figure(drawings, what=alt_text(areas, view)) + f'<p class="hc-cut">{key}{told}</p>'


def alt_text(areas: Areas, view: ScatterView) -> str:
    """What the picture shows."""
    return f"Scatter of {areas.evidence.measure.name} beside {view.x_title}. {scatter_finding(areas, view)}"


def scatter_finding(areas: Areas, view: ScatterView) -> str:
    """How strongly the two go together, in words."""
    noun, found = _named(areas.evidence.measure), view.found
    if view.reason:
        return f"No figure to lay beside {mid_sentence(noun)}"
    if found.value != found.value:
        return f"{noun} beside {mid_sentence(view.x_short)}"
    strength = strength_words(view)
    if not strength:
        return f"{noun} and {mid_sentence(view.x_short)} hardly go together across areas"
    if view.is_deprivation:
        side = "lower" if found.value > 0 else "higher"  # place 10 is the least deprived
        return f"{noun} is {strength} {side} where deprivation is greater"
    side = "higher" if found.value > 0 else "lower"
    return f"{noun} is {strength} {side} where {_the(view)} is higher"


def _named(measure: Measure) -> str:
    """The measure at the start of a sentence; a bare "The rate" gets its name."""
    return f"The {mid_sentence(measure.short_name)}" if measure.noun.startswith("The ") else measure.noun


def _the(view: ScatterView) -> str:
    return mid_sentence(_named(view.x_measure))


def strength_words(view: ScatterView) -> str:
    """ "strongly", "clearly", "weakly", or "" where it may be nothing: the limits hold 0, or next to nothing."""
    found = view.found
    if not (found.lower_ci > 0 or found.upper_ci < 0):
        return ""
    return next((word for least, word in STRENGTHS if abs(found.value) >= least), "")


def scatter_lead(areas: Areas, view: ScatterView) -> str:
    """The correlation with its limits, glossed."""
    found = view.found
    if view.reason:
        return view.reason
    if found.value != found.value:
        return found.reason[:1].upper() + found.reason[1:]
    limits = f"95 % limits {number_text(found.lower_ci, 2)} to {number_text(found.upper_ci, 2)}"
    return (
        f"Correlation {number_text(found.value, 2)} ({limits}) over {found.areas:,} {view.of}; "
        "0 means they do not go together, 1 or −1 that one follows from the other."
    )


def line_words(view: ScatterView) -> str:
    """Why there is, or is no, line."""
    found = view.found
    if found.value != found.value:
        return ""
    if found.slope != found.slope:
        return f"{found.reason[:1].upper()}{found.reason[1:]}"
    return f"The line explains {100 * found.r_squared:.0f} % of the differences between areas."


def area_sentence(view: ScatterView, code: str) -> str:
    """The second figure of one area."""
    value = view.x.get(code, float("nan"))
    if view.is_deprivation or value != value:
        return ""
    return f"{view.x_measure.short_name}: {value_text(float(value), view.x_measure)}."


def _known(areas: Areas, view: ScatterView) -> list[str]:
    ranked = areas.evidence.ranked.index
    return [code for code in areas.drawn if code in ranked and view.x.get(code, float("nan")) == view.x.get(code)]


def _drawing(areas: Areas, view: ScatterView, width: float) -> str:
    evidence = areas.evidence
    _measure, inside, narrow, height = evidence.measure, _known(areas, view), width == NARROW, HEIGHT[width]
    rest = areas.rest[areas.rest["value"].notna() & areas.rest["status"].isin(["ok", "estimated"])]
    rest = rest[rest.index.isin(view.x.dropna().index)][:700]
    ys = [*evidence.frame.loc[inside, "value"], *rest["value"]]
    if evidence.benchmark is not None:
        ys.append(evidence.benchmark.value)
    xs = [float(view.x[code]) for code in (*inside, *rest.index)]
    across = TENTHS if view.is_deprivation else round_ticks(min(xs), max(xs), most=5 if narrow else 8)
    plot = Plot(44, width - 14, 26, height - 44, across, round_ticks(min(ys), max(ys), most=5 if narrow else 8))
    dots = "".join(quiet_dot(plot.x(view.x[code]), plot.y(value)) for code, value in rest["value"].items())
    marks = "".join(
        area_mark(code, row["compared"], at=(plot.x(view.x[code]), plot.y(row["value"])))
        for code, row in evidence.frame.loc[inside].iterrows()
    )
    axis = _tenths(plot) if view.is_deprivation else base_line(plot) + _title(plot, view)
    parts = [
        said(_unit(evidence), (0, 12)), _deprived(plot) if view.is_deprivation else "", rows_of(plot), dots,
        _line(plot, view), _benchmark(plot, evidence), marks, axis,
    ]  # fmt: skip
    return svg("".join(parts), size=(width, height), label=alt_text(areas, view))


def _unit(evidence: Evidence) -> str:
    measure = evidence.measure
    return f"{measure.short_name}, {measure.unit}" if measure.unit else measure.short_name


def _benchmark(plot: Plot, evidence: Evidence) -> str:
    if evidence.benchmark is None:
        return ""
    name = evidence.benchmark_word[:1].upper() + evidence.benchmark_word[1:]
    number = number_text(evidence.benchmark.value, evidence.measure.decimals)
    return benchmark_line(plot, evidence.benchmark.value, said=f"{name} {number}")


def _line(plot: Plot, view: ScatterView) -> str:
    """The straight line, cut at the edges of the plot; none where it explains too little."""
    found = view.found
    if found.slope != found.slope:
        return ""
    ends = []
    for x in (plot.xs[0], plot.xs[-1]):
        y = min(max(found.intercept + found.slope * x, plot.ys[0]), plot.ys[-1])
        if found.slope:
            x = min(max((y - found.intercept) / found.slope, plot.xs[0]), plot.xs[-1])
        ends.append(f"{plot.x(x):.1f},{plot.y(y):.1f}")
    return f'<path d="M{" L".join(ends)}" stroke="{SECOND_LINE}" stroke-width="2" stroke-dasharray="7 4" fill="none"/>'


def _deprived(plot: Plot) -> str:
    """The most deprived fifth, shaded and named."""
    width = plot.x(2) - plot.x(0)
    lines = [
        said(words, (plot.left + 4, plot.top + 14 + 14 * row))
        for row, words in enumerate(wrapped("Most deprived fifth", 12, width=max(width - 8, 70)))
    ]
    box = f'x="{plot.left:g}" y="{plot.top:g}" width="{width:.1f}" height="{plot.bottom - plot.top:.1f}"'
    return f'<rect {box} fill="{SEA}"/>{"".join(lines[:2])}'


def _tenths(plot: Plot) -> str:
    """Ten numbered tenths under the plot, most deprived on the left."""
    base = f'<path d="M{plot.left:g},{plot.bottom:g}H{plot.right:g}" stroke="{SECONDARY}"/>'
    ticks = "".join(f'<path d="M{plot.x(x):.1f},{plot.bottom:g}v5" stroke="{SECONDARY}"/>' for x in TENTHS)
    names = "".join(
        said(str(place + 1), (plot.x(place + 0.5), plot.bottom + 18), anchor="middle") for place in range(10)
    )
    y = plot.bottom + 36
    ends = said("Most deprived", (plot.left, y)) + said("Least", (plot.right, y), anchor="end")
    middle = said("Tenth of England", ((plot.left + plot.right) / 2, y), anchor="middle")
    return base + ticks + names + ends + middle


def _title(plot: Plot, view: ScatterView) -> str:
    lines = wrapped(view.x_title, 12, width=plot.right - plot.left)
    return said(lines[0] if len(lines) == 1 else view.x_short, (plot.right, plot.bottom + 36), anchor="end")
