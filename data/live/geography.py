"""ONS Open Geography: layers of outlines, lookups and lists of codes as live sources.

Lives here: how a layer's file becomes outlines, a lookup or a list of codes of a pack, and that vintages never mix. Not
here: the pages of a service (`data.fetching.arcgis`), repairing polygons (`data.england.areas`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from data.england.areas import outlines
from data.fetching.arcgis import Layer, layer_rows
from data.live.declared import Fed, LiveSource
from data.pack import Pack
from data.sources.cells import text_cells
from data.sources.source import OGL_OS
from data.validation import Door, Fault, FileFaults

HOST = "services1.arcgis.com"
SERVICES = f"https://{HOST}/ESMARspQHYMw9BZ9/arcgis/rest/services"
PUBLISHER = "Office for National Statistics"
MOST_MISSING = 0.02  # share of a vintage's codes that a layer may lack: more is another vintage


def layer(service: str, name: str, *, shapes: bool = True) -> Layer:
    """Layer 0 of a service."""
    return Layer(f"{SERVICES}/{service}/FeatureServer/0", name, outlines=shapes, title=service.replace("_", " "))


def geography_source(
    name: str, layers: Sequence[Layer], *, read: Callable[[Sequence[Path], Pack], Fed], vintage: str, feeds: str
) -> LiveSource:
    """A source of Open Geography."""
    return LiveSource(
        id=name,
        publisher=PUBLISHER,
        title=f"Open Geography: {', '.join(item.title for item in layers)}",
        url="https://geoportal.statistics.gov.uk/",
        licence=OGL_OS,
        cadence="with every change of boundaries, in April, May and December",
        every=6,
        vintage=vintage,
        hosts=frozenset({HOST}),
        remotes=tuple(layers),
        read=read,
        feeds=(feeds,),
        renews=("ons_geography",) if "outlines" in feeds else (),
    )


def outline_reader(area_type: str) -> Callable[[Sequence[Path], Pack], Fed]:
    """What reads a layer as the outlines of one area type that the pack has."""

    def read(paths: Sequence[Path], pack: Pack) -> Fed:
        known = set(pack.areas.loc[pack.areas["area_type"] == area_type, "area_code"])
        if not known or pack.geography != pack.folder:
            return Fed(unused=f"this pack has no outlines of {area_type} of its own, so nothing of it can be used.")
        done = outlines(paths[0], area_type)
        return Fed(outlines={area_type: of_vintage(done.frame, known, file=paths[0])}, report=done.report)

    return read


def of_vintage(frame: pd.DataFrame, known: set[str], *, file: Path) -> pd.DataFrame:
    """The outlines, if their codes are those of the pack's vintage: another vintage is another area type.

    Raises
    ------
    FileFaults
        If a code is unknown in this vintage, or the layer lacks codes of it.
    """
    codes = set(frame["area_code"])
    strange, absent = sorted(codes - known), sorted(known - codes)
    faults = []
    if strange:
        words = (
            f"{len(strange):,} codes are not of the vintage that the pack has: another vintage is another kind of area"
        )
        faults.append(Fault(file.name, words, values=tuple(strange[:5])))
    if absent:
        words = f"{len(absent):,} areas of the pack have no outline in it"
        faults.append(Fault(file.name, words, values=tuple(absent[:5])))
    if faults:
        raise FileFaults(faults)
    return frame


def listed_codes(path: Path, columns: dict[str, str], *, shapes: dict[str, str]) -> dict[str, set[str]]:
    """Kind -> every English code of a layer's column.

    Raises
    ------
    FileFaults
        If a column is missing, or a cell is no code of its kind.
    """
    frame = pd.DataFrame(layer_rows(path))
    door, lists = Door(path), {}
    if door.needs(frame, columns.values()):
        for kind, column in columns.items():
            cells = text_cells(frame[column])
            english = ~cells.str.startswith("W") & (cells != "")
            door.check(english & ~cells.str.fullmatch(shapes[kind]), cells, message=f"not a code of a {kind}")
            lists[kind] = set(cells[english])
    door.close()
    return lists


def code_reader(day: str, columns: dict[str, str]) -> Callable[[Sequence[Path], Pack], Fed]:
    """What reads a layer as the lists of codes of one day."""
    shapes = {"ICB": r"E54\d{6}", "SICBL": r"E38\d{6}"}

    def read(paths: Sequence[Path], pack: Pack) -> Fed:
        if not pack.has_lookup("codes"):
            return Fed(unused="this pack has no record of codes, so nothing of it can be used.")
        lists = listed_codes(paths[0], columns, shapes=shapes)
        counts = ", ".join(f"{len(codes):,} {kind}" for kind, codes in lists.items())
        return Fed(codes={kind: {day: codes} for kind, codes in lists.items()}, report=(f"codes of {day}: {counts}",))

    return read
