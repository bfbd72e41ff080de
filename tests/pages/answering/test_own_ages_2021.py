"""An own footprint standardised by ages that are counted on LSOA 2021: one area split since 2011, one merged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.pack import Pack
from data.writing import write_lookup, write_observations
from equity.values.proportion import wilson_limits
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering import members, pooled_ages, values
from pages.parts.answering.own import own_areas, own_figures
from tests.pages.answering.test_age_standardised import ESP
from tests.pages.answering.test_members import CACHES
from tests.pages.held import current

OWN_CACHES = (own_areas.shares, own_areas.touched, own_areas.types, own_areas.described, own_areas.residents)
AGES_CACHES = (values.area_codes, pooled_ages._everywhere)
SPLIT, MERGED, OUTSIDE, SAME = "E01026581", "E01026582", "E01026583", "E01026584"  # of 2011; OUTSIDE is no member
HALVES, WHOLE = ("E01099001", "E01099002"), "E01099003"
SEGMENT = ("2021-07-08", "all", "16+", "")


def changes(lookup: pd.DataFrame) -> pd.DataFrame:
    """Every LSOA as it was, but one in two halves and two as one; `lsoa11_population` is that of the piece's origin."""
    rows = lookup[["lsoa11cd"]].assign(lsoa21cd=lookup["lsoa11cd"], change="unchanged")
    rows = rows[~rows["lsoa11cd"].isin([SPLIT, MERGED, OUTSIDE])]
    pieces = [(SPLIT, HALVES[0], "split"), (SPLIT, HALVES[1], "split")]
    pieces += [(MERGED, WHOLE, "merged"), (OUTSIDE, WHOLE, "merged")]
    table = pd.concat([rows, pd.DataFrame(pieces, columns=list(rows))]).sort_values(["lsoa11cd", "lsoa21cd"])
    old = table["lsoa11cd"].map({MERGED: 1200, OUTSIDE: 1800}).fillna(1500).astype(int)
    new = table["lsoa21cd"].map({HALVES[0]: 900, HALVES[1]: 700, WHOLE: 3100}).fillna(1500).astype(int)
    return table.assign(lsoa11_population=old, lsoa21_population=new).reset_index(drop=True)


def counted() -> pd.DataFrame:
    """Doses and people of every band in the new areas."""
    random = np.random.default_rng(21)
    rows = [
        {"area_code": code, "age": band, "denominator": float(people), "numerator": float(random.integers(20, people))}
        for code in (*HALVES, WHOLE, SAME)
        for band, people in zip(ESP, random.integers(40, 200, len(ESP)), strict=True)
    ]
    bands = pd.DataFrame(rows)
    every = bands.groupby("area_code", as_index=False)[["numerator", "denominator"]].sum().assign(age="16+")
    return pd.concat([bands, every]).assign(indicator_id="covid_dose1", area_type="lsoa21", period=SEGMENT[0])


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    """The embedded lookups with a made vintage of 2021, and those counts."""
    opened = opened_pack.pack()
    shutil.copytree(opened_pack.EMBEDDED / "lookups", tmp_path / "lookups")
    lookup = opened.lookup("lsoa11").sort_values("lsoa11cd")
    table = changes(lookup)
    first = table.drop_duplicates("lsoa21cd").rename(columns={"lsoa21_population": "population"})
    small = first[["lsoa21cd", "lsoa11cd", "population"]].merge(lookup[["lsoa11cd", "lad22cd", "ctyua21cd"]])
    write_lookup(small.sort_values("lsoa21cd"), tmp_path, name="lsoa21")
    write_lookup(table, tmp_path, name="lsoa11_lsoa21")
    write_observations(counted(), tmp_path)
    new = pd.DataFrame({"area_code": sorted(small["lsoa21cd"]), "area_type": "lsoa21"})
    pd.concat([opened.areas, new]).to_parquet(tmp_path / "areas.parquet", index=False)
    indicator = replace(opened.indicators["covid_dose1"], building_block="lsoa21")
    made = Pack(tmp_path, opened.card, {indicator.id: indicator}, opened.sources, "ages")
    for cache in (*CACHES, *OWN_CACHES, *AGES_CACHES):
        current(cache).cache_clear()
    monkeypatch.setattr(opened_pack, "pack", lambda: made)
    yield made
    monkeypatch.undo()
    for cache in (*CACHES, *OWN_CACHES, *AGES_CACHES):
        current(cache).cache_clear()


def test_split_areas_count_whole_and_merged_ones_by_their_residents_of_2011(pack: Pack) -> None:
    own = OwnFootprint("own-ages", "Quay", "lsoa11", (SPLIT, MERGED, SAME))
    shown = own_figures.standardised(own, pack.indicators["covid_dose1"], segment=SEGMENT)
    inside = dict.fromkeys((*HALVES, SAME), 1.0) | {WHOLE: 1200 / 3000}
    share = variance = cut = 0.0
    rows = counted().set_index(["area_code", "age"])
    for band, weight in ESP.items():
        events = sum(part * rows.at[(code, band), "numerator"] for code, part in inside.items())
        size = sum(part * rows.at[(code, band), "denominator"] for code, part in inside.items())
        cut = max(cut, inside[WHOLE] * rows.at[(WHOLE, band), "denominator"] / size)
        share += weight / sum(ESP.values()) * events / size
        variance += (weight / sum(ESP.values())) ** 2 * (events / size) * (1 - events / size) / size
    size = share * (1 - share) / variance
    low, high = (100 * limit for limit in wilson_limits(share * size, size, z=1.959963984540054))
    assert (shown.value, shown.lower_ci, shown.upper_ci) == pytest.approx((100 * share, low, high), abs=1e-6)
    assert shown.apportioned == pytest.approx(cut, rel=1e-6)  # of the band that is shared out most
    assert members.reachable("lsoa21", "place")
