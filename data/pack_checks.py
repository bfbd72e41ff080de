"""What the files of a pack must be like, apart from observations and the two catalogues.

Lives here: rules of `pack.toml`, areas, lookups, footprints and the map's manifest, and of what they say about each
other. Not here: the rules of observations (`data.store_checks`) or of TOML catalogues (`data.catalogue`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.catalogue import Indicator, Source
from data.schema import AREA_COLUMNS, AREA_TYPES, Level, Owner, Tier
from data.validation import Door, Fault, shown

FILES = ("pack.toml", "indicators.toml", "sources.toml", "observations.parquet")
GEOGRAPHY_FILES = ("areas.parquet", "footprints/footprints.json", "map/manifest.json")
LOOKUPS = {
    "lsoa11": ("lsoa11cd", "msoa11cd", "lad22cd", "icb22cd", "sicbl22cd", "wd25cd", "postcodes", "population"),
    "lsoa11_wd25": ("lsoa11cd", "wd25cd", "postcodes", "weight"),
    "footprint_lsoa11": ("footprint_id", "lsoa11cd"),
}
OPTIONAL_LOOKUPS = {  # what only some packs have
    "homes": ("lsoa11cd", "x", "y", "postcodes"),
    "centres": ("lsoa11cd", "x", "y"),
    "police": ("ctyua21cd", "police_area", "name"),
    "lsoa21": ("lsoa21cd", "lad22cd", "ctyua21cd", "population"),
    "postcodes": ("postcode", "lsoa11cd"),
    "codes": ("kind", "code", "valid_from", "valid_to", "complete", "source"),
    "lsoa11_lsoa21": ("lsoa11cd", "lsoa21cd", "change", "lsoa11_population", "lsoa21_population"),
}
CARD = ("id", "title", "version", "built", "default_indicator", "default_level", "default_system")
_ISO_DATE = r"|\d{4}-\d{2}-\d{2}"


def files_faults(folder: Path, geography: Path | None = None) -> list[Fault]:
    """A fault for a folder, or for every file that is not there; `geography` if its files lie in another folder."""
    where = geography or folder
    absent = [
        Fault(shown(one), "there is no such folder") for one in dict.fromkeys((folder, where)) if not one.is_dir()
    ]
    if absent:
        return absent
    wanted = [(folder, name) for name in FILES] + [(where, name) for name in GEOGRAPHY_FILES]
    wanted += [(where, f"lookups/{name}.parquet") for name in LOOKUPS]
    return [Fault(name, "the file is missing") for place, name in wanted if not (place / name).is_file()]


def pack_card_faults(card: Mapping[str, object]) -> list[Fault]:
    """Faults of `pack.toml`."""
    door = Door("pack.toml")
    for key in CARD:
        if not isinstance(card.get(key), str) or not str(card[key]).strip():
            door.refuse("must be a text", column=key, values=[card[key]] if key in card else [])
    if not isinstance(card.get("synthetic"), bool):
        door.refuse(
            "must be true or false", column="synthetic", values=[card["synthetic"]] if "synthetic" in card else []
        )
    try:
        datetime.fromisoformat(str(card.get("built", "")))
    except ValueError:
        door.refuse("must be an ISO time", column="built", values=[card.get("built")])
    if card.get("default_level") not in tuple(Level):
        door.refuse(f"must be one of {', '.join(Level)}", column="default_level", values=[card.get("default_level")])
    return door.faults


def areas_faults(folder: Path) -> tuple[pd.DataFrame | None, list[Fault]]:
    """The areas if they can be read, and every fault of them."""
    door = Door("areas.parquet")
    path = folder / door.file
    if not path.is_file():
        return None, []
    try:
        areas = pd.read_parquet(path)
    except (pa.ArrowException, OSError, ValueError) as error:
        door.refuse(f"cannot be read as Parquet: {shown(error)}")
        return None, door.faults
    if not door.needs(areas, AREA_COLUMNS):
        return None, door.faults
    for name, dtype in AREA_COLUMNS.items():
        text = pd.api.types.is_string_dtype(areas[name])
        if text != (dtype == "str") or not (text or pd.api.types.is_numeric_dtype(areas[name])):
            door.refuse(f"holds {areas[name].dtype}, not {'text' if dtype == 'str' else 'numbers'}", column=name)
    if not door.faults:
        _check_areas(door, areas)
    return areas, door.faults


def _check_areas(door: Door, areas: pd.DataFrame) -> None:
    door.unique(areas, ["area_type", "area_code"])
    door.check(~areas["area_type"].isin(list(AREA_TYPES)), areas["area_type"], message="unknown area type")
    for name in ("area_code", "name"):
        door.check(areas[name].fillna("").str.strip() == "", areas[name], message="empty")
    for name, low, high in (("lon", -10.0, 3.0), ("lat", 49.0, 61.0)):
        inside = areas[name].between(low, high) & np.isfinite(areas[name].to_numpy(dtype=float))
        door.check(~inside, areas[name], message=f"not between {low:g} and {high:g}, where England is")
    for name in ("valid_from", "valid_to"):
        door.check(
            ~areas[name].fillna("").str.fullmatch(_ISO_DATE), areas[name], message="neither empty nor an ISO date"
        )


def document_faults(
    folder: Path, *, indicators: Mapping[str, Indicator], sources: Mapping[str, Source], card: Mapping[str, object]
) -> list[Fault]:
    """Faults of lookups, footprints and manifest, and of what the texts say about each other."""
    faults = [
        fault
        for name, columns in (LOOKUPS | OPTIONAL_LOOKUPS).items()
        for fault in _lookup_faults(folder, name, columns)
    ]
    faults += _footprint_faults(folder) + _manifest_faults(folder)
    door = Door("indicators.toml")
    for item in indicators.values():
        if sources and item.source not in sources:
            door.refuse("is not in sources.toml", column=f"{item.id}.source", values=[item.source])
    default = card.get("default_indicator")
    if indicators and default is not None and default not in indicators:
        door.refuse("pack.toml opens with an indicator that is not here", values=[default])
    return faults + door.faults


def _lookup_faults(folder: Path, name: str, columns: tuple[str, ...]) -> list[Fault]:
    door = Door(f"lookups/{name}.parquet")
    path = folder / door.file
    if path.is_file():
        try:
            door.needs(pd.DataFrame(columns=pq.read_schema(path).names), columns)
        except (pa.ArrowException, OSError, ValueError) as error:
            door.refuse(f"cannot be read as Parquet: {shown(error)}")
    return door.faults


def _document(door: Door, path: Path) -> object:
    """A JSON document, or None with a fault (none if the file is absent: that was said before)."""
    if not path.is_file():
        return None
    try:
        return json.loads(path.read_bytes())
    except (ValueError, OSError, RecursionError) as error:
        door.refuse(f"cannot be read as JSON: {shown(error)}")
        return None


def _footprint_faults(folder: Path) -> list[Fault]:
    """Faults of the register: a list of footprints, or a document with one under "footprints"."""
    door = Door("footprints/footprints.json")
    document = _document(door, folder / door.file)
    if document is None:
        return door.faults
    rows = document.get("footprints") if isinstance(document, dict) else document
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        door.refuse("must be a list of footprints")
        return door.faults
    frame = pd.DataFrame([{key: row.get(key, "") for key in ("id", "name", "tier", "owner")} for row in rows])
    if frame.empty:
        door.refuse("holds no footprint")
        return door.faults
    frame = frame.astype("str")
    for name in ("id", "name"):
        door.check(frame[name].str.strip() == "", frame[name], message="empty")
    for name, known in (("tier", Tier), ("owner", Owner)):
        door.check(~frame[name].isin(list(known)), frame[name], message=f"unknown {name}; known are {', '.join(known)}")
    door.unique(frame, ["id"])
    return door.faults


def _manifest_faults(folder: Path) -> list[Fault]:
    """Faults of the manifest: its shape, and files it names that are not in `map/`."""
    door = Door("map/manifest.json")
    document = _document(door, folder / door.file)
    if document is None:
        return door.faults
    layers = document.get("layers") if isinstance(document, dict) else None
    if not isinstance(layers, dict) or not all(isinstance(scopes, dict) for scopes in layers.values()):
        door.refuse('must hold "layers": {area type: {scope: layer}}')
        return door.faults
    for area_type, scopes in layers.items():
        if area_type not in AREA_TYPES:
            door.refuse("unknown area type", column="layers", values=[area_type])
        for scope, layer in scopes.items():
            _check_layer(door, folder / "map", f"layers.{area_type}.{scope}", layer)
    return door.faults


def _check_layer(door: Door, folder: Path, where: str, layer: object) -> None:
    absent = {"kind", "file", "names", "count", "bounds"} - set(layer if isinstance(layer, dict) else ())
    if absent:
        door.refuse(f"lacks {', '.join(sorted(absent))}", column=where)
        return
    for key in ("file", "names"):
        name = str(layer[key])
        if not any((folder / f"{name}{ending}").is_file() for ending in ("", ".gz", ".br")):
            door.refuse("names a file that is not in map/", column=f"{where}.{key}", values=[name])
