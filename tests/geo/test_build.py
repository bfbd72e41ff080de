"""The whole build on a tiny England laid out like the data packages: contents, order, and the same bytes twice."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

import brotli
import geopandas as gpd
import pandas as pd
import pytest

from data.schema import AREA_COLUMNS
from geo import build, home_files
from geo.making import packages, tables
from tests.geo import tiny_england

pytest.importorskip("py7zr", reason="the build's packages are not installed (requirements-build.txt)")


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packages, register and facts of the tiny England."""
    folder = tmp_path_factory.mktemp("england")
    tiny_england.lay_out_packages(folder / "site")
    tiny_england.lay_out_register(folder / "register")
    tiny_england.lay_out_facts(folder / "facts")
    return folder


@pytest.fixture(scope="module")
def packs(ground: Path) -> tuple[Path, Path]:
    """The pack built twice."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ground / "site"))
        for name in ("stroke_maps", "geocode"):
            patch.delitem(sys.modules, name, raising=False)
        patch.setattr(build, "REGISTER", ground / "register")
        for name in ("first", "second"):
            build.main(["--to", str(ground / name), "--facts", str(ground / "facts")])
    return ground / "first", ground / "second"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_same_input_gives_same_bytes(packs: tuple[Path, Path]) -> None:
    first, second = map(contents, packs)
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_areas_hold_every_type_in_order(packs: tuple[Path, Path]) -> None:
    areas = pd.read_parquet(packs[0] / "areas.parquet")
    assert list(areas.columns) == list(AREA_COLUMNS)
    assert areas.equals(areas.sort_values(["area_type", "area_code"], ignore_index=True))
    counts = areas["area_type"].value_counts().to_dict()
    assert {t: counts[t] for t in ("lsoa11", "msoa11", "lad11", "lad22", "ctyua18", "ctyua21", "wd25", "place")} == {
        "lsoa11": 4, "msoa11": 3, "lad11": 3, "lad22": 2, "ctyua18": 2, "ctyua21": 1, "wd25": 2, "place": 2
    }  # fmt: skip


def test_names_districts_counties_and_dates(packs: tuple[Path, Path]) -> None:
    areas = pd.read_parquet(packs[0] / "areas.parquet").set_index(["area_type", "area_code"])
    assert areas.loc[("msoa11", "E02000000"), "name"] == "Alpha Town"  # the House of Commons name where there is one
    assert areas.loc[("msoa11", "E02000002"), "name"] == "Delta 002"
    assert areas.loc[("wd25", "E05000002"), "name"] == "North"
    assert areas.loc[("lad11", "E07000002"), ["name", "county", "valid_to"]].tolist() == [
        "Beta",
        "Testshire",
        "2019-03-31",
    ]
    assert areas.loc[("lad22", "E07000009"), ["district", "valid_from"]].tolist() == ["", "2019-04-01"]
    assert areas.loc[("lsoa11", "E01000003"), ["district", "county"]].tolist() == ["Delta", "Testshire"]
    assert areas.loc[("system", "sys-one"), ["name", "district", "valid_from"]].tolist() == ["One", "", "2022-07-01"]
    assert areas.loc[("wd25", "E05000001"), "district"] == ""  # 18 postcodes in Alpha, 3 in Delta: not clearly either
    assert areas.loc[("wd25", "E05000002"), "district"] == "Delta"


def test_lookup_of_the_lsoas(packs: tuple[Path, Path]) -> None:
    look = pd.read_parquet(packs[0] / "lookups" / "lsoa11.parquet").set_index("lsoa11cd")
    assert list(look.reset_index().columns) == tables.LOOKUP_COLUMNS
    assert look["ctyua18cd"].tolist() == ["E10000001", "E10000001", "E10000001", "E06000001"]
    assert look["postcodes"].tolist() == [9, 9, 9, 10]
    assert look["wd25cd"].tolist() == ["E05000001", "E05000001", "E05000002", "E05000002"]
    assert look.loc["E01000003", "wd25_share"] == pytest.approx(6 / 9)
    assert look["population"].dropna().to_dict() == {"E01000001": 1500, "E01000002": 1600}


def test_ward_edges_follow_the_postcodes(packs: tuple[Path, Path]) -> None:
    wards = gpd.read_parquet(packs[0] / "boundaries" / "wd25.parquet").set_index("area_code").area
    side = tiny_england.SIDE
    # Beta's southern postcodes stand 300 m from its southern edge, the next row 200 m on: the cells meet at 400 m.
    assert wards["E05000001"] == pytest.approx(2 * side**2 + 400 * side, rel=0.01)
    assert wards.sum() == pytest.approx(4 * side**2, rel=0.002)


def test_map_files_hold_what_the_manifest_says(packs: tuple[Path, Path]) -> None:
    manifest = tiny_england.manifest(packs[0])
    entry = manifest["layers"]["lsoa11"]["sys-one"]
    shapes = json.loads(brotli.decompress((packs[0] / "map" / f"{entry['file']}.br").read_bytes()))
    names = json.loads(brotli.decompress((packs[0] / "map" / f"{entry['names']}.br").read_bytes()))
    assert [f["id"] for f in shapes["features"]] == [0, 1, 2]
    assert names["codes"] == tiny_england.CODES[:3]
    assert "place" in manifest["layers"]
    assert manifest["layers"]["place"]["england"]["count"] == 2  # the hospital's catchment is drawn with the places
    assert set(manifest["land"]) == set(manifest["towns"]) == {"england", "sys-one", "sys-all"}


def test_towns_stand_among_their_postcodes(packs: tuple[Path, Path]) -> None:
    towns = pd.read_parquet(packs[0] / "context" / "towns.parquet").set_index("name")
    assert towns.loc["Alphaton", ["easting", "northing"]].tolist() == [600_500, 300_500]


def test_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch, ground: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no_such_package is not installed: see requirements-build\.txt"):
        packages.package_file("no_such_package", "x")
    monkeypatch.syspath_prepend(str(ground / "site"))
    monkeypatch.delitem(sys.modules, "geocode", raising=False)
    with pytest.raises(FileNotFoundError, match="does not carry it"):
        packages.package_file("geocode", "ons", "absent.csv")


def test_postcodes_of_places_and_neighbourhoods_with_those_made_since_the_list(packs: tuple[Path, Path]) -> None:
    """Nine postcodes in each of the four LSOAs, all of which are local, and the new one of Code-Point Open."""
    frame = pd.read_parquet(packs[0] / "lookups" / "postcodes.parquet")
    assert list(frame) == ["postcode", "lsoa11cd"]
    assert frame["postcode"].tolist() == sorted(frame["postcode"])
    known = tiny_england.postcodes().set_index("postcode")["lsoa11cd"]
    for row in frame.itertuples():
        assert row.lsoa11cd == (known[row.postcode] or "E01000004")
    assert len(frame) == 37


def test_a_pack_with_the_list_of_all_england_gets_newer_postcodes_and_every_home(
    packs: tuple[Path, Path], ground: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list alone, and homes of one LSOA only, become what the whole build of a pack that is all local writes."""
    shutil.copytree(packs[0], tmp_path / "pack")
    monkeypatch.syspath_prepend(str(ground / "site"))
    for name in ("stroke_maps", "geocode"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    lookups = tmp_path / "pack" / "lookups"
    whole = {name: pd.read_parquet(lookups / f"{name}.parquet") for name in ("postcodes", "homes")}
    whole["postcodes"].query("postcode != 'GG19ZZ'").to_parquet(lookups / "postcodes.parquet", index=False)
    whole["homes"].query("lsoa11cd == 'E01000001'").to_parquet(lookups / "homes.parquet", index=False)
    assert home_files.main(["--pack", str(tmp_path / "pack")]) == 0
    for name, frame in whole.items():
        assert pd.read_parquet(lookups / f"{name}.parquet").equals(frame)
    assert whole["homes"].groupby("lsoa11cd")["postcodes"].sum().tolist() == [9, 9, 9, 10]
    assert contents(tmp_path / "pack") == contents(packs[0])


def test_a_corrected_text_is_written_without_the_whole_build(
    packs: tuple[Path, Path], ground: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(packs[0], pack)
    register = tmp_path / "register"
    shutil.copytree(ground / "register", register)
    monkeypatch.setattr(build, "REGISTER", register)
    build.main(["--to", str(pack), "--registry"])
    assert contents(pack) == contents(packs[0])
    systems = register / "systems.toml"
    systems.write_text(systems.read_text().replace('short_name = "Alpha"', 'short_name = "Omega"'))
    build.main(["--to", str(pack), "--registry"])
    changed = [name for name, content in contents(pack).items() if content != contents(packs[0])[name]]
    assert changed == ["footprints/footprints.json"]
    lists = register / "lsoa11.csv"
    lists.write_text(lists.read_text().replace("nb-gamma,1,E01000004", "nb-gamma,1,E01000003"))
    with pytest.raises(ValueError, match="other members than in the pack"):
        build.main(["--to", str(pack), "--registry"])


def test_faults_of_the_register_stop_the_build_with_file_footprint_and_field(
    packs: tuple[Path, Path], ground: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = tmp_path / "register"
    shutil.copytree(ground / "register", register)
    systems = register / "systems.toml"
    systems.write_text(systems.read_text().replace('valid_to = "2026-03-31"', 'valid_to = "2026-04-30"'))
    monkeypatch.setattr(build, "REGISTER", register)
    before = contents(packs[1])
    said = (
        "systems.toml: sys-all, lsoa11: 3 LSOAs are in two systems on 2026-04-01: sys-all, sys-one "
        "(E01000001, E01000002, E01000003)"
    )
    with pytest.raises(ValueError, match=re.escape(said)):
        build.main(["--to", str(packs[1]), "--registry"])
    assert contents(packs[1]) == before


def test_a_finished_pack_is_checked_by_itself(
    packs: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(packs[0], pack)
    assert build.main(["--to", str(pack), "--check"]) == 0
    document = json.loads((pack / "footprints" / "footprints.json").read_text())
    entries = {entry["id"]: entry for entry in document["footprints"]}
    entries["sys-all"]["members"] = [{"type": "PCN", "code": "U00001"}]
    (pack / "footprints" / "footprints.json").write_text(json.dumps(document))
    capsys.readouterr()
    assert build.main(["--to", str(pack), "--check"]) == 0
    assert capsys.readouterr().out.startswith("footprints: PCN: 1 code of 1 footprint were checked by their shape only")
    (pack / "lookups" / "codes.parquet").unlink()  # a pack from before there was a record
    assert build.main(["--to", str(pack), "--check"]) == 0
    entries["sys-all"]["members"] = [{"type": "ICB", "code": "X"}]
    (pack / "footprints" / "footprints.json").write_text(json.dumps(document))
    assert build.main(["--to", str(pack), "--check"]) == 1
    assert capsys.readouterr().err == "sys-all, members.ICB: not a code of this type (X)\n"
