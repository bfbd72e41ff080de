"""Where a footprint's areas come from: a list of codes or postcodes, a file, a drawn line, a circle.

Lives here: one function per source; each takes all of it, or says in one message what is wrong and changes nothing.
Not here: editing and saving (`own_editing`), the widgets (`own_controls`), the rules (`geo.assignment`), reading
(`data.own.own_files`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

import pandas as pd
import shapely
import streamlit as st

from data.own.listed_areas import lsoas_of, placed
from data.own.newer_codes import as_lsoa11, as_lsoa21
from data.own.own_codes import POSTCODE, Listed, pasted, read_list
from data.own.own_files import read_own_file
from data.own.own_geojson import of_geojson
from data.own.own_shapes import Shapes
from data.validation import FileFaults
from geo.assignment import circle
from geo.own import OwnFootprint
from geo.own_text import footprints_of
from pages.parts.answering.own import own_areas, own_known
from pages.parts.own import own_features, own_lines, own_work

NO_POSTCODES = "This pack has no postcode lookup: give area codes, or latitude and longitude such as 52.6, 1.73."
OF_POSTCODE = "Its centre is a point inside the postcode’s small area (LSOA), not the postcode itself. "
CENSUS = ("E01", "E02")  # how codes of LSOAs and MSOAs begin
LARGEST_ENTRY = 5_000_000  # bytes of a footprint as this page exports it
LEAST_SHARE = 1e-6  # of an area: less is nothing
NO_PARTS: Mapping[int, shapely.Geometry] = MappingProxyType({})


def take_drawn(text: str, *, name: str = "Drawn footprint", how: str = "replace") -> None:
    """Add the areas within a GeoJSON polygon (longitude and latitude), take them out, or make them the members."""
    try:
        _take_shape(of_geojson(text, file="the drawn line").union(), name, how=how)
    except FileFaults as error:
        _refused("The drawn line cannot be used", error)


def take(weights: Mapping[str, float], *, area_type: str, rule: str, name: str = "", note: str = "") -> None:
    """Make a new footprint of areas with their shares; it takes no tier, owner, dates or description from another."""
    work = own_work.work()
    shown = name or work.present.name
    fresh = OwnFootprint(
        own_work.own_id(shown), shown, area_type, tuple(weights), shares=tuple(weights.values()), rule=rule
    )
    own_work.put(work, fresh)
    one = f"{len(fresh.members):,} areas ({own_areas.type_words(area_type)})"
    own_work.said(f"{one} taken. {note}Undo brings back what was there before.")


def take_text() -> None:
    """Codes, postcodes or a GeoJSON polygon that were pasted."""
    text = str(st.session_state.get("own_text", ""))
    if text.lstrip().startswith("{"):
        take_drawn(text, name="Pasted footprint")
        return
    try:
        _take_list(read_list(text), "Listed areas")
    except FileFaults as error:
        _refused("The list cannot be used", error)


def take_file() -> None:
    """The upload: the features chosen of it, or its list."""
    upload = st.session_state.get("own_file")
    if upload is None:
        own_work.said("Choose a file first", ["No file is chosen."])
        return
    name = PurePosixPath(upload.name).stem[:100] or "Uploaded footprint"
    if _is_entry(upload.name):
        _take_entry(upload.name, upload.getvalue())
        return
    try:
        found = read_own_file(upload.name, upload.getvalue())
        if isinstance(found, Listed):
            _take_list(found, name)
        else:
            places = own_features.chosen(found, str(st.session_state.get("own_feature", own_features.ALL)))
            parts = dict(zip((places + 1).tolist(), found.shapes[places], strict=True))
            _take_shape(shapely.union_all(found.shapes[places]), name, parts=parts)
    except FileFaults as error:
        _refused(f"{upload.name} cannot be used", error)


def upload_shapes() -> Shapes | None:
    """The upload's shapes where it has several features to choose from; None for a list or a broken file."""
    upload, work = st.session_state.get("own_file"), own_work.work()
    if upload is None or _is_entry(upload.name):
        return None
    if work.upload[0] != upload.file_id:
        try:
            found = read_own_file(upload.name, upload.getvalue())
        except FileFaults as error:
            found = None
            _refused(f"{upload.name} cannot be used", error)
        work.upload = (upload.file_id, found if isinstance(found, Shapes) else None)
    shapes = work.upload[1]
    return None if shapes is None or len(shapes.shapes) < 2 else shapes


def _is_entry(name: str) -> bool:
    return name.lower().endswith(".toml")


def _take_entry(name: str, content: bytes) -> None:
    """A footprint as this page exports it: name, owner, dates and all; nothing of it is used where a part is faulty."""
    try:
        if len(content) > LARGEST_ENTRY:
            raise ValueError(f"it has more than {LARGEST_ENTRY // 1_000_000} MB")
        found = footprints_of(content.decode("utf-8-sig"), file=name)
        if len(found) != 1:
            names = ", ".join(f"“{one.name}”" for one in found[:5]) or "none"
            raise ValueError(f"it holds {len(found)} footprints ({names}): keep the one that is wanted in the file")
        if words := own_known.strange(found[0]):
            raise ValueError(words)
    except ValueError as error:  # also of bytes that are no text
        own_work.said(f"{name} cannot be used", str(error).splitlines())
        return
    own_work.put(own_work.work(), found[0])
    own_work.said(f"“{found[0].name}” was opened as it was exported. Undo brings back what was there before.")


def _take_list(listed: Listed, name: str) -> None:
    present, lookup = own_work.work().present, own_areas.postcodes()
    if listed.postcodes and lookup is None:
        own_work.said("Postcodes cannot be used here", [NO_POSTCODES])
        return
    if lookup is None:
        lookup = pd.DataFrame({"postcode": [], "lsoa11cd": []}, dtype="str")
    listed, note = _as_2011(listed)
    area_type, weights = placed(listed, own_areas.types(), lookup=lookup, wanted=present.area_type)
    take(weights, area_type=area_type, rule="listed", name=name, note=note)


def _as_2011(listed: Listed) -> tuple[Listed, str]:
    """Codes of 2021 in the areas of 2011 that footprints are made of, where the pack knows them, and what is said."""
    known = own_areas.types()
    if any(set(listed.values) <= known.get(kind, frozenset()) for kind in ("lsoa11", "msoa11")):
        return listed, ""  # most lists: nothing of them is newer
    changes, within = own_areas.of_2021("lsoa11_lsoa21"), own_areas.of_2021("lsoa21")
    if changes is None or not any(code.startswith(CENSUS) for code in listed.values):
        return listed, ""
    first = ""
    if within is not None and "msoa21cd" in within:
        listed, first = as_lsoa21(listed, within, msoa11=known.get("msoa11", frozenset()))
    listed, second = as_lsoa11(listed, changes)
    return listed, first + second


def _take_shape(
    shape: shapely.Geometry,
    name: str,
    *,
    how: str = "replace",
    parts: Mapping[int, shapely.Geometry] = NO_PARTS,
    about: str = "",
) -> None:
    """Take what lies inside a shape; `parts` are the features it is made of, by their numbers in the file.

    `about` is a sentence on how the shape was made.
    """
    asked, area_type = str(st.session_state.get("own_rule", "")), own_work.work().present.area_type
    rule = asked if asked in own_lines.rules() else own_lines.rules()[0]
    try:
        weights = own_lines.inside(shape, area_type, rule=rule)
    except ValueError as error:
        own_work.said("The line cannot be used by this rule", [f"{error}."])
        return
    note = own_lines.outside_words(shape, parts) + about
    if not weights:
        words = f"No {own_areas.type_words(area_type)} lie inside by this rule: choose another rule or a larger shape."
        own_work.said("The shape takes in no area", [words, *([note.strip()] if note else [])])
        return
    present = own_work.work().present
    if how == "remove" or (how == "add" and present.members):
        _change_by_shape(present, weights, how=how, note=note)
        return
    take(weights, area_type=area_type, rule=rule, name=name, note=note)


def _change_by_shape(present: OwnFootprint, found: Mapping[str, float], *, how: str, note: str) -> None:
    """Add what a shape takes in, or take it out: of an area cut by the line, the share inside."""
    before = present.weights
    if how == "add":
        after = before | {code: max(share, before.get(code, 0.0)) for code, share in found.items()}
    else:
        left = {code: share - found.get(code, 0.0) for code, share in before.items()}
        after = {code: share for code, share in left.items() if share > LEAST_SHARE}
    changed = sum(after.get(code) != before.get(code) for code in before | after)
    words = own_areas.type_words(present.area_type)
    if not changed:
        already = "in it already" if how == "add" else "not in it"
        own_work.said("The shape changes nothing", [f"All {len(found):,} {words} inside the line are {already}."])
        return
    own_work.put(own_work.work(), present.with_weights(after))
    said = f"{changed:,} areas ({words}) {'added' if how == 'add' else 'taken out'} by the line. {note}"
    own_work.said(said.strip())


def take_circle() -> None:
    """A circle around a postcode or a point."""
    centre, radius = str(st.session_state.get("own_centre", "")).strip(), float(st.session_state.get("own_radius", 5))
    try:
        lon, lat = _point(centre)
        about = OF_POSTCODE if POSTCODE.fullmatch(centre) else ""
        _take_shape(circle(lon, lat, radius=radius), f"Within {radius:g} km of {centre}", about=about)
    except (FileFaults, ValueError) as error:
        own_work.said("The circle cannot be drawn", faults(error))


def _point(centre: str) -> tuple[float, float]:
    """Longitude and latitude of what was typed; of a postcode the point inside its LSOA."""
    if POSTCODE.fullmatch(centre):
        lookup = own_areas.postcodes()
        if lookup is None:
            raise ValueError(NO_POSTCODES)
        (lsoa,) = lsoas_of(pasted(centre, file="the centre"), lookup)
        row = own_areas.described("lsoa11").loc[lsoa]
        return float(row["lon"]), float(row["lat"])
    numbers = centre.replace(",", " ").split()
    try:
        lat, lon = (float(number) for number in numbers)
    except ValueError:
        words = f"“{centre}” is neither a postcode nor latitude and longitude: write them as 52.6, 1.73"
        raise ValueError(words) from None
    return lon, lat


def _refused(title: str, error: FileFaults) -> None:
    own_work.said(title, faults(error))


def faults(error: FileFaults | ValueError) -> list[str]:
    """What is wrong, as sentences."""
    return [str(fault) for fault in error.faults] if isinstance(error, FileFaults) else str(error).split("; ")
