"""What a source asks for before its small-area counts may be shown: rules as data, and the strictest of several.

Lives here: the rules by name. Not here: applying them (`equity.disclosure`), which source asks for which (a pack's
`sources.toml` and `indicators.toml`, joined by `data.pack`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from data.schema import TOGETHER

_PEOPLE = re.compile(r"people([1-9]\d*)")


@dataclass(frozen=True)
class ReleaseRule:
    """What a source asks for before its small-area counts may be shown.

    Attributes
    ----------
    largest : int
        Counts from 1 to this are withheld; 0 withholds none.
    round_to : int
        Other counts are rounded to the nearest multiple; 0 leaves them.
    secondary : bool
        Withhold more areas of a parent where its total minus the shown areas would give a withheld count away.
    fewest_people : int
        Nothing is shown of fewer people than this (a denominator floor); 0 sets none.
    """

    name: str
    largest: int = 0
    round_to: int = 0
    secondary: bool = False
    fewest_people: int = 0


def strictest(rules: Iterable[ReleaseRule]) -> ReleaseRule:
    """One rule that withholds all that any of them does.

    References
    ----------
    ONS (2006) Review of the dissemination of health statistics: figures of several sources follow the strictest.
    """
    every = list(rules)
    return ReleaseRule(
        TOGETHER.join(rule.name for rule in every),
        largest=max(rule.largest for rule in every),
        round_to=max(rule.round_to for rule in every),
        secondary=any(rule.secondary for rule in every),
        fewest_people=max(rule.fewest_people for rule in every),
    )


class _Rules(dict[str, ReleaseRule]):
    """Rules by name; "small4 & people30" is made when it is asked for."""

    def __missing__(self, name: str) -> ReleaseRule:
        parts = name.split(TOGETHER)
        if len(parts) > 1:
            rule = strictest(self[part] for part in parts)
        elif floor := _PEOPLE.fullmatch(name):
            rule = ReleaseRule(name, fewest_people=int(floor[1]))
        else:
            raise KeyError(name)
        return self.setdefault(name, rule)


AS_COUNTED = "as_counted"  # for a role that may see what the source's own rule withholds; no pack can ask for it
RULES = _Rules(
    (rule.name, rule)
    for rule in (
        ReleaseRule("published"),  # released by the publisher as it is
        ReleaseRule("hes", largest=7, round_to=5, secondary=True),  # Hospital Episode Statistics, sub-national
        # Counts that a pack holds as they are; they are small when they are shown, not before.
        ReleaseRule("small7", largest=7, secondary=True),
        ReleaseRule("small7_round5", largest=7, round_to=5, secondary=True),
        ReleaseRule("small4", largest=4, secondary=True),
        ReleaseRule("none"),
        ReleaseRule(AS_COUNTED),
    )
)
