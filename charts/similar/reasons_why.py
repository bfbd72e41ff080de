"""Why an area stands in a finder: how alike, how far apart, what that is in people, what is already done there.

Lives here: the reasons of one area in words. Not here: the table around them (`area_table`).
"""

from __future__ import annotations

from charts.saying.clauses import side_text
from charts.similar.found import Neighbour, Similar
from charts.words import about, number_text
from data.schema import ValueType


def reasons(one: Neighbour, shown: Similar) -> tuple[str, ...]:
    """Sentences without full stops, the most telling first."""
    return tuple(words for words in (_apart(one, shown), _people(one, shown), _alike(one, shown), _done(one)) if words)


def _apart(one: Neighbour, shown: Similar) -> str:
    if shown.measure.value_type == ValueType.PROPORTION:
        return f"{side_text(one.difference, shown.measure)} than {shown.name}, beyond chance"
    return f"{number_text(one.difference, 2)} times the rate of {shown.name}, beyond chance"


def _people(one: Neighbour, shown: Similar) -> str:
    """What lies between it and the level of the chosen areas, in people or events."""
    if not abs(one.people) >= 1:
        return ""
    measure, number = shown.measure, about(abs(one.people))
    if measure.value_type != ValueType.PROPORTION:
        side = "fewer" if one.people < 0 else "more"
        return f"{number} {side} {measure.numerator_name} at the rate of {shown.name}"
    return f"{number} people {'short of' if one.people > 0 else 'above'} the level of {shown.name}"


def _alike(one: Neighbour, shown: Similar) -> str:
    rank = 1 + [other.row.code for other in shown.neighbours].index(one.row.code)
    whom = shown.name if shown.single else one.like
    far = ", yet farther from it than areas usually are from their nearest" if one.far else ""
    return f"number {rank:,} of {len(shown.neighbours):,} in likeness, most like {whom}{far}"


def _done(one: Neighbour) -> str:
    return f"already there: {', '.join(one.programmes)}" if one.programmes else ""
