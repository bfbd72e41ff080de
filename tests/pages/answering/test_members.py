"""Sums of LSOA 2021 figures to footprints: the Census in a pack with the change table, and in one without."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from data.catalogue import read_indicators
from data.england import texts
from data.england.areas import lsoa21_lookup
from data.england.changes import lsoa_changes
from data.pack import Pack
from data.sources.ons_population import age_structure
from data.writing import write_lookup, write_observations
from pages.parts import opened_pack
from pages.parts.answering import members, values
from pages.parts.asking import possible, selection
from tests.pages.held import current
from tests.shared_folder import shared

CENSUS = "census_age_share"
AGES = "ons/population/census2021_ts007a_age5_lsoa21.csv.gz"
CACHES = (
    members.changes,
    members.footprint_membership,
    members.area_membership,
    members.part_membership,
    members._footprint_lsoas,
    members.blocks,
    members.sizes,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded lookups, those of LSOA 2021, and the Census by LSOA 2021."""
    source, folder = shared("data"), tmp_path_factory.mktemp("england")
    shutil.copytree(opened_pack.EMBEDDED / "lookups", folder / "lookups")
    small, _ = lsoa21_lookup(source)
    write_lookup(small, folder, name="lsoa21")
    write_lookup(lsoa_changes(source, small)[0], folder, name="lsoa11_lsoa21")
    write_observations(age_structure(source / AGES).frame, folder)
    return folder


@pytest.fixture
def pack(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """That folder is the opened pack, its caches empty before and after."""
    opened = opened_pack.pack()
    census = read_indicators(texts.REVIEWED / "indicators.toml")[CENSUS]
    made = Pack(folder, opened.card, {CENSUS: census}, opened.sources, "census")
    monkeypatch.setattr(opened_pack, "pack", lambda: made)
    for cache in CACHES:
        current(cache).cache_clear()
    yield made
    for cache in CACHES:
        current(cache).cache_clear()


def asked(area_type: str, level: str) -> selection.Selection:
    """People aged 65 and over on Census day."""
    return selection.Selection(
        indicator=CENSUS,
        system="sys-nw-icb",
        place="pl-gyw",
        level=possible.Level(level),
        area_type=area_type,
        area="",
        period="2021",
        sex="all",
        age="65+",
        category="",
        date="2026-03-01",
        colours="level",
        outlines="",
        inside="",
    )


def census(pack: Pack) -> dict[str, tuple[float, float]]:
    rows = pack.store.observations(CENSUS, area_type="lsoa21", age="65+")
    return {code: (n, d) for code, n, d in zip(rows["area_code"], rows["numerator"], rows["denominator"], strict=True)}


@pytest.mark.shared
def test_a_place_is_the_sum_of_its_new_small_areas(pack: Pack) -> None:
    """Great Yarmouth and Waveney: the 132 codes that the ONS gives for the two districts, added one by one."""
    listed = pd.read_csv(shared("data", "ons", "lookups", "gy_waveney_lsoa21.csv"), dtype="str")["lsoa21_code"]
    known = census(pack)
    done = values.totals(asked("lsoa21", "lsoa"), ("pl-gyw",)).loc["pl-gyw"]
    assert done["numerator"] == sum(known[code][0] for code in listed) == 55_888
    assert done["denominator"] == sum(known[code][1] for code in listed) == 216_106
    assert (done["areas"], done["areas_of"], done["coverage"], done["apportioned"]) == (132, 132, 1, 0)
    assert done["status"] == "ok"


@pytest.mark.shared
def test_county_parts_of_a_place_add_up(pack: Pack) -> None:
    cut = values.part_totals(asked("lsoa21", "lsoa"), "pl-gyw", within="ctyua21")
    assert cut["numerator"].to_dict() == {"E10000020": 23_942, "E10000029": 31_946}
    assert cut["areas"].to_dict() == {"E10000020": 60, "E10000029": 72}


@pytest.mark.shared
def test_every_footprint_a_slow_second_way(pack: Pack) -> None:
    """For every LSOA 2021: the share of the residents of the LSOAs 2011 it came from that lie in the footprint."""
    known, lookup = census(pack), pack.lookup("lsoa11_lsoa21")
    listed = pack.lookup("footprint_lsoa11")
    origins: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for old, new, people in zip(lookup["lsoa11cd"], lookup["lsoa21cd"], lookup["lsoa11_population"], strict=True):
        origins[new].append((old, float(people)))
    newer: dict[str, set[str]] = defaultdict(set)
    for new, olds in origins.items():
        for old, _ in olds:
            newer[old].add(new)
    names = ("pl-gyw", "sys-nw-icb", "sys-frimley-icb", "nb-th-nw", "nb-th-sw", "pl-tower-hamlets", "pl-wigan")
    names = tuple(name for name in names if name in set(listed["footprint_id"]))
    done = values.totals(asked("lsoa21", "lsoa"), names)
    for name in names:
        inside = set(listed.loc[listed["footprint_id"] == name, "lsoa11cd"])
        cases = people = cut = 0.0
        for new in {new for old in inside for new in newer[old]}:
            olds = origins[new]
            share = sum(size for old, size in olds if old in inside) / sum(size for _, size in olds)
            cases += share * known[new][0]
            people += share * known[new][1]
            cut += share * known[new][1] if share < 1 else 0
        assert done.at[name, "numerator"] == pytest.approx(cases, rel=1e-6)
        assert done.at[name, "denominator"] == pytest.approx(people, rel=1e-6)
        assert done.at[name, "apportioned"] == pytest.approx(cut / people, rel=1e-5, abs=1e-12)
    assert 0 < done.at["nb-th-nw", "apportioned"] < 0.03  # a merger across the border of two neighbourhoods


@pytest.mark.shared
def test_systems_of_a_day_share_out_the_census_to_the_last_person(pack: Pack) -> None:
    systems = tuple(f.id for f in opened_pack.registry().of_tier("system", "2026-04-01"))
    done = values.totals(asked("lsoa21", "lsoa"), systems)
    assert done["numerator"].sum() == sum(n for n, _ in census(pack).values()) == 10_401_242


@pytest.mark.shared
def test_districts_are_those_of_the_new_small_areas(pack: Pack) -> None:
    """Census 2021, Great Yarmouth: 99,747 residents in the sum of its small areas."""
    done = values.observed(asked("lad22", "district"), ("E07000145", "E07000244"))
    assert done.at["E07000145", "denominator"] == 99_747
    assert done["apportioned"].tolist() == [0, 0]


@pytest.mark.shared
def test_without_the_table_two_vintages_are_not_joined(pack: Pack, tmp_path: Path) -> None:
    assert possible.joined(pack, "lsoa21", to="place")
    assert values.summable(pack.indicators[CENSUS], "lsoa21")
    folder = tmp_path / "pack"
    shutil.copytree(pack.folder, folder, ignore=shutil.ignore_patterns("lsoa11_lsoa21.parquet"))
    without = replace(pack, folder=folder)
    assert not possible.joined(without, "lsoa21", to="place")
    assert possible.joined(without, "lsoa21", to="lad22")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opened_pack, "pack", lambda: without)
        assert not values.summable(pack.indicators[CENSUS], "lsoa21")
        assert values.totals(asked("lsoa21", "lsoa"), ("pl-gyw",))["status"].tolist() == ["missing"]
        assert values.part_totals(asked("lsoa21", "lsoa"), "pl-gyw", within="ctyua21").empty


def test_the_embedded_pack_knows_nothing_of_2021() -> None:
    assert not members.reachable("lsoa21", "place")
    assert members.reachable("msoa11", "place")
    assert not members.reachable("pcn20", "place")
    assert members.reachable("lsoa11", "lad22")
