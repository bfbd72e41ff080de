"""The catalogue: what each indicator means and where each number is from, read from reviewed TOML.

Lives here: `Indicator`, `Source`, their reading with every fault listed, and the writing of sources.
Not here: the numbers themselves (`data.store`) or a pack as a whole (`data.pack`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import StrEnum
from itertools import pairwise, starmap
from pathlib import Path
from types import MappingProxyType

from data.release_names import RELEASE_RULES, check_rule
from data.schema import AREA_TYPES, Level, Polarity, ValueType
from data.toml_text import toml_table
from data.validation import Door, FileFaults

LENSES = ("outcomes", "quality", "finance", "context")
SYNTHETIC = "synthetic"  # of a source, and in the metadata of an observation table
OWN = "own"  # of a source that readers added: no official figures
_ID = re.compile(r"[a-z][a-z0-9_]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SILENT = ("release_rule", "fewest_people", "nature")  # of a source: not written where they say nothing
_EMPTY: Mapping = MappingProxyType({})


@dataclass(frozen=True)
class Source:
    """Where numbers come from: one publication of one publisher."""

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    attribution: str
    published: str  # ISO date, or a year where no day is known
    retrieved: str  # ISO date
    sha256: str  # of the file read; of the lines "<sha256>  <name>" where there are several
    vintage: str  # geography, e.g. "lsoa11"
    file: str = ""  # names of the files read, joined by "; "
    release_rule: str = ""  # what it asks of small counts, beside the rule of each indicator
    fewest_people: int = 0  # nothing is shown of fewer people
    nature: str = ""  # "synthetic" where nobody was counted, "own" where readers added it, "" for a publication


@dataclass(frozen=True)
class Indicator:
    """What one measure means and how it is worded, coloured, released and summed."""

    id: str
    name: str
    short_name: str
    lens: str
    value_type: ValueType
    unit: str
    multiplier: float
    decimals: int
    polarity: Polarity
    people: str  # the denominator in words
    numerator_name: str
    complement: str
    word: str
    period_phrase: str
    definition: str
    source: str
    release_rule: str
    building_block: str  # finest area type that can be summed, "" if it cannot be
    default_sex: str = "all"
    default_age: str = "all"
    default_category: str = ""
    breaks: Mapping[str, tuple[float, ...]] = field(default_factory=lambda: _EMPTY)
    notes: Mapping[str, str] = field(default_factory=lambda: _EMPTY)
    people_short: str = ""  # the denominator in a few words, for places with little room
    not_ranked: str = ""  # why some areas are not ranked, in two or three words
    cautions: tuple[str, ...] = ()  # texts that always belong to the indicator
    target: float | None = None  # in the unit of the values, where a body has set one
    target_source: str = ""  # who set it
    rationale: str = ""  # why it is looked at, in a sentence or two
    rationale_source: str = ""  # whose words these follow
    fewest_people: int = 0  # nothing is shown of fewer people
    updated: str = ""  # how often the publisher brings new figures


SOURCE_FIELDS = tuple(item.name for item in fields(Source) if item.name != "id")
INDICATOR_FIELDS = tuple(item.name for item in fields(Indicator) if item.name != "id")
_ENUMS: dict[str, type[StrEnum]] = {"value_type": ValueType, "polarity": Polarity}
_KINDS: dict[str, tuple[type, ...]] = {
    "multiplier": (int, float),
    "decimals": (int,),
    "breaks": (dict,),
    "notes": (dict,),
    "cautions": (list,),
    "target": (int, float),
    "fewest_people": (int,),
}
_CHOICES: dict[str, tuple[str, ...]] = {
    "lens": LENSES,
    "release_rule": RELEASE_RULES,
    "building_block": ("", *AREA_TYPES),
}
_MAY_BE_EMPTY = {
    "complement",
    "numerator_name",
    "unit",
    "people",
    "building_block",
    "default_category",
    "vintage",
    "url",
}


def read_indicators(path: str | Path) -> dict[str, Indicator]:
    """Every indicator of an `indicators.toml`, in the file's order.

    Raises
    ------
    FileFaults
        With every fault: broken TOML, an absent, unknown, empty or mistyped field, a word that is not one of the
        choices, breaks that do not ascend.
    """
    return _read(path, Indicator, _indicator)


def read_sources(path: str | Path) -> dict[str, Source]:
    """Every source of a `sources.toml`, in the file's order.

    Raises
    ------
    FileFaults
        With every fault.
    """
    return _read(path, Source, _source)


def read_toml(path: str | Path) -> dict:
    """The document of a TOML file; an absent or broken file is a `FileFaults`."""
    name = Path(path).name
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        message = "the file is missing"
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        message = f"cannot be read as TOML: {error}"
    except RecursionError:
        message = "cannot be read as TOML: lists stand within lists too deep"
    door = Door(name)
    door.refuse(message)
    raise FileFaults(door.faults)


def write_sources(sources: Mapping[str, Source], folder: str | Path) -> Path:
    """Write `sources.toml` below a folder, sorted by id, the same bytes for the same sources."""
    told = {name: {key: getattr(sources[name], key) for key in SOURCE_FIELDS} for name in sorted(sources)}
    told = {name: {key: one for key, one in table.items() if one or key not in _SILENT} for name, table in told.items()}
    path = Path(folder) / "sources.toml"
    path.write_text("\n".join(starmap(toml_table, told.items())), encoding="utf-8", newline="\n")
    return path


def _read(path: str | Path, kind: type, make: Callable[[Door, str, dict], object]) -> dict:
    document = read_toml(path)
    result = {}
    with Door(Path(path).name) as door:
        if not document:
            door.refuse("holds no table")
        for name, table in document.items():
            if not _ID.fullmatch(name) or not isinstance(table, dict):
                door.refuse("every entry is a table whose id has small letters, digits and _ only", values=[name])
            elif _fields_fit(door, name, table, kind):
                result[name] = make(door, name, table)
    return result


def _fields_fit(door: Door, name: str, table: dict, kind: type) -> bool:
    """Whether a table has every field of its kind, no other, each of the right type; faults say what is not so."""
    before = len(door.faults)
    known = {item.name: item for item in fields(kind) if item.name != "id"}
    optional = {key for key, item in known.items() if (item.default, item.default_factory) != (MISSING, MISSING)}
    for key in [key for key in known if key not in table and key not in optional]:
        door.refuse("missing", column=f"{name}.{key}")
    for key, value in table.items():
        if key not in known:
            door.refuse(f"unknown field; known are {', '.join(known)}", column=f"{name}.{key}")
        elif not isinstance(value, _KINDS.get(key, (str,))) or isinstance(value, bool):
            wanted = " or ".join(item.__name__ for item in _KINDS.get(key, (str,)))
            door.refuse(f"must be {wanted}", column=f"{name}.{key}", values=[value])
        elif isinstance(value, str) and not value.strip() and key not in {*_MAY_BE_EMPTY, *optional}:
            door.refuse("must not be empty", column=f"{name}.{key}")
    return len(door.faults) == before


def _indicator(door: Door, name: str, table: dict) -> Indicator | None:
    values = {"id": name, **table}
    for key, allowed in {**_CHOICES, **{key: tuple(kind) for key, kind in _ENUMS.items()}}.items():
        if values[key] not in allowed:
            door.refuse(
                f"must be one of {', '.join(filter(None, allowed))}", column=f"{name}.{key}", values=[values[key]]
            )
            return None
    if values["multiplier"] <= 0 or not 0 <= values["decimals"] <= 6:
        door.refuse("multiplier above 0 and decimals from 0 to 6", column=name, values=[values["multiplier"]])
    check_rule(door, name, table=table)
    for key, kind in _ENUMS.items():
        values[key] = kind(values[key])
    values["multiplier"] = float(values["multiplier"])
    values["breaks"] = _breaks(door, name, table.get("breaks", {}))
    values["notes"] = MappingProxyType(_texts(door, f"{name}.notes", table.get("notes", {})))
    values["cautions"] = tuple(_texts(door, f"{name}.cautions", dict(enumerate(table.get("cautions", [])))).values())
    if bool(values.get("target_source", "").strip()) != ("target" in values):
        door.refuse("a target stands with its target_source", column=f"{name}.target", values=[values.get("target")])
    return Indicator(**values)


def _breaks(door: Door, name: str, table: dict) -> Mapping[str, tuple[float, ...]]:
    for level, steps in table.items():
        numbers = isinstance(steps, list) and steps and all(type(step) in (int, float) for step in steps)
        if level not in tuple(Level):
            door.refuse(f"unknown level; known are {', '.join(Level)}", column=f"{name}.breaks.{level}")
        elif not numbers or any(low >= high for low, high in pairwise(steps)) or len(steps) > 4:
            door.refuse("must be one to four ascending numbers", column=f"{name}.breaks.{level}", values=[steps])
    good = {level: tuple(map(float, steps)) for level, steps in table.items()} if not door.faults else {}
    return MappingProxyType(good)


def _texts(door: Door, where: str, table: dict) -> dict:
    for key, text in table.items():
        if not isinstance(text, str) or not text.strip():
            door.refuse("must be a text", column=f"{where}.{key}", values=[text])
    return table


def _source(door: Door, name: str, table: dict) -> Source:
    if not _DATE.fullmatch(table["retrieved"]):
        door.refuse("must be a date such as 2026-11-21", column=f"{name}.retrieved", values=[table["retrieved"]])
    if not re.fullmatch(r"[0-9a-f]{64}", table["sha256"]):
        door.refuse("must be 64 hex digits", column=f"{name}.sha256", values=[table["sha256"]])
    check_rule(door, name, table=table)
    if table.get("nature", "") not in ("", SYNTHETIC, OWN):
        door.refuse(f'must be "{SYNTHETIC}", "{OWN}" or left out', column=f"{name}.nature", values=[table["nature"]])
    if not re.match(r"https?://", table["url"]) and (table["url"] or table.get("nature") != OWN):
        door.refuse("must be an http address", column=f"{name}.url", values=[table["url"]])
    return Source(id=name, **table)
