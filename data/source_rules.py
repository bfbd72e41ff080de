"""The rule for small numbers that holds for a measure: its own together with that of its source.

Lives here: joining the two. Not here: what a rule withholds (`equity.release.rules`), the files (`data.catalogue`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from data.catalogue import Indicator, Source
from data.schema import TOGETHER

_NOTHING = ("published", "none")  # withhold nothing themselves


def with_source_rules(indicators: Mapping[str, Indicator], sources: Mapping[str, Source]) -> dict[str, Indicator]:
    """Indicators with the rule that holds for them: their own and their source's, and the higher floor of both.

    Examples
    --------
    "small4" of an indicator and "hes" with a floor of 30 of its source become "small4 & hes & people30".
    """
    return {name: _with_source(one, sources.get(one.source)) for name, one in indicators.items()}


def _with_source(indicator: Indicator, source: Source | None) -> Indicator:
    floor = max(indicator.fewest_people, source.fewest_people if source else 0)
    named = [indicator.release_rule, source.release_rule if source else "", f"people{floor}" if floor else ""]
    every = [one for one in dict.fromkeys(named) if one]
    telling = [one for one in every if one not in _NOTHING] or every[:1]
    return replace(indicator, release_rule=TOGETHER.join(telling), fewest_people=floor)
