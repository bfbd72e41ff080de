"""Programmes of a pack: what was done where, when, by whom and how many it reached, read from reviewed TOML.

Lives here: the records of `programmes.toml`, their reading with every fault listed, and whether they fit their pack.
Not here: how they lie to the periods of a series (`equity.change.programme`), words for the screen (`charts`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from pathlib import Path

from data.catalogue import read_toml
from data.validation import Door, Fault

FILE = "programmes.toml"
OWNER_KINDS = (
    "voluntary sector", "council", "ICB", "PCN", "acute trust", "community trust", "social care", "police", "school",
    "partnership",
)  # fmt: skip
STATUSES = ("planned", "under way", "done", "stopped")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Reach:
    """How many a programme reached: a count with its owner's word on how good it is. Never ranked, never a rate."""

    who: str  # "volunteers", "calls made"
    count: int
    period: str  # in words: "April 2020 to March 2021"
    quality: str  # "counted by the organisers, rounded to ten"


@dataclass(frozen=True)
class Deliverable:
    """Something promised by a day."""

    title: str
    due: str  # ISO date
    status: str  # one of STATUSES
    updated: str  # ISO date on which the status was last looked at


@dataclass(frozen=True)
class Programme:
    """Something that was done for people in a place.

    Attributes
    ----------
    places : tuple of str
        A footprint's id, or codes of areas.
    start, end : str
        ISO dates of the first and last day; `end` "" while it goes on.
    indicators : tuple of str
        Measures on whose trend the marker stands; none for a programme that is only listed.
    source, url : str
        Who says so, with year, and where it can be read.
    about, note : str
        What is done, in a sentence; what to know of the record ("only the month is published").
    """

    id: str
    name: str
    places: tuple[str, ...]
    start: str
    owner: str
    owner_kind: str
    source: str
    url: str
    end: str = ""
    about: str = ""
    note: str = ""
    indicators: tuple[str, ...] = ()
    reach: tuple[Reach, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()


_TEXTS = ("name", "start", "owner", "owner_kind", "source", "url", "end", "about", "note")
_NEEDED = ("name", "place", "start", "owner", "owner_kind", "source", "url")
_PARTS: dict[str, type] = {"reach": Reach, "deliverables": Deliverable}
_KNOWN = (*_TEXTS[:1], "place", *_TEXTS[1:], "indicators", *_PARTS)
_DAYS = ("start", "end", "due", "updated")
_CHOICES = {"owner_kind": OWNER_KINDS, "status": STATUSES}


def read_programmes(path: str | Path) -> dict[str, Programme]:
    """Every programme of a `programmes.toml`, in the file's order.

    Raises
    ------
    FileFaults
        With every fault: broken TOML, an absent, unknown, empty or mistyped field, a date that is none, an end before
        its start, a count below 0, a word that is not one of the choices, an address that is none.
    """
    return programmes_of(read_toml(path), file=Path(path).name)


def programmes_of(document: Mapping[str, object], *, file: str = FILE) -> dict[str, Programme]:
    """Every programme of a document in the form of `programmes.toml`; raises as `read_programmes` does."""
    found = {}
    with Door(file) as door:
        for name, table in document.items():
            if not _ID.fullmatch(name) or not isinstance(table, dict):
                door.refuse("every entry is a table whose id has small letters, digits and - only", values=[name])
            elif _table_fits(door, name, table):
                found[name] = _programme(name, table)
    return found


def programmes_faults(
    programmes: Mapping[str, Programme], *, indicators: Collection[str], areas: Collection[str]
) -> list[Fault]:
    """Faults of programmes whose places or measures are not in their pack."""
    door = Door(FILE)
    for one in programmes.values():
        for field, given, known in (("place", one.places, areas), ("indicators", one.indicators, indicators)):
            if absent := [name for name in given if name not in known]:
                door.refuse("is not in this pack", column=f"{one.id}.{field}", values=absent)
    return door.faults


def _table_fits(door: Door, name: str, table: Mapping[str, object]) -> bool:
    """Whether one table can become a programme; faults say what stands against it."""
    before = len(door.faults)
    _refuse_names(door, name, table, known=_KNOWN, needed=_NEEDED)
    texts = {key: table[key] for key in _TEXTS if key in table}
    _refuse_texts(door, name, texts, may_be_empty=("end", "about", "note"))
    for key in ("place", "indicators"):
        if key in table and not _codes(table[key], alone=key == "place"):
            wanted = "a footprint's id or a list of area codes" if key == "place" else "a list of ids"
            door.refuse(f"must be {wanted}, each once", column=f"{name}.{key}", values=[table[key]])
    if isinstance(table.get("url"), str) and not re.match(r"https?://\S+$", table["url"]):
        door.refuse("must be an http address", column=f"{name}.url", values=[table["url"]])
    start, end = (_day(table.get(key)) for key in ("start", "end"))
    if start and end and end < start:
        door.refuse("is before the start", column=f"{name}.end", values=[table["end"]])
    for key, kind in _PARTS.items():
        _refuse_parts(door, f"{name}.{key}", table.get(key, []), kind=kind)
    return len(door.faults) == before


def _refuse_parts(door: Door, where: str, given: object, *, kind: type) -> None:
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        door.refuse("must be tables of their own", column=where, values=[given])
        return
    known = tuple(item.name for item in fields(kind) if item.default is MISSING)
    for number, row in enumerate(given, 1):
        place = f"{where} {number}"
        _refuse_names(door, place, row, known=known, needed=known)
        _refuse_texts(door, place, {key: row[key] for key in known if key in row and key != "count"})
        if "count" in row and (type(row["count"]) is not int or row["count"] < 0):
            door.refuse("must be a whole number from 0", column=f"{place}.count", values=[row["count"]])


def _refuse_names(
    door: Door, where: str, table: Mapping[str, object], *, known: Collection[str], needed: Collection[str]
) -> None:
    for key in (key for key in table if key not in known):
        door.refuse(f"unknown field; known are {', '.join(known)}", column=f"{where}.{key}")
    for key in (key for key in needed if key not in table):
        door.refuse("missing", column=f"{where}.{key}")


def _refuse_texts(door: Door, where: str, texts: Mapping[str, object], *, may_be_empty: Collection[str] = ()) -> None:
    for key, value in texts.items():
        if not isinstance(value, str):
            door.refuse("must be a text in quotation marks", column=f"{where}.{key}", values=[value])
        elif not value.strip():
            if key not in may_be_empty:
                door.refuse("must not be empty", column=f"{where}.{key}")
        elif key in _DAYS and _day(value) is None:
            door.refuse("must be a date such as 2026-11-21", column=f"{where}.{key}", values=[value])
        elif key in _CHOICES and value not in _CHOICES[key]:
            door.refuse(f"must be one of {', '.join(_CHOICES[key])}", column=f"{where}.{key}", values=[value])


def _codes(given: object, *, alone: bool) -> bool:
    """Whether this is a list of codes without repeats, or (`alone`) one code by itself."""
    if isinstance(given, str):
        return alone and bool(given.strip())
    texts = isinstance(given, list) and all(isinstance(code, str) and code.strip() for code in given)
    return texts and len(set(given)) == len(given) and bool(given or not alone)


def _day(text: object) -> date | None:
    """The day of an ISO date, None where it is none."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _programme(name: str, table: Mapping[str, object]) -> Programme:
    place = table["place"]
    parts = {key: tuple(kind(**row) for row in table.get(key, [])) for key, kind in _PARTS.items()}
    texts = {key: table[key].strip() for key in _TEXTS if key in table}
    places = (place,) if isinstance(place, str) else tuple(place)
    return Programme(id=name, places=places, indicators=tuple(table.get("indicators", [])), **texts, **parts)
