"""NHS England, Quality and Outcomes Framework: recorded prevalence by practice, summed to networks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from data.fetching.listed import Listed
from data.fetching.unzipped import member, members
from data.live.declared import Fed, LiveSource
from data.pack import Pack
from data.sources.nhs_qof import network_prevalence, practice_networks, practice_registers
from data.sources.source import OGL
from data.validation import Fault, FileFaults
from data.writing import observations_frame

HOSTS = frozenset({"digital.nhs.uk", "files.digital.nhs.uk"})
SERIES = (
    "https://digital.nhs.uk/data-and-information/publications/statistical/"
    "quality-and-outcomes-framework-achievement-prevalence-and-exceptions-data"
)
LATER = "later_practices"
WORDS = "The network's practices are those of the year of the figures; its outline is that of 2020."


def pages(year: int) -> tuple[str, ...]:
    """Pages of the three financial years up to a year, youngest first."""
    return tuple(f"{SERIES}/{start}-{(start + 1) % 100:02d}" for start in range(year - 1, year - 4, -1))


def period_of(path: Path) -> str:
    """The financial year that a file's name or members say, "" if none does."""
    names = [path.name, *members(path)]
    for name in names:
        found = re.search(r"(?:20)?(\d\d)[-_]?(?:20)?(\d\d)(?!\d)", Path(name).stem)
        if found and (int(found[1]) + 1) % 100 == int(found[2]):
            return f"20{found[1]}/{found[2]}"
    return ""


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """Registers over lists by network, for the networks whose outline the pack has."""
    areas = set(pack.areas.loc[pack.areas["area_type"] == "pcn20", "area_code"])
    if not areas:
        return Fed(unused="this pack has no primary care networks, so nothing of it can be shown.")
    path, report = paths[0], []
    period = period_of(path)
    if not period:
        raise FileFaults([Fault(path.name, "neither its name nor its tables say which financial year it is")])
    with (
        member(path, r"(?:^|/)PREVALENCE_\d{4}.*\.csv$") as counted,
        member(path, r"(?:^|/)MAPPING_NHS_GEOGRAPHIES_\d{4}.*\.csv$") as mapped,
    ):
        registers, networks = practice_registers(counted), practice_networks(mapped)
    done = network_prevalence(registers.frame, networks.frame, period=period, area_type="pcn20")
    frame = done.frame[done.frame["area_code"].isin(areas)]
    gone = done.frame.loc[~done.frame["area_code"].isin(areas), "area_code"].nunique()
    report = [*registers.report, *networks.report, *done.report]
    report += [f"{gone:,} networks without an outline of 2020 left out"] if gone else []
    later = period > "2020/21"
    frame = observations_frame(frame.assign(note=LATER if later else ""))
    notes = {str(name): {LATER: WORDS} for name in frame["indicator_id"].unique()} if later else {}
    return Fed(frame, notes=notes, report=tuple(report))


SOURCES = (
    LiveSource(
        id="qof",
        publisher="NHS England",
        title="Quality and Outcomes Framework: prevalence by practice",
        url=SERIES,
        licence=OGL,
        cadence="every year, in August to October",
        every=12,
        vintage="pcn20",
        hosts=HOSTS,
        remotes=(Listed(pages(datetime.now(UTC).year), r"raw.*\.zip|csv.*\.zip|\.zip.*csv", most=1),),
        read=read,
        feeds=("qof_*",),
        renews=("nhs_qof",),
    ),
)
