"""Secondary suppression on the pages: the same areas are withheld in every view, and no total gives one away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.schema import Status
from equity.disclosure import WITHHELD_FOR
from equity.result import Reason
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.groups import COUNTY_TYPE
from pages.parts.answering.members import ENGLAND_CODE, footprint_membership
from pages.parts.answering.own import own_areas
from pages.parts.answering.releasing import held_rows, official_sets, protected, told_segments, told_totals
from tests.pages.held import forget, replaced

SMALL = "E02005538"


@pytest.fixture
def chosen(asked, monkeypatch):
    """The landing view of a pack in which one MSOA has 3 doses."""
    selection, stored = asked()[0], held_rows.held

    def with_small(indicator, area_type, *, segment, codes):
        rows = stored(indicator, area_type, segment=segment, codes=codes)
        rows.loc[rows.index == SMALL, "numerator"] = 3.0
        return rows

    pack = opened_pack.pack()
    indicators = {**pack.indicators, "covid_dose1": replace(pack.indicators["covid_dose1"], release_rule="small7")}
    monkeypatch.setattr(told_segments, "overlapping", lambda *_: [])  # one segment alone
    replaced(monkeypatch, with_small)
    monkeypatch.setattr(opened_pack, "pack", lambda: replace(pack, indicators=indicators))
    yield selection
    forget()


def test_one_small_area_takes_another_of_every_parent_with_it_whatever_the_view(chosen):
    codes = tuple(opened_pack.pack().names("msoa11", chosen.system).codes)
    shown = protected.rows(chosen, codes)
    assert list(shown.index) == list(codes)
    hidden = set(shown.index[shown["status"] == Status.SUPPRESSED])
    assert SMALL in hidden and len(hidden) > 1
    for name, group in official_sets.parents("msoa11").reindex(list(codes)).items():
        counted = group[group.index.isin(hidden)].groupby(group).size()
        assert (counted >= 2).all(), name
    england = replace(chosen, system="england")
    again = protected.rows(england, codes)
    assert set(again.index[again["status"] == Status.SUPPRESSED]) == hidden
    indicator = opened_pack.pack().indicators["covid_dose1"]
    assert protected.hidden_for_others(indicator, "msoa11", segment=chosen.segment) == hidden - {SMALL}
    some = codes[3:9]
    np.testing.assert_array_equal(protected.rows(chosen, some)["numerator"], shown.loc[list(some), "numerator"])


def test_totals_stay_where_other_areas_can_be_withheld(chosen):
    indicator = opened_pack.pack().indicators["covid_dose1"]
    frame = values.summed(indicator, footprint_membership("msoa11"), source="msoa11", segment=chosen.segment)
    shown = values.for_readers(frame.loc[["pl-gyw", "sys-nw-icb"]], indicator)
    assert shown["status"].tolist() == [Status.OK, Status.OK]
    gone = told_totals.exposed("covid_dose1", "msoa11", segment=chosen.segment)
    assert ENGLAND_CODE not in gone  # the sum of totals that are shown tells nothing new


def test_packs_whose_sources_withhold_are_shown_as_they_are(asked):
    selection = asked(indicator="stroke_admissions_count")[0]
    codes = tuple(opened_pack.pack().names(selection.area_type, selection.system).codes)
    stored = values.observed(selection, codes)
    shown = protected.rows(selection, codes)
    assert shown["status"].tolist() == stored["status"].tolist()


def test_sets_of_official_areas():
    place = official_sets.whole_blocks(own_areas.registered("pl-gyw"), "msoa11")
    parts = official_sets.county_parts(place, "msoa11")
    assert frozenset().union(*parts) == place and len(parts) == 2
    assert official_sets.county_parts(parts[0], "msoa11") == []
    assert official_sets.county_parts(frozenset(["nowhere"]), "msoa11") is None
    assert COUNTY_TYPE in official_sets.areas("msoa11") and SMALL in official_sets.codes("msoa11")
    assert official_sets.names("msoa11")[SMALL] == "Hemsby & Ormesby"
    assert any(set(one.members) == place for one in official_sets.registered("msoa11"))


def test_a_total_of_nothing_but_ones_is_not_shown(asked, monkeypatch):
    selection, stored = asked(place="pl-gyw")[0], held_rows.held
    inside = official_sets.whole_blocks(own_areas.registered("pl-gyw"), "msoa11")

    def with_ones(indicator, area_type, *, segment, codes):
        rows = stored(indicator, area_type, segment=segment, codes=codes)
        rows.loc[rows.index.isin(inside), "numerator"] = 1.0
        return rows

    pack = opened_pack.pack()
    indicators = {**pack.indicators, "covid_dose1": replace(pack.indicators["covid_dose1"], release_rule="small7")}
    monkeypatch.setattr(told_segments, "overlapping", lambda *_: [])
    replaced(monkeypatch, with_ones)
    monkeypatch.setattr(opened_pack, "pack", lambda: replace(pack, indicators=indicators))
    monkeypatch.setattr(values, "_footprint_sums", values._footprint_sums.__wrapped__)
    indicator = indicators["covid_dose1"]
    whole = values.totals(selection, ("pl-gyw", "sys-nw-icb"))
    assert whole.loc["pl-gyw", "numerator"] == len(inside) > 7  # not small itself, and yet it says that each has one
    shown = values.for_readers(whole, indicator)
    assert shown.loc["pl-gyw", "status"] == Status.SUPPRESSED
    assert np.isnan(shown.loc["pl-gyw", "numerator"]) and np.isnan(shown.loc["pl-gyw", "value"])
    parts = values.for_readers(values.part_totals(selection, "pl-gyw", within=COUNTY_TYPE), indicator)
    assert (parts["status"] == Status.SUPPRESSED).all()
    assert values.england(indicator, selection.segment)[WITHHELD_FOR].tolist() == [Reason.SECONDARY]
    forget()


def test_where_nothing_is_small_nothing_is_looked_for(chosen, monkeypatch):
    """Parents of 32,844 small areas take seconds, which a measure without small counts does not pay for."""
    monkeypatch.setattr(official_sets, "parents", lambda _: pytest.fail("looked for"))
    held = held_rows.held

    def none_small(indicator, area_type, *, segment, codes):
        return held(indicator, area_type, segment=segment, codes=codes).assign(numerator=100.0)

    replaced(monkeypatch, none_small)
    assert told_totals.exposed("covid_dose1", "msoa11", segment=chosen.segment) == frozenset()


def test_areas_below_a_source_s_floor_of_people_are_withheld_and_cannot_be_worked_out(asked, monkeypatch):
    selection, pack = asked()[0], opened_pack.pack()
    guarded = replace(pack.indicators["covid_dose1"], release_rule="small4 & people5500", fewest_people=5500)
    monkeypatch.setattr(told_segments, "overlapping", lambda *_: [])  # one segment alone
    forget()
    monkeypatch.setattr(opened_pack, "pack", lambda: replace(pack, indicators={**pack.indicators, guarded.id: guarded}))
    codes = tuple(pack.names("msoa11", selection.system).codes)
    stored, shown = values.observed(selection, codes), protected.rows(selection, codes)
    few = stored.index[stored["denominator"].between(1, 5499)]
    assert 0 < len(few) < len(codes) / 3 and (shown.loc[few, "status"] == Status.SUPPRESSED).all()
    assert shown.loc[few, ["numerator", "value", "lower_ci", "upper_998"]].isna().all().all()
    assert shown.loc[few, "denominator"].notna().all()  # how many people there are is no secret
    hidden = shown.index[shown["status"] == Status.SUPPRESSED]
    gone = told_totals.exposed("covid_dose1", "msoa11", segment=selection.segment)  # totals that are not shown
    for name, group in official_sets.parents("msoa11").reindex(list(codes)).items():
        counted = group[group.index.isin(hidden)].groupby(group).size()
        assert set(counted.index[counted < 2]) <= gone, name
    forget()
