"""The full England pack: built from the shared files, opened by the door, with the published sums in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data import build as builder
from data.build import beside, build, main
from data.england.texts import toml_entries
from data.pack import Pack, open_pack
from data.schema import Status
from data.sources.mhclg_iod import deprivation
from data.validation import FileFaults
from tests.shared_folder import shared

AREAS = {
    "lsoa11": 32_844, "lsoa21": 33_755, "msoa11": 6_791, "msoa21": 6_856, "wd22": 6_903, "lad24": 296, "pcn20": 1_278,
    "lad22": 309, "icb22": 42, "sicbl22": 106, "rgn": 9, "ctry": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def pack(england_pack: Path) -> Pack:
    return open_pack(england_pack)


def rows(pack: Pack, indicator: str, **selected: str) -> pd.DataFrame:
    return pack.store.observations(indicator, **selected)


@pytest.mark.shared
def test_areas_are_as_many_as_published(pack: Pack) -> None:
    counts = pack.areas.groupby("area_type").size()
    assert {area_type: int(counts[area_type]) for area_type in AREAS} == AREAS
    for area_type in AREAS:
        if area_type in pack.manifest["layers"]:
            assert pack.manifest["layers"][area_type]["england"]["count"] == AREAS[area_type]
    assert pack.manifest["layers"]["lsoa21"]["england"]["kind"] == "tiles"


@pytest.mark.shared
def test_doses_sum_to_the_published_totals(pack: Pack) -> None:
    sums = {
        dose: rows(pack, f"covid_dose{dose}", area_type="msoa11", period="2021-07-08", age="16+")["numerator"].sum()
        for dose in (1, 2)
    }
    assert sums == {1: 37_717_731, 2: 28_114_979}
    bands = rows(pack, "covid_dose1", area_type="msoa11", period="2021-07-08")
    assert bands[bands["age"] != "16+"]["numerator"].sum() == 37_717_731


@pytest.mark.shared
def test_nine_weeks_of_every_msoa(pack: Pack) -> None:
    assert len(pack.store.periods("covid_dose1", "msoa11")) == 9
    everyone = rows(pack, "covid_dose1", area_type="msoa11", age="16+")
    assert everyone.groupby("period").size().eq(6_791).all()
    first = everyone[everyone["period"] == "2021-02-25"]
    assert set(first["status"]) <= {"estimated", "not_comparable"}
    totals = everyone.groupby("period")["numerator"].sum()
    assert totals.is_monotonic_increasing


@pytest.mark.shared
def test_uptake_falls_over_fifths_of_deprivation(pack: Pack) -> None:
    """Mean of MSOA rates at 40-49 by fifth of the IMD 2019 score: 85.5 % (least deprived) to 71.0 % (most)."""
    covid = rows(pack, "covid_dose1", area_type="msoa11", period="2021-07-08")
    forties = covid[covid["age"].isin(["40-44", "45-49"])].groupby("area_code")[["numerator", "denominator"]].sum()
    score = pd.read_parquet(shared("data", "mhclg", "imd2019_england_msoa11.parquet")).set_index("msoa11_code")["Score"]
    fifth = pd.qcut(score.loc[forties.index].rank(method="first"), 5, labels=False)
    rate = 100 * forties["numerator"] / forties["denominator"]
    means = rate.groupby(fifth).mean().astype(float).round(1).tolist()
    assert (means[0], means[-1]) == (85.5, 71.0)
    assert means == sorted(means, reverse=True)
    pooled = forties.groupby(fifth).sum()
    shares = (100 * pooled["numerator"] / pooled["denominator"]).astype(float).round(1).tolist()
    assert (shares[0], shares[-1]) == (84.9, 69.2)


@pytest.mark.shared
def test_embedded_norfolk_counts_are_in_the_full_table(pack: Pack) -> None:
    """The facts' first doses are the full table's; their register is a week older, so denominators differ a little."""
    facts = pd.read_csv(shared("facts", "covid_first_dose_msoa11_norfolk_waveney.csv")).set_index("area_code")
    full = rows(pack, "covid_dose1", area_type="msoa11", period="2021-07-08", age="16+").set_index("area_code")
    assert (full.loc[facts.index, "numerator"] == facts["numerator"]).all()
    reliable = full.loc[facts.index, "status"] == Status.OK
    assert (full.loc[facts.index, "denominator"] / facts["denominator"])[reliable].between(0.97, 1.03).all()
    assert full.loc["E02005503", ["status", "note"]].tolist() == ["not_comparable", "base"]


@pytest.mark.shared
def test_everything_of_the_embedded_pack_is_still_there(pack: Pack) -> None:
    embedded = open_pack(builder.EMBEDDED)
    assert set(embedded.indicators) <= set(pack.indicators)
    assert set(embedded.sources) <= set(pack.sources)
    for indicator in ("mmr2_5y", "flu65", "stroke_unit_minutes", "oac2011_supergroup"):
        ours, theirs = [one.store.observations(indicator) for one in (pack, embedded)]
        pd.testing.assert_frame_equal(ours, theirs)
    assert len(rows(pack, "asthma_admissions_u19")) > len(embedded.store.observations("asthma_admissions_u19"))
    assert set(rows(pack, "asthma_admissions_u19")["age"]) == {"under 19", "under 10", "10-18"}


@pytest.mark.shared
def test_every_source_is_stamped_with_the_files_that_were_read(pack: Pack) -> None:
    for name, source in pack.sources.items():
        assert len(source.sha256) == 64, name
        assert source.sha256 != "0" * 64, name
        assert source.file, name
    assert {indicator.source for indicator in pack.indicators.values()} <= set(pack.sources)


@pytest.mark.shared
def test_lsoa21_lookup_leads_everywhere(pack: Pack) -> None:
    lookup = pack.lookup("lsoa21")
    assert len(lookup) == 33_755
    assert lookup["lsoa21cd"].is_unique
    assert not lookup.isna().to_numpy().any()
    for column in ("msoa21cd", "wd22cd", "lad22cd", "lad24cd", "lsoa11cd"):
        known = set(pack.areas.loc[pack.areas["area_type"] == column.removesuffix("cd"), "area_code"])
        assert set(lookup[column]) <= known, column
    waveney = pd.read_csv(shared("data", "ons", "lookups", "gy_waveney_lsoa21.csv"))
    ours = lookup.set_index("lsoa21cd").loc[waveney["lsoa21_code"]]
    assert waveney.groupby("part").size().to_dict() == {"Great Yarmouth": 60, "Waveney": 72}
    assert (ours["wd22cd"].to_numpy() == waveney["WD22CD"].to_numpy()).all()
    assert (ours["icb24cd"].to_numpy() == waveney["icb24_code"].to_numpy()).all()


@pytest.mark.shared
def test_footprints_shares_are_of_residents(pack: Pack) -> None:
    told = json.loads((pack.folder / "footprints" / "footprints.json").read_text())["footprints"]
    steps = [step for one in told for step in (*one["successors"], *one["predecessors"])]
    assert {step["basis"] for step in steps} == {"population"} and all(one["population"] for one in told)


def test_lsoa11_residents_are_complete(pack: Pack) -> None:
    assert pack.lookup("lsoa11")["population"].notna().all()
    embedded = (
        pd.read_parquet(builder.EMBEDDED / "lookups" / "lsoa11.parquet").set_index("lsoa11cd")["population"].dropna()
    )
    assert (pack.lookup("lsoa11").set_index("lsoa11cd")["population"].loc[embedded.index] == embedded).all()


@pytest.mark.shared
def test_small_areas_sum_to_larger_ones(pack: Pack) -> None:
    """A slow second count: Census ages of the MSOAs of one district, LSOA by LSOA."""
    lookup = pack.lookup("lsoa21")
    district = lookup[lookup["lad22cd"] == "E07000145"]
    small = rows(pack, "census_age_share", area_type="lsoa21", age="65+").set_index("area_code")
    large = rows(pack, "census_age_share", area_type="msoa21", age="65+").set_index("area_code")
    for msoa, members in district.groupby("msoa21cd"):
        total = 0.0
        for code in members["lsoa21cd"]:
            total += small.loc[code, "numerator"]
        assert large.loc[msoa, "numerator"] == total


@pytest.mark.shared
def test_small_counts_of_admissions_never_reach_the_pack(pack: Pack) -> None:
    for indicator in ("stroke_admissions_count", "stroke_admissions_rate"):
        counts = rows(pack, indicator, area_type="lsoa11")
        assert not counts["numerator"].between(0.5, 7.5).fillna(False).any()
        assert (counts["status"] == Status.SUPPRESSED).any()
    rates = rows(pack, "stroke_admissions_rate", area_type="lsoa11")
    assert len(rates) > 32_000


@pytest.mark.shared
def test_points_lie_in_england_and_names_are_readable(pack: Pack) -> None:
    areas = pack.areas
    assert areas["lon"].between(-6.5, 1.8).all()
    assert areas["lat"].between(49.8, 55.9).all()
    msoas = areas[areas["area_type"] == "msoa11"]
    assert (msoas["name"] != "").all()
    assert msoas["name"].str.match(r".* \d{3}$").mean() < 0.01
    placed = areas[areas["area_type"].isin(["lsoa21", "msoa21", "wd22", "lad24"])]
    astride = placed[placed["district"] == ""]  # one ward lies in two districts
    assert astride[["area_code", "name"]].to_numpy().tolist() == [["E05014284", "Hunmanby & Sherburn"]]


@pytest.mark.shared
def test_imd_2025_is_on_lsoa_2021(pack: Pack) -> None:
    ours = rows(pack, "imd2025_rank", area_type="lsoa21").set_index("area_code")["value"]
    file = deprivation(shared("data", "mhclg", "imd2025_england_lsoa21.parquet")).frame
    theirs = file[file["indicator_id"] == "imd2025_rank"].set_index("area_code")["value"]
    assert (ours.sort_index() == theirs.sort_index()).all()
    assert pack.store.area_types("imd2019_rank") == ["lsoa11"]


@pytest.mark.shared
@pytest.mark.slow
def test_one_source_anew_keeps_the_rest(england_pack: Path, tmp_path: Path) -> None:
    """`--only` on a finished pack reads one source and gives the same observations, geography untouched."""
    copy = tmp_path / "copy"
    shutil.copytree(england_pack, copy)
    report = build(shared("data"), copy, only=("nhs_qof",), quiet=True)
    assert all(line.startswith(("nhs_qof", "0 ")) or "rows that were there" in line for line in report)
    before, after = [pd.read_parquet(folder / "observations.parquet") for folder in (england_pack, copy)]
    pd.testing.assert_frame_equal(before, after)
    assert json.loads((copy / "map" / "manifest.json").read_text()) == json.loads(
        (england_pack / "map" / "manifest.json").read_text()
    )


def test_a_missing_folder_or_file_is_said_and_nothing_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--from", str(tmp_path / "none"), "--to", str(tmp_path / "pack")]) == 1
    assert "there is no such folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_failed_build_leaves_the_old_pack_whole(tmp_path: Path) -> None:
    target = tmp_path / "pack"
    target.mkdir()
    (target / "pack.toml").write_text("old")
    with pytest.raises(RuntimeError), beside(target) as folder:
        (folder / "pack.toml").write_text("half")
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]
    assert (target / "pack.toml").read_text() == "old"


def test_a_finished_build_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "pack"
    for content in ("first", "second"):
        with beside(target) as folder:
            (folder / "pack.toml").write_text(content)
        assert (target / "pack.toml").read_text() == content
    assert [path.name for path in target.parent.iterdir()] == ["pack"]


def test_a_file_that_vanished_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FileFaults):
        build(tmp_path, tmp_path / "pack", quiet=True)
    assert not (tmp_path / "pack").exists()


def test_texts_of_the_full_pack_replace_embedded_ones() -> None:
    embedded = toml_entries((builder.EMBEDDED / "indicators.toml").read_text(encoding="utf-8"))
    full = toml_entries((Path(builder.__file__).parent / "england" / "indicators.toml").read_text(encoding="utf-8"))
    both = {**embedded, **full}
    assert "nine weekly" not in both["covid_dose1"]
    assert "register_next_week" in both["covid_dose1"]
    assert "[mmr2_5y.notes]" in both["mmr2_5y"]
    assert np.all([text.startswith(f"[{name}]") for name, text in both.items()])
