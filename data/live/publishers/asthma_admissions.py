"""OHID, Fingertips 90810: hospital admissions for asthma, under 19 years, by upper-tier council, region and England."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data.live.any_fingertips import HOST, PUBLISHER, remotes, tables
from data.live.declared import Fed, LiveSource
from data.live.hospital_counts import as_stored
from data.pack import Pack
from data.sources.source import OGL

INDICATOR = 90810
OURS = "asthma_admissions_u19"
AGES = {"0-18": "under 19", "0-9": "under 10"}  # as the pack says it


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """Everyone's rows under the pack's own name; counts as the rule for hospital figures stores them."""
    frame, notes, report = tables(paths[:-1], pack)
    frame = frame[frame["category"] == ""].replace({"indicator_id": {f"fingertips_{INDICATOR}": OURS}, "age": AGES})
    frame, said = as_stored(frame)
    return Fed(frame, notes={OURS: notes}, report=(*report, *said))


SOURCES = (
    LiveSource(
        id="asthma_admissions",
        publisher=PUBLISHER,
        title="Fingertips, indicator 90810: admissions for asthma, under 19 years",
        url=f"https://{HOST}/search/{INDICATOR}",
        licence=OGL,
        cadence="every year, for financial years",
        every=12,
        vintage="ctyua18, ctyua19, ctyua21, ctyua23, rgn, ctry",
        hosts=frozenset({HOST}),
        remotes=remotes(INDICATOR, [502, 6]),
        read=read,
        feeds=(OURS,),
        renews=("ohid_asthma",),
    ),
)
