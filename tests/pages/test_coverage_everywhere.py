"""A value of a footprint says what it rests on in every page's file: how many areas, which share of the people."""

from __future__ import annotations

import csv
import io

import pytest

from pages.parts.serving import page_files, view_api

PLACE = {"place": "pl-gyw", "area": "pl-gyw", "indicator": "covid_dose1"}
GORLESTON = {"place": "nb-gorleston", "area": "nb-gorleston"}
WHOLE = "28 of 28 areas, 100 % of people"
FILES = {"view.csv": view_api.csv, **page_files.FILES}


def rows(name: str, query: dict[str, str]) -> list[dict[str, str]]:
    content = FILES[name](query)[1].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


@pytest.mark.parametrize(
    ("name", "chosen", "column"),
    [
        ("view.csv", {"row": "place"}, "coverage"),
        ("compare.csv", {"row": "place"}, "coverage"),
        ("area.csv", {"section": "measures", "indicator_id": "covid_dose1"}, "coverage"),
        ("board.csv", {"what": "Footprint", "indicator_id": "covid_dose1"}, "note"),
    ],
)
def test_the_place_s_value_has_its_coverage(name: str, chosen: dict[str, str], column: str) -> None:
    found = [row for row in rows(name, PLACE) if chosen.items() <= row.items()]
    assert found and {row["denominator"] for row in found} == {"193980"}
    assert {row[column] for row in found} == {WHOLE}


def test_a_trend_says_the_areas_of_every_point() -> None:
    found = rows("view.csv", PLACE | {"page": "trend"})
    summed = [row for row in found if row["value"] and row["line_code"] == "pl-gyw"]
    assert summed and all("of 28 areas" in row["coverage"] for row in summed)


def test_groups_of_a_gradient_and_chosen_areas_say_how_many_they_are() -> None:
    groups = [row for row in rows("gradient.csv", PLACE) if row["what"] == "Group" and row["value"]]
    assert groups and all(row["note"].split()[0].isdecimal() and "area" in row["note"] for row in groups)
    chosen = [row for row in rows("similar.csv", PLACE) if row["row"].endswith("areas together")]
    assert chosen and all("areas" in row["coverage"] for row in chosen)


def test_what_is_left_out_is_said_on_the_profile() -> None:
    found = [row for row in rows("area.csv", PLACE) if row["section"] == "measures" and row["value"]]
    several = [row for row in found if row["area_code"] == "pl-gyw" and row["coverage"]]
    assert len(several) >= 3
    assert all("of people" in row["coverage"] or "areas" in row["coverage"] for row in several)


def test_files_say_what_a_value_may_be_however_cut_areas_divide() -> None:
    """Neighbourhoods cut MSOAs: the files give each its own coverage and the bounds that its card shows."""
    asked = PLACE | {"level": "neighbourhood"}
    files = dict.fromkeys(("view.csv", "compare.csv"), asked) | dict.fromkeys(("area.csv", "board.csv"), GORLESTON)
    for name, query in files.items():
        cut = [row for row in rows(name, query) if "in any case" in row["coverage"]]
        assert len(cut) >= (1 if query == GORLESTON else 4), name
        for row in cut:
            words = row["coverage"].split("apportioned; in any case ")[1]
            lower, upper = (float(end) for end in words.split(" %")[0].split(" to "))
            assert lower <= float(row["value"]) <= upper
            assert words.endswith("however the people of cut areas divide")
