"""Where a reader may go from a signal, and from a measure that has no series.

Lives here: addresses. Not here: the figures (`signals.answer`).
"""

from __future__ import annotations

from urllib.parse import urlencode

from pages.parts import opened_pack
from pages.parts.answering.series import TODAY
from pages.parts.asking import address, selection
from pages.parts.asking.selection import Selection
from pages.parts.signals.released_series import lookable

MOST_OTHERS = 12


def others(view: Selection) -> tuple[tuple[str, str], ...]:
    """Measures of this footprint whose periods can be held against each other, with their addresses."""
    shared = {name: selection.plain(view)[name] for name in address.SHARED}
    usual = {name: selection.landing()[name] for name in address.SHARED}
    able = [one for one in opened_pack.pack().indicators.values() if lookable(one.id, view.system)][:MOST_OTHERS]
    return tuple(
        (one.name, f"./signals?{urlencode(address.query(shared | {'indicator': one.id}, usual))}") for one in able
    )


def links(view: Selection, code: str) -> tuple[tuple[str, str], ...]:
    """Map and trend of the same area, and its response card."""
    plain = selection.plain(view)
    shared = {name: plain[name] for name in address.SHARED}
    ahead = address.query(shared, {name: selection.landing()[name] for name in shared})
    trend = shared | {"area": code, "second": "none", "footprint": TODAY}
    return (
        ("Map", f"./?{urlencode(ahead | {'area': code} | ({'level': plain['level']} if plain['level'] else {}))}"),
        ("Trend", f"./trend?{urlencode(trend)}"),
    )
