"""OHID, Fingertips 30311: MMR, two doses by the 5th birthday (UKHSA's yearly figures), by upper-tier council."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data.live.any_fingertips import HOST, PUBLISHER, remotes, tables
from data.live.declared import Fed, LiveSource
from data.pack import Pack
from data.sources.cover_areas import cumbria_in_two
from data.sources.source import OGL

INDICATOR = 30311
OURS = "mmr2_5y"


def read(paths: Sequence[Path], pack: Pack) -> Fed:
    """Everyone's rows under the pack's own name."""
    frame, notes, report = tables(paths[:-1], pack, settled=cumbria_in_two)
    frame = frame[frame["category"] == ""].replace({"indicator_id": {f"fingertips_{INDICATOR}": OURS}})
    return Fed(frame, notes={OURS: notes}, report=tuple(report))


SOURCES = (
    LiveSource(
        id="mmr2",
        publisher=PUBLISHER,
        title="Fingertips, indicator 30311: MMR for two doses, 5 years old",
        url=f"https://{HOST}/search/{INDICATOR}",
        licence=OGL,
        cadence="every year, in September or later",
        every=12,
        vintage="ctyua18, ctyua19, ctyua21, ctyua23, rgn, ctry",
        hosts=frozenset({HOST}),
        remotes=remotes(INDICATOR, [502, 6]),
        read=read,
        feeds=(OURS,),
        renews=("ukhsa_cover",),
    ),
)
