"""Which rules for small numbers a catalogue may name.

Lives here: the names, and refusing others. Not here: what a rule withholds (`equity.release.rules`), the rule of a
measure together with its source's (`data.source_rules`).
"""

from __future__ import annotations

from collections.abc import Mapping

from data.validation import Door

RELEASE_RULES = ("published", "hes", "small7", "small7_round5", "small4", "none")


def check_rule(door: Door, name: str, *, table: Mapping[str, object]) -> None:
    """Refuse a rule that is none, and a floor below 0, of an indicator or a source."""
    rule, floor = table.get("release_rule", ""), table.get("fewest_people", 0)
    if rule not in ("", *RELEASE_RULES):
        told = f"must be one of {', '.join(RELEASE_RULES)}, or left out"
        door.refuse(told, column=f"{name}.release_rule", values=[rule])
    if floor < 0:
        door.refuse("must be 0 or more", column=f"{name}.fewest_people", values=[floor])
