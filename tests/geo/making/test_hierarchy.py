"""Which larger area an LSOA belongs to: rules on small tables, and the pack against the published tables."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.making.hierarchy import (
    area_names,
    former_district_codes,
    lsoa_table,
    most_common,
    regions,
    upper_tiers,
    validity,
)
from tests.shared_folder import shared

ROOT = Path(__file__).parents[3]
PACK = ROOT / "data" / "pack" / "embedded"
FACTS = ROOT / "data" / "facts"
REGISTER = tomllib.loads((ROOT / "geo" / "register" / "authorities.toml").read_text(encoding="utf-8"))
AUTHORITY = ("E06", "E08", "E09", "E10")
PERIODS = [("ctyua18", 2013, 2018), ("ctyua19", 2019, 2020), ("ctyua21", 2021, 2024)]


@pytest.fixture(scope="module")
def lookup() -> pd.DataFrame:
    return pd.read_parquet(PACK / "lookups" / "lsoa11.parquet")


@pytest.fixture(scope="module")
def mmr() -> pd.DataFrame:
    frame = pd.read_csv(FACTS / "mmr2_5y_utla.csv", dtype={"area_code": "str"})
    return frame.assign(year=frame["period"].str.slice(stop=4).astype(int))


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), min_size=1))
def test_most_common_is_what_counting_by_hand_gives(pairs: list[tuple[str, str]]) -> None:
    found = most_common(pd.DataFrame(pairs, columns=["key", "value"]), "key", value="value")
    for key in {k for k, _ in pairs}:
        mine = [v for k, v in pairs if k == key]
        assert found[key] == min(sorted(set(mine)), key=lambda v: -mine.count(v))


def test_unchanged_districts_keep_their_code_and_former_ones_need_the_register() -> None:
    districts = pd.DataFrame({"lad11nm": ["Norwich", "Waveney", "Suffolk Coastal"], "lad22cd": ["N", "ES", "ES"]})
    codes = former_district_codes(districts, {"Waveney": "W", "Suffolk Coastal": "S"})
    assert codes.to_dict() == {"Norwich": "N", "Suffolk Coastal": "S", "Waveney": "W"}
    with pytest.raises(ValueError, match=r"differs from the data: \['Suffolk Coastal'\]"):
        former_district_codes(districts, {"Waveney": "W"})
    with pytest.raises(ValueError, match=r"\['Norwich'\]"):
        former_district_codes(districts, {"Waveney": "W", "Suffolk Coastal": "S", "Norwich": "N"})


def test_upper_tiers_go_back_step_by_step() -> None:
    frame = pd.DataFrame({"lad11cd": ["p", "q"], "ctyua23cd": ["new", "other"]})
    changes = [
        {"area_type": "ctyua21", "newer": "ctyua23", "replaced": {"new": "old"}},
        {"area_type": "ctyua19", "newer": "ctyua21", "by_lad11": {"q": "former"}},
    ]
    out = upper_tiers(frame, changes)
    assert out["ctyua21cd"].tolist() == ["old", "other"]
    assert out["ctyua19cd"].tolist() == ["old", "former"]
    assert list(frame.columns) == ["lad11cd", "ctyua23cd"]  # the caller's frame is not changed


def test_every_authority_has_a_region() -> None:
    register = {"R1": {"members": ["E10"]}, "R2": {"starts_with": "E09"}}
    assert regions(pd.Series(["E10", "E0900"]), register).tolist() == ["R1", "R2"]
    with pytest.raises(ValueError, match=r"without a region: \['E99'\]"):
        regions(pd.Series(["E99"]), register)


def test_an_lsoa_without_a_larger_area_is_refused() -> None:
    lsoas = pd.DataFrame({"lsoa11cd": ["E1"], "lsoa11nm": ["Alpha 001A"]})
    columns = {"lsoa11cd": ["E1"], "msoa11cd": ["M1"], "lad22cd": ["E06x"], "county": [""], "district": ["E06x"]}
    nhs = pd.DataFrame({"lsoa11cd": ["E9"], "sicbl22cd": ["S"], "icb22cd": ["I"]})
    register = {"former_districts": {}, "upper_tier": [], "regions": {"R": {"members": ["E06x"]}}}
    register["upper_tier"] = [{"area_type": t, "newer": "ctyua23"} for t in ("ctyua21", "ctyua19", "ctyua18")]
    with pytest.raises(ValueError, match=r"LSOAs without a larger area.*E1"):
        lsoa_table(lsoas, pd.DataFrame(columns), nhs=nhs, register=register)


def test_an_area_without_a_name_is_refused() -> None:
    levels = ("msoa11", "lad11", "lad22", "ctyua18", "ctyua19", "ctyua21", "ctyua23", "sicbl22", "icb22", "rgn", "ctry")
    table = pd.DataFrame({"lsoa11cd": ["E1"], "lsoa11nm": ["Alpha 001A"], **{f"{level}cd": ["x"] for level in levels}})
    sources = {"msoa11": {}, "lad22": {"x": "X"}, "upper": {}, "sicbl22": {"x": "X"}, "icb22": {"x": "X"}}
    with pytest.raises(ValueError, match="areas without a name"):
        area_names(table, sources=sources, register={"names": {}, "regions": {"x": {"name": "X"}}})


def test_days_of_councils() -> None:
    dates = validity(pd.Series(["E07000206", "E07000244", "E07000145"]), REGISTER)
    assert dates.to_numpy().tolist() == [["", "2019-03-31"], ["2019-04-01", ""], ["", ""]]


@pytest.mark.parametrize(("area_type", "first", "last"), PERIODS)
def test_every_authority_of_the_vaccination_table_exists(
    lookup: pd.DataFrame, mmr: pd.DataFrame, area_type: str, first: int, last: int
) -> None:
    used = mmr[mmr["year"].between(first, last) & mmr["area_code"].str.startswith(AUTHORITY)]
    known = set(lookup[f"{area_type}cd"])
    assert set(used["area_code"]) - known == set()
    together = {code for codes in REGISTER["published_together"].values() for code in codes}
    assert known - set(used["area_code"]) <= together  # only areas that are published with another are not in the table


def test_names_of_authorities_are_those_of_the_table(mmr: pd.DataFrame) -> None:
    areas = pd.read_parquet(PACK / "areas.parquet")
    names = areas[areas["area_type"] == "ctyua21"].set_index("area_code")["name"]
    used = mmr[mmr["year"].between(2021, 2024) & mmr["area_code"].isin(names.index)]
    assert used["area_name"].tolist() == names[used["area_code"]].tolist()


def test_regions_are_right_because_their_children_add_up(lookup: pd.DataFrame, mmr: pd.DataFrame) -> None:
    """The table gives five-year-olds of 2024/25 for authorities and, separately, for regions."""
    region = regions(lookup["ctyua21cd"], REGISTER["regions"])
    region_of = dict(zip(lookup["ctyua21cd"], region, strict=True))
    latest = mmr[mmr["period"] == "2024/25"].set_index("area_code")["denominator"]
    authorities = latest[latest.index.str.startswith(AUTHORITY)]
    sums = authorities.groupby(authorities.index.map(region_of)).sum()
    assert sums.to_dict() == latest[latest.index.str.startswith("E12")].to_dict()


@pytest.mark.parametrize("column", ["msoa11cd", "lad22cd", "sicbl22cd", "icb22cd"])
@pytest.mark.shared
def test_larger_areas_agree_with_the_checked_lookup(lookup: pd.DataFrame, column: str) -> None:
    other = pd.read_parquet(shared("facts", "footprints", "lsoa_lookup.parquet")).set_index("lsoa11cd")[column]
    assert (lookup.set_index("lsoa11cd")[column] == other.sort_index()).all()


def test_waveney_and_its_neighbours(lookup: pd.DataFrame) -> None:
    """Former Waveney: 73 LSOAs, half of East Suffolk; Great Yarmouth: 61."""
    assert (lookup["lad11cd"] == "E07000206").sum() == 73
    assert (lookup["lad22cd"] == "E07000244").sum() == 146
    assert (lookup["lad11cd"] == "E07000145").sum() == 61
