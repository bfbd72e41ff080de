"""In the full pack a line takes in areas by their postcodes anywhere in England."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import pytest
import shapely

from data.own.listed_areas import areas_of, lsoas_of
from data.own.newer_codes import as_lsoa11, as_lsoa21
from data.own.own_codes import pasted
from data.pack import Pack
from geo.assignment import circle
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas
from pages.parts.own import own_lines
from tests.pages.held import current

BOURNEMOUTH = circle(-1.88, 50.73, radius=2)  # in no place or neighbourhood of the register
AREAS = (own_areas.described, own_areas.outlines)
CACHES = (*AREAS, own_lines.points, own_lines.centres, own_lines._squares, own_lines._homes)


@pytest.fixture
def lookups(england_pack: Path, monkeypatch: pytest.MonkeyPatch):
    """The full pack is the opened one, caches empty before and after."""
    card = opened_pack.pack()
    made = Pack(england_pack, card.card, card.indicators, card.sources, "england")
    monkeypatch.setattr(opened_pack, "pack", lambda: made)
    for cache in CACHES:
        current(cache).cache_clear()
    yield made.lookup
    for cache in CACHES:
        current(cache).cache_clear()


def test_rules_by_postcodes_hold_where_no_place_is(lookups) -> None:
    homes, slow = lookups("homes"), {}
    mine = homes[homes["x"].between(4040, 4120) & homes["y"].between(880, 950)]
    for code in mine["lsoa11cd"].unique():
        every = homes[homes["lsoa11cd"] == code]
        spots = shapely.points(every["x"] * 100 + 50, every["y"] * 100 + 50)
        there = every["postcodes"][shapely.intersects(BOURNEMOUTH, spots)].sum()
        if there:
            slow[code] = there / every["postcodes"].sum()
    assert own_lines.inside(BOURNEMOUTH, "lsoa11", rule="share") == pytest.approx(slow) and len(slow) > 30
    assert set(own_lines.inside(BOURNEMOUTH, "lsoa11", rule="postcodes")) == {c for c, s in slow.items() if s >= 0.5}
    assert own_lines.inside(BOURNEMOUTH, "wd25", rule="share")


def test_every_live_postcode_of_england_is_in_a_square_and_can_be_pasted(lookups) -> None:
    counted = lookups("lsoa11").set_index("lsoa11cd")["postcodes"].dropna().astype(int)
    homes = lookups("homes").groupby("lsoa11cd")["postcodes"].sum().astype(int)
    pd.testing.assert_series_equal(homes, counted, check_names=False, check_index_type=False)
    listed = lookups("postcodes").set_index("postcode")["lsoa11cd"]
    assert listed.index.is_unique and (listed.groupby(listed).size().reindex(homes.index) >= homes).all()
    typed, began = pasted("BH1 1AA, TR1 1AA; CA1 1AA"), time.process_time()
    found = lsoas_of(typed, lookups("postcodes"))
    assert time.process_time() - began < 2  # it took 24 s when the list was looked for in the other order
    assert set(found) == {listed[code] for code in typed.values}


def test_lsoa_2021_codes_of_great_yarmouth_and_waveney_are_its_lsoas_2011(lookups) -> None:
    changes, members = lookups("lsoa11_lsoa21"), lookups("footprint_lsoa11")
    inside = set(members.loc[members["footprint_id"] == "pl-gyw", "lsoa11cd"])
    newer = sorted(set(changes.loc[changes["lsoa11cd"].isin(inside), "lsoa21cd"]))
    assert (len(inside), len(newer)) == (134, 132)
    found, words = as_lsoa11(pasted(" ".join(newer)), changes)
    kind, shares = areas_of(found, own_areas.types())
    assert kind == "lsoa11" and set(shares) == inside and set(shares.values()) == {1.0}
    assert words.endswith("whole. ")


def test_a_district_in_msoas_of_2021_is_the_same_people_as_in_lsoas_of_2011(lookups) -> None:
    """Salford has MSOAs that were new in 2021; its border did not move."""
    within, old = lookups("lsoa21"), lookups("lsoa11").set_index("lsoa11cd")
    codes = sorted(set(within.loc[within["lad22cd"] == "E08000006", "msoa21cd"]))
    msoa11 = frozenset(old["msoa11cd"])
    assert not set(codes) <= msoa11
    listed, said = as_lsoa21(pasted(" ".join(codes)), within, msoa11=msoa11)
    found, _ = as_lsoa11(listed, lookups("lsoa11_lsoa21"))
    kind, shares = areas_of(found, own_areas.types())
    assert kind == "lsoa11" and set(shares) == set(old.index[old["lad22cd"] == "E08000006"])
    assert set(shares.values()) == {1.0} and said.startswith(f"{len(codes)} MSOA 2021 codes were read as ")
