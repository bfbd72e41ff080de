"""LSOA 2021 codes in a list: merged ones whole, split ones whole or in part, people conserved, odd lists left alone."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.own.listed_areas import NEWER, areas_of
from data.own.newer_codes import as_lsoa11, as_lsoa21
from data.own.own_codes import Listed, pasted, tabled
from data.validation import FileFaults

A, B, C, D = (f"E0100000{number}" for number in range(1, 5))  # B was split, C and D were merged
B1, B2, CD, ODD = (f"E0103400{number}" for number in range(1, 5))
CHANGES = pd.DataFrame(
    [
        (A, A, "unchanged", 1500), (B, B1, "split", 1200), (B, B2, "split", 1800), (C, CD, "merged", 2000),
        (D, CD, "merged", 2000), ("E01000005", ODD, "irregular", 1000),
    ],
    columns=["lsoa11cd", "lsoa21cd", "change", "lsoa21_population"],
)  # fmt: skip
TYPES = {"lsoa11": frozenset([A, B, C, D, "E01000005"])}


def read(*codes: str) -> tuple[dict[str, float], str]:
    listed, words = as_lsoa11(pasted("\n".join(codes)), CHANGES)
    return areas_of(listed, TYPES)[1], words


def test_merged_and_fully_listed_split_ones_are_whole() -> None:
    found, words = read(A, B1, B2, CD)
    assert found == {A: 1.0, B: 1.0, C: 1.0, D: 1.0}
    assert words == "3 LSOA 2021 codes were read as LSOA 2011: 3 whole. "


def test_one_part_of_a_split_one_is_a_share_by_residents() -> None:
    found, words = read(A, B2)
    assert found == {A: 1.0, B: 0.6}
    assert words.startswith("1 LSOA 2021 code was read as LSOA 2011: 1 in part, by residents")


def test_a_list_of_codes_that_stayed_is_left_as_it_is() -> None:
    listed = pasted(f"{A} {B}")
    assert as_lsoa11(listed, CHANGES) == (listed, "")


@pytest.mark.parametrize("codes", [(B, CD), (A, ODD), (CD, CD)])
def test_mixed_vintages_irregular_changes_and_codes_twice_are_refused_by_name(codes: tuple[str, ...]) -> None:
    with pytest.raises(FileFaults) as error:
        read(*codes)
    assert NEWER in str(error.value)


def test_a_share_for_an_lsoa_2021_is_refused_and_rows_are_those_of_the_list() -> None:
    table = tabled(f"code,share\n{B1},0.5\n", file="a.csv")
    assert as_lsoa11(table, CHANGES)[0] is table
    found, _ = as_lsoa11(Listed("a.csv", (A, CD), (2, 9)), CHANGES)
    assert dict(zip(found.values, found.rows, strict=True)) == {A: 2, C: 9, D: 9}


@given(st.sets(st.sampled_from([A, B1, B2, CD]), min_size=1))
def test_people_are_conserved(codes: set[str]) -> None:
    found, _ = read(*sorted(codes))
    of = {A: 1500, B: 3000, C: 800, D: 1200}
    people = CHANGES.drop_duplicates("lsoa21cd").set_index("lsoa21cd")["lsoa21_population"]
    assert sum(of[code] * share for code, share in found.items()) == pytest.approx(people[sorted(codes)].sum())


WITHIN = pd.DataFrame(
    [(A, "E02000001"), (B1, "E02009001"), (B2, "E02009002"), (CD, "E02009002")], columns=["lsoa21cd", "msoa21cd"]
)


def test_msoas_of_2021_are_their_lsoas_and_those_the_lsoas_of_2011() -> None:
    listed, words = as_lsoa21(Listed("a.csv", ("E02000001", "E02009002"), (2, 9)), WITHIN, msoa11={"E02000001"})
    assert (listed.values, listed.rows) == ((A, B2, CD), (2, 9, 9))
    assert words == "2 MSOA 2021 codes were read as 3 LSOAs. "
    found, _ = as_lsoa11(listed, CHANGES)
    assert dict(zip(found.values, found.shares, strict=True)) == {A: 1.0, B: 0.6, C: 1.0, D: 1.0}


@pytest.mark.parametrize("codes", [("E02000001",), ("E02009001", "E02000002"), ("E02009001", A), ("E02009001",) * 2])
def test_msoas_that_stayed_and_lists_with_other_codes_are_left_alone(codes: tuple[str, ...]) -> None:
    listed = pasted(" ".join(codes))
    assert as_lsoa21(listed, WITHIN, msoa11={"E02000001", "E02000002"}) == (listed, "")
