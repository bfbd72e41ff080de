"""The registry: what holds on a date, what became of an old code, what a search finds, and what is wrong."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pandas as pd
import pytest

from data.schema import Owner, Tier
from geo.checking.registry_cover import registry_faults
from geo.footprints import Registry
from geo.lineage import notice

PACK = Path(__file__).resolve().parents[2] / "data" / "pack" / "embedded"
DOCUMENT = json.loads((PACK / "footprints" / "footprints.json").read_text())
REGISTRY = Registry.from_document(DOCUMENT)
MEMBERS = pd.read_parquet(PACK / "lookups" / "footprint_lsoa11.parquet")
EXTENT = {name: set(codes) for name, codes in MEMBERS.groupby("footprint_id")["lsoa11cd"]}


def ids(footprints) -> list[str]:
    return [footprint.id for footprint in footprints]


def test_the_pack_has_no_faults() -> None:
    lookup = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet")
    assert registry_faults(list(REGISTRY), MEMBERS, lookup=lookup) == []


def test_every_footprint_has_an_owner_of_a_known_kind() -> None:
    kinds = Counter(f.owner for f in REGISTRY)
    assert kinds == {Owner.ICB: 92, Owner.PCN: 12, Owner.COUNCIL: 8, Owner.ACUTE_TRUST: 1}
    assert REGISTRY["hosp-jpuh"].owner_name == "James Paget University Hospitals NHS Foundation Trust"
    assert REGISTRY["sys-nw-icb"].owner_name == "NHS Norfolk and Waveney Integrated Care Board"
    assert [f.id for f in REGISTRY if f.places_cover] == ["sys-frimley-icb", "sys-nw-icb", "sys-sh-icb"]


@pytest.mark.parametrize(
    ("on", "there", "gone", "boards"),
    [
        ("2026-03-31", {"Norfolk and Waveney, to 31 Mar 2026", "Frimley, to 31 Mar 2026"}, {"Norfolk and Suffolk"}, 42),
        ("2026-04-01", {"Norfolk and Suffolk"}, {"Norfolk and Waveney, to 31 Mar 2026", "Frimley, to 31 Mar 2026"}, 36),
    ],
)
def test_systems_of_a_date(on: str, there: set[str], gone: set[str], boards: int) -> None:
    titles = {footprint.title for footprint in REGISTRY.of_tier("system", on)}
    assert there <= titles and not gone & titles and len(titles) == boards


@pytest.mark.parametrize(("on", "system"), [("2022-06-30", "sys-syb-ics"), ("2022-07-01", "sys-notts-icb")])
def test_bassetlaw_changes_its_system_on_1_july_2022(on: str, system: str) -> None:
    assert ids(REGISTRY.parents("pl-bassetlaw", on)) == [system]
    assert "pl-bassetlaw" in ids(REGISTRY.children(system, on, tier=Tier.PLACE))


@pytest.mark.parametrize(
    ("code", "on", "found", "words"),
    [
        (
            "E54000022",
            "2026-04-01",
            "sys-nw-icb",
            "Norfolk and Waveney (E54000022) ended on 31 March 2026. On 1 April 2026 its area is in Norfolk and "
            "Suffolk (100 %).",
        ),
        (
            " e54000034 ",
            "2026-05-02",
            "sys-frimley-icb",
            "Frimley (E54000034) ended on 31 March 2026. On 2 May 2026 its area is in Thames Valley (55 %), Hampshire "
            "and Isle of Wight (23 %) and Surrey and Sussex (22 %); shares are by number of small areas (LSOA), not "
            "people.",
        ),
        (
            "E54000052",
            "2026-04-01",
            "sys-sh-icb-2022",
            "Surrey Heartlands (E54000052) ended on 31 March 2024 (day assumed). On 1 April 2026 its area is in Surrey "
            "and Sussex (100 %).",
        ),
        (
            "E54000052",
            "2025-01-01",
            "sys-sh-icb-2022",
            "Surrey Heartlands (E54000052) ended on 31 March 2024 (day assumed). On 1 January 2025 its area is in "
            "Surrey Heartlands (99 %) and Sussex (1 %); shares are by number of small areas (LSOA), not people.",
        ),
        (
            "E54000068",
            "2022-06-30",
            "sys-ns-icb",
            "Norfolk and Suffolk (E54000068) began on 1 April 2026. On 30 June 2022 its area was in Norfolk and "
            "Waveney (61 %); the rest is in no footprint of this pack.",
        ),
        (
            "sys-thames-valley",
            "2020-01-01",
            "sys-thames-valley",
            "Thames Valley (E54000070) began on 1 April 2026. This pack has no footprint for its area on 1 January "
            "2020.",
        ),
        ("E54000022", "2023-01-01", "sys-nw-icb", ""),
        ("E54000022", "2021-01-01", "sys-nw-stp", ""),
        ("E54000042", "2026-05-01", "sys-hiow", ""),
        ("E54000042", "2025-05-01", "sys-hampshire-and-isle-of-wight", ""),
        ("QNQ", "2024-01-01", "sys-frimley-icb", ""),
    ],
)
def test_an_old_code_leads_to_its_successors(code: str, on: str, found: str, words: str) -> None:
    answer = REGISTRY.found(code, on)
    assert answer.footprint.id == found
    assert answer.notice == words == notice({f.id: f for f in REGISTRY}, found, on=on)
    assert all(REGISTRY[share.id].valid_on(on) for share in answer.successors)


def test_an_unknown_code_is_said_to_be_unknown() -> None:
    answer = REGISTRY.found("E99999999", "2024-01-01")
    assert answer.footprint is None and answer.successors == ()
    assert answer.notice == "“E99999999” is not a footprint in this pack."


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("great yarmouth & wav", "pl-gyw"),
        ("E54000068", "sys-ns-icb"),
        ("t6y0w", "sys-ns-icb"),
        ("E38000252", "sys-frimley-icb"),
        ("waveney norfolk", "sys-nw-icb"),
        ("U68696", "nb-earley"),
        ("E09000030", "pl-tower-hamlets"),
        ("Bracknell", "pl-bracknell"),
    ],
)
def test_search(text: str, first: str) -> None:
    assert first in ids(REGISTRY.search(text))[:2]


def test_search_by_date_tier_member_and_nothing() -> None:
    assert "sys-nw-icb" not in ids(REGISTRY.search("norfolk and waveney", on="2026-04-01"))
    assert set(ids(REGISTRY.search("norfolk", tiers=["system"], on="2023-01-01"))) == {"sys-nw-icb"}
    assert ids(REGISTRY.search("rushmoor")) == ["sys-frimley-icb", "pl-nehf"]
    assert REGISTRY.search("  ") == REGISTRY.search("qqqq") == ()


def test_gap_note() -> None:
    words = (
        "Systems before 1 July 2022: only these are in the pack: Norfolk and Waveney; South Yorkshire and Bassetlaw."
    )
    assert REGISTRY.gap_note("system", "2022-06-30") == words
    assert REGISTRY.gap_note("system", "2022-07-01") == REGISTRY.gap_note("place", "2010-01-01") == ""
    assert REGISTRY.gap_note("system", "1950-01-01").endswith("South Yorkshire and Bassetlaw.")
    assert Registry([]).gap_note("system", "2020-01-01") == ""


def test_titles_types_and_codes() -> None:
    assert REGISTRY["sys-nw-icb"].title == "Norfolk and Waveney, to 31 Mar 2026"
    assert REGISTRY["sys-ns-icb"].title == "Norfolk and Suffolk"
    assert (REGISTRY["hosp-jpuh"].tier, REGISTRY["hosp-jpuh"].area_type) == (Tier.CATCHMENT, "place")
    assert REGISTRY["sys-central-east"].codes == ()
    assert "sys-nw-icb" in REGISTRY and "nothing" not in REGISTRY and len(REGISTRY) == 113
    titles = [footprint.title for footprint in REGISTRY.of_tier("system", "2026-04-01")]
    assert titles == sorted(titles, key=str.casefold) and len(titles) == len(set(titles))


def test_plain_sets_of_a_tier_do_not_overlap_on_a_date() -> None:
    """Without a kind of their own (partnerships, unions, catchments) places, and neighbourhoods, share no LSOA."""
    for tier in ("place", "neighbourhood"):
        for on in ("2018-06-01", "2022-07-01", "2025-01-01", "2026-04-01"):
            plain = [f for f in REGISTRY.of_tier(tier, on) if not f.kind]
            assert not [(a.id, b.id) for a, b in combinations(plain, 2) if EXTENT[a.id] & EXTENT[b.id]]


@pytest.mark.parametrize("place", ["pl-gyw", "pl-walsall", "pl-wigan", "pl-north-tyneside", "pl-tower-hamlets"])
def test_neighbourhoods_cover_their_place_once(place: str) -> None:
    parts = [EXTENT[f.id] for f in REGISTRY.children(place, "2024-01-01", tier="neighbourhood") if f.kind != "union"]
    assert sum(map(len, parts)) == len(set().union(*parts)) == len(EXTENT[place])
    assert set().union(*parts) == EXTENT[place]


def entry(name: str, **changes) -> dict:
    plain = dict.fromkeys(("code", "valid_from", "valid_to"), "")
    fixed = {"tier": "system", "owner": "ICB", "confidence": "confirmed", "source": ["made"]}
    return {"id": name, "name": name, "short_name": name} | fixed | plain | changes


def test_every_broken_entry_is_named() -> None:
    good, bad, worse = entry("a"), entry("b", tier="galaxy"), entry("c")
    del worse["name"]
    with pytest.raises(ValueError) as error:
        Registry.from_document({"footprints": [good, good, bad, worse]})
    text = str(error.value)
    assert "footprint 3 (b)" in text and "galaxy" in text
    assert "footprint 4 (c): KeyError('name')" in text
    assert "id a is used more than once" in text
