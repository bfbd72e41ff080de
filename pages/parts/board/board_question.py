"""What a reader asks of the board: a footprint, a day, the measure that leads, and how close to stand.

Lives here: the page's parameters, the nearest possible question with its notices, and the control row. Not here: any
figure (`board.board_tiles`, `board.board_floor`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from charts.words import sentence_case
from data.schema import LEVEL_NAMES, Level
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.asking import address, controls, possible, resolution, selection
from pages.parts.asking.controls import box, date_box
from pages.parts.asking.possible import ENGLAND
from pages.parts.asking.selection import Selection
from pages.parts.board import board_choices

BALCONY, FLOOR = "balcony", "floor"
DENSITIES = {BALCONY: "Balcony", FLOOR: "Dance floor"}
NAME = "name"
ORDERS = {"": "Greatest need", "least": "Least need"}
# Levels of the dance floor: the smallest areas that teams work in come first.
FLOOR_LEVELS = (Level.WARD, Level.MSOA, Level.NEIGHBOURHOOD, Level.PLACE, Level.DISTRICT, Level.UPPER_TIER)
CACHED = 256


@dataclass(frozen=True)
class BoardQuestion:
    """One board, complete and possible. Hashable: it is the key of every cache."""

    indicator: str  # leads its lens
    system: str
    place: str
    date: str
    density: str
    level: str  # of the dance floor; "" is the usual one
    sort: str  # "name", an indicator's id, or "" for the leading measure
    order: str  # "" or "least"
    compare: str = ""  # "" is the usual benchmark, see `board_choices`
    until: str = ""  # a year: figures of periods that had ended by then; "" is the latest


def landing() -> dict[str, str]:
    """Value per parameter of the board as it opens."""
    usual = selection.landing()
    shared = {name: usual[name] for name in address.SHARED}
    return shared | {"density": BALCONY, "level": "", "sort": "", "order": "", "compare": "", "until": ""}


def resolved(given: Mapping[str, str]) -> tuple[BoardQuestion, tuple[str, ...]]:
    """The nearest possible question, and a notice for everything that could not be had as asked."""
    named = resolution.by_key(given)
    return _resolved(tuple(sorted((name, named[name]) for name in landing())))


def asked_by(query: Mapping[str, str]) -> BoardQuestion:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[BoardQuestion, tuple[str, ...]]:
    given = dict(asked)
    on, system, place, said = resolution.where(given)
    notices = list(said)
    indicator, _, _ = resolution.measure_date_system(given | {"date": on, "system": system}, notices)
    density = _one_of(given["density"], DENSITIES, "a view of the board", usual=BALCONY, notices=notices)
    levels = {str(level): LEVEL_NAMES[level] for level in FLOOR_LEVELS}
    level = _one_of(given["level"], {"": "", **levels}, "a kind of area of the board", usual="", notices=notices)
    sorts = {"": "", NAME: "", **opened_pack.pack().indicators}
    sort = _one_of(given["sort"], sorts, "a column of the board", usual="", notices=notices)
    order = _one_of(given["order"], ORDERS, "an order of the board", usual="", notices=notices)
    compares = board_choices.compares(system, place, on=on) | {ENGLAND: ""}  # England is asked for anywhere
    beside = _one_of(given["compare"], compares, "what this board can be compared with", usual="", notices=notices)
    years = board_choices.years()
    until = _one_of(given["until"], years, "a year that this pack has figures up to", usual="", notices=notices)
    if beside == ENGLAND and ENGLAND not in board_choices.compares(system, place, on=on):
        beside = ""  # it is compared with England anyway
    question = BoardQuestion(indicator.id, system, place, on, density, level, sort, order, beside, until)
    return question, tuple(dict.fromkeys(notices))


def _one_of(asked: str, words: Mapping[str, object], kind: str, *, usual: str, notices: list[str]) -> str:
    if asked in words:
        return asked
    notices.append(f"“{asked}” is not {kind}. Showing the usual one.")
    return usual


def view_of(asked: BoardQuestion, indicator_id: str, *, level: str = "", inside: bool = False) -> Selection:
    """The map's view of a measure on the same footprint: the one its number is taken from."""
    given = {"indicator": indicator_id, "system": asked.system, "place": asked.place, "date": asked.date}
    narrowed = "place" if inside and asked.place else ""
    wanted = selection.landing() | given | {"level": level, "inside": narrowed}
    latest = resolution.resolved(wanted)[0]
    period = board_choices.newest(latest, asked.until) if asked.until else ""
    return resolution.resolved(wanted | {"period": period})[0] if period else latest


def subject_id(asked: BoardQuestion) -> str:
    """The footprint the board is about: the place, else the system, else England."""
    return asked.place or asked.system


def parameters(asked: BoardQuestion) -> dict[str, str]:
    """The address of a question."""
    values = vars(asked) | {"own": ""}
    if own_known.is_own(asked.place):
        values |= {"place": landing()["place"]} | own_known.parameters(asked.place)
    return values


def control_row(asked: BoardQuestion, *, levels: Mapping[str, str], sorts: Mapping[str, str]) -> None:
    """Draw the controls for a resolved question.

    Parameters
    ----------
    levels, sorts
        Codes and words of the dance floor's boxes, the shown ones first; empty on the balcony.
    """
    with st.container(key="controls", horizontal=True, gap=None):
        box("System", "system", value=asked.system, words=controls.systems(asked.system, asked.date))
        own = own_known.offered(asked.system, asked.place)
        box("Place", "place", value=asked.place, words=places(asked) | own)
        compares = board_choices.compares(asked.system, asked.place, on=asked.date)
        if asked.density == BALCONY:
            box("Compare with", "compare", value=asked.compare, words=compares)
            box("Leading measure", "indicator", value=asked.indicator, words=leading(asked))
        else:
            box(
                "Areas",
                "level",
                value=asked.level if asked.level in levels else next(iter(levels), ""),
                words=dict(levels),
            )
            box(
                "Sort by", "sort", value=asked.sort if asked.sort in sorts else next(iter(sorts), ""), words=dict(sorts)
            )
            box("First", "order", value=asked.order, words=ORDERS)
        first = address.show("density", asked.density)
        st.segmented_control(
            "View", list(DENSITIES), default=first, key="density", format_func=DENSITIES.get, required=True
        )
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                if asked.density == FLOOR:
                    box("Compare with", "compare", value=asked.compare, words=compares)
                box("Figures", "until", value=asked.until, words=board_choices.years())
                date_box(asked.date)


@lru_cache(maxsize=1)
def measures() -> dict[str, str]:
    """Codes and names of the measures that belong to a lens."""
    found = opened_pack.pack().indicators.values()
    ordered = sorted(
        (one for one in found if one.lens != "context"), key=lambda one: controls.LENS_ORDER.index(one.lens)
    )
    return {one.id: sentence_case(one.name) for one in ordered}


def leading(asked: BoardQuestion) -> dict[str, str]:
    """Codes and words of the box of the leading measure; one without a lens stays, so that it is taken along."""
    name = opened_pack.pack().indicators[asked.indicator].name
    return measures() if asked.indicator in measures() else {asked.indicator: f"{name} (no lens)"} | measures()


def places(asked: BoardQuestion) -> dict[str, str]:
    """Codes and words of the Place box."""
    registry = opened_pack.registry()
    whole = "All of England" if asked.system == ENGLAND else "The whole system"
    found = possible.places(registry, asked.system, on=asked.date)
    words = {"": whole} | {one.id: f"{'– ' * (one.tier == 'neighbourhood')}{one.short_name}" for one in found}
    if asked.place in registry and asked.place not in words:
        words[asked.place] = registry[asked.place].short_name
    return words
