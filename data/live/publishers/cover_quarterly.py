"""UKHSA, COVER: the quarterly workbooks on GOV.UK, this financial year's page and the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from data.england.measures import on_known_areas
from data.fetching.listed import Listed
from data.live.declared import Fed, LiveSource
from data.pack import Pack
from data.sources.source import OGL
from data.sources.ukhsa_cover import coverage
from data.writing import observations_frame

PAGE = "https://www.gov.uk/api/content/government/statistics/cover-of-vaccination-evaluated-rapidly-cover-programme-"
MONTHS = {"april": ("Q1", 0), "july": ("Q2", 0), "october": ("Q3", 0), "january": ("Q4", -1)}
QUARTER = re.compile(r"(april|july|october|january)\s+to\s+\w+\s+(20\d\d)", re.IGNORECASE)


def name_of(title: str, url: str) -> str:
    """The file's name here, which says year and quarter; "" for a file that is no quarter.

    Examples
    --------
    >>> name_of("COVER data tables: January to March 2024", "https://a.org/b/tables.ods")
    '2023_2024_Q4.ods'
    """
    ending = Path(url).suffix.lower()
    found = QUARTER.search(title) or QUARTER.search(re.sub(r"[-_]", " ", Path(url).stem))
    if found:
        quarter, shift = MONTHS[found[1].lower()]
        start = int(found[2]) + shift
        return f"{start}_{start + 1}_{quarter}{ending}"
    named = re.search(r"(20\d\d)[_-](20\d\d)[_-](Q[1-4])", url, re.IGNORECASE)
    return f"{named[1]}_{named[2]}_{named[3].upper()}{ending}" if named else ""


def pages(year: int) -> tuple[str, ...]:
    """Pages of the financial years that begin in a year and in the one before."""
    return tuple(f"{PAGE}{start}-to-{start + 1}-quarterly-data" for start in (year, year - 1))


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """All antigens by authority and quarter, and England as their sum."""
    done = [coverage(path) for path in paths]
    frame = observations_frame(pd.concat([item.frame for item in done], ignore_index=True))
    frame, gone = on_known_areas(frame, pack.areas, codes={})
    return Fed(frame, report=(*(line for item in done for line in item.report), *gone))


SOURCES = (
    LiveSource(
        id="cover_quarterly",
        publisher="UK Health Security Agency",
        title="Cover of vaccination evaluated rapidly (COVER): quarterly data tables",
        url="https://www.gov.uk/government/collections/vaccine-uptake",
        licence=OGL,
        cadence="every quarter, about three months after it",
        every=3,
        vintage="ctyua18, ctyua19, ctyua21, ctyua23, ctry",
        hosts=frozenset({"www.gov.uk", "assets.publishing.service.gov.uk"}),
        remotes=(Listed(pages(datetime.now(UTC).year), r"\.(?:ods|xlsx)\b", naming=name_of),),
        read=read,
        feeds=("cover_*",),
        renews=("ukhsa_cover_quarterly",),
    ),
)
