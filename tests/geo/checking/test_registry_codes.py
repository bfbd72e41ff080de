"""Codes of members: on record or not, in use on the member's days or not, and what no list can confirm."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.build import register_texts
from geo.checking.code_record import LISTED_WORDS, code_record
from geo.checking.registry_codes import Known, member_faults, unchecked_members
from geo.checking.registry_cover import registry_faults
from tests.geo.test_footprints import MEMBERS, PACK, REGISTRY

LOOKUP = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet")
CODES = pd.read_parquet(PACK / "lookups" / "codes.parquet")
DAYS = ("", "2021-01-01", "2022-07-01", "2023-03-31", "2023-04-01", "2026-03-31", "2026-04-01")


def footprint(*members: dict, start: str = "", end: str = "", name: str = "a") -> SimpleNamespace:
    return SimpleNamespace(id=name, members=members, valid_from=start, valid_to=end)


def record(*rows: tuple, complete: bool = True) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["kind", "code", "valid_from", "valid_to"], dtype="str")
    return frame.assign(complete=complete, source="a list")


def test_the_packs_record_is_the_registers() -> None:
    again = code_record(LOOKUP, register_texts())
    pd.testing.assert_frame_equal(CODES.astype(again.dtypes.to_dict()), again)
    assert again.groupby("kind").size().to_dict() == {"ICB": 49, "SICBL": 109, "STP": 2}
    assert (again.loc[again["source"] == LISTED_WORDS, ["valid_from", "valid_to"]] == "").all(axis=None)


def test_every_member_of_the_register_is_on_record_on_its_days_but_for_networks() -> None:
    assert registry_faults(list(REGISTRY), MEMBERS, lookup=LOOKUP, codes=CODES) == []
    (line,) = unchecked_members(list(REGISTRY), Known.of(LOOKUP, CODES))
    assert line.startswith("PCN: 43 codes of 8 footprints were checked by their shape only: the pack has no list")


def test_without_a_record_codes_of_other_days_are_named_not_passed_over() -> None:
    lines = unchecked_members(list(REGISTRY), Known.of(LOOKUP))
    assert [line.split(":")[0] for line in lines] == ["ICB", "PCN", "SICBL", "STP"]
    assert lines[0].endswith("the pack lists the codes of 2022-07-01, and these are of other days.")


BOARDS = record(("ICB", "E54000052", "", "2023-03-31"), ("ICB", "E54000063", "2022-07-02", ""))


@pytest.mark.parametrize(
    ("code", "days", "words"),
    [
        ("E54000052", ("2022-07-01", "2026-03-31"), None),
        ("E54000052", ("2023-04-01", ""), "in use to 2023-03-31, not when it is a member"),
        ("E54000063", ("", "2022-07-01"), "in use from 2022-07-02, not when it is a member"),
        ("E54000063", ("", "2022-07-02"), None),
        ("E54000099", ("", ""), "no such code on record"),
        ("E5400099", ("", ""), "not a code of this type"),
    ],
)
def test_a_code_is_on_record_on_the_days_of_its_member(code: str, days: tuple[str, str], words: str | None) -> None:
    one = footprint({"type": "ICB", "code": code}, start=days[0], end=days[1])
    found = list(member_faults(one, Known.of(LOOKUP, BOARDS)))
    assert found == ([] if words is None else [("members.ICB", words, [code])])


def test_of_networks_each_is_looked_up_where_there_is_a_list() -> None:
    known = Known.of(LOOKUP, record(("PCN", "U00001", "", "2022-12-31")))
    one = footprint({"type": "PCN", "code": "U00001"}, {"type": "PCN", "code": "U00009"}, start="2020-04-01")
    assert list(member_faults(one, known)) == [("members.PCN", "no such code on record", ["U00009"])]
    assert unchecked_members([one], known) == ()


def test_a_partial_list_confirms_and_does_not_refuse() -> None:
    known = Known.of(LOOKUP, record(("STP", "E54000009", "", "2022-06-30"), complete=False))
    there, absent = ({"type": "STP", "code": code} for code in ("E54000009", "E54000007"))
    assert list(member_faults(footprint(there, absent), known)) == []
    assert unchecked_members([footprint(there, absent)], known) == (
        "STP: 1 code of 1 footprint were checked by their shape only: the pack has no list of these codes.",
    )
    late = footprint(there, start="2022-07-01")
    assert [words for _, words, _ in member_faults(late, known)] == ["in use to 2022-06-30, not when it is a member"]


CALENDAR = [day.date().isoformat() for day in pd.date_range("2020-01-01", "2027-01-01")]


@given(st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_days_meet_as_a_loop_over_days_says(first: str, last: str, start: str, end: str) -> None:
    """A second way: some day of a long calendar lies in both spans."""
    one = footprint({"type": "ICB", "code": "E54000001"}, start=start, end=end)
    known = Known.of(LOOKUP, record(("ICB", "E54000001", first, last)))

    def inside(day: str, bounds: tuple[str, str]) -> bool:
        return (not bounds[0] or bounds[0] <= day) and (not bounds[1] or day <= bounds[1])

    if (first and last and last < first) or (start and end and end < start):
        return
    meet = any(inside(day, (first, last)) and inside(day, (start, end)) for day in CALENDAR)
    assert (list(member_faults(one, known)) == []) == meet


BROKEN = """complete = ["ICB"]
[[source]]
id = "a"
text = "a list"
[[code]]
kind = "ICB"
codes = ["E54000001", "E54000001"]
source = "b"
"""


def test_a_record_that_contradicts_itself_is_refused_with_every_fault() -> None:
    with pytest.raises(ValueError, match=r"codes\.toml: ICB E54000001 stands twice\ncodes\.toml: no source b"):
        code_record(LOOKUP, {"codes.toml": BROKEN})
