"""NHS England, COVID-19 vaccinations by MSOA: the weekly workbooks of July 2021. The series has ended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.fetching.kinds import XLSX
from data.fetching.single import File
from data.live.declared import Fed, LiveSource
from data.pack import Pack
from data.sources import nhs_england, nhs_england_uptake
from data.sources.source import OGL
from data.writing import observations_frame

HOST = "www.england.nhs.uk"
FOLDER = f"https://{HOST}/statistics/wp-content/uploads/sites/2/2021/07/COVID-19-weekly-announced-vaccinations-"
WEEKS = ("08-July-2021",)


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """First and second doses by MSOA 2011 and age band, on the register of the same week."""
    frames, report = [], []
    for path in paths:
        people, register = nhs_england.people_vaccinated(path), nhs_england.registered_population(path)
        done = nhs_england_uptake.uptake(people.frame, register.frame, level="MSOA", area_type="msoa11")
        frames.append(observations_frame(done.frame))
        report += [*people.report, *register.report, *done.report]
    frame = pd.concat(frames, ignore_index=True)
    known = frame["area_code"].isin(pack.areas.loc[pack.areas["area_type"] == "msoa11", "area_code"])
    return Fed(frame[known].reset_index(drop=True), report=tuple(report))


SOURCES = (
    LiveSource(
        id="covid_vaccinations",
        publisher="NHS England",
        title="COVID-19 vaccinations: weekly announced vaccinations by MSOA",
        url=f"https://{HOST}/statistics/statistical-work-areas/covid-19-vaccinations/",
        licence=OGL,
        cadence="weekly in 2021; ended",
        every=0,
        vintage="msoa11",
        hosts=frozenset({HOST}),
        remotes=tuple(File(f"{FOLDER}{week}.xlsx", f"{week}.xlsx", XLSX, week.replace("-", " ")) for week in WEEKS),
        read=read,
        feeds=("covid_dose1", "covid_dose2"),
        renews=("nhse_covid",),
    ),
)
