"""GeoJSON that a reader uploads, pastes or draws: read whole, or refused in one message with all that is wrong.

Lives here: the text, its features, their properties, the coordinate system it names. Not here: whether the shapes are
polygons in Great Britain (`data.own.own_shapes`), opening an upload (`data.own.own_files`).
"""

from __future__ import annotations

import json
import re
import sys

import numpy as np
import shapely

from data.own.own_shapes import DEGREES, Shapes, cell, checked, refuse_features
from data.validation import Door, Fault, FileFaults

DEEP = "is not GeoJSON: its brackets are nested too deeply; export it again from a mapping program"
PROPERTIES = '"properties" that are not names with values: write {"name": "..."} or null'
WRITTEN = '"crs": {"type": "name", "properties": {"name": "EPSG:27700"}}'


def of_geojson(text: str, *, file: str) -> Shapes:
    """Polygons of a GeoJSON text; its old `crs` member is understood, without one it is in degrees (RFC 7946).

    Raises
    ------
    FileFaults
    """
    try:
        return _shapes(text, Door(file))
    except RecursionError:
        raise FileFaults([Fault(file, DEEP)]) from None


def _shapes(text: str, door: Door) -> Shapes:
    document = _document(text, door.file)
    features = _features(document)
    if features is None:
        door.refuse("is JSON but not GeoJSON: it has no features and no geometry")
        door.close()
    crs = _system(document.get("crs"), door)
    unread: dict[int, str] = {}
    found = np.full(len(features), None, dtype=object)
    for place, feature in enumerate(features):
        found[place] = _geometry(feature.get("geometry"), place, unread)
    return checked(found, _columns(features, door), crs=crs, door=door, unread=unread)


def _document(text: str, file: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FileFaults([Fault(file, f"is not GeoJSON: {error}")]) from error
    except ValueError:  # more digits than Python reads as a whole number
        most = sys.get_int_max_str_digits()
        long = re.search(rf"\d{{{most + 1}}}", text)
        row = text.count("\n", 0, long.start()) + 1 if long else None
        words = f"is not GeoJSON: a number has more than {most:,} digits; correct it or take it out"
        raise FileFaults([Fault(file, words, row=row)]) from None


def _features(document: object) -> list[dict] | None:
    if not isinstance(document, dict):
        return None
    if document.get("type") == "FeatureCollection" and isinstance(document.get("features"), list):
        return [feature if isinstance(feature, dict) else {} for feature in document["features"]]
    if document.get("type") == "Feature":
        return [document]
    if "coordinates" in document or "geometries" in document:
        return [{"geometry": document}]
    return None


def _system(member: object, door: Door) -> object:
    """What the `crs` member names; degrees where there is none, None where it is refused."""
    if member is None:
        return DEGREES
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if (isinstance(name, str) and name) or (isinstance(name, int) and name > 0 and name is not True):
        return name
    door.refuse(
        f'"crs" does not name a coordinate system in the form it needs: write {WRITTEN} for British National Grid, or '
        "leave it out for degrees (longitude, latitude)",
        values=[json.dumps(member)],
    )
    return None


def _geometry(geometry: object, place: int, unread: dict[int, str]) -> shapely.Geometry | None:
    if geometry is None:
        return None
    try:
        return shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.GEOSException, ValueError) as error:
        unread[place] = str(error)
        return None


def _columns(features: list[dict], door: Door) -> dict[str, tuple[str, ...]]:
    """Every feature's properties as text, by name."""
    rows = [feature.get("properties") for feature in features]
    strange = np.array([row is not None and not isinstance(row, dict) for row in rows], dtype=bool)
    refuse_features(door, strange, words=PROPERTIES, values=rows)
    rows = [row if isinstance(row, dict) else {} for row in rows]
    names = list(dict.fromkeys(name for row in rows for name in row))
    return {name: tuple(cell(row.get(name)) for row in rows) for name in names}
