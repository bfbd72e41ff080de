"""What the pack says has been done in an area: names of programmes, for the areas a roll-out could go to.

Lives here: that one question. Not here: the programmes themselves (`answering.programmes`).
"""

from __future__ import annotations

from pages.parts.answering import extents, programmes
from pages.parts.answering.programmes import Lies


def there(code: str, area_type: str, *, indicator_id: str) -> tuple[str, ...]:
    """Names of programmes for a measure that ran in an area, wholly or in part; new ones from the next question on."""
    return _there(code, area_type, indicator_id)


@programmes.cached(4096)
def _there(code: str, area_type: str, indicator_id: str) -> tuple[str, ...]:
    recorded = [one for one in programmes.recorded() if indicator_id in one.indicators or not one.indicators]
    if not recorded:
        return ()
    members = extents.areas_of(area_type).get(code, frozenset())
    return tuple(one.name for one in recorded if members and programmes.lies(one, members) != Lies.APART)
