"""A mix of similar areas (synthetic control) in words: whose mix, how close before, how far apart since, or why none.

Lives here: sentences made from `equity.similar.synthetic.Synthetic`. Nothing here says what brought a difference about.
Not here: the plain comparison of changes (`similar_change`), the drawing (`charts.similar.mix_part`).
"""

from __future__ import annotations

from collections.abc import Mapping

from charts.evidence import Measure
from charts.saying.clauses import side_text, size_text
from charts.saying.similar_places import REASONS
from charts.words import number_text
from data.schema import Status
from equity.similar.reasons import Withheld
from equity.similar.synthetic import Synthetic

NAMED = 3  # areas of the mix that a sentence names
LEAST = 0.005  # of a mix, shown as 1 %


def mix_sentence(measure: Measure, name: str, *, mix: Synthetic, names: Mapping[str, str]) -> str:
    """The mix, its fit before the start, the difference since, and how often as bad a fit is found elsewhere."""
    if mix.status != Status.OK:
        return f"No mix of similar areas is drawn: {REASONS[Withheld(mix.reason)]}."
    return (
        f"{_made_of(mix, names)} ran most like {name} before the start, on average within "
        f"{size_text(mix.before, measure)}. Since then {name} was {_apart(mix.estimate, measure)}. The distance became "
        f"{number_text(mix.ratio, 1)} times as large; {_elsewhere(mix)}."
    )


def _made_of(mix: Synthetic, names: Mapping[str, str]) -> str:
    shown = mix.weights[mix.weights >= LEAST]
    told = [f"{names.get(code, code)} {100 * share:.0f} %" for code, share in shown.head(NAMED).items()]
    number = len(mix.weights)
    if number == 1:
        return names.get(mix.weights.index[0], mix.weights.index[0])
    rest = f" and {number - len(told)} more" if number > len(told) else ""
    return f"A mix of {number} similar areas ({', '.join(told)}{rest})"


def _apart(difference: float, measure: Measure) -> str:
    if not round(difference, measure.decimals):
        return "as the mix on average"
    return f"on average {side_text(difference, measure)} than the mix"


def _elsewhere(mix: Synthetic) -> str:
    as_large, number = int((mix.ratios >= mix.ratio).sum()), len(mix.ratios)
    times = "none" if not as_large else f"{as_large:,}"
    return (
        f"as much or more in {times} of {number:,} similar areas treated as if they had been chosen "
        f"(p {number_text(mix.p_value, 2)})"
    )
