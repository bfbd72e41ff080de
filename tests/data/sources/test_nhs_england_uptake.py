"""Uptake: people and register of one publication meet age by age; a slow second count agrees."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.sources.nhs_england import people_vaccinated, registered_population
from data.sources.nhs_england_uptake import age_words, uptake
from tests.shared_folder import shared

WEEKS = ("2021-02-25", "2021-03-04", "2021-07-08")


def people_rows(weeks: dict[str, dict[str, int]], dose: int = 1, code: str = "E02990001") -> list[tuple]:
    return [(week, "MSOA", code, dose, band, float(n)) for week, bands in weeks.items() for band, n in bands.items()]


def frames(people: list[tuple], register: list[tuple]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Made-up counts as the importer gives them."""
    keys = ["published", "level", "area_code"]
    counted = pd.DataFrame(people, columns=[*keys, "dose", "age_band", "people"])
    return counted.astype({"people": "Float64"}), pd.DataFrame(register, columns=[*keys, "age_band", "population"])


def register_rows(week: str, bands: dict[str, int], code: str = "E02990001") -> list[tuple]:
    return [(week, "MSOA", code, band, float(n)) for band, n in bands.items()]


PEOPLE = people_rows(
    {
        "2021-02-25": {"Under 70": 3, "70+": 5},
        "2021-03-04": {"Under 65": 4, "65-69": 2, "70+": 6},
        "2021-07-08": {"Under 25": 9, "25+": 40},
    }
)
REGISTER = register_rows("2021-03-04", {"Under 16": 20, "16-64": 60, "65-69": 10, "70+": 5, "16+": 75})
REGISTER += register_rows("2021-07-08", {"Under 18": 22, "18-24": 7, "25+": 66, "18+": 73, "16+": 75})


def test_each_band_meets_the_same_ages_of_its_own_week() -> None:
    rows = uptake(*frames(PEOPLE, REGISTER), level="MSOA", area_type="msoa11").frame.set_index(["period", "age"])
    assert rows.loc[("2021-03-04", "16-64"), ["numerator", "denominator"]].tolist() == [4, 60]
    assert rows.loc[("2021-07-08", "16-24"), ["numerator", "denominator"]].tolist() == [9, 9]  # 7 + 75 - 73
    assert rows.loc[("2021-07-08", "16+"), ["numerator", "denominator"]].tolist() == [49, 75]
    assert set(rows["area_type"]) == {"msoa11"}
    assert set(rows["indicator_id"]) == {"covid_dose1"}


def test_a_week_without_a_register_borrows_the_next_and_says_so() -> None:
    done = uptake(*frames(PEOPLE, REGISTER), level="MSOA", area_type="msoa11")
    rows = done.frame[done.frame["period"] == "2021-02-25"].set_index("age")
    assert rows["denominator"].to_dict() == {"16-69": 70, "70+": 5, "16+": 75}
    assert set(rows["status"]) == {"estimated"}
    assert set(rows["note"]) == {"register_next_week"}
    assert done.report[0].startswith("2021-02-25: no register")


def test_more_people_than_registered_is_kept_and_not_compared() -> None:
    done = uptake(*frames(PEOPLE, REGISTER), level="MSOA", area_type="msoa11")
    row = done.frame.set_index(["period", "age"]).loc[("2021-03-04", "70+")]
    assert row[["numerator", "denominator", "status", "note"]].tolist() == [6, 5, "not_comparable", "over_register"]
    assert "1 of 10 cells have more people vaccinated than registered" in done.report[-1]


def test_known_bases_are_never_ranked() -> None:
    people = people_rows({"2021-07-08": {"Under 25": 1, "25+": 4}}, code="E02005503")
    register = register_rows("2021-07-08", {"18-24": 7, "25+": 66, "18+": 73, "16+": 75}, code="E02005503")
    frame = uptake(*frames(people, register), level="MSOA", area_type="msoa11").frame
    assert set(frame["status"]) == {"not_comparable"}
    assert set(frame["note"]) == {"base"}


def test_the_last_week_without_a_register_has_no_value() -> None:
    people = people_rows({"2021-07-15": {"Under 25": 1, "25+": 4}})
    frame = uptake(*frames(people, REGISTER), level="MSOA", area_type="msoa11").frame
    assert set(frame["status"]) == {"missing"}
    assert frame["numerator"].isna().all()


def test_only_the_youngest_band_is_renamed() -> None:
    assert [age_words(band) for band in ("Under 70", "Under 25", "25-29", "80+")] == ["16-69", "16-24", "25-29", "80+"]


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(1, 60), st.integers(1, 60)),
        min_size=1,
        max_size=6,
    )
)
def test_sums_of_bands_by_a_plain_loop(areas: list[tuple[int, int, int, int]]) -> None:
    people, register = [], []
    for place, (young, old, young_base, old_base) in enumerate(areas):
        code = f"E0299{place:04d}"
        people += people_rows({WEEKS[1]: {"Under 65": young, "65+": old}}, code=code)
        bands = {"Under 16": 5, "16-64": young_base, "65+": old_base, "16+": young_base + old_base}
        register += register_rows(WEEKS[1], bands, code=code)
    frame = uptake(*frames(people, register), level="MSOA", area_type="msoa11").frame
    everyone = frame[frame["age"] == "16+"]
    assert everyone["numerator"].sum() == sum(young + old for young, old, _, _ in areas)
    assert everyone["denominator"].sum() == sum(a + b for _, _, a, b in areas)
    over = sum((young > a) + (old > b) + (young + old > a + b) for young, old, a, b in areas)
    assert (frame["status"] == "not_comparable").sum() == over


@pytest.mark.shared
def test_districts_are_exactly_their_msoas_so_their_table_is_read_and_not_stored() -> None:
    """8 July 2021: 309 districts, both doses, not one person apart; boards add up to the same and have no register."""
    path = shared("data", "nhs_england", "covid_vacc_cumulative_people_by_area_age_dose.csv.gz")
    counted = people_vaccinated(path).frame
    counted = counted[counted["published"] == "2021-07-08"]
    lookup = pd.read_csv(shared("data", "ons", "lookups", "lookup_msoa11_ltla21.csv.gz"))
    district = lookup.drop_duplicates("msoa11_code").set_index("msoa11_code")["ltla21_code"]
    msoas, districts = (counted[counted["level"] == level] for level in ("MSOA", "LTLA"))
    summed = msoas.groupby([msoas["area_code"].map(district), "dose"])["people"].sum()
    published = districts.groupby(["area_code", "dose"])["people"].sum()
    assert len(published) == 2 * 309
    assert summed.sort_index().tolist() == published.sort_index().tolist()
    boards = counted[counted["level"] == "ICS"].groupby("dose")["people"].sum()
    assert boards.to_dict() == {1: 37_717_731, 2: 28_114_979}
    register = registered_population(shared("data", "nhs_england", "covid_vacc_nims_population_denominators.csv.gz"))
    assert set(register.frame["level"]) == {"LTLA", "MSOA"}
