"""Codes of other years: taken as they were with what became of them, or refused with where their figures may be."""

from __future__ import annotations

from data.adding.areas import OTHER_WARDS, Areas
from data.adding.successors import became, recoded
from tests.data.adding.sheets import HEAD, ROWS, csv_bytes, judged

WAVENEY, COASTAL = "E07000206", "E07000205"


def test_old_codes_alone_are_offered_their_successors(areas: Areas) -> None:
    old = [[WAVENEY, "Waveney", "2015/16", 120, 1100], [COASTAL, "Suffolk Coastal", "2015/16", 90, 1000]]
    made = judged(areas, csv_bytes([HEAD, *old]))
    assert made.added.frame["area_type"].unique().tolist() == ["lad11"]
    (told,) = [one for one in made.reading.report if "not among today's" in one]
    assert told.startswith(
        "The figures will be shown for districts (2011); 2 of them are not among today's districts (20"
    )
    assert f"{WAVENEY} Waveney; its residents are there in E07000244 East Suffolk (all)" in told
    assert told.endswith("To have today's areas, give figures of those.")


def test_todays_codes_are_told_nothing_of_the_kind(areas: Areas) -> None:
    assert not [one for one in judged(areas, csv_bytes([HEAD, *ROWS])).reading.report if "today's" in one]


def test_a_council_with_another_code_for_nearly_the_same_ground(areas: Areas) -> None:
    rows = [*ROWS, ["E06000048", "Northumberland", "2023/24", 90, 1000]]
    (fault,) = judged(areas, csv_bytes([HEAD, *rows])).faults
    assert fault.row == len(rows) + 1
    assert fault.message.startswith("Northumberland has had the code E06000057 since 1 April 2013, when some streets")
    assert became("E07000145") == "" and all(set(one) == {"name", "successor", "since"} for one in recoded().values())


def test_a_ward_of_another_year(areas: Areas) -> None:
    wards = [code for kind, code in areas.names if kind == "wd25"][:3]
    rows = [[code, "", "2023/24", 90, 1000] for code in [*wards, "E05000001"]]
    (fault,) = judged(areas, csv_bytes([HEAD, *rows])).faults
    assert fault.value == "E05000001" and fault.message.endswith(OTHER_WARDS)


def test_every_new_code_of_a_council_is_one_that_the_pack_knows(areas: Areas) -> None:
    known = {code for kind, code in areas.names if kind == "lad22"}
    if len(known) > 100:  # a pack of all England
        assert {one["successor"] for one in recoded().values()} <= known
