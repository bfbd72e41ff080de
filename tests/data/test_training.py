"""The training pack: synthetic, small, the same each time, with the rises that were put in and nothing real."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data import training
from data.pack import open_pack
from tests.house_rules import PACK_BYTES

FOLDER = Path("data/pack/training")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack, made once more elsewhere."""
    folder = tmp_path_factory.mktemp("packs") / "training"
    training.main(["--to", str(folder)])
    return folder


def test_the_committed_pack_is_what_the_script_makes(built: Path) -> None:
    for name in ("observations.parquet", "sources.toml", *training.TEXTS):
        assert (built / name).read_bytes() == (FOLDER / name).read_bytes(), name
    assert open_pack(built).geography == open_pack(FOLDER).geography == training.EMBEDDED.resolve()


def test_it_is_small_and_says_what_it_is(built: Path) -> None:
    pack = open_pack(FOLDER)
    total = sum(path.stat().st_size for path in Path("data/pack").rglob("*") if path.is_file())
    assert sum(path.stat().st_size for path in built.rglob("*")) < 200_000 and total <= PACK_BYTES
    assert pack.synthetic and all("synthetic" in item.name.lower() for item in pack.indicators.values())
    assert {item.nature for item in pack.sources.values()} == {"synthetic"}


def test_areas_are_the_neighbourhoods_of_the_places_and_months_follow_each_other() -> None:
    frame = training.observations()
    areas = open_pack(FOLDER).areas.query("area_type == 'msoa11'").set_index("area_code")
    first = set(training.neighbourhoods((training.SYSTEM,)))
    assert len(first) == 125 and set(areas.loc[sorted(first), "county"]) == {"Norfolk", "Suffolk"}
    for name, rows in frame.groupby("indicator_id"):
        made, found = training.MEASURES[name], sorted(rows["period"].unique())
        months = [str(month) for month in pd.period_range(end="2026-03", periods=made.periods, freq="M")]
        years = ["2020/21", "2021/22", "2022/23", "2023/24", "2024/25", "2025/26"]
        codes = first | set(training.neighbourhoods(training.ELSEWHERE.get(name, ())))
        assert set(rows["area_code"]) == codes and not rows.duplicated(["area_code", "period"]).any()
        assert found == (years if made.every is training.YEARS else months) and len(rows) == len(codes) * len(found)
        assert (rows["numerator"] <= rows["denominator"]).all() and (rows["denominator"] > 0).all()


@pytest.mark.parametrize("name", list(training.MEASURES))
def test_what_was_put_in_is_there(name: str) -> None:
    frame = training.observations().query("indicator_id == @name")
    first = training.RISES[name][0]
    rows = frame[frame["area_code"] == first.code]
    sums = rows.groupby(rows["period"] >= first.since)[["numerator", "denominator"]].sum()
    rates = sums["numerator"] / sums["denominator"]
    assert rates[True] / rates[False] == pytest.approx(first.times, rel=0.25)


def test_what_was_put_in_elsewhere_is_there() -> None:
    frame = training.observations()
    found = []
    for name, codes, since in (
        ("mental_health_referrals", training.EARLEY, "2025-10"),
        (training.FALL[0], training.neighbourhoods(training.ELSEWHERE[training.FALL[0]]), training.FALL[1]),
    ):
        rows = frame[(frame["indicator_id"] == name) & frame["area_code"].isin(codes)]
        sums = rows.groupby(rows["period"] >= since)[["numerator", "denominator"]].sum()
        rates = sums["numerator"] / sums["denominator"]
        found.append(rates[True] / rates[False])
    assert found == pytest.approx([training.EARLEY_RISE, training.FALL[2]], rel=0.15)
