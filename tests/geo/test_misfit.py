"""Where borders disagree: by hand, by plain loops, by properties, and for the real Great Yarmouth and Waveney."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import misfit
from geo.membership import footprint_groups
from geo.pieces import Pieces
from geo.pieces import pieces as make_pieces

PACK = Path(__file__).resolve().parents[2] / "data" / "pack" / "embedded"
LOOKUP = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet")
SIZES = LOOKUP[["lsoa11cd", "population", "postcodes"]].rename(columns={"lsoa11cd": "lsoa"})
WARD_ROWS = pd.read_parquet(PACK / "lookups" / "lsoa11_wd25.parquet")
CUTS = WARD_ROWS.rename(columns={"lsoa11cd": "lsoa", "wd25cd": "area"})[["lsoa", "area", "weight"]]
FOOTPRINTS = pd.read_parquet(PACK / "lookups" / "footprint_lsoa11.parquet")
ENTRIES = {e["id"]: e for e in json.loads((PACK / "footprints" / "footprints.json").read_text())["footprints"]}
GREAT_YARMOUTH, EAST_SUFFOLK, SUFFOLK = "E07000145", "E07000244", "E10000029"


@pytest.fixture(scope="module")
def england() -> Pieces:
    return make_pieces(SIZES, CUTS)


def areas(pieces: Pieces, column: str) -> misfit.Borders:
    return misfit.of_lsoas(pieces, LOOKUP[["lsoa11cd", f"{column}cd"]].set_axis(["lsoa", "group"], axis="columns"))


def footprints(pieces: Pieces, *ids: str) -> misfit.Borders:
    return misfit.of_lsoas(pieces, footprint_groups(FOOTPRINTS, ids))


def small(people: list[int | None], groups: dict[str, str]) -> tuple[Pieces, dict[str, misfit.Borders]]:
    """LSOAs "0", "1" ... with people, and single footprints written as {"a": "0 1"}."""
    sizes = pd.DataFrame({"lsoa": [str(i) for i in range(len(people))], "population": people, "postcodes": 3})
    pieces = make_pieces(sizes, pd.DataFrame({"lsoa": [], "area": [], "weight": []}))
    rows = {name: pd.DataFrame({"lsoa": lsoas.split(), "group": name}) for name, lsoas in groups.items()}
    return pieces, {name: misfit.of_lsoas(pieces, frame) for name, frame in rows.items()}


def test_two_footprints_by_hand() -> None:
    """A = 100 + 200, B = 200 + 300: 200 in both, a union of 600, so a third fits."""
    pieces, made = small([100, 200, 300, 999], {"a": "0 1", "b": "1 2"})
    found = misfit.overlap(made["a"], made["b"], pieces=pieces)
    assert (found.both, found.only_a, found.only_b, found.union) == (200, 100, 300, 600)
    assert found.fit == pytest.approx(1 / 3)
    assert found.cells.to_dict("records") == [{"a": "a", "b": "b", "people": 200}]
    assert (found.a_within_b, found.b_within_a) == (pytest.approx(2 / 3), pytest.approx(2 / 5))
    assert misfit.patterns(made["a"], made["b"], pieces=pieces).tolist() == ["a", "both", "b", ""]


def test_two_sets_by_hand() -> None:
    """Rows of people 40 10 / 0 50: best matches 40 + 50 by row, 40 + 50 by column, of 100: 90 %."""
    pieces = small([40, 10, 50], {})[0]
    a = misfit.of_lsoas(pieces, pd.DataFrame({"lsoa": ["0", "1", "2"], "group": ["x", "x", "y"]}))
    b = misfit.of_lsoas(pieces, pd.DataFrame({"lsoa": ["0", "1", "2"], "group": ["p", "q", "q"]}))
    found = misfit.overlap(a, b, pieces=pieces)
    assert [tuple(row) for row in found.cells.to_numpy()] == [("y", "q", 50), ("x", "p", 40), ("x", "q", 10)]
    assert found.fit == pytest.approx(0.9) and (found.both, found.only_a, found.only_b) == (100, 0, 0)


def test_nothing_in_common_and_nobody() -> None:
    pieces, made = small([5, 7, 0], {"a": "0", "b": "1", "c": "2"})
    found = misfit.overlap(made["a"], made["b"], pieces=pieces)
    assert (found.both, found.union, found.fit) == (0, 12, 0)
    nobody = misfit.overlap(made["c"], made["c"], pieces=pieces)
    assert nobody.union == 0 and np.isnan(nobody.fit) and np.isnan(nobody.a_within_b)


def test_missing_people_make_everything_count_postcodes_then_lsoas() -> None:
    pieces, made = small([100, None, 300], {"a": "0 1", "b": "1 2", "c": "0"})
    assert misfit.overlap(made["a"], made["b"], pieces=pieces).basis == "postcodes"
    assert misfit.overlap(made["a"], made["b"], pieces=pieces).union == 9
    assert misfit.overlap(made["c"], made["c"], pieces=pieces).basis == "population"
    bare = make_pieces(
        pd.DataFrame({"lsoa": ["0"], "population": [None], "postcodes": [None]}),
        pd.DataFrame({"lsoa": ["0", "0"], "area": ["w", "v"], "weight": [0.6, 0.4]}),
    )
    wards = misfit.of_cuts(bare)
    assert misfit.overlap(wards, wards, pieces=bare).basis == "areas"
    assert misfit.overlap(wards, wards, pieces=bare).union == 1


def test_core_and_fringe_by_hand() -> None:
    pieces, made = small([1, 20, 300, 4000], {"a": "0 1 2", "b": "1 2 3", "c": "2"})
    depth, basis = misfit.depths(list(made.values()), pieces=pieces)
    assert depth.to_dict() == {1: 4001, 2: 20, 3: 300} and basis == "population"


def test_people_of_a_cut_lsoa_are_dealt_in_whole_numbers() -> None:
    """100 residents by 1/3, 1/3, 1/3 are 34, 33, 33: the one left over goes to the first of equal remainders."""
    made = make_pieces(
        pd.DataFrame({"lsoa": ["x", "y"], "population": [100, 7], "postcodes": [3, None]}),
        pd.DataFrame({"lsoa": ["x"] * 3, "area": ["p", "q", "r"], "weight": [1 / 3] * 3}),
    )
    assert made.frame["population"].tolist() == [34, 33, 33, 7]
    assert made.frame["area"].tolist() == ["p", "q", "r", ""]
    assert made.frame["postcodes"].isna().tolist() == [False] * 3 + [True]


@pytest.mark.parametrize(
    ("cuts", "words"),
    [
        ({"lsoa": ["0"], "area": ["w"], "weight": [0.5]}, "do not add to 1: 0"),
        ({"lsoa": ["9"], "area": ["w"], "weight": [1.0]}, "not among the lsoa11s: 9"),
    ],
)
def test_wrong_cuts_are_named(cuts: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        make_pieces(pd.DataFrame({"lsoa": ["0"], "population": [1], "postcodes": [1]}), pd.DataFrame(cuts))


def test_lsoas_of_another_vintage_are_refused(england: Pieces) -> None:
    with pytest.raises(ValueError, match="not lsoa11 codes of the pack: E01033768"):
        misfit.of_lsoas(england, pd.DataFrame({"lsoa": ["E01033768x"], "group": ["g"]}))


def test_pieces_keep_every_resident(england: Pieces) -> None:
    for name in ("population", "postcodes"):
        assert england.frame[name].sum() == SIZES[name].sum()
    assert england.frame["areas"].sum() == len(SIZES)


def test_great_yarmouth_and_waveney_by_district(england: Pieces) -> None:
    """The place is Great Yarmouth whole and half of East Suffolk; its residents are the registry's."""
    found = misfit.overlap(footprints(england, "pl-gyw"), areas(england, "lad22"), pieces=england)
    assert found.basis == "postcodes"  # all districts of England: residents are not known everywhere
    touched = areas(england, "lad22").only([GREAT_YARMOUTH, EAST_SUFFOLK])
    found = misfit.overlap(footprints(england, "pl-gyw"), touched, pieces=england)
    people = SIZES.set_index("lsoa")["population"]
    of_district = people.groupby(LOOKUP.set_index("lsoa11cd")["lad11cd"]).sum()
    assert found.basis == "population"
    assert found.both == found.of_a["people"].item() == of_district[["E07000145", "E07000206"]].sum()
    assert found.of_b.loc[GREAT_YARMOUTH].tolist() == [of_district["E07000145"], 0]
    assert found.only_b == found.of_b.loc[EAST_SUFFOLK, "alone"] > 100_000
    assert found.only_a == 0


def test_hospital_catchment_is_the_place_and_half_its_people_live_in_suffolk(england: Pieces) -> None:
    catchment, place = footprints(england, "hosp-jpuh"), footprints(england, "pl-gyw")
    same = misfit.overlap(catchment, place, pieces=england)
    assert (same.fit, same.only_a, same.only_b) == (1, 0, 0)
    counties = misfit.overlap(catchment, areas(england, "ctyua21"), pieces=england).cells.set_index("b")["people"]
    assert 0.5 < counties[SUFFOLK] / counties.sum() < 0.6


def test_wards_cut_lsoas_and_still_coincide_with_themselves(england: Pieces) -> None:
    wards = misfit.of_cuts(england)
    same = misfit.overlap(wards, wards, pieces=england)
    assert same.fit == 1 and len(same.cells) == len(wards.units)
    districts = misfit.overlap(wards, areas(england, "lad22"), pieces=england)
    assert districts.a_within_b > 0.99 > 0.2 > districts.b_within_a


def test_scope_leaves_slivers_out(england: Pieces) -> None:
    system = footprints(england, "sys-nw-icb").anywhere
    kept = misfit.in_scope(areas(england, "lad22"), system, pieces=england).units
    assert {GREAT_YARMOUTH, EAST_SUFFOLK} < set(kept) and len(kept) == 8


# --- a plain second implementation, and properties ---------------------------------------------------------------

LABELS = st.lists(st.sampled_from(["", "p", "q", "r"]), min_size=8, max_size=8)
PEOPLE = st.lists(st.integers(0, 50), min_size=8, max_size=8)


def labelled(labels: list[str], pieces: Pieces) -> misfit.Borders:
    rows = [(str(i), label) for i, label in enumerate(labels) if label]
    return misfit.of_lsoas(pieces, pd.DataFrame(rows, columns=["lsoa", "group"], dtype=object))


def in_loops(a: list[str], b: list[str], people: list[int]) -> dict:
    cells, sums = defaultdict(int), defaultdict(int)
    for one, other, number in zip(a, b, people, strict=True):
        if one and other and number:
            cells[one, other] += number
        sums["both" if one and other else "a" if one else "b" if other else ""] += number
    by_a, by_b = defaultdict(int), defaultdict(int)
    for (one, other), number in cells.items():
        by_a[one], by_b[other] = max(by_a[one], number), max(by_b[other], number)
    union = sums["both"] + sums["a"] + sums["b"]
    fit = (sum(by_a.values()) + sum(by_b.values())) / (2 * union) if union else None
    return {"cells": dict(cells), "sums": (sums["both"], sums["a"], sums["b"]), "fit": fit}


@given(LABELS, LABELS, PEOPLE)
def test_loops_agree(a: list[str], b: list[str], people: list[int]) -> None:
    pieces = small(people, {})[0]
    found, slow = misfit.overlap(labelled(a, pieces), labelled(b, pieces), pieces=pieces), in_loops(a, b, people)
    assert found.cells.set_index(["a", "b"])["people"].to_dict() == slow["cells"]
    assert (found.both, found.only_a, found.only_b) == slow["sums"]
    assert np.isnan(found.fit) if slow["fit"] is None else found.fit == pytest.approx(slow["fit"])


@given(LABELS, LABELS, PEOPLE)
def test_swapping_swaps_only_the_outer_numbers(a: list[str], b: list[str], people: list[int]) -> None:
    pieces = small(people, {})[0]
    one, other = labelled(a, pieces), labelled(b, pieces)
    there, back = misfit.overlap(one, other, pieces=pieces), misfit.overlap(other, one, pieces=pieces)
    assert (there.both, there.only_a, there.only_b) == (back.both, back.only_b, back.only_a)
    assert there.fit == pytest.approx(back.fit, nan_ok=True)
    assert there.of_a["people"].sum() == there.both + there.only_a
    assert there.of_a["alone"].sum() == there.only_a
    assert there.cells["people"].sum() == there.both


@given(LABELS, LABELS, PEOPLE, st.permutations(range(8)))
def test_the_order_of_lsoas_and_the_names_of_units_change_nothing(a, b, people, order) -> None:
    there = misfit.overlap(*(labelled(x, small(people, {})[0]) for x in (a, b)), pieces=small(people, {})[0])
    pieces = small([people[i] for i in order], {})[0]
    renamed = {"": "", "p": "z", "q": "y", "r": "x"}
    back = misfit.overlap(
        labelled([renamed[a[i]] for i in order], pieces), labelled([b[i] for i in order], pieces), pieces=pieces
    )
    assert (there.both, there.only_a, there.only_b) == (back.both, back.only_a, back.only_b)
    assert there.fit == pytest.approx(back.fit, nan_ok=True)


@given(LABELS, PEOPLE)
def test_same_members_fit_wholly_whatever_they_are_called(a: list[str], people: list[int]) -> None:
    pieces = small(people, {})[0]
    found = misfit.overlap(labelled(a, pieces), labelled([x.upper() for x in a], pieces), pieces=pieces)
    assert found.union == 0 or found.fit == 1
    assert found.only_a == found.only_b == 0


def test_units_of_lsoas_and_of_wards_stand_in_one_set(england: Pieces) -> None:
    yarmouth = LOOKUP.loc[LOOKUP["lad22cd"] == GREAT_YARMOUTH, "lsoa11cd"]
    ward = WARD_ROWS.loc[WARD_ROWS["lsoa11cd"].isin(yarmouth), "wd25cd"].iloc[0]
    lsoas, cuts = pd.DataFrame({"lsoa": yarmouth, "group": "z"}), pd.DataFrame({"area": [ward], "group": ["a"]})
    found = misfit.of_both(england, lsoas=lsoas, cuts=cuts)
    assert list(found.units) == ["a", "z"]
    assert (found.inside[[0]] != misfit.of_cuts(england).only([ward]).inside).nnz == 0
    assert (found.inside[[1]] != areas(england, "lad22").only([GREAT_YARMOUTH]).inside).nnz == 0
    with pytest.raises(ValueError, match="no pieces of E05999999"):
        misfit.of_both(england, lsoas=lsoas, cuts=cuts.assign(area="E05999999"))
