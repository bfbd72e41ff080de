"""Any indicator of OHID's Fingertips by its number and the kind of area.

Lives here: the addresses of the documented API, and the numbers of its kinds of area. Not here: reading the download
(`data.sources.fingertips`), an entry of the catalogue made from the metadata (`data.live.fingertips_entry`).

References
----------
Fingertips API, https://fingertips.phe.org.uk/api: `all_data/csv/by_indicator_id`, `indicator_metadata/by_indicator_id`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from data.england.measures import on_known_areas
from data.fetching.kinds import CSV, JSON
from data.fetching.single import File
from data.live.declared import Fed, LiveSource
from data.live.fingertips_entry import entry_of
from data.pack import Pack
from data.sources.fingertips import ID_PREFIX, indicator_values
from data.sources.source import OGL
from data.writing import observations_frame

HOST = "fingertips.phe.org.uk"
API = f"https://{HOST}/api"
PUBLISHER = "Office for Health Improvement and Disparities"
Settled = Callable[[pd.DataFrame], tuple[pd.DataFrame, tuple[str, ...]]]
# The kinds of area that the schema has, by their number there.
AREA_TYPE_NAMES = {
    502: "upper-tier councils from April 2023",
    402: "upper-tier councils 2021 to 2023",
    202: "upper-tier councils 2019 to 2020",
    102: "upper-tier councils to March 2019",
    401: "districts 2021 to 2023",
    6: "regions",
    15: "England",
    3: "MSOA 2011",
    221: "integrated care boards",
    66: "sub-ICB locations",
    204: "primary care networks",
}


def remotes(indicator: int, area_types: Sequence[int], *, base: str = API) -> tuple[File, ...]:
    """One table for every kind of area, and the metadata last."""
    tables = [
        File(
            f"{base}/all_data/csv/by_indicator_id?indicator_ids={indicator}&child_area_type_id={number}"
            f"&parent_area_type_id=15",
            f"fingertips_{indicator}_{number}.csv",
            CSV,
            f"Fingertips, indicator {indicator}, {AREA_TYPE_NAMES.get(number, f'area type {number}')}",
        )
        for number in area_types
    ]
    question = f"indicator_metadata/by_indicator_id?indicator_ids={indicator}&include_definition=yes"
    about = File(f"{base}/{question}", f"fingertips_{indicator}_about.json", JSON, f"Indicator {indicator}: metadata")
    return (*tables, about)


def any_indicator(indicator: int, *, area_type: int) -> LiveSource:
    """An indicator that nobody reviewed here: its own metadata say what it means."""
    name = f"fingertips_{indicator}_{area_type}"
    return LiveSource(
        id=name,
        publisher=PUBLISHER,
        title=f"Fingertips, indicator {indicator}",
        url=f"https://{HOST}/search/{indicator}",
        licence=OGL,
        cadence="as the indicator is updated, most of them yearly",
        every=12,
        vintage=AREA_TYPE_NAMES.get(area_type, f"Fingertips area type {area_type}"),
        hosts=frozenset({HOST}),
        remotes=remotes(indicator, [area_type]),
        read=read_any,
        feeds=(f"{ID_PREFIX}{indicator}",),
    )


def read_any(paths: Sequence[Path], pack: Pack) -> Fed:
    """Observations of the download, and an entry of the catalogue for an indicator that the pack does not know.

    Raises
    ------
    FileFaults
        With every fault of the tables or of the metadata.
    """
    frame, notes, report = tables(paths[:-1], pack)
    ids = sorted(set(frame["indicator_id"]))
    entries = {}
    for name in ids:
        if name not in pack.indicators:
            entries[name], said = entry_of(paths[-1], name, frame=frame[frame["indicator_id"] == name], notes=notes)
            report.extend(said)
    return Fed(frame, entries, dict.fromkeys(ids, notes), report=tuple(report))


def tables(
    paths: Sequence[Path], pack: Pack, *, settled: Settled | None = None
) -> tuple[pd.DataFrame, dict[str, str], list[str]]:
    """Rows of several downloads on the areas of the pack, the texts of their notes, and what was left out.

    `settled` fits rows to the areas of their year first, where a publication needs that, and says what it did.
    """
    read = [indicator_values(path) for path in paths]
    frame = observations_frame(pd.concat([done.frame for done in read], ignore_index=True))
    said: tuple[str, ...] = ()
    if settled is not None:
        frame, said = settled(frame)
        frame = observations_frame(frame)
    frame, gone = on_known_areas(frame, pack.areas, codes={})
    notes = {key: text for done in read for key, text in done.notes.items()}
    return frame, notes, [*(line for done in read for line in done.report), *said, *gone]
