"""The record of codes of the full pack: lists of several days become spans; real lists hold the register's codes."""

from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.build import EMBEDDED
from data.england.codes import LISTS, dated_codes, england_codes, joined, published
from data.validation import FileFaults
from tests.shared_folder import shared

RECORD = pd.read_parquet(EMBEDDED / "lookups" / "codes.parquet")
DAYS = ("2020-09-01", "2021-03-31", "2022-01-01", "2023-01-01", "2026-01-01")
LETTERS = st.sets(st.sampled_from("abcd"))


@given(st.dictionaries(st.sampled_from(DAYS), LETTERS, min_size=1))
def test_a_code_can_be_in_use_on_the_days_between_its_lists(lists: dict[str, set[str]]) -> None:
    """A second way: a day is ruled out if some list at or before it, or at or after it, speaks against it."""
    spans = dated_codes(lists)
    assert set(spans) == set().union(*lists.values())
    for code, (first, last) in spans.items():
        there = [day for day in lists if code in lists[day]]
        for day in pd.date_range("2020-01-01", "2026-12-31", freq="97D").date.astype(str).tolist() + list(lists):
            early = any(code not in codes and day <= on < min(there) for on, codes in lists.items())
            late = any(code not in codes and max(there) < on <= day for on, codes in lists.items())
            assert ((not first or first <= day) and (not last or day <= last)) == (not early and not late)


def test_days_of_the_register_go_before_days_of_lists() -> None:
    rows = [
        ("ICB", "a", "", "2026-03-31", True, "x"),
        ("ICB", "b", "", "", True, "y"),
        ("STP", "s", "", "", False, "z"),
    ]
    record = pd.DataFrame(rows, columns=["kind", "code", "valid_from", "valid_to", "complete", "source"])
    made = joined(record, {"ICB": {"2022-07-01": {"a", "b"}, "2026-01-01": {"a"}}}).set_index(["kind", "code"])
    assert made.loc[("ICB", "a"), "valid_to"] == "2026-03-31"
    assert made.loc[("ICB", "b"), ["valid_to", "source"]].tolist() == [
        "2025-12-31",
        "published lists of 2022-07-01, 2026-01-01",
    ]
    assert made["complete"].to_dict() == {("ICB", "a"): True, ("ICB", "b"): True, ("STP", "s"): False}


def test_cells_that_are_no_codes_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with gzip.open(tmp_path / "list.csv.gz", "wt") as file:
        file.write("name,code\na,U00001\nb,X1\nc,\nd,U\n")
    monkeypatch.setitem(LISTS, "PCN", {"2022-01-01": ("list.csv.gz", "code")})
    with pytest.raises(FileFaults, match=r"list\.csv\.gz.*not a code of a PCN.*X1"):
        published(tmp_path, "PCN")


def test_the_published_lists_hold_every_board_and_network() -> None:
    source = shared("data", "primary_care", "practices_jan2026.parquet").parents[1]
    made, (words,) = england_codes(source, RECORD)
    count = made.groupby("kind").size()
    assert (count["ICB"], count["STP"]) == (49, 42) and count["PCN"] > 1_278
    assert made["complete"].all() and words.startswith("codes on record: ICB 49, PCN 1,3")
    by_code = made.set_index(["kind", "code"])[["valid_from", "valid_to"]]
    assert by_code.loc[("ICB", "E54000063")].tolist() == ["2023-04-01", "2026-03-31"]
    assert by_code.loc[("ICB", "E54000022")].tolist() == ["", "2026-03-31"]
    assert by_code.loc[("STP", "E54000007")].tolist() == ["", ""]  # in the last list of partnerships
    assert by_code.loc[("SICBL", "E38000258")].tolist() == ["2022-01-02", ""]
    assert by_code.loc[("PCN", "U34375")].tolist() == ["2023-01-02", ""]
