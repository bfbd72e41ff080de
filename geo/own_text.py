"""An own footprint as text: an entry of the register's own format, a link, and GeoJSON.

Lives here: writing and reading back, so that what is read equals what was written. Not here: files on disk
(`data.keeping.own_store`), what a footprint may hold (`geo.own`).
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely

from geo.own import MOST_MEMBERS, OwnFootprint
from geo.systems import expanded

LINK_VERSION = "1"
LONGEST_LINK = 1500  # letters; longer ones are cut by mail programs and proxies
LARGEST_LINK_TEXT = 200_000  # bytes a link may unpack to
RUN = re.compile(r"[A-Z](\d{8})(?:\.\.(\d{4}))?")
CHECK = 6  # letters of the link's checksum
GEOJSON_DECIMALS = 5
TOO_DEEP = "lists stand within lists too deep to be read"
HEADER = (
    "# Own footprints, in the form of the register of footprints (geo/register): one [[footprint]] per footprint.\n"
    "# Made by readers, not reviewed. lsoa11, msoa11, wd25 ... name area type and vintage; a run E01000001..0003 is\n"
    "# every code between, shares (if any) stand in the order of the codes. Empty dates are open.\n"
)
TEXTS = ("id", "name", "description", "tier", "owner", "valid_from", "valid_to", "rule")


def register_text(footprints: Iterable[OwnFootprint]) -> str:
    """Footprints as TOML, sorted by id; always the same text for the same footprints."""
    entries = sorted(footprints, key=lambda own: own.id)
    return HEADER + "".join(f"\n{_entry(own)}" for own in entries)


def _entry(own: OwnFootprint) -> str:
    texts = {name: str(getattr(own, name)) for name in TEXTS}
    lines = ["[[footprint]]", *(f"{name} = {_quoted(value)}" for name, value in texts.items())]
    lines += [f"short_name = {_quoted(own.name)}", 'code = ""', 'confidence = "own"', 'source = ["own"]']
    lines += [f"area_type = {_quoted(own.area_type)}", f"n_members = {len(own.members)}"]
    lines.append(f"{own.area_type} = {_quoted(' '.join(runs(own.members)))}")
    if own.shares:
        lines.append(f"shares = [{', '.join(map(repr, own.shares))}]")
    return "\n".join(lines) + "\n"


def _quoted(words: str) -> str:
    """TOML's basic string. JSON's escapes are TOML's but for one: DEL."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def runs(codes: Iterable[str]) -> list[str]:
    """Sorted codes as a compact list, neighbours joined: E01000001..0003; `geo.systems.expanded` undoes it."""
    found: list[str] = []
    first = last = ""
    for code in [*sorted(codes), ""]:
        if last and code[:5] == first[:5] and code[1:].isdigit() and int(code[1:]) == int(last[1:]) + 1:
            last = code
            continue
        if last:
            found.append(first if first == last else f"{first}..{last[5:]}")
        first = last = code
    return found


def _codes(text: str) -> list[str]:
    """Codes of a compact list from outside: a few letters must not unpack to millions."""
    found = [RUN.fullmatch(run) for run in text.split()]
    wrong = [run for run, match in zip(text.split(), found, strict=True) if match is None]
    if wrong:
        raise ValueError(f"not a code or a run of codes: {', '.join(wrong[:5])}")
    if sum(int(match[2] or match[1][4:]) - int(match[1][4:]) + 1 for match in found) > MOST_MEMBERS:
        raise ValueError(f"more than {MOST_MEMBERS:,} members")
    return expanded(text)


def footprints_of(text: str, *, file: str = "footprints.toml") -> list[OwnFootprint]:
    """Footprints of a text of `register_text`.

    Raises
    ------
    ValueError
        One message with every faulty entry; nothing of a faulty file is used.
    """
    found, faults = understood(text, file=file)
    if faults:
        raise ValueError("\n".join(faults))
    return found


def understood(text: str, *, file: str = "footprints.toml") -> tuple[list[OwnFootprint], list[str]]:
    """The footprints of a text that can be understood, and a line for every entry that cannot.

    For what readers keep side by side: one faulty entry must not hide everybody else's. Of two with one id the first
    stands.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [], [f"{file}: is not TOML: {error}"]
    except RecursionError:
        return [], [f"{file}: is no list of footprints: {TOO_DEEP}"]
    found: dict[str, OwnFootprint] = {}
    faults: list[str] = []
    twice: set[str] = set()
    entries = document.get("footprint", [])
    for position, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
        try:
            own = _footprint(entry)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
            words = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            name = entry.get("id", "no id") if isinstance(entry, dict) else "no table"
            faults.append(f"{file}, footprint {position} ({name}): {words}")
        else:
            twice |= {own.id} & set(found)
            found.setdefault(own.id, own)
    return list(found.values()), [*faults, *(f"{file}: the id {name} is used more than once" for name in sorted(twice))]


def _footprint(entry: Mapping[str, Any]) -> OwnFootprint:
    area_type = str(entry["area_type"])
    codes = _codes(str(entry[area_type]))
    if len(codes) != entry["n_members"]:
        raise ValueError(f"says {entry['n_members']} members and lists {len(codes)}")
    texts = {name: str(entry[name]) for name in TEXTS}
    return OwnFootprint(**texts, area_type=area_type, members=tuple(codes), shares=tuple(entry.get("shares", ())))


def link(own: OwnFootprint) -> str:
    """The footprint as letters that an address can hold, with version and checksum; "" if it would be too long."""
    packed = zlib.compress(_compact(own).encode(), 9)
    letters = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    whole = f"{LINK_VERSION}.{_check(letters)}.{letters}"
    return whole if len(whole) <= LONGEST_LINK else ""


def of_link(letters: str) -> OwnFootprint:
    """The footprint of a link.

    Raises
    ------
    ValueError
        What is wrong with the link: cut short, changed, of another version, or a footprint that cannot be.
    """
    version, _, rest = letters.partition(".")
    check, _, packed = rest.partition(".")
    if version != LINK_VERSION:
        raise ValueError("the link was made by another version of this dashboard")
    if check != _check(packed) or len(letters) > LONGEST_LINK:
        raise ValueError("the link was cut short or changed on its way: copy all of it")
    unpacking = zlib.decompressobj()
    try:
        text = unpacking.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), LARGEST_LINK_TEXT)
        fields = json.loads(text)
        kept = dict(zip(("area_type", "members", "shares", *TEXTS), fields, strict=True))
        if wrong := [name for name, value in kept.items() if name != "shares" and not isinstance(value, str)]:
            raise ValueError(f"no text: {', '.join(wrong)}")
        kept |= {"members": tuple(_codes(kept["members"])), "shares": tuple(kept["shares"])}
        return OwnFootprint(**kept)
    except RecursionError as error:
        raise ValueError(f"the link does not hold a footprint: {TOO_DEEP}") from error
    except (zlib.error, ValueError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(f"the link does not hold a footprint: {error}") from error


def _compact(own: OwnFootprint) -> str:
    texts = [str(getattr(own, name)) for name in TEXTS]
    fields = [own.area_type, " ".join(runs(own.members)), list(own.shares), *texts]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _check(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()[:CHECK]


def geojson(own: OwnFootprint, outline: shapely.Geometry) -> str:
    """The footprint as a GeoJSON file: one feature, longitude and latitude (EPSG:4326, RFC 7946).

    Parameters
    ----------
    own : OwnFootprint
    outline : Polygon or MultiPolygon
        Its real outline in degrees (`geo.assignment.dissolved`, `to_degrees`).
    """
    rounded = shapely.transform(outline, lambda xy: np.round(xy, GEOJSON_DECIMALS))
    shape = json.loads(shapely.to_geojson(shapely.orient_polygons(rounded, exterior_cw=False)))
    properties = {name: str(getattr(own, name)) for name in TEXTS}
    properties |= {
        "area_type": own.area_type,
        "members": list(own.members),
        "shares": list(own.shares),
        "source": "own",
    }
    feature = {"type": "Feature", "id": own.id, "properties": properties, "geometry": shape}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False, indent=1)
