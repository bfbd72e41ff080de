"""What a reader asks of the tier page: a measure that has counts by MSOA, and a system.

Lives here: which measures and periods can be split, the nearest possible question, the control row. Not here: the split
(`equity.comparing.tiers`).
"""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from charts.words import period_words
from data.schema import ValueType
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.asking import possible, resolution, selection
from pages.parts.asking.controls import box, date_box, systems
from pages.parts.asking.selection import Selection

UNIT = "msoa11"
BLOCKS = (UNIT, "lsoa11")  # counts by these can be had for every MSOA
COUNTED = (ValueType.PROPORTION, ValueType.CRUDE_RATE)
PARAMETERS = ("indicator", "system", "place", "own", "date")


def landing() -> dict[str, str]:
    """Value per parameter of the page's landing view."""
    usual = selection.landing()
    first = usual["indicator"] if usual["indicator"] in measures() else next(iter(measures()), "")
    return {name: usual[name] for name in PARAMETERS} | {"indicator": first, "period": ""}


@lru_cache(maxsize=1)
def measures() -> dict[str, str]:
    """Codes and names of the measures with counts by MSOA; what only describes an area is left out."""
    found = opened_pack.pack().indicators.values()
    return {
        one.id: one.name
        for one in found
        if one.value_type in COUNTED and one.building_block in BLOCKS and one.lens != "context"
    }


def resolved(given: dict[str, str]) -> tuple[Selection, tuple[str, ...]]:
    """The nearest possible question and a notice for everything that could not be had as asked."""
    pack, usual, said = opened_pack.pack(), landing(), ()
    if given["indicator"] in pack.indicators and given["indicator"] not in measures():
        asked, shown = (pack.indicators[one].name for one in (given["indicator"], usual["indicator"]))
        said = (f"{asked} has no counts by MSOA in this pack, so its differences cannot be split. Showing {shown}.",)
        given = given | {"indicator": usual["indicator"]}
    found, notices = resolution.resolved(selection.landing() | given | {"level": "msoa"})
    return found, said + notices


def parameters(asked: Selection) -> dict[str, str]:
    """The address of a question; the latest period is left empty."""
    latest = next(reversed(periods(asked.indicator)), asked.period)
    period = "" if asked.period == latest else asked.period
    return {name: value for name, value in asked.parameters().items() if name in PARAMETERS} | {"period": period}


@lru_cache(maxsize=64)
def periods(indicator_id: str) -> dict[str, str]:
    """Codes and words of the periods that a measure has by MSOA, oldest first."""
    pack = opened_pack.pack()
    found = possible.periods(pack, pack.indicators[indicator_id], types=(UNIT,))
    return {period: period_words(period) for period in found}


def control_row(asked: Selection) -> None:
    """Draw the controls for a resolved question."""
    with st.container(key="controls", horizontal=True, gap=None):
        box("Measure", "indicator", value=asked.indicator, words=measures())
        box("System", "system", value=asked.system, words=systems(asked.system, asked.date))
        if own := own_known.offered(asked.system, asked.place):
            chosen = asked.place if asked.place in own else ""
            box("Own footprint", "place", value=chosen, words={"": "None"} | own)
        box("Period", "period", value=asked.period, words=dict(reversed(periods(asked.indicator).items())))
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                date_box(asked.date)
