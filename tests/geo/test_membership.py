"""Weights of groups over building blocks: published counts, a plain second implementation, and properties."""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.membership import GRID, area_blocks, best_fit, footprint_groups, membership, parts

PACK = Path(__file__).resolve().parents[2] / "data" / "pack" / "embedded" / "lookups"
LOOKUP = pd.read_parquet(PACK / "lsoa11.parquet")
FOOTPRINTS = pd.read_parquet(PACK / "footprint_lsoa11.parquet")
SIZES = LOOKUP[["lsoa11cd", "population", "postcodes"]].rename(columns={"lsoa11cd": "lsoa"})
WARDS = area_blocks(pd.read_parquet(PACK / "lsoa11_wd25.parquet"), "wd25")
COUNTY = pd.DataFrame({"lsoa": LOOKUP["lsoa11cd"], "part": LOOKUP["ctyua21cd"]})
NORFOLK, SUFFOLK = "E10000020", "E10000029"


def in_loops(blocks: pd.DataFrame, groups: pd.DataFrame, sizes: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Share of each block in each group, the slow and obvious way."""
    of_block, of_group = defaultdict(dict), defaultdict(dict)
    for row in blocks.to_dict("records"):
        of_block[row["block"]][row["lsoa"]] = row.get("weight", 1.0)
    for row in groups.to_dict("records"):
        of_group[row["group"]][row["lsoa"]] = row.get("weight", 1.0)
    known = {row["lsoa"]: row for row in sizes.to_dict("records")}
    weights = {}
    for block, lsoas in of_block.items():
        measure = lambda code: 1.0  # noqa: E731
        for name in ("population", "postcodes"):
            found = [known.get(code, {}).get(name) for code in lsoas]
            total = sum(0 if pd.isna(x) else w * x for w, x in zip(lsoas.values(), found, strict=True))
            if not any(pd.isna(x) for x in found) and total > 0:
                measure = lambda code, name=name: float(known[code][name])  # noqa: E731
                break
        whole = sum(weight * measure(code) for code, weight in lsoas.items())
        for group, members in of_group.items():
            inside = sum(w * measure(code) * members[code] for code, w in lsoas.items() if code in members)
            if inside:
                weights[group, block] = inside / whole
    return weights


@pytest.mark.parametrize(("district", "count"), [("E07000145", 61), ("E07000206", 73)])
def test_great_yarmouth_and_waveney_is_61_and_73(district: str, count: int) -> None:
    groups = footprint_groups(FOOTPRINTS, ["pl-gyw"])
    made = membership(area_blocks(LOOKUP, "lad11"), groups, sizes=SIZES)
    assert made.members("pl-gyw").to_dict() == {"E07000145": 1.0, "E07000206": 1.0}
    lsoas = membership(area_blocks(LOOKUP, "lsoa11"), groups).members("pl-gyw")
    assert len(lsoas) == 134 and (lsoas == 1).all()
    district_of = LOOKUP.set_index("lsoa11cd")["lad11cd"]
    assert (district_of[lsoas.index] == district).sum() == count


def test_east_suffolk_is_cut_by_the_place_and_the_share_is_of_residents() -> None:
    made = membership(area_blocks(LOOKUP, "lad22"), footprint_groups(FOOTPRINTS, ["pl-gyw"]), sizes=SIZES)
    inside = LOOKUP["lsoa11cd"].isin(FOOTPRINTS.loc[FOOTPRINTS["footprint_id"] == "pl-gyw", "lsoa11cd"])
    east_suffolk = LOOKUP["lad22cd"] == "E07000244"
    share = LOOKUP.loc[inside & east_suffolk, "population"].sum() / LOOKUP.loc[east_suffolk, "population"].sum()
    assert made.members("pl-gyw")["E07000244"] == pytest.approx(share, abs=1 / GRID)
    assert made.basis[list(made.blocks).index("E07000244")] == "population"


def test_county_parts_of_a_place_across_the_border() -> None:
    groups = footprint_groups(FOOTPRINTS, ["pl-gyw", "sys-nw-icb", "sys-ns-icb"])
    for blocks in (area_blocks(LOOKUP, "msoa11"), WARDS):
        whole = membership(blocks, groups, sizes=SIZES)
        cut = parts(blocks, groups, within=COUNTY, sizes=SIZES)
        assert set(cut.groups) == {(name, county) for name in whole.groups for county in (NORFOLK, SUFFOLK)}
        for name in whole.groups:
            row = whole.weights[[whole.groups.get_loc(name)], :].toarray()[0]
            pieces = [cut.weights[[cut.groups.get_loc((name, c))], :].toarray()[0] for c in (NORFOLK, SUFFOLK)]
            assert (pieces[0] + pieces[1] == row).all()
    lsoas = parts(area_blocks(LOOKUP, "lsoa11"), groups, within=COUNTY)
    assert [len(lsoas.members(("pl-gyw", c))) for c in (NORFOLK, SUFFOLK)] == [61, 73]


def test_wards_by_a_plain_loop() -> None:
    groups = footprint_groups(FOOTPRINTS, ["pl-gyw", "nb-gorleston", "nb-lowestoft", "nb-gynv", "nb-southwaveney"])
    near = WARDS[WARDS["block"].isin(WARDS.loc[WARDS["lsoa"].isin(groups["lsoa"]), "block"])]
    sizes = SIZES[SIZES["lsoa"].isin(near["lsoa"])]
    made = membership(near, groups, sizes=sizes).frame().set_index(["group", "block"])["weight"]
    slow = in_loops(near, groups, sizes)
    assert set(made.index) == {key for key, weight in slow.items() if weight > 0.5 / GRID}
    for key, weight in slow.items():
        assert made.get(key, 0.0) == pytest.approx(weight, abs=2 / GRID)


def test_all_systems_share_every_ward_out_exactly() -> None:
    boards = pd.DataFrame({"lsoa": LOOKUP["lsoa11cd"], "group": LOOKUP["icb22cd"]})
    made = membership(WARDS, boards, sizes=SIZES)
    assert (made.weights.sum(axis=0) == 1).all()
    assert (made.weights.data > 0).all() and (made.weights.data <= 1).all()
    assert (made.weights.data * GRID == np.round(made.weights.data * GRID)).all()


def test_england_is_fast() -> None:
    blocks, groups = area_blocks(LOOKUP, "msoa11"), footprint_groups(FOOTPRINTS)
    spent = []
    for _ in range(8):
        start = time.process_time()
        membership(blocks, groups, sizes=SIZES)
        spent.append(time.process_time() - start)
    assert min(spent) < 0.1  # seconds of processor time, so that a busy machine does not decide


LSOAS = [f"E0100000{number}" for number in range(8)]
SHARES = st.lists(st.integers(0, 1000).map(lambda n: n / 1000), min_size=8, max_size=8)


@st.composite
def worlds(draw) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Blocks that share out eight LSOAs, groups that partition some of them, and sizes with gaps."""
    first = draw(SHARES)
    where = draw(st.lists(st.sampled_from(["b1", "b2", "b3"]), min_size=8, max_size=8))
    other = {"b1": "b2", "b2": "b3", "b3": "b1"}
    rows = [(c, b, share) for c, b, share in zip(LSOAS, where, first, strict=True)]
    rows += [(c, other[b], 1 - share) for c, b, share in rows]
    blocks = pd.DataFrame(rows, columns=["lsoa", "block", "weight"]).query("weight > 0")
    chosen = draw(st.lists(st.sampled_from(["g1", "g2", ""]), min_size=8, max_size=8))
    groups = pd.DataFrame({"lsoa": LSOAS, "group": chosen}).query("group != ''")
    people = draw(st.lists(st.one_of(st.none(), st.integers(0, 5000)), min_size=8, max_size=8))
    post = draw(st.lists(st.integers(0, 90), min_size=8, max_size=8))
    sizes = pd.DataFrame({"lsoa": LSOAS, "population": pd.array(people, dtype="Int64"), "postcodes": post})
    return blocks, groups, sizes


@settings(max_examples=120, deadline=None)
@given(worlds())
def test_membership_equals_the_loop_and_keeps_its_promises(world) -> None:
    blocks, groups, sizes = world
    if groups.empty or blocks.empty:
        return
    made = membership(blocks, groups, sizes=sizes)
    slow = in_loops(blocks, groups, sizes)
    dense = pd.DataFrame(made.weights.toarray(), index=made.groups, columns=made.blocks)
    for group in made.groups:
        for block in made.blocks:
            assert dense.loc[group, block] == pytest.approx(slow.get((group, block), 0.0), abs=4 / GRID)
    assert ((dense >= 0) & (dense <= 1)).all(axis=None)
    assert (dense.sum() <= 1).all()
    if len(groups) == len(LSOAS):  # everything is in g1 or g2: each block is shared out to the last digit
        assert (dense.sum() == 1).all()


@settings(max_examples=60, deadline=None)
@given(worlds(), st.randoms())
def test_the_order_of_rows_changes_nothing(world, dice) -> None:
    blocks, groups, sizes = world
    if groups.empty or blocks.empty:
        return
    mixed = [frame.sample(frac=1, random_state=dice.randint(0, 999)) for frame in world]
    made, again = membership(blocks, groups, sizes=sizes), membership(mixed[0], mixed[1], sizes=mixed[2])
    assert made.groups.equals(again.groups) and made.blocks.equals(again.blocks)
    assert np.abs((made.weights - again.weights).toarray()).max() <= 1 / GRID


@settings(max_examples=60, deadline=None)
@given(worlds(), st.lists(st.sampled_from(["Norfolk", "Suffolk"]), min_size=8, max_size=8))
def test_parts_add_up_to_their_whole_to_the_last_digit(world, counties) -> None:
    blocks, groups, sizes = world
    if groups.empty or blocks.empty:
        return
    whole = membership(blocks, groups, sizes=sizes)
    cut = parts(blocks, groups, within=pd.DataFrame({"lsoa": LSOAS, "part": counties}), sizes=sizes)
    for name in whole.groups:
        rows = cut.weights.toarray()[[group == name for group, _ in cut.groups]]
        assert (rows.sum(axis=0) == whole.weights.toarray()[whole.groups.get_loc(name)]).all()
        assert ((rows >= 0) & (rows <= 1)).all()


def test_an_lsoa_without_a_county_forms_a_part_of_its_own() -> None:
    blocks = pd.DataFrame({"lsoa": ["a", "b"], "block": ["x", "y"]})
    groups = pd.DataFrame({"lsoa": ["a", "b"], "group": "g"})
    cut = parts(blocks, groups, within=pd.DataFrame({"lsoa": ["a"], "part": ["Norfolk"]}))
    assert list(cut.groups) == [("g", ""), ("g", "Norfolk")]


def test_what_a_block_is_measured_by() -> None:
    blocks = pd.DataFrame({"lsoa": list("abcdef"), "block": ["p", "p", "q", "q", "r", "r"]})
    groups = pd.DataFrame({"lsoa": list("ace"), "group": "g"})
    sizes = pd.DataFrame({"lsoa": list("abcd"), "population": [300, 100, None, 5], "postcodes": [1, 1, 3, 2]})
    made = membership(blocks, groups, sizes=sizes)
    assert list(made.basis) == ["population", "postcodes", "areas"]
    assert made.members("g").round(6).tolist() == [0.75, 0.6, 0.5]
    assert made.sizes.loc["q"].tolist()[1:] == [5.0, 2.0] and np.isnan(made.sizes.loc["q", "population"])
    assert membership(blocks, groups).members("g").tolist() == [0.5, 0.5, 0.5]


def test_groups_beyond_the_blocks_are_reported() -> None:
    blocks = pd.DataFrame({"lsoa": ["a", "b"], "block": ["x", "y"]})
    groups = pd.DataFrame({"lsoa": ["a", "c", "d", "e"], "group": ["g", "g", "g", "h"]})
    made = membership(blocks, groups)
    assert dict(zip(made.groups, made.reached, strict=True)) == {"g": pytest.approx(1 / 3), "h": 0.0}
    assert made.members("h").empty


def test_another_vintage_through_shares_of_its_lsoas() -> None:
    """An LSOA that was split goes by its shares; the group over the new LSOAs serves as groups again."""
    new = pd.DataFrame({"lsoa": ["a", "a", "b"], "block": ["a1", "a2", "b1"], "weight": [0.25, 0.75, 1.0]})
    groups = membership(new, pd.DataFrame({"lsoa": ["a"], "group": ["g"]})).frame()
    assert groups.set_index("block")["weight"].to_dict() == {"a1": 1.0, "a2": 1.0}
    merged = pd.DataFrame({"lsoa": ["a", "b"], "block": ["m", "m"]})
    sizes = pd.DataFrame({"lsoa": ["a", "b"], "population": [1000, 3000]})
    part = membership(merged, pd.DataFrame({"lsoa": ["a"], "group": ["g"]}), sizes=sizes).frame()
    onward = membership(
        pd.DataFrame({"lsoa": ["m"], "block": ["town"]}),
        part.rename(columns={"block": "lsoa"})[["lsoa", "group", "weight"]],
    )
    assert onward.members("g").to_dict() == {"town": 0.25}


def test_best_fit_takes_whole_blocks() -> None:
    blocks = pd.DataFrame({"lsoa": list("abcd"), "block": ["x", "x", "y", "z"], "weight": [0.5, 1, 1, 1]})
    fitted = best_fit(membership(blocks, pd.DataFrame({"lsoa": ["a", "c"], "group": "g"})))
    assert fitted.members("g").to_dict() == {"y": 1.0}
    assert best_fit(membership(blocks, pd.DataFrame({"lsoa": ["a"], "group": "g"})), share=0.3).members("g")["x"] == 1


def test_bad_frames_are_refused_with_every_fault() -> None:
    blocks = pd.DataFrame({"lsoa": ["a", "a", "b"], "block": ["x", "x", "y"], "weight": [1.0, 1.0, 1.5]})
    groups = pd.DataFrame({"lsoa": ["a"], "group": ["g"]})
    with pytest.raises(
        ValueError, match="stand twice in one block: a; LSOAs have a weight outside 0 to 1 in a block: b"
    ):
        membership(blocks, groups)
    with pytest.raises(ValueError, match="twice in one group: a"):
        membership(blocks.iloc[:1], pd.concat([groups, groups]))
    with pytest.raises(ValueError, match="no column lsoa21cd or wd22cd"):
        area_blocks(LOOKUP, "wd22", lsoa="lsoa21")


def test_blocks_without_a_code_are_left_out() -> None:
    lookup = pd.DataFrame({"lsoa11cd": ["a", "b", "c"], "pcn20cd": ["U1", "", None]})
    assert area_blocks(lookup, "pcn20").to_dict("list") == {"lsoa": ["a"], "block": ["U1"]}
    assert len(footprint_groups(FOOTPRINTS)) == len(FOOTPRINTS)
