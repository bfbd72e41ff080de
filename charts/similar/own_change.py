"""Whether the chosen areas themselves changed for the better: asked before anything of theirs is offered to others.

Lives here: that judgement and its sentence. Not here: the sums (`similar.changing`), the comparison of changes with its
checks (`change_part`).
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.similar.found import Neighbour, Similar
from charts.words import period_words, value_text
from data.schema import Polarity


@dataclass(frozen=True)
class OwnChange:
    """The answer: True, False, or None where it cannot be known; and why, in a sentence or two."""

    good: bool | None
    words: str


def own_change(shown: Similar) -> OwnChange:
    """For the better, and by more than in the similar areas together, from before the start (or the first period).

    "Great Yarmouth and Waveney went from 33.1 to 81.0 %, similar areas from 36.0 to 81.7 %: it changed for the better
    by more than they did."
    """
    over, sign = shown.over_time, {Polarity.HIGH_IS_GOOD: 1, Polarity.LOW_IS_GOOD: -1}.get(shown.measure.polarity, 0)
    if over is None or not sign or len(over.periods) < 2:
        return OwnChange(None, f"Whether {shown.name} itself changed for the better is not known: {_why(shown)}.")
    first = max(over.periods.index(over.start) - 1, 0) if over.start in over.periods else 0
    own, others = (sign * (side[-1] - side[first]) for side in (over.chosen, over.similar))
    if own != own or others != others:
        return OwnChange(None, f"Whether {shown.name} itself changed for the better is not known: a value is missing.")
    went = (
        f"From {period_words(over.periods[first])} to {period_words(over.periods[-1])} {shown.name} went from "
        f"{_ends(over.chosen, first, shown)}, similar areas from {_ends(over.similar, first, shown)}"
    )
    if own <= 0:
        return OwnChange(False, f"{went}: it did not change for the better.")
    more = "by more than they did" if own > others else "but by no more than they did"
    return OwnChange(own > others, f"{went}: it changed for the better, {more}.")


def offered(shown: Similar) -> tuple[Neighbour, ...]:
    """Where it could be tried next: nowhere, if the place did not itself change for the better."""
    return () if own_change(shown).good is False else shown.worse


def _why(shown: Similar) -> str:
    if shown.measure.polarity == Polarity.NONE:
        return "the measure has no good direction"
    return "there are no two periods of the same areas"


def _ends(values: tuple[float, ...], first: int, shown: Similar) -> str:
    return f"{value_text(values[first], shown.measure, unit=False)} to {value_text(values[-1], shown.measure)}"
