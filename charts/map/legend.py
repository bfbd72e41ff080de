"""The legend: equal blocks with words under them, a filled marker for the selection, a hollow one for the benchmark.

Lives here: the legend as data (for the map component) and as HTML (for print and for browsers without WebGL).
Not here: the breaks (`equity.breaks`) and colours (`charts.theme`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from charts.evidence import AreaRow, Evidence, Measure
from charts.marks import swatch
from charts.markup import text, text_width
from charts.sentences import attention_side
from charts.states import CLASS_CODES, state_of_class
from charts.theme import INK, PAPER, class_colours, comparison_colours
from charts.words import mid_sentence, number_text, sentence_case, tick_text
from data.schema import Polarity, ValueType

NARROWEST = 288.0  # pixels of a legend on a 320 px screen
_JUDGED = ((20, "Better"), (21, "Similar"), (22, "Worse"), (23, "Not compared"))
_TWO_JUDGED = (
    (26, "Better, 99.8 %"), (20, "Better, 95 %"), (21, "Similar"), (22, "Worse, 95 %"), (27, "Worse, 99.8 %"),
    (23, "Not compared"),
)  # fmt: skip
_TWO_PLAIN = (
    (28, "Lower, 99.8 %"), (24, "Lower, 95 %"), (21, "Similar"), (25, "Higher, 95 %"), (29, "Higher, 99.8 %"),
    (23, "Not compared"),
)  # fmt: skip
_PLAIN = ((24, "Lower"), (21, "Similar"), (25, "Higher"), (23, "Not compared"))


def class_labels(breaks: Sequence[float], measure: Measure) -> list[str]:
    """Words of each class, lowest first: "Under 60 %", "60 to 70", ..., "85 and over"."""
    if not breaks:
        return ["All values"]
    edges = [tick_text(value) for value in breaks]
    unit = f" {measure.unit}" if len(measure.unit) == 1 else ""
    between = [f"{low} to {high}" for low, high in pairwise(edges)]
    return [f"Under {edges[0]}{unit}", *between, f"{edges[-1]} and over"]


def dark_words(measure: Measure) -> str:
    """What a dark fill means: "Darker is lower uptake"."""
    side = {"lowest": "lower", "highest": "higher"}[attention_side(measure.polarity)]
    return f"Darker is {side} {mid_sentence(measure.noun).removeprefix('the ')}"


def legend(evidence: Evidence) -> dict[str, object]:
    """The legend as data: labels and class codes in drawing order, markers, keys of the states that occur."""
    measure, against = evidence.measure, evidence.colours != "level"
    other = None if measure.value_type == ValueType.COUNT else evidence.benchmark  # no total among its parts
    judged = _classes(evidence)
    labels = [words for _, words in judged] if against else class_labels(evidence.breaks, measure)
    return {
        "labels": labels,
        "codes": [code for code, _ in judged] if against else list(range(len(labels))),
        "colours": legend_colours(evidence),
        "unit": measure.unit,
        "dark": "" if against else dark_words(measure),
        "breaks": [] if against else list(evidence.breaks),
        "selected": _marker(evidence.selected_row, measure),
        "benchmark": _marker(other, measure, words=sentence_case(evidence.benchmark_word)),
        "keys": _keys(evidence),
    }


def legend_colours(evidence: Evidence) -> dict[str, str]:
    """Colour of each class code that the view can hold, keyed by the code as text."""
    if evidence.colours != "level":
        return comparison_colours(two_limits=evidence.two_limits)
    return class_colours(len(evidence.breaks) + 1, evidence.measure.polarity)


def _classes(evidence: Evidence) -> tuple[tuple[int, str], ...]:
    """Class codes and words against a benchmark, in drawing order."""
    if evidence.measure.polarity == Polarity.NONE:
        return _TWO_PLAIN if evidence.two_limits else _PLAIN
    return _TWO_JUDGED if evidence.two_limits else _JUDGED


def legend_html(evidence: Evidence) -> str:
    """The legend as it stands under a picture."""
    parts = legend(evidence)
    keys = [f"<li>{swatch(code)}{text(words)}</li>" for code, words in parts["keys"]]
    keys += [f"<li>{text(parts['dark'])}</li>"] if parts["dark"] else []
    return f'<div class="he-leg"><div>{_blocks(parts)}</div><ul class="he-keys">{"".join(keys)}</ul></div>'


def marker_place(value: float, breaks: Sequence[float]) -> float:
    """Where a value stands along equal blocks, in blocks; the open end classes count as wide as the next."""
    if not breaks:
        return 0.5
    widths = [high - low for low, high in pairwise(breaks)] or [abs(breaks[0]) or 1.0]
    edges = [breaks[0] - widths[0], *breaks, breaks[-1] + widths[-1]]
    block = sum(value >= edge for edge in breaks)
    inside = (value - edges[block]) / (edges[block + 1] - edges[block])
    return block + min(max(inside, 0.03), 0.97)


def _marker(row: AreaRow | None, measure: Measure, *, words: str = "") -> dict[str, object] | None:
    if row is None or not row.has_value:
        return None
    name = words or row.name
    return {"name": name, "value": float(row.value), "text": f"{name} {number_text(row.value, measure.decimals)}"}


def _keys(evidence: Evidence) -> list[list[object]]:
    """Class code and words with the number of areas, for the states that occur in the view."""
    if "class_index" not in evidence.frame:
        return []
    counts = evidence.frame["class_index"].value_counts()
    found = [(code, int(counts.get(code, 0))) for code in CLASS_CODES]
    reason = evidence.measure.not_ranked
    return [[code, f"{state_of_class(code, not_ranked=reason).label} ({count:,})"] for code, count in found if count]


def _blocks(parts: dict) -> str:
    """Blocks of equal width in the page's own type size, so that words stay readable on a narrow screen."""
    drawn = "".join(f'<span style="background:{parts["colours"][str(code)]}"></span>' for code in parts["codes"])
    words = "".join(f"<span>{text(label)}</span>" for label in parts["labels"])
    spoken = text(" ".join(["Legend:", ", ".join(parts["labels"]) + ".", parts["dark"]]).strip())
    columns = f'style="grid-template-columns:repeat({len(parts["codes"])},1fr)"'
    return (
        f'<div class="he-legend" role="img" aria-label="{spoken}">{_markers(parts)}'
        f'<div class="he-blocks" {columns}>{drawn}</div><div class="he-words" {columns}>{words}</div></div>'
    )


def _markers(parts: dict) -> str:
    """Markers with their words beside them; where words would meet on a phone they stand in a line above."""
    shown = [(parts[name], name == "selected") for name in ("selected", "benchmark") if parts[name] and parts["breaks"]]
    if not shown:
        return ""
    classes = len(parts["codes"])
    placed = sorted((marker_place(item["value"], parts["breaks"]) / classes, item["text"], own) for item, own in shown)
    sides = _sides([(share, text_width(words, 12, bold=own)) for share, words, own in placed])
    if sides is None:
        line = "".join(f"<span>{_triangle(own=own)}{_spoken(words, own=own)}</span>" for _, words, own in placed)
        above, sides = f'<div class="he-above">{line}</div>', ["none"] * len(placed)
    else:
        above = ""
    marks = "".join(
        f'<span class="he-at he-{side}" style="left:{share * 100:.1f}%">{_triangle(own=own)}'
        f"{_spoken(words, own=own) if side != 'none' else ''}</span>"
        for (share, words, own), side in zip(placed, sides, strict=True)
    )
    return f'{above}<div class="he-marks">{marks}</div>'


def _sides(placed: list[tuple[float, float]]) -> list[str] | None:
    """Which side of its marker each text stands on at the narrowest width; None if they cannot be kept apart."""
    taken, sides = 0.0, []
    for place, (share, width) in enumerate(placed):
        x = share * NARROWEST
        end = placed[place + 1][0] * NARROWEST if place + 1 < len(placed) else NARROWEST
        if x + 10 + width <= end - 6 * (place + 1 < len(placed)) and x - 6 >= taken:
            sides.append("right")
            taken = x + 10 + width
        elif x - 10 - width >= taken:
            sides.append("left")
            taken = x + 6
        else:
            return None
    return sides


def _triangle(*, own: bool) -> str:
    look = f'fill="{INK}"' if own else f'fill="{PAPER}" stroke="{INK}" stroke-width="1.2"'
    path = f'<path d="M-5,0h10l-5,8z" {look}/>'
    return f'<svg width="12" height="10" viewBox="-6 -1 12 10" aria-hidden="true">{path}</svg>'


def _spoken(words: str, *, own: bool) -> str:
    return f"<b>{text(words)}</b>" if own else text(words)
