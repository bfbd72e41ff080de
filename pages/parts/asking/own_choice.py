"""An own footprint as a choice of the map page: once asked for by its link, it is a place like any other.

Lives here: that step. Not here: what a link holds (`answering.own.own_known`), the Place box (`controls`).
"""

from __future__ import annotations

from pages.parts.answering.own import own_known
from pages.parts.asking import address
from pages.parts.asking.selection import Selection


def settle(chosen: Selection) -> None:
    """Let the Place box have the last word on a footprint that came with the address, from the next run on."""
    if own_known.is_own(chosen.place):
        address.ask("place", chosen.place)
        address.ask("own", "")
