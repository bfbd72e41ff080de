"""Change tables: shares against plain loops, kinds of change, faults, and the genuine lookup of LSOA 2011 to 2021."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.england.areas import lsoa21_lookup
from data.england.changes import CHANGES, lsoa_changes
from data.validation import FileFaults
from geo.carried import carried_members
from geo.vintage import Change, ChangeTable, change_table
from tests.shared_folder import shared

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [("A", "a"), ("B", "b1"), ("B", "b2"), ("C", "c"), ("D", "c"), ("E", "e1"), ("E", "e2"), ("F", "e2")]
KINDS = ["unchanged", "split", "split", "merged", "merged", "irregular", "irregular", "irregular"]
OLD = {"A": 10, "B": 100, "C": 30, "D": 10, "E": 8, "F": 8}
NEW = {"a": 11, "b1": 75, "b2": 25, "c": 41, "e1": 4, "e2": 12}


def lookup() -> pd.DataFrame:
    frame = pd.DataFrame(PAIRS, columns=["lsoa11cd", "lsoa21cd"]).assign(change=KINDS)
    return frame.assign(lsoa11_population=frame["lsoa11cd"].map(OLD), lsoa21_population=frame["lsoa21cd"].map(NEW))


@st.composite
def tables(draw: st.DrawFn, *, redrawn: bool = True) -> ChangeTable:
    """Any table: areas that go on, split, merge or (if wanted) are redrawn, with any residents or none known."""
    names = ["unchanged", "split", "merged"] + ["irregular"] * redrawn
    rows = []
    for place, (kind, count) in enumerate(
        draw(st.lists(st.tuples(st.sampled_from(names), st.integers(2, 4)), min_size=1, max_size=12))
    ):
        old, new = f"o{place:02}", f"n{place:02}"
        parts = {
            "unchanged": [(old, new)],
            "split": [(old, f"{new}{i}") for i in range(count)],
            "merged": [(f"{old}{i}", new) for i in range(count)],
            "irregular": [(f"{old}{i}", f"{new}{j}") for i in range(count) for j in (i, i + 1)],
        }[kind]
        rows += [(*pair, kind) for pair in parts]
    frame = pd.DataFrame(rows, columns=["lsoa11cd", "lsoa21cd", "change"])
    for vintage in ("lsoa11", "lsoa21"):
        codes = sorted(set(frame[f"{vintage}cd"]))
        people = draw(st.lists(st.none() | st.integers(0, 3000), min_size=len(codes), max_size=len(codes)))
        residents = pd.Series(dict(zip(codes, people, strict=True)), dtype="Int64")
        frame[f"{vintage}_population"] = frame[f"{vintage}cd"].map(residents).astype("Int64")
    order = draw(st.permutations(range(len(frame))))
    return change_table(frame.iloc[order])


def test_shares_worked_by_hand() -> None:
    table = change_table(lookup().sample(frac=1, random_state=3))
    assert list(table.pairs[["old", "new"]].itertuples(index=False, name=None)) == PAIRS
    assert table.pairs["old_share"].tolist() == [1, 0.75, 0.25, 1, 1, 0.25, 0.75, 1]
    assert table.pairs["new_share"].tolist() == [1, 1, 1, 0.75, 0.25, 1, 0.5, 0.5]
    assert table.pairs["change"].tolist() == KINDS
    turned = table.reversed()
    assert (turned.old, turned.new) == ("lsoa21", "lsoa11")
    assert turned.pairs["old_share"].tolist() == table.pairs["new_share"].tolist()
    assert turned.pairs["change"].tolist()[1:5] == ["merged", "merged", "split", "split"]


def test_without_residents_areas_are_shared_out_equally() -> None:
    table = change_table(lookup().drop(columns=["lsoa11_population", "lsoa21_population"]))
    assert table.pairs["old_share"].tolist() == [1, 0.5, 0.5, 1, 1, 0.5, 0.5, 1]
    half = lookup().astype({"lsoa21_population": "Int64"})
    half.loc[1, "lsoa21_population"] = pd.NA  # one part of B unknown: neither is guessed
    assert change_table(half).pairs["old_share"].tolist()[1:3] == [0.5, 0.5]


@given(tables())
def test_shares_of_any_table_add_up_to_exactly_one(table: ChangeTable) -> None:
    for whole, share in (("old", "old_share"), ("new", "new_share")):
        total: dict[str, float] = defaultdict(float)
        for code, part in zip(table.pairs[whole], table.pairs[share], strict=True):
            assert 0 <= part <= 1
            total[code] += part
        assert set(total.values()) == {1.0}


@given(tables())
def test_kinds_of_any_table_by_plain_counting(table: ChangeTable) -> None:
    """Follow the pairs from area to area: one old area is a split, one new area a merger, more of both irregular."""
    pairs = list(table.pairs[["old", "new"]].itertuples(index=False, name=None))
    for (old, new), kind in zip(pairs, table.pairs["change"], strict=True):
        olds, news = {old}, {new}
        for _ in pairs:
            olds |= {o for o, n in pairs if n in news}
            news |= {n for o, n in pairs if o in olds}
        words = {
            (False, False): "unchanged",
            (False, True): "split",
            (True, False): "merged",
            (True, True): "irregular",
        }
        assert kind == words[len(olds) > 1, len(news) > 1]


def test_every_fault_of_a_lookup_is_said_at_once() -> None:
    with pytest.raises(ValueError, match="the lookup from lsoa11 to lsoa21 has no column lsoa21cd, change"):
        change_table(pd.DataFrame({"lsoa11cd": ["A"]}))
    broken = pd.concat([lookup(), lookup().iloc[[0]]], ignore_index=True)
    broken.loc[3, "change"] = "unchanged"
    broken.loc[5, "lsoa21cd"] = ""
    with pytest.raises(ValueError) as caught:
        change_table(broken)
    said = str(caught.value)
    assert "a pair without a code: E" in said
    assert "a pair that stands twice: A" in said
    assert "a change that is not what the pairs say: A, C" in said


@pytest.fixture(scope="module")
def official() -> ChangeTable:
    source = shared("data")
    small, _ = lsoa21_lookup(source)
    frame, report = lsoa_changes(source, small)
    assert report == ["LSOA 2011 to 2021: 1,940 rows outside England left out"]
    assert frame.notna().all(axis=None)
    return change_table(frame)


@pytest.mark.shared
def test_the_genuine_lookup_is_england_twice(official: ChangeTable) -> None:
    """Counts of the ONS: 32,844 LSOAs 2011 and 33,755 LSOAs 2021 in England."""
    assert (official.pairs["old"].nunique(), official.pairs["new"].nunique()) == (32_844, 33_755)
    assert Counter(official.pairs["change"]) == {
        Change.UNCHANGED: 31_810,
        Change.SPLIT: 1_842,
        Change.MERGED: 194,
        Change.IRREGULAR: 9,
    }
    assert (official.pairs.loc[official.pairs["change"] == "unchanged", "old_share"] == 1).all()


@pytest.mark.shared
def test_great_yarmouth_and_waveney_in_both_vintages(official: ChangeTable) -> None:
    """61 + 73 LSOAs 2011 are 60 + 72 LSOAs 2021: two mergers and nothing shared out."""
    lookups = ROOT / "data" / "pack" / "embedded" / "lookups"
    members = pd.read_parquet(lookups / "footprint_lsoa11.parquet")
    district = pd.read_parquet(lookups / "lsoa11.parquet").set_index("lsoa11cd")["lad11cd"]
    place = members[members["footprint_id"] == "pl-gyw"]
    by_district = place.assign(footprint_id=place["lsoa11cd"].map(district))
    assert by_district["footprint_id"].value_counts().to_dict() == {"E07000145": 61, "E07000206": 73}
    carried = carried_members(by_district, to="lsoa21", tables=[official])
    assert carried["footprint_id"].value_counts().to_dict() == {"E07000145": 60, "E07000206": 72}
    assert not carried["apportioned"].any()
    whole = carried_members(place, to="lsoa21", tables=[official])
    published = pd.read_csv(shared("data", "ons", "lookups", "gy_waveney_lsoa21.csv"), dtype="str")
    assert set(whole["lsoa21cd"]) == set(published["lsoa21_code"])
    back = carried_members(whole.drop(columns="apportioned"), to="lsoa11", tables=[official])
    assert back["lsoa11cd"].tolist() == sorted(place["lsoa11cd"])
    assert (back["weight"] == 1).all()


@pytest.mark.shared
def test_a_change_code_that_is_not_the_publishers_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / CHANGES
    path.parent.mkdir(parents=True)
    frame = pd.read_csv(shared("data", CHANGES), dtype="str").head(3)
    frame.assign(change_code=["U", "Q", "U"]).to_csv(path, index=False)
    with pytest.raises(FileFaults, match="column change_code, row 3: not U, S, M, X"):
        lsoa_changes(tmp_path, pd.DataFrame({"lsoa21cd": [], "population": []}))
