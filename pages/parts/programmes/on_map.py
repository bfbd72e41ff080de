"""Programmes on the map: a numbered square where each runs, and a list with what it promised and how old that is.

Lives here: which programmes concern a map, and where squares stand. Not here: drawing (`static/map/projects.mjs`),
words (`charts.programmes.words`). Squares say nothing of outcomes: they have no class's colour.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from urllib.parse import urlencode
from zlib import crc32

from charts.programmes import words
from data.programmes import Programme
from pages.parts import opened_pack
from pages.parts.answering import extents, programmes
from pages.parts.answering.own import own_known
from pages.parts.answering.programmes import Lies
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.programmes import answer
from pages.parts.programmes.question import ProgrammesQuestion

STYLE = "programmes"
WHOLE = "runs in the whole of it, so it has no square"


def stamp() -> str:
    """What an address of the map carries, so that no browser keeps programmes as they were; "" where there are none."""
    found = programmes.recorded()
    return f"&programmes={crc32(repr((found, date.today())).encode()):x}" if found else ""


def overlays(selection: Selection, *, on: bool) -> list[dict]:
    """The switch of the map's boundaries panel, with its squares and its list; none where no programme is recorded."""
    items = [_item(one, how, selection) for one, how in _here(selection.system)]
    if not items:
        return []
    return [{"id": STYLE, "style": STYLE, "file": "", "names": "", "on": on, "words": "Programmes", "items": items}]


def _here(system: str) -> list[tuple[Programme, Lies]]:
    members = extents.areas_of("ctry")[extents.ENGLAND_CODE] if system == ENGLAND else extents.footprints()[system]
    found = ((one, programmes.lies(one, members)) for one in programmes.recorded())
    return [(one, how) for one, how in found if how != Lies.APART]


def _item(one: Programme, how: Lies, selection: Selection) -> dict:
    """Name, place, status, address and squares of one programme."""
    place = "" if own_known.is_own(selection.place) else selection.place
    asked = ProgrammesQuestion(selection.indicator, selection.system, place, selection.date)
    shown = answer.shown(one, asked, today=date.today().isoformat())
    whole = how in (Lies.SAME, Lies.AROUND)
    points = [] if whole else [point for code in one.places if (point := _point(code, selection.system))]
    where = f"{shown.place}, {WHOLE}" if whole else shown.place
    query = urlencode(
        {"indicator": selection.indicator, "system": selection.system, "place": "", "date": selection.date}
    )
    return {
        "name": one.name,
        "words": f"{where}; {words.dates_words(shown)}; {words.status_words(shown)}.",
        "href": f"./programmes?{query}#hp-{one.id}",
        "points": points,
    }


def _point(code: str, scope: str) -> list[float] | None:
    """Longitude and latitude of the middle of an area or footprint; None where the map does not have it."""
    layers = opened_pack.pack().manifest["layers"]
    for kind in _kinds().get(code, ()):
        if scope in layers.get(kind, {}):
            found = opened_pack.pack().names(kind, scope)
            if code in found.codes:
                return list(found.points[found.codes.index(code)])
    return None


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[str, ...]]:
    """The kinds of area that a code or a footprint's id is known as."""
    areas = opened_pack.pack().areas
    known: dict[str, tuple[str, ...]] = {}
    for code, kind in zip(areas["area_code"], areas["area_type"], strict=True):
        known[code] = (*known.get(code, ()), kind)
    return known
