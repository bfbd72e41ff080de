"""Series: the page's figures against a slow second way, on the real packs; the switch changes only what it should."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.answering.series import THEN, TODAY, periods, series
from pages.parts.trend import trend_boxes, trend_selection, trend_view
from tests.geo.real_pack import registry

DATES = ("2026-03-31", "2026-04-01")


def made(code, *, footprint=THEN, on="2026-03-31", indicator="mmr2_5y"):
    return series(indicator, extents.subject(code, on), footprint=footprint, on=on)


def slow_sum(indicator_id, members, period):
    """Numerator and denominator by dict loops: each authority by its share of residents among the members."""
    pack = opened_pack.pack()
    rows = pack.store.observations(indicator_id, period=period)
    lookup = pack.lookup("lsoa11")
    total = [0.0, 0.0]
    for kind in ("ctyua18", "ctyua19", "ctyua21", "ctyua23"):
        for row in rows[rows["area_type"] == kind].to_dict("records"):
            inside, whole = 0, 0
            for lsoa, code, postcodes in zip(lookup["lsoa11cd"], lookup[f"{kind}cd"], lookup["postcodes"], strict=True):
                if code == row["area_code"]:
                    whole += postcodes
                    inside += postcodes if lsoa in members else 0
            if inside:
                total[0] += row["numerator"] * inside / whole
                total[1] += row["denominator"] * inside / whole
    return total


def test_published_rates_stay_and_counts_give_limits():
    norfolk = made("E10000020")
    assert norfolk["value"].dropna().tolist()[:3] == [88.41, 91.07, 94.95]
    last = norfolk.loc["2024/25"]
    assert (last["numerator"], last["denominator"], last["value"]) == (7689, 8508, 90.4)
    assert last["lower_ci"] == pytest.approx(89.73, abs=0.005)
    assert norfolk.loc["2013/14", "lower_ci"] != norfolk.loc["2013/14", "lower_ci"]


def test_two_whole_counties_are_summed_once():
    """The design's hand-worked figure: both counties together 14,772 of 16,255, 90.9 %."""
    both = made("sys-ns-icb", footprint=TODAY, on="2026-04-01").loc["2024/25"]
    counties = [made(code).loc["2024/25"] for code in ("E10000020", "E10000029")]
    inside = slow_sum("mmr2_5y", extents.footprints()["sys-ns-icb"], "2024/25")
    assert [both["numerator"], both["denominator"]] == pytest.approx(inside, rel=1e-6)
    assert sum(row["numerator"] for row in counties) == 14_772
    assert both["value"] == pytest.approx(90.9, abs=0.1)


def test_rates_without_counts_are_never_averaged():
    system = made("sys-nw-icb")
    assert system["value"].notna().sum() == 1
    assert system.loc["2016/17", "reason"].startswith("Only rates are published for this period")
    assert system.loc["2009/10", "reason"].startswith("Published as a rate only")
    place = made("pl-gyw").loc["2024/25"]
    assert place["status"] == "missing" and "lie across its edge" in place["reason"]


def test_an_authority_that_was_part_of_another_shows_who_stood_for_it():
    cumberland = made("E06000063")
    assert cumberland.loc["2013/14", "standing"] == "Cumbria"
    assert cumberland.loc["2024/25", "standing"] == "Cumberland"


def test_nothing_stands_for_a_footprint_that_has_no_forerunner():
    row = made("sys-central-east", on="2026-04-01").loc["2024/25"]
    assert row["status"] == "missing" and row["reason"].startswith("Central East began on 1 April 2026")


CODES = [*(footprint.id for footprint in registry()), "E10000020", "E06000059"]


@settings(max_examples=25)
@given(st.sampled_from(CODES), st.sampled_from(DATES))
def test_the_switch_changes_only_points_on_other_members(code, on):
    """Same members at every date: both equal. After the last change, up to the date meant: both equal."""
    about = extents.subject(code, on)
    then, today = made(code, on=on), made(code, footprint=TODAY, on=on)
    meant = about.then(on).members
    for period in periods("mmr2_5y"):
        if about.then(period_days(period).end).members == meant:
            for name in ("value", "numerator", "denominator", "lower_ci"):
                first, second = then.at[period, name], today.at[period, name]
                assert first == second or (first != first and second != second)


def test_trend_page_resolves_every_wrong_wish():
    chosen, notices = trend_selection.resolved(
        trend_selection.landing() | {"area": "E99999999", "compare": "mars", "footprint": "soon", "second": "E07000206"}
    )
    assert chosen.area == "E10000020" and chosen.footprint == THEN and chosen.compare == "england"
    assert any("no place or area with the code “E99999999”" in words for words in notices)
    assert any("“soon” is no choice of footprint" in words for words in notices)
    assert any("ended on 31 March 2019" in words for words in notices)


def test_default_lines_are_the_two_counties_and_leave_the_address_short():
    chosen, notices = trend_selection.resolved(trend_selection.landing())
    assert notices == ()
    assert (chosen.area, chosen.second) == ("E10000020", "E10000029")
    assert trend_selection.plain(chosen) == trend_selection.landing()
    evidence = trend_view.evidence(chosen)
    assert [line.compared for line in evidence.subjects] == ["better", "better"]
    assert [one.day for one in evidence.breaks] == ["2026-04-01"]
    assert "8,745 of 9,663" in evidence.footprint_note


def test_old_board_code_opens_with_its_successor():
    chosen, notices = trend_selection.resolved(
        trend_selection.landing() | {"system": "E54000022", "date": "2026-04-01"}
    )
    assert "On 1 April 2026 its area is in Norfolk and Suffolk (100 %)." in notices[0]
    assert chosen.system == "sys-nw-icb"


def test_compare_with_the_system_over_a_place():
    chosen, _ = trend_selection.resolved(trend_selection.landing() | {"area": "pl-bassetlaw", "compare": "system"})
    evidence = trend_view.evidence(chosen)
    assert evidence.lines[-1].name == "Nottingham and Nottinghamshire"
    assert {p.standing for p in evidence.lines[-1].points} == {
        "South Yorkshire and Bassetlaw",
        "Nottingham and Nottinghamshire",
    }
    words = trend_boxes.boxes(chosen)["compare"]
    assert words["system"] == "Its system, Nottingham and Nottinghamshire"


def test_an_assumed_boundary_is_said_in_a_sentence_with_its_reason():
    chosen = trend_selection.asked_by({"indicator": "imd2019_decile", "system": "sys-devon", "area": "sys-devon"})
    evidence = trend_view.evidence(chosen)
    assert (
        "Before 1 July 2022 the boundary of that day is used: integrated care boards were set up by law on that day, "
        "and this pack has no boundary of the partnerships that came before."
    ) in evidence.footprint_note
    assert {point.standing for point in evidence.lines[0].points} == {"Devon (boundary of 1 July 2022)"}
    later = trend_selection.asked_by({"system": "sys-nw-icb", "area": "sys-nw-icb"})
    assert "boundary of that day is used" not in trend_view.evidence(later).footprint_note  # 2024/25 only
