"""Forgetting every kept answer at once, when the opened pack becomes another one.

Lives here: finding the caches of `pages.parts` and putting new ones in their place. Not here: when (`opened_pack`).
A cache is replaced, not only emptied: an answer that is still being made of the old pack is kept where nobody looks.
"""

from __future__ import annotations

import sys
from functools import lru_cache

ROOM = "pages.parts"
KEPT = ("pages.parts.opened_pack",)  # the opened pack itself is replaced there


def forget_all() -> int:
    """Forget what `lru_cache` keeps in the rooms of the pages; answers how many caches there were.

    What is kept for the life of the process (`functools.cache`: the browser's components) stays.
    """
    rooms = [one for name, one in list(sys.modules.items()) if name.startswith(ROOM) and name not in KEPT]
    fresh: dict[int, object] = {}
    for room in rooms:
        for name, found in list(vars(room).items()):
            if _bounded(found):
                fresh.setdefault(id(found), lru_cache(maxsize=found.cache_parameters()["maxsize"])(found.__wrapped__))
                setattr(room, name, fresh[id(found)])
                found.cache_clear()  # whoever holds the old one in a table of his own
            elif hasattr(found, "cache_clear") and not hasattr(found, "cache_parameters"):
                found.cache_clear()
    return len(fresh)


def _bounded(found: object) -> bool:
    return hasattr(found, "cache_parameters") and found.cache_parameters()["maxsize"] is not None
