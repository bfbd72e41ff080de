"""Parts of the full pack that need no published file: names, specks, areas that moved, texts, faults of the build."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data import build as builder
from data.build import Work, read_steps, wanted_steps
from data.catalogue import read_indicators, read_sources
from data.embedded import Step
from data.england import programs, texts
from data.england.areas import clear_majority, msoas_named, network_name, with_small_wards, without_specks
from data.england.measures import on_known_areas
from data.england.programs import drawing, footprints_checked, footprints_shared, homes_written
from data.sources.source import Imported
from data.validation import Fault, FileFaults
from data.writing import observations_frame

BIG = shapely.box(0, 0, 1000, 1000)
SMALL = shapely.box(2000, 0, 2010, 10)


def test_networks_read_like_names() -> None:
    written = ["WEST MERTON PCN", "LMN PCN", "BELPER AND THE VALLEYS", "Already Written PCN", "THE GP ALLIANCE"]
    read_as = ["West Merton PCN", "LMN PCN", "Belper and the Valleys", "Already Written PCN", "The GP Alliance"]
    assert [network_name(name) for name in written] == read_as


def test_specks_go_and_no_area_vanishes() -> None:
    holed = shapely.Polygon(BIG.exterior, [SMALL.exterior.coords, [(100, 100), (100, 300), (300, 300), (300, 100)]])
    holed = shapely.Polygon(
        BIG.exterior, [[(500, 500), (505, 500), (505, 505)], *[ring.coords for ring in holed.interiors[1:]]]
    )
    shapes = np.array([shapely.MultiPolygon([BIG, SMALL]), SMALL, holed], dtype=object)
    clean = without_specks(shapes)
    assert [shape.geom_type for shape in clean] == ["Polygon"] * 3
    assert shapely.area(clean).tolist() == [1_000_000, 100, 960_000]
    assert shapely.is_valid(clean).all()


@settings(max_examples=25)
@given(st.lists(st.lists(st.integers(1, 200), min_size=1, max_size=4), min_size=1, max_size=4))
def test_specks_by_a_plain_loop(sides: list[list[int]]) -> None:
    shapes = [[shapely.box(1000 * n, 0, 1000 * n + side, side) for n, side in enumerate(row)] for row in sides]
    clean = without_specks(np.array([shapely.MultiPolygon(row) for row in shapes], dtype=object))
    for row, shape in zip(sides, clean, strict=True):
        kept = [side * side for side in row if side * side >= 5_000 or side == max(row)]
        assert shape.area == pytest.approx(sum(kept))


def test_districts_need_a_clear_majority() -> None:
    frame = pd.DataFrame({"wd": ["a", "a", "b", "b"], "district": ["X", "Y", "X", "Y"], "population": [95, 5, 60, 40]})
    assert clear_majority(frame, "wd", parent="district").to_dict() == {"a": "X", "b": ""}


def test_wards_that_are_no_best_fit_get_their_district_from_the_list(tmp_path: Path) -> None:
    path = tmp_path / "wards.csv"
    path.write_text("WDCD,LADNM\nE05990001,Known\nE05990002,Other\nE05990003,Far\n")
    parents = pd.DataFrame({"district": ["Known"], "county": ["County"]}, index=["E05990001"])
    small = pd.DataFrame({"lad22nm": ["Other", "Other"], "ctyua21nm": ["County B", "County B"]})
    done = with_small_wards(parents, small, path=path)
    assert done.loc["E05990002"].tolist() == ["Other", "County B"]
    assert done.loc["E05990003"].tolist() == ["Far", ""]


def test_only_msoas_are_renamed() -> None:
    known = pd.DataFrame(
        {"area_code": ["A", "B", "A"], "area_type": ["msoa11", "msoa11", "lad22"], "name": ["x", "y", "z"]}
    )
    assert msoas_named(known, pd.Series({"A": "Readable"}))["name"].tolist() == ["Readable", "y", "z"]


def observed(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["area_type", "area_code", "value"])
    return observations_frame(frame.assign(indicator_id="i", period="2018/19", status="ok"))


def test_rows_move_to_the_list_of_authorities_that_has_their_code() -> None:
    areas = pd.DataFrame({"area_type": ["ctyua18", "ctyua21", "rgn"], "area_code": ["E1", "E2", "E3"]})
    frame = observed(
        ("ctyua18", "E1", 1), ("ctyua18", "OLD", 2), ("ctyua18", "E2", 3), ("ctyua18", "E9", 4), ("rgn", "E3", 5)
    )
    done, report = on_known_areas(frame, areas, codes={"OLD": "E1"})
    kept = done.set_index(["area_type", "area_code"])["value"]
    assert kept.to_dict() == {("ctyua18", "E1"): 1, ("ctyua21", "E2"): 3, ("rgn", "E3"): 5}
    assert report[0] == "1 rows of areas that are not in the pack left out: E9"
    assert report[1].startswith("1 rows of a former code")


def test_a_row_with_a_value_is_kept_before_one_without() -> None:
    areas = pd.DataFrame({"area_type": ["ctyua18"], "area_code": ["E1"]})
    done, _ = on_known_areas(observed(("ctyua18", "E1", None), ("ctyua18", "OLD", 7)), areas, codes={"OLD": "E1"})
    assert done["value"].tolist() == [7]


def test_reviewed_texts_are_whole() -> None:
    indicators = read_indicators(texts.REVIEWED / "indicators.toml")
    sources = read_sources(texts.REVIEWED / "sources.toml")
    known = {**sources, **read_sources(builder.EMBEDDED / "sources.toml")}
    assert {indicator.source for indicator in indicators.values()} <= set(known)
    assert all("recorded prevalence" in item.name for item in indicators.values() if item.source == "nhs_qof")
    assert all(item.unit == "" for item in indicators.values() if item.source == "ons_health_index")


def test_a_file_without_a_reviewed_source_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("x\n")
    reviewed = read_sources(texts.REVIEWED / "sources.toml")
    with pytest.raises(FileFaults, match="no such source"):
        texts.stamped(reviewed, {"unheard_of": [path]})
    stamped = texts.stamped(reviewed, {"nhs_qof": [path]})
    assert stamped["nhs_qof"].file == "f.csv"
    assert stamped["nhs_qof"].sha256 != reviewed["nhs_qof"].sha256
    assert set(stamped) == {"nhs_qof", "ons_geography"}


def work(folder: Path, *, only: tuple[str, ...] = ()) -> Work:
    """Work on an empty source folder, upon the embedded pack."""
    shared = Work(folder / "none", folder / "pack", builder.EMBEDDED, only, True)
    (folder / "pack").mkdir()
    builder.copied_geography(shared)
    return shared


def test_unknown_sources_and_absent_files_are_all_said(tmp_path: Path) -> None:
    with pytest.raises(FileFaults) as caught:
        wanted_steps(work(tmp_path, only=("nhs_qof", "weather")))
    said = str(caught.value)
    assert "no such source; known are nhse_covid" in said
    assert "qof_practice_prevalence_2020_21.csv.gz: the file is missing" in said
    assert "mapping_practice_pcn_ccg_stp_2021.csv.gz: the file is missing" in said


def test_faults_of_several_sources_are_raised_together(tmp_path: Path) -> None:
    def broken(name: str) -> Step:
        def read() -> Imported:
            raise FileFaults([Fault(f"{name}.csv", "is broken")])

        return Step(name, [], read)

    job = Work(tmp_path, tmp_path, builder.EMBEDDED, (), True)
    with pytest.raises(FileFaults) as caught:
        read_steps(job, [broken("a"), broken("b")])
    assert [fault.file for fault in caught.value.faults] == ["a.csv", "b.csv"]


def test_a_drawing_that_fails_says_its_last_words(tmp_path: Path) -> None:
    program = drawing(tmp_path / "no-pack", wanted=True)
    with pytest.raises(FileFaults, match=r"geo\.display.*ended with 1"), program as drawn:
        drawn()


def test_homes_that_cannot_be_written_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FileFaults, match=r"geo\.home_files.*ended with 1.*postcodes\.parquet"):
        homes_written(tmp_path / "no-pack")


def test_shares_follow_the_residents_that_the_pack_has_by_then(tmp_path: Path) -> None:
    """Twice as many people in every second small area: shares are of people, not of areas, and add up."""
    pack = tmp_path / "pack"
    for name in ("footprints", "lookups"):
        shutil.copytree(builder.EMBEDDED / name, pack / name)
    look = pd.read_parquet(pack / "lookups" / "lsoa11.parquet")
    look["population"] = (1_000 * (1 + np.arange(len(look)) % 2)).astype("int64")
    look.to_parquet(pack / "lookups" / "lsoa11.parquet")
    footprints_shared(pack)
    people = look.set_index("lsoa11cd")["population"]
    held = pd.read_parquet(pack / "lookups" / "footprint_lsoa11.parquet").groupby("footprint_id")["lsoa11cd"].agg(set)
    told = json.loads((pack / "footprints" / "footprints.json").read_text())["footprints"]
    frimley = next(one for one in told if one["id"] == "sys-frimley-icb")
    assert frimley["population"] == people[list(held["sys-frimley-icb"])].sum()
    for step in frimley["successors"]:
        moved = people[list(held["sys-frimley-icb"] & held[step["id"]])].sum()
        assert step["basis"] == "population" and step["share"] == pytest.approx(moved / frimley["population"])
    assert sum(step["share"] for step in frimley["successors"]) == pytest.approx(1)
    with pytest.raises(FileFaults, match=r"geo\.build: ended with 1"):
        footprints_shared(tmp_path / "no-pack")


def test_a_drawing_ends_with_the_work_it_belongs_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleeper = [sys.executable, "-c", "import time; time.sleep(60)"]
    started = []
    start = programs.subprocess.Popen

    def slow(_: list[str], **options: object) -> object:
        started.append(start(sleeper, **options))
        return started[0]

    monkeypatch.setattr(programs.subprocess, "Popen", slow)
    with pytest.raises(RuntimeError), drawing(tmp_path / "pack", wanted=True):
        raise RuntimeError
    assert started[0].returncode is not None


def test_measures_alone_need_no_drawing(tmp_path: Path) -> None:
    job = Work(tmp_path, tmp_path / "pack", tmp_path / "england", ("nhs_qof",), True)
    assert job.keeps_geography
    with drawing(job.folder, wanted=not job.keeps_geography) as drawn:
        drawn()
    builder.added_geography(job)
    assert job.report == []


def test_the_footprints_of_a_finished_pack_are_checked(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    for name in ("footprints", "lookups"):
        shutil.copytree(builder.EMBEDDED / name, pack / name)
    assert footprints_checked(pack) == [
        "footprints: PCN: 43 codes of 8 footprints were checked by their shape only: "
        "the pack has no list of these codes."
    ]
    path = pack / "footprints" / "footprints.json"
    path.write_text(path.read_text().replace('"E38000239"', '"E38999999"'))
    with pytest.raises(FileFaults, match=r"sys-nw-icb, members\.SICBL: no such code on record \(E38999999\)"):
        footprints_checked(pack)
