"""Programmes of a pack: what a reviewed file may say, every fault named at once, and what a pack makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.pack import open_pack
from data.programmes import Deliverable, Reach, programmes_faults, read_programmes
from data.validation import FileFaults, PackFaults

GOOD = """
[kind-neighbours]
name = "Kind Neighbours"
place = "pl-a"
start = "2020-03-23"
owner = "A charity"
owner_kind = "voluntary sector"
source = "Yearly report, 2021"
url = "https://example.org/report"
indicators = ["uptake"]
[[kind-neighbours.reach]]
who = "volunteers"
count = 480
period = "March 2020 to March 2021"
quality = "counted by the charity, rounded to ten"
[[kind-neighbours.deliverables]]
title = "Information points at bus stops"
due = "2020-09-30"
status = "under way"
updated = "2020-08-01"
"""
LISTED = """
[two-areas]
name = "In two areas"
place = ["E02000001", "E02000002"]
start = "2019-01-01"
end = "2019-12-31"
owner = "A council"
owner_kind = "council"
source = "Minutes, 2020"
url = "https://example.org/"
about = "Visits at home."
note = "Only the year is published."
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "programmes.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> str:
    with pytest.raises(FileFaults) as raised:
        read_programmes(written(folder, text))
    return str(raised.value)


def test_records_are_read_whole(tmp_path: Path) -> None:
    found = read_programmes(written(tmp_path, GOOD + LISTED))
    assert list(found) == ["kind-neighbours", "two-areas"]
    kind, two = found.values()
    assert (kind.places, kind.end, kind.indicators, kind.about) == (("pl-a",), "", ("uptake",), "")
    assert kind.reach == (
        Reach("volunteers", 480, "March 2020 to March 2021", "counted by the charity, rounded to ten"),
    )
    assert kind.deliverables == (
        Deliverable("Information points at bus stops", "2020-09-30", "under way", "2020-08-01"),
    )
    assert (two.places, two.indicators, two.end) == (("E02000001", "E02000002"), (), "2019-12-31")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[kind-neighbours]", "[Kind_N]", "small letters, digits and - only ('Kind_N')"),
        ('name = "Kind Neighbours"', "", "kind-neighbours.name: missing"),
        ('name = "Kind Neighbours"', 'name = " "', "kind-neighbours.name: must not be empty"),
        ('name = "Kind Neighbours"', "name = 3", "kind-neighbours.name: must be a text in quotation marks ('3')"),
        ('name = "Kind Neighbours"', 'name = "K"\ncost = 3', "kind-neighbours.cost: unknown field; known are name, pl"),
        ('place = "pl-a"', 'place = ""', "kind-neighbours.place: must be a footprint's id or a list of area codes"),
        ('place = "pl-a"', "place = []", "kind-neighbours.place: must be"),
        ('place = "pl-a"', 'place = ["a", "a"]', "kind-neighbours.place: must be"),
        ('"2020-03-23"', "2020-03-23", "kind-neighbours.start: must be a text in quotation marks"),
        ('"2020-03-23"', '"2020-02-30"', "kind-neighbours.start: must be a date such as 2026-11-21 ('2020-02-30')"),
        ('"2020-03-23"', '"March 2020"', "kind-neighbours.start: must be a date"),
        ('"2020-03-23"', '"2020-03-23"\nend = "2020-03-22"', "kind-neighbours.end: is before the start"),
        ('"voluntary sector"', '"charity"', "kind-neighbours.owner_kind: must be one of voluntary sector, council"),
        ("https://example.org/report", "example.org", "kind-neighbours.url: must be an http address"),
        ('["uptake"]', '"uptake"', "kind-neighbours.indicators: must be a list of ids"),
        ("count = 480", "count = -1", "kind-neighbours.reach 1.count: must be a whole number from 0 ('-1')"),
        ("count = 480", "count = true", "kind-neighbours.reach 1.count: must be a whole number"),
        ("count = 480", "", "kind-neighbours.reach 1.count: missing"),
        ('who = "volunteers"', 'who = "v"\nrank = 1', "kind-neighbours.reach 1.rank: unknown field"),
        ('"under way"', '"late"', "kind-neighbours.deliverables 1.status: must be one of planned, under way, done"),
        ('due = "2020-09-30"', 'due = "soon"', "kind-neighbours.deliverables 1.due: must be a date"),
        ("[[kind-neighbours.reach]]", "[kind-neighbours.reach]", "kind-neighbours.reach: must be tables of their own"),
        ("[kind-neighbours]", "[kind-neighbours", "cannot be read as TOML"),
    ],
)
def test_every_fault_is_named_with_its_place(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert old in GOOD
    assert words in faults(tmp_path, GOOD.replace(old, new, 1))


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = GOOD.replace('"2020-03-23"', '"soon"').replace("count = 480", 'count = "480"') + "[empty]\n"
    told = faults(tmp_path, text)
    assert "kind-neighbours.start" in told and "reach 1.count" in told
    assert told.count("empty.") == 7 and told.startswith("9 faults")


def test_places_and_measures_must_be_in_the_pack(tmp_path: Path) -> None:
    found = read_programmes(written(tmp_path, GOOD + LISTED))
    assert programmes_faults(found, indicators={"uptake"}, areas={"pl-a", "E02000001", "E02000002"}) == []
    told = [str(one) for one in programmes_faults(found, indicators=(), areas={"E02000001"})]
    assert told == [
        "programmes.toml, column kind-neighbours.place: is not in this pack ('pl-a')",
        "programmes.toml, column kind-neighbours.indicators: is not in this pack ('uptake')",
        "programmes.toml, column two-areas.place: is not in this pack ('E02000002')",
    ]


def test_a_pack_opens_without_with_and_never_with_a_faulty_file(small_pack: Path) -> None:
    without = open_pack(small_pack)
    assert without.programmes == {}
    written(small_pack, GOOD + LISTED)
    having = open_pack(small_pack)
    assert list(having.programmes) == ["kind-neighbours", "two-areas"]
    assert having.digest != without.digest  # addresses of views hold it
    written(small_pack, GOOD.replace("pl-a", "pl-b").replace('["uptake"]', '["upkeep"]'))
    with pytest.raises(PackFaults) as raised:
        open_pack(small_pack)
    assert "'pl-b'" in str(raised.value) and "'upkeep'" in str(raised.value)
    written(small_pack, "")
    assert open_pack(small_pack).programmes == {}
