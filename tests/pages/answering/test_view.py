"""The released view: published totals, a slow second way, and that all its parts say the same."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from charts.files.csv_export import csv_bytes
from charts.map.card import card
from charts.tables import area_table
from equity.breaks import MISSING_CLASS, NOT_COMPARABLE_CLASS, OUTSIDE_CLASS
from pages.parts import opened_pack
from pages.parts.answering import groups, values, view
from pages.parts.showing import map_view


@pytest.fixture
def shown(asked):
    """A function from changed parameters to the view."""
    return lambda **changes: view.shown(asked(**changes)[0])


def facts_rows() -> pd.DataFrame:
    frame = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11", age="16+")
    return frame.set_index("area_code")


def test_place_and_its_parts_are_sums_of_counts(shown):
    rows = {row.code: row for row in shown().evidence.rows}
    assert rows["pl-gyw"].numerator == rows["E10000020"].numerator + rows["E10000029"].numerator == 157_110
    assert rows["pl-gyw"].denominator == rows["E10000020"].denominator + rows["E10000029"].denominator == 193_980
    assert rows["pl-gyw"].value == pytest.approx(100 * 157_110 / 193_980)
    assert (rows["pl-gyw"].members, rows["pl-gyw"].coverage) == ((28, 28), 1.0)


def test_table_card_and_file_hold_the_same_parts(shown):
    evidence = shown(area="none").evidence
    texts = [card(evidence), area_table(evidence), csv_bytes(evidence).decode("utf-8-sig").replace("157110", "157,110")]
    parts = [row for row in evidence.rows if row.role == "part"]
    assert [row.name for row in parts] == ["Norfolk part", "Suffolk part"]
    for row in parts:
        assert all(row.name in words for words in texts)
        assert f"{row.numerator:,.0f} of {row.denominator:,.0f}" in texts[0]
        assert f"{row.denominator - row.numerator:,.0f}" in texts[1] and f",{row.numerator:.0f}," in texts[2]


@pytest.mark.parametrize(
    ("indicator", "reason"), [("imd2019_rank", "Ranks, scores and indices"), ("stroke_unit_minutes", "Means cannot")]
)
def test_a_place_that_cannot_be_computed_says_why(shown, indicator, reason):
    evidence = shown(indicator=indicator, area="none").evidence
    assert not any(row.role == "place" for row in evidence.rows)
    assert reason in card(evidence) and "Great Yarmouth and Waveney" in card(evidence)
    assert reason in card(shown(indicator=indicator).evidence)


def test_parts_come_from_larger_areas_where_small_ones_are_suppressed(shown):
    rows = {row.code: row for row in shown(indicator="stroke_admissions_count", level="lsoa").evidence.rows}
    assert (rows["E10000020"].numerator, rows["E10000029"].numerator) == (600, 700)
    assert abs(rows["pl-gyw"].numerator - 1_300) <= 5  # the source rounds every count to the nearest 5


def test_a_small_part_does_not_follow_from_the_place_and_the_other_part(shown, monkeypatch):
    indicator = replace(opened_pack.pack().indicators["covid_dose1"], release_rule="hes")
    small = pd.DataFrame(
        {"numerator": [3.0, 400.0], "denominator": [900.0, 1000.0], "status": ["ok", "ok"], "reason": ["", ""]},
        index=pd.Index(["E10000020", "E10000029"]),
    )
    monkeypatch.setattr(values, "part_totals", lambda *_, **__: small)
    monkeypatch.setattr(groups, "_indicator", lambda _: indicator)
    parts = [
        row for row in groups.place_rows(shown().selection, groups.Benchmark(None, "", None)) if row.role == "part"
    ]
    assert [row.status for row in parts] == ["suppressed", "suppressed"]
    assert all(np.isnan(row.numerator) for row in parts)


def test_place_total_a_slow_second_way(shown):
    lookup = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")["msoa11cd"]
    members = opened_pack.pack().lookup("footprint_lsoa11")
    msoas = {lookup[code] for code in members.loc[members["footprint_id"] == "pl-gyw", "lsoa11cd"]}
    rows = facts_rows()
    numerator = sum(int(rows.at[code, "numerator"]) for code in msoas)
    assert next(row for row in shown().evidence.rows if row.code == "pl-gyw").numerator == numerator


def test_unreliable_registers_stay_in_totals_but_are_not_ranked(shown):
    evidence = shown().evidence
    assert set(evidence.frame.index[evidence.frame["status"] == "not_comparable"]) == {
        "E02005503",
        "E02005564",
        "E02005593",
    }
    assert len(evidence.ranked) == 122
    system = next(row for row in evidence.rows if row.role == "system")
    assert system.numerator == facts_rows()["numerator"].sum()


def test_classes_follow_values_and_states(shown):
    made = shown()
    frame = made.evidence.frame.reindex(list(made.codes))
    for code, byte in zip(made.codes, made.classes, strict=True):
        row = frame.loc[code]
        if row["status"] == "not_comparable":
            assert byte == NOT_COMPARABLE_CLASS
        else:
            assert byte == sum(round(row["value"], 1) >= edge for edge in made.evidence.breaks)


def test_only_inside_the_place_keeps_both_counties(shown):
    made = shown(inside="1")
    assert set(made.evidence.frame["county"]) == {"Norfolk", "Suffolk"}
    assert len(made.evidence.frame) == 28
    assert (made.classes == OUTSIDE_CLASS).sum() == 125 - 28


def test_areas_outside_the_pack_have_no_number(shown):
    made = shown(system="england")
    counts = pd.Series(made.classes).value_counts()
    assert counts[MISSING_CLASS] == 6791 - 125
    assert made.evidence.frame["value"].notna().sum() == 125


def test_selecting_an_area_changes_no_number(shown):
    one, other = shown(area="E02005543").evidence, shown(area="E02005503").evidence
    pd.testing.assert_frame_equal(one.frame, other.frame)
    assert one.selected != other.selected


def test_breaks_are_the_same_in_every_system_and_period(shown):
    here = shown(indicator="mmr2_5y").evidence.breaks
    assert shown(indicator="mmr2_5y", period="2013/14").evidence.breaks == here
    assert shown(indicator="mmr2_5y", system="england").evidence.breaks == here


def test_small_counts_never_reach_a_view(shown):
    made = shown(indicator="stroke_admissions_count", system="england")
    known = made.evidence.frame["numerator"].dropna()
    assert ((known == 0) | (known >= 5)).all()
    assert (known % 5 == 0).all()
    suppressed = made.evidence.frame["status"] == "suppressed"
    assert suppressed.any()
    assert made.evidence.frame.loc[suppressed, ["value", "lower_ci", "upper_ci", "numerator"]].isna().all().all()


def test_neighbourhoods_of_a_place_share_its_people_out(shown):
    made = shown(level="neighbourhood")
    frame = made.evidence.frame
    drawn = [code for code in frame.index if code in ("nb-gynv", "nb-gorleston", "nb-lowestoft", "nb-southwaveney")]
    whole = values.totals(made.selection, ("pl-gyw",))
    assert frame.loc[drawn, "denominator"].sum() == pytest.approx(whole.at["pl-gyw", "denominator"], rel=1e-9)


def test_benchmark_is_england_where_nothing_can_be_summed(shown):
    evidence = shown(indicator="mmr2_5y").evidence
    assert (evidence.benchmark.name, evidence.benchmark.value) == ("England", pytest.approx(83.7))


def test_place_that_reaches_beyond_the_figures_has_no_value(asked):
    chosen, _ = asked(system="sys-gm-icb", place="pl-wigan")
    frame = values.totals(chosen, ("pl-wigan",))
    assert np.isnan(frame.at["pl-wigan", "numerator"])
    assert groups.place_rows(chosen, groups.benchmark(chosen))[0].has_value is False


def test_measure_for_england_only_has_no_area_value_and_says_why(asked):
    chosen, notices = asked(indicator="flu65")
    assert any("England only" in notice for notice in notices)
    evidence = view.shown(chosen).evidence
    assert set(evidence.frame["status"]) == {"not_collected"}
    assert evidence.benchmark.value == pytest.approx(77.8)


def test_every_measure_opens_in_england_and_in_a_system(shown):
    for indicator in opened_pack.pack().indicators:
        for system in ("england", "sys-nw-icb"):
            made = shown(indicator=indicator, system=system)
            assert len(made.classes) == len(made.codes)


def test_value_with_the_systems_ages_a_slow_second_way(shown):
    evidence = shown(area="E02005543").evidence
    rows = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11")
    rows = rows[(rows["age"] != "16+") & (rows["category"] == "")]
    standard: dict[str, float] = {}
    for row in rows.itertuples():
        standard[row.age] = standard.get(row.age, 0) + row.denominator
    own = rows[rows["area_code"] == "E02005543"].set_index("age")
    matched = sum(
        weight * own.at[age, "numerator"] / own.at[age, "denominator"] for age, weight in standard.items()
    ) / sum(standard.values())
    assert round(100 * matched, 1) == 62.3
    assert dict(evidence.facts)["If ages matched the system"] == "62.3 %, still lower"


def test_colouring_against_the_benchmark_colours_every_class_it_shows(shown):
    made = shown(colours="against")
    header = map_view.header(made)
    worse = made.codes.index("E02005543")
    assert made.classes[worse] == 22
    assert {str(code) for code in set(made.classes) if 20 <= code <= 25} <= set(header["colours"])


def test_every_system_opens_at_every_level(shown):
    for system in [system.id for system in opened_pack.registry().of_tier("system", "2026-03-31")]:
        for level in ("lsoa", "neighbourhood", "place", "system"):
            made = shown(indicator="stroke_admissions_count", system=system, level=level, place="")
            assert len(made.classes) == len(made.codes) > 0


def test_address_of_the_rows_names_the_period_so_that_the_map_can_step(shown):
    for changes in ({"indicator": "mmr2_5y"}, {"indicator": "mmr2_5y", "period": "2020/21"}):
        made = shown(**changes)
        header = map_view.header(made)
        assert f"period={made.selection.period.replace('/', '%2F')}" in header["view"]
        assert header["planes"]["current"] == made.selection.period
