"""The register's systems on every date, its lists as they were reviewed, and the document made of it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.checking.registry_cover import registry_faults
from geo.footprints import Registry
from geo.lineage import split_shares
from geo.own import OwnFootprint
from geo.own_text import register_text
from geo.systems import footprint_membership, register_entries, registry_document, system_membership

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "data" / "pack" / "embedded"
TEXTS = {file.name: file.read_text() for file in sorted((ROOT / "geo" / "register").iterdir()) if file.is_file()}
ENGLAND = 32_844
DATES = {
    "2022-07-01": 42,
    "2024-03-31": 42,
    "2024-04-01": 42,
    "2025-12-31": 42,
    "2026-03-31": 42,
    "2026-04-01": 36,
    "2026-11-21": 36,
}
# footprints.md: the boards of 1 April 2026 that are not those of the day before, by sub-ICB location of July 2022.
MERGED = {
    "sys-ns-icb": "26A 06L 07K",
    "sys-essex": "06Q 07G 99E 99F 99G 06T 07H",
    "sys-central-east": "M1J4Y 06H 06K 06N",
    "sys-west-and-north-london": "W2U3Z 93C",
}


@pytest.fixture(scope="module")
def lookup() -> pd.DataFrame:
    return pd.read_parquet(PACK / "lookups" / "lsoa11.parquet")


@pytest.fixture(scope="module")
def members(lookup: pd.DataFrame) -> dict[str, set[str]]:
    return {name: set(codes) for name, codes in footprint_membership(lookup, TEXTS).groupby("footprint_id")["lsoa11cd"]}


@pytest.fixture(scope="module")
def entries() -> dict[str, dict]:
    return {entry["id"]: entry for entry in register_entries(TEXTS)}


def systems_on(entries: dict[str, dict], on: str) -> list[str]:
    return [
        name
        for name, entry in entries.items()
        if entry["tier"] == "system" and (entry["valid_from"] or "0") <= on and on <= (entry["valid_to"] or "9")
    ]


@pytest.mark.parametrize(("on", "boards"), DATES.items())
def test_every_lsoa_is_in_exactly_one_system(entries, members, lookup, on: str, boards: int) -> None:
    systems = systems_on(entries, on)
    codes = [code for name in systems for code in members[name]]
    assert len(systems) == boards
    assert len(codes) == len(set(codes)) == ENGLAND
    assert set(codes) == set(lookup["lsoa11cd"])


def test_systems_partition_england_on_every_day_something_changes(entries, members) -> None:
    days = {entry[key] for entry in entries.values() for key in ("valid_from", "valid_to")} - {""}
    for day in sorted(day for day in days if day >= "2022-07-01"):
        codes = [code for name in systems_on(entries, day) for code in members[name]]
        assert len(codes) == len(set(codes)) == ENGLAND, day


def test_before_july_2022_only_two_systems_are_known(entries, members) -> None:
    assert set(systems_on(entries, "2022-06-30")) == {"sys-nw-stp", "sys-syb-ics"}
    assert not members["sys-nw-stp"] & members["sys-syb-ics"]


def test_boards_of_2022_are_those_of_the_official_lookup(entries, members, lookup) -> None:
    official = {code: set(part) for code, part in lookup.groupby("icb22cd")["lsoa11cd"]}
    boards = {entries[name]["code"]: members[name] for name in systems_on(entries, "2022-07-01")}
    assert boards == official


@pytest.mark.parametrize(("board", "locations"), MERGED.items())
def test_new_boards_are_made_of_their_sub_icb_locations(entries, members, lookup, board: str, locations: str) -> None:
    ods = {m["ods"]: m["code"] for e in entries.values() for m in e.get("members", []) if m["type"] == "SICBL"}
    wanted = {ods[location] for location in locations.split()}
    assert members[board] == set(lookup.loc[lookup["sicbl22cd"].isin(wanted), "lsoa11cd"])


def test_frimley_is_split_three_ways(members, lookup) -> None:
    frimley = members["sys-frimley-icb"]
    district = lookup.set_index("lsoa11cd")["lad22cd"]
    parts = {name: frimley & members[name] for name in ("sys-thames-valley", "sys-surrey-sussex", "sys-hiow")}
    assert {name: len(part) for name, part in parts.items()} == {
        "sys-thames-valley": 75 + 80 + 89,
        "sys-surrey-sussex": 47 + 29 + 13 + 6,
        "sys-hiow": 58 + 43,
    }
    assert set(district[list(parts["sys-hiow"])]) == {"E07000092", "E07000089"}
    assert frimley == set().union(*parts.values())


def test_surrey_and_sussex_exchange_four_lsoas_only(members) -> None:
    moved = {"E01031502", "E01031503", "E01031504", "E01031519"}
    assert members["sys-sh-icb-2022"] - members["sys-sh-icb"] == moved
    assert members["sys-sussex"] - members["sys-sussex-2022"] == moved
    assert (len(members["sys-sh-icb-2022"]), len(members["sys-sh-icb"])) == (618, 614)


def test_boards_without_a_known_code_say_so(entries) -> None:
    silent = [e["id"] for e in entries.values() if e["tier"] == "system" and not e["code"]]
    assert sorted(silent) == ["sys-central-east", "sys-hiow", "sys-west-and-north-london"]
    assert all(entries[name]["code_note"].startswith("code not confirmed") for name in silent)


@pytest.mark.parametrize(
    ("name", "size"),
    [("sys-nw-icb", 611), ("sys-frimley-icb", 440), ("pl-gyw", 134), ("pl-bassetlaw", 70), ("hosp-jpuh", 134)],
)
def test_published_sizes(members, name: str, size: int) -> None:
    assert len(members[name]) == size


def test_bassetlaw_is_its_sub_icb_location_and_its_district(members, lookup) -> None:
    assert members["pl-bassetlaw"] == set(lookup.loc[lookup["sicbl22cd"] == "E38000008", "lsoa11cd"])
    assert members["pl-bassetlaw"] == set(lookup.loc[lookup["lad22cd"] == "E07000171", "lsoa11cd"])


def test_the_pack_holds_what_the_register_says(lookup) -> None:
    stored = json.loads((PACK / "footprints" / "footprints.json").read_text())
    assert stored == json.loads(json.dumps(registry_document(lookup, TEXTS)))
    frame = pd.read_parquet(PACK / "lookups" / "footprint_lsoa11.parquet")
    pd.testing.assert_frame_equal(frame, footprint_membership(lookup, TEXTS), check_dtype=False)


def test_system_membership_is_the_systems_part(entries, lookup) -> None:
    frame = system_membership(lookup, TEXTS)
    assert {entries[name]["tier"] for name in frame["footprint_id"]} == {"system"}
    assert frame["footprint_id"].nunique() == 53


def test_every_footprint_has_its_source_confidence_and_a_short_name(entries) -> None:
    assert len(entries) == 113
    for entry in entries.values():
        assert entry["source"] or entry["confidence"] != "confirmed", entry["id"]
        assert entry["confidence"] in ("confirmed", "knowledge", "approximated")
        assert entry["short_name"] and len(entry["short_name"]) <= len(
            "Bath and North East Somerset, Swindon and Wiltshire"
        )


def addresses(sources: list[str]) -> list[str]:
    """Where sources can be read; how they are called may be said in plainer words."""
    return re.findall(r"https?://[^\s)]+", " ".join(sources))


def test_founding_footprints_are_all_there(entries, members) -> None:
    """The 76 of the shared facts: same lists, dates, confidence and addresses of sources."""
    facts = ROOT.parent / "shared" / "facts" / "footprints"
    if not facts.exists():
        pytest.skip("the shared facts are not here")
    shared = {f["id"]: f for f in json.loads((facts / "footprints.json").read_text())["footprints"]}
    lists = pd.read_csv(facts / "footprint_lsoa11.csv.gz").groupby("footprint_id")["lsoa11cd"].agg(set)
    for name, old in shared.items():
        new = entries[name]
        assert members[name] == lists[name]
        assert (new["valid_from"], new["valid_to"]) == (old["valid_from"] or "", old["valid_to"] or ""), name
        assert (new["confidence"], new["name"], new.get("members", [])) == (
            old["confidence"],
            old["name"],
            old["members"],
        )
        assert len(new["source"]) == len(old["source"]) and addresses(new["source"]) == addresses(old["source"]), name
        assert new.get("pcns", []) == old.get("pcns", [])
        assert bool((old.get("notes") or "").strip()) <= bool(new.get("notes", "")), name
        for parent in old.get("parents", []):
            assert parent["id"] in [p["id"] for p in new["parents"]], name


def test_shares_by_residents_where_known_else_by_lsoas() -> None:
    old, parts = {"a", "b", "c"}, {"x": {"a", "b", "z"}, "y": {"c"}}
    assert split_shares(old, parts, residents={"a": 10.0, "b": 20.0, "c": 70.0}) == [
        {"id": "y", "share": 0.7, "basis": "population"},
        {"id": "x", "share": 0.3, "basis": "population"},
    ]
    assert [s["basis"] for s in split_shares(old, parts, residents={"a": 10.0})] == ["lsoa", "lsoa"]


def test_shares_in_the_document_by_a_plain_loop(lookup, members) -> None:
    residents = dict(zip(lookup["lsoa11cd"], lookup["population"], strict=True))
    for footprint in registry_document(lookup, TEXTS)["footprints"]:
        own = members[footprint["id"]]
        for step in footprint["successors"]:
            counted: dict[bool, float] = defaultdict(float)
            for code in own:
                size = 1 if step["basis"] == "lsoa" else residents[code]
                counted[code in members[step["id"]]] += size
            assert step["share"] == pytest.approx(counted[True] / (counted[True] + counted[False]), abs=1e-9)
            if step["basis"] == "lsoa":
                assert any(pd.isna(residents[code]) for code in own)
        if footprint["successors"]:
            assert sum(s["share"] for s in footprint["successors"]) == pytest.approx(1)


def test_a_document_without_residents_splits_by_lsoas(lookup) -> None:
    document = registry_document(lookup.drop(columns="population"), TEXTS)
    assert {s["basis"] for f in document["footprints"] for s in f["successors"]} == {"lsoa"}
    assert all(f["population"] is None for f in document["footprints"])


OURS = OwnFootprint("pl-riverside", "Riverside", "lsoa11", ("E01026621", "E01026622", "E01026623"), tier="place")


def test_an_exported_footprint_is_an_entry_of_the_register_once_it_is_reviewed(lookup) -> None:
    """As exported it has its members; its confidence and source are the reviewer's to state."""
    codes = tuple(sorted(lookup["lsoa11cd"])[100:140])
    exported = register_text([replace(OURS, members=codes)])
    document = registry_document(lookup, TEXTS | {"riverside.toml": exported})
    made = next(one for one in document["footprints"] if one["id"] == "pl-riverside")
    assert (made["name"], made["n_lsoa11"]) == ("Riverside", 40)
    found = footprint_membership(lookup, TEXTS | {"riverside.toml": exported})
    assert tuple(found.loc[found["footprint_id"] == "pl-riverside", "lsoa11cd"]) == codes

    def said(text: str) -> list[str]:
        texts = TEXTS | {"riverside.toml": text}
        whole = list(Registry.from_document(registry_document(lookup, texts)))
        faults = registry_faults(whole, footprint_membership(lookup, texts), lookup=lookup)
        return [str(one) for one in faults if one.footprint == "pl-riverside"]

    assert said(exported) == ["pl-riverside, confidence: none of confirmed, approximated, knowledge (own)"]
    assert said(exported.replace('confidence = "own"', 'confidence = "knowledge"')) == []


def test_an_exported_footprint_that_cuts_lsoas_is_no_entry_of_the_register(lookup) -> None:
    cut = register_text([replace(OURS, shares=(1.0, 0.5, 1.0))])
    with pytest.raises(ValueError, match="pl-riverside: it cuts LSOAs, the register holds whole ones"):
        footprint_membership(lookup, TEXTS | {"riverside.toml": cut})
