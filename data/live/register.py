"""Every live source: whatever the files of `data.live.publishers` declare, and any Fingertips indicator by its number.

Lives here: finding a source by its name. Not here: what a source is (`data.live.declared`).
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
from collections.abc import Iterable
from functools import cache

from data.live import publishers
from data.live.any_fingertips import AREA_TYPE_NAMES, any_indicator
from data.live.declared import LiveSource
from data.validation import Fault, FileFaults

ANY = re.compile(r"fingertips:(\d{2,6})(?::(\d{1,4}))?")
ALLOWED = "REFRESH_SOURCES"  # ids by commas, or "all": what a page's button may fetch; unset: nothing


@cache
def sources() -> dict[str, LiveSource]:
    """Every declared source by id, sorted."""
    found = {}
    for module in pkgutil.iter_modules(publishers.__path__, f"{publishers.__name__}."):
        for source in importlib.import_module(module.name).SOURCES:
            found[source.id] = source
    return dict(sorted(found.items()))


def named(name: str) -> LiveSource:
    """The source of a name: an id, or "fingertips:<number>" with ":<area type>" behind it.

    Raises
    ------
    FileFaults
        If there is none, with the names there are.
    """
    if name in sources():
        return sources()[name]
    if found := ANY.fullmatch(name):
        return any_indicator(int(found[1]), area_type=int(found[2] or 502))
    kinds = ", ".join(f"{number} {words}" for number, words in AREA_TYPE_NAMES.items())
    known = ", ".join(sources())
    message = f"no such source; known are {known}, and fingertips:<indicator>:<area type> (area types: {kinds})"
    raise FileFaults([Fault("data.refresh", message, values=(name,))])


def for_source(source_id: str) -> LiveSource | None:
    """The live source that renews a source of a pack (`sources.toml`), None where there is none."""
    bare = source_id.removeprefix("live_")
    if bare in sources():
        return sources()[bare]
    if found := re.fullmatch(r"fingertips_(\d{2,6})_(\d{1,4})", bare):
        return any_indicator(int(found[1]), area_type=int(found[2]))
    return next((source for source in sources().values() if source_id in source.renews), None)


def allowed(names: Iterable[str] | None = None) -> tuple[LiveSource, ...]:
    """The sources that a page's button may fetch: those that `REFRESH_SOURCES` lists. None unless somebody says so.

    A name that is no source is passed over here: the command line says what is wrong with it.
    """
    given = os.environ.get(ALLOWED, "").split(",") if names is None else list(names)
    listed = {name.strip() for name in given if name.strip()}
    if "all" in listed:
        return tuple(sources().values())
    return tuple(named(name) for name in sorted(listed) if name in sources() or ANY.fullmatch(name))
