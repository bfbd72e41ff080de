"""Areas that a boundary cuts are shared out by residents of the measure's ages: a slow second way, and what is told."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from charts.card_words import card_rows
from data import residents
from pages.parts import opened_pack
from pages.parts.answering import members, relevant_ages, series, values, view
from pages.parts.answering.members import footprints
from pages.parts.answering.relevant_ages import Ages, relevant
from pages.parts.serving import view_api
from tests.pages import cut_areas

LATEST = "2021-07-08"
CUT = "nb-gorleston"


def placed(area_type: str) -> dict[str, str]:
    lookup = opened_pack.pack().lookup("lsoa11")
    return dict(zip(lookup["lsoa11cd"], lookup[f"{area_type}cd"], strict=True))


def summed(code: str, age: str = "16+"):
    indicator = opened_pack.pack().indicators["covid_dose1"]
    found = values.members_of(indicator, "msoa11", area_type="neighbourhood")
    return values.summed(indicator, found, source="msoa11", segment=(LATEST, "all", age, "")).loc[code]


def published(table: str) -> dict[str, dict[str, str]]:
    with (cut_areas.FACTS / table).open(encoding="utf-8") as file:
        return {row["area_code"]: row for row in csv.DictReader(file) if row["period"] in (LATEST, "2024/25")}


def test_a_neighbourhood_holds_its_adults_share_of_every_msoa_it_cuts() -> None:
    rows = published("covid_first_dose_msoa11_norfolk_waveney.csv")
    inside = cut_areas.members(footprints()[CUT])
    adults = cut_areas.shares(placed("msoa11"), inside, ages=cut_areas.ADULTS)
    everyone = cut_areas.shares(placed("msoa11"), inside, ages=cut_areas.ALL)
    found = summed(CUT)
    for name in ("numerator", "denominator"):
        assert found[name] == pytest.approx(sum(share * int(rows[code][name]) for code, share in adults.items()))
        assert found[name] != pytest.approx(sum(share * int(rows[code][name]) for code, share in everyone.items()))
    people = sum(share * int(rows[code]["denominator"]) for code, share in adults.items())
    cut = sum(share * int(rows[code]["denominator"]) for code, share in adults.items() if share < 1)
    assert found["apportioned"] == pytest.approx(cut / people) and cut > 0


def test_the_ages_of_a_measure_add_up_to_it_where_areas_are_cut() -> None:
    whole = summed(CUT)
    bands = [age for age in opened_pack.pack().store.segments("covid_dose1", "msoa11")["age"] if age != "16+"]
    for name in ("numerator", "denominator"):
        assert sum(summed(CUT, age)[name] for age in bands) == whole[name]


def test_a_county_across_the_edge_is_shared_out_by_children_for_a_measure_of_five_year_olds() -> None:
    rows = published("mmr2_5y_utla.csv")
    inside = footprints()["sys-nw-icb"]
    shares = cut_areas.shares(placed("ctyua23"), cut_areas.members(inside), ages=cut_areas.CHILDREN)
    found = series.summed("mmr2_5y", "ctyua23", members=inside)["2024/25"]
    assert 0 < shares["E10000029"] < 0.3 and shares["E10000020"] == 1
    for name in ("numerator", "denominator"):
        expected = sum(share * int(rows[code][name]) for code, share in shares.items() if code in rows)
        assert found[name] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("age", "bands"),
    [("5 years", ("0-15",)), ("12 months", ("0-15",)), ("18+", ("16-59", "60+")), ("65+", ("60+",)), ("all", None)],
)
def test_the_residents_nearest_to_a_measure_s_ages_are_taken(age: str, bands, monkeypatch) -> None:
    pack = opened_pack.pack()
    other = replace(pack.indicators["covid_dose1"], default_age=age)
    made = replace(pack, indicators={**pack.indicators, "other": other})
    monkeypatch.setattr(opened_pack, "pack", lambda: made)
    assert relevant.__wrapped__("other") == (bands and Ages("population_mid2015", bands))


def test_areas_without_residents_by_age_are_shared_out_by_all_residents() -> None:
    """Barking's are in the pack by age as well as in all; elsewhere in England nothing but postcodes is known."""
    made = members.footprint_membership("msoa11", ages=relevant("covid_dose1"))
    known = made.sizes["aged"].notna().to_numpy()
    assert set(made.basis[known]) == {"aged"} and set(made.basis[~known]) == {"postcodes"}
    plain = members.footprint_membership("msoa11")
    others = plain.weights[:, ~known] - made.weights[:, ~known]
    assert abs(others).sum() == 0 and "aged" not in plain.sizes


def test_a_table_that_is_not_there_or_is_protected_has_no_ages() -> None:
    pack = opened_pack.pack()
    assert residents.ages(pack, "population_mid2020") == frozenset()
    guarded = replace(pack.indicators["population_mid2015"], release_rule="hes")
    assert residents.ages(pack, "population_mid2015") == {"all", "0-15", "16-59", "60+"}
    kept = replace(pack, indicators={**pack.indicators, "population_mid2015": guarded})
    assert residents.ages(kept, "population_mid2015") == frozenset()


def test_the_method_panel_says_by_whom() -> None:
    words = view_api.method({"level": "neighbourhood"}).decode()
    assert "counts by the share of its residents aged 16 and over (mid-2015) who live inside" in words
    assert relevant_ages.words("mmr2_5y") == "residents under 16 (mid-2015)"
    assert relevant_ages.words("stroke_admissions_rate") == "residents"
    assert "counts by the share" not in view_api.method({"indicator": "imd2019_decile", "level": "lsoa"}).decode()


def test_a_neighbourhood_s_card_says_what_is_shared_out_and_what_the_value_may_be(asked) -> None:
    chosen = asked(level="neighbourhood", area=CUT)[0]
    row = view.shown(chosen).evidence.selected_row
    inside = cut_areas.shares(placed("msoa11"), cut_areas.members(footprints()[CUT]), ages=cut_areas.ADULTS)
    rows = published("covid_first_dose_msoa11_norfolk_waveney.csv")
    least = most = people = 0.0
    for code, share in inside.items():
        x, n = (int(rows[code][name]) for name in ("numerator", "denominator"))
        least, most, people = least + max(0, x - (n - n * share)), most + min(x, n * share), people + n * share
    assert (row.split_lower, row.split_upper) == pytest.approx((100 * least / people, 100 * most / people), rel=1e-6)
    told = dict(card_rows(view.shown(chosen).evidence, row))
    assert told["Covers"] == "8 of 8 areas, 100 % of people; 7 % of people apportioned"
    assert told["In any case"] == "76.8 to 84.0 %, however the people of cut areas divide"


def test_no_bounds_where_small_counts_are_kept() -> None:
    indicator = opened_pack.pack().indicators["covid_dose1"]
    frame = values.summed(
        indicator,
        values.members_of(indicator, "msoa11", area_type="neighbourhood"),
        source="msoa11",
        segment=(LATEST, "all", "16+", ""),
    )
    assert values.for_readers(frame, indicator)["split_lower"].notna().any()
    assert "split_lower" not in values.for_readers(frame, replace(indicator, release_rule="small7"))
