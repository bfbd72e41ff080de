"""What a reader asks of the gradient: a measure with counts by small area, a footprint, whose fifths, which ages.

Lives here: the page's parameters, the nearest possible question with its notices, and the control row. Not here: any
figure (`gradient_view`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from charts.gradient.evidence import AS_THEY_ARE, NATIONAL, OWN, SAME_AGES
from charts.words import age_words, period_words, sentence_case
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, reach_shares
from pages.parts.answering.own import own_known
from pages.parts.asking import address, controls, resolution, selection
from pages.parts.asking.controls import box, date_box
from pages.parts.board import board_question
from pages.parts.board.board_question import BoardQuestion
from pages.parts.gradient import own_groups, published_groups

LENSES = {OWN: "Ranked within this footprint", NATIONAL: "Ranked within England"}
AGES = {AS_THEY_ARE: "As they are", SAME_AGES: "Made equal"}
MAPS = {"age": "One map per age band", "period": "One map per period"}
CACHED = 256
NOTHING = "No measure of this pack has counts by small area, so none can be split by deprivation."


@dataclass(frozen=True)
class GradientQuestion:
    """One gradient, complete and possible. Hashable: it is the key of every cache."""

    indicator: str  # "" where the pack has no measure with counts by small area
    system: str
    place: str
    date: str
    period: str
    age: str
    lens: str
    ages: str
    maps: str

    @property
    def footprint(self) -> str:
        """Id of the place, else of the system, else "england"."""
        return self.place or self.system

    @property
    def segment(self) -> tuple[str, str, str, str]:
        """Which rows of the store: period, sex, age, category."""
        own = opened_pack.pack().indicators[self.indicator]
        return self.period, own.default_sex, self.age, own.default_category


def landing() -> dict[str, str]:
    """Value per parameter of the page as it opens."""
    usual = selection.landing()
    shared = {name: usual[name] for name in address.SHARED}
    first = shared["indicator"] if shared["indicator"] in measures() else next(iter(measures()), "")
    return shared | {"indicator": first, "period": "", "age": "", "lens": OWN, "ages": AS_THEY_ARE, "maps": "age"}


@lru_cache(maxsize=1)
def measures() -> dict[str, str]:
    """Codes and names of the measures with groups, made of small areas or published; not what describes an area."""
    found = [one for one in opened_pack.pack().indicators.values() if one.lens != "context"]
    ordered = sorted(found, key=lambda one: controls.LENS_ORDER.index(one.lens))
    return {
        one.id: sentence_case((reach_shares.reach(one.id) or one).name)
        for one in ordered
        if deprivation_groups.countable(one.id) or published_groups.has_groups(one.id)
    }


def resolved(given: Mapping[str, str]) -> tuple[GradientQuestion, tuple[str, ...]]:
    """The nearest possible question, and a notice for everything that could not be had as asked."""
    return _resolved(tuple(sorted((name, given[name]) for name in landing())))


def asked_by(query: Mapping[str, str]) -> GradientQuestion:
    """The nearest possible question of an address's query."""
    defaults = landing()
    return resolved(address.named(query, defaults))[0]


@lru_cache(maxsize=CACHED)
def _resolved(asked: tuple[tuple[str, str], ...]) -> tuple[GradientQuestion, tuple[str, ...]]:
    given = dict(asked)
    on, system, place, said = resolution.where(given)
    if not measures():
        return GradientQuestion("", system, place, on, "", "", OWN, AS_THEY_ARE, "age"), (*said, NOTHING)
    notices = list(said)
    indicator, _, _ = resolution.measure_date_system(given | {"date": on, "system": system}, notices)
    measure = indicator.id
    if measure not in measures():
        measure = landing()["indicator"]
        shown = opened_pack.pack().indicators[measure].name
        notices.append(
            f"{indicator.name} has no counts by small area and no table by group in this pack. Showing {shown}."
        )
    if own_known.is_own(place) and (why := own_groups.refused(place, measure)):
        notices.append(f"{why} Showing the whole system.")
        place = ""
    period = _nearest(given["period"], periods(measure), kind="period", notices=notices)
    age = _nearest(given["age"], ages(measure, period), kind="age band", notices=notices)
    lens, same, maps = (
        _one_of(given[name], words, kind, notices=notices)
        for name, words, kind in (
            ("lens", LENSES, "a way to rank areas"),
            ("ages", AGES, "a choice of ages"),
            ("maps", MAPS, "a choice of maps"),
        )
    )
    question = GradientQuestion(measure, system, place, on, period, age, lens, same, maps)
    return question, tuple(dict.fromkeys(notices))


def _nearest(asked: str, words: Mapping[str, str], *, kind: str, notices: list[str]) -> str:
    """What is asked for if the measure has it, else the last period or the usual age band, which stand last."""
    usual = next(reversed(words))
    if asked and asked not in words:
        notices.append(f"This measure has no {kind} “{asked}” here. Showing {words[usual]}.")
    return asked if asked in words else usual


def _one_of(asked: str, words: Mapping[str, str], kind: str, *, notices: list[str]) -> str:
    if asked in words:
        return asked
    usual = next(iter(words))
    notices.append(f"“{asked}” is not {kind}. Showing the usual one.")
    return usual


@lru_cache(maxsize=64)
def periods(indicator_id: str) -> dict[str, str]:
    """Codes and words of the periods with counts by small area, oldest first; of published groups the newest."""
    if not deprivation_groups.countable(indicator_id):
        newest = max(published_groups.axes_of(indicator_id)["period"].unique(), key=lambda one: period_days(one).end)
        return {newest: period_words(newest)}
    found = opened_pack.pack().store.periods(indicator_id, deprivation_groups.source_of(indicator_id))
    return {period: period_words(period) for period in found}


@lru_cache(maxsize=256)
def ages(indicator_id: str, period: str) -> dict[str, str]:
    """Codes and words of the age bands of a period, the usual one last."""
    own, index = opened_pack.pack().indicators[indicator_id], opened_pack.pack().store.segment_index
    wanted = {
        "indicator_id": indicator_id,
        "area_type": deprivation_groups.source_of(indicator_id),
        "period": period,
        "sex": own.default_sex,
        "category": own.default_category,
    }
    for column, value in wanted.items():
        index = index[index[column] == value]
    bands = sorted(set(index["age"]) - {own.default_age}, key=_first_year)
    return {
        band: sentence_case(age_words(band).removeprefix("aged ")) or "All ages" for band in (*bands, own.default_age)
    }


def _first_year(band: str) -> tuple[int, str]:
    digits = "".join(letter if letter.isdigit() else " " for letter in band).split()
    return (int(digits[0]) if digits else 0, band)


def parameters(asked: GradientQuestion) -> dict[str, str]:
    """The address of a question; the latest period and the usual age band are left empty."""
    if not asked.indicator:
        return landing() | {name: getattr(asked, name) for name in address.SHARED if hasattr(asked, name)}
    usual = {
        "period": next(reversed(periods(asked.indicator))),
        "age": opened_pack.pack().indicators[asked.indicator].default_age,
    }
    found = vars(asked) | {"own": ""}
    if own_known.is_own(asked.place):
        found |= {"place": landing()["place"]} | own_known.parameters(asked.place)
    return found | {name: "" for name, value in usual.items() if found[name] == value}


def control_row(asked: GradientQuestion) -> None:
    """Draw the controls for a resolved question; none where no measure can be asked for."""
    if not asked.indicator:
        return
    as_board = BoardQuestion(asked.indicator, asked.system, asked.place, asked.date, board_question.BALCONY, "", "", "")
    bands, had = ages(asked.indicator, asked.period), periods(asked.indicator)
    with st.container(key="controls", horizontal=True, gap=None):
        box("Measure", "indicator", value=asked.indicator, words=measures())
        box("System", "system", value=asked.system, words=controls.systems(asked.system, asked.date))
        box(
            "Place",
            "place",
            value=asked.place,
            words=board_question.places(as_board) | own_known.offered(asked.system, asked.place),
        )
        box("Deprivation", "lens", value=asked.lens, words=LENSES)
        first = address.show("ages", asked.ages)
        st.segmented_control("Ages", list(AGES), default=first, key="ages", format_func=AGES.get, required=True)
        more = st.popover("More", key="more", on_change="rerun")
        if more.open:
            with more:
                if len(had) > 1:
                    box("Period", "period", value=asked.period, words=dict(reversed(had.items())))
                if len(bands) > 1:
                    box("Age band", "age", value=asked.age, words=dict(reversed(bands.items())))
                if len(had) > 1 and len(bands) > 1:
                    box("Small maps", "maps", value=asked.maps, words=MAPS)
                date_box(asked.date)
