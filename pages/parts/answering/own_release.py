"""May figures of an own footprint be shown? Asked once, before any figure of it is made.

Lives here: that one question. Not here: the release of rows (`values.for_readers`), which comes after it all the same.
"""

from __future__ import annotations

from data.catalogue import Indicator
from equity.disclosure import RULES
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering import own_areas


def refusal(own: OwnFootprint, indicator: Indicator) -> str:
    """Why no figure of an own footprint may be shown for an indicator, with the nearest safe choice; "" if it may.

    Where a source withholds small counts, an own footprint that differs from a published one by a few areas would give
    their counts away. So such figures are shown for the footprints of the register only. A check of what was shown
    before (members of one footprint minus another's) belongs here, in place of the second condition.
    """
    if not RULES[indicator.release_rule].largest or _is_registered(own):
        return ""
    return (
        f"{indicator.name} is not shown for an own footprint: its source withholds counts of 1 to "
        f"{RULES[indicator.release_rule].largest}, and the difference between this footprint and a published one could "
        "give such a count away. Choose a footprint of the register, or a measure without small counts."
    )


def _is_registered(own: OwnFootprint) -> bool:
    """Whether its members are exactly those of a footprint of the register."""
    if own.id not in opened_pack.registry():
        return False
    known = own_areas.registered(own.id)
    return (own.area_type, own.weights) == (known.area_type, known.weights)
