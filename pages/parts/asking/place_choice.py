"""A place chosen on the map page is what the card tells of, until an area is chosen.

Lives here: that step. Not here: an own footprint that came with a link (`own_choice`), the boxes (`controls`).
"""

from __future__ import annotations

from pages.parts.asking import address
from pages.parts.asking.selection import NO_AREA


def read(defaults: dict[str, str]) -> dict[str, str]:
    """What the map page is asked for; a place just chosen takes the card from an area that the page had picked."""
    asked = address.read(defaults)
    if not address.chosen_now("place") or not asked["place"] or asked["area"]:
        return asked
    address.ask("area", NO_AREA)
    return asked | {"area": NO_AREA}
