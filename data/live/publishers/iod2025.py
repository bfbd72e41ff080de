"""MHCLG, English indices of deprivation 2025: File 7 on GOV.UK, every rank, score and decile by LSOA 2021."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data.england.measures import deprivation
from data.fetching.listed import Listed
from data.live.declared import Fed, LiveSource
from data.pack import Pack
from data.sources.source import OGL
from data.writing import observations_frame

PAGE = "government/statistics/english-indices-of-deprivation-2025"


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """Rank, decile and score of the index and the decile of every domain."""
    if not (pack.areas["area_type"] == "lsoa21").any():
        return Fed(unused="this pack has no LSOA 2021, so nothing of it can be shown.")
    done = deprivation(*paths)
    return Fed(observations_frame(done.frame), report=done.report)


SOURCES = (
    LiveSource(
        id="iod2025",
        publisher="Ministry of Housing, Communities and Local Government",
        title="English indices of deprivation 2025: File 7, all ranks, scores and deciles",
        url=f"https://www.gov.uk/{PAGE}",
        licence=OGL,
        cadence="every four to six years; corrections at any time",
        every=60,
        vintage="lsoa21",
        hosts=frozenset({"www.gov.uk", "assets.publishing.service.gov.uk"}),
        remotes=(Listed((f"https://www.gov.uk/api/content/{PAGE}",), r"file.?7\b.*\.csv|file_7_.*\.csv", most=1),),
        read=read,
        feeds=("imd2025_*", "*2025_decile"),
        renews=("mhclg_imd2025",),
    ),
)
