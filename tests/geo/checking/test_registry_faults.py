"""The check of a registry: every fault of the real register, bent in one way each, with footprint, field and values."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter

import pandas as pd
import pytest

from geo.checking.registry_cover import registry_faults
from geo.checking.registry_faults import fault
from geo.footprints import Registry
from tests.geo.test_footprints import DOCUMENT, EXTENT, MEMBERS, PACK, REGISTRY, entry

LOOKUP = pd.read_parquet(PACK / "lookups" / "lsoa11.parquet")


def bent(*changes: tuple[str, dict], members: pd.DataFrame = MEMBERS) -> list[str]:
    """What the check says of the real registry after changing some footprints' fields."""
    document = copy.deepcopy(DOCUMENT)
    by_id = {f["id"]: f for f in document["footprints"]}
    for name, fields in changes:
        by_id[name] |= fields
    registry = Registry.from_document(document)
    return [str(item) for item in registry_faults(list(registry), members, lookup=LOOKUP)]


def field(name: str, key: str) -> list:
    return copy.deepcopy(next(f[key] for f in DOCUMENT["footprints"] if f["id"] == name))


def with_parent(name: str, **changes: str) -> dict:
    parents = field(name, "parents")
    parents[0] |= changes
    return {"parents": parents}


ENGLEFIELD = "E01030802, E01030803, E01030804, E01030805, E01030806"
CASES = {
    "absent parent": (
        ("pl-slough", with_parent("pl-slough", id="sys-moon")),
        "pl-slough, parents.sys-moon: the parent is not in the registry",
    ),
    "parent before its life": (
        ("pl-wigan", with_parent("pl-wigan", **{"from": "1999-01-01"})),
        "pl-wigan, parents.sys-gm-icb: is its parent on dates when one of the two does not exist",
    ),
    "two systems at once": (
        ("pl-slough", with_parent("pl-slough", to="2026-04-30")),
        "pl-slough, parents.sys-thames-valley: has sys-frimley-icb as its system on the same days",
    ),
    "parent of no larger tier": (
        ("nb-gorleston", with_parent("nb-gorleston", id="nb-gynv")),
        "nb-gorleston, parents.nb-gynv: a neighbourhood cannot hold a neighbourhood",
    ),
    "assumed day that is none": (
        ("pl-walsall", {"days_assumed": ["valid_to"]}),
        "pl-walsall, days_assumed: names no day that the footprint has (valid_to)",
    ),
    "ends before it begins": (
        ("pl-walsall", {"valid_from": "2020-01-01", "valid_to": "2019-01-01"}),
        "pl-walsall, valid_to: ends (2019-01-01) before it begins (2020-01-01)",
    ),
    "no date": (
        ("pl-walsall", {"valid_from": "May 2020"}),
        "pl-walsall, valid_from: neither empty nor an ISO date (May 2020)",
    ),
    "no date of a parent": (
        ("pl-slough", with_parent("pl-slough", to="31/03/2026")),
        "pl-slough, parents.sys-frimley-icb.to: neither empty nor an ISO date (31/03/2026)",
    ),
    "overlap in a lineage": (
        ("sys-nw-icb", {"valid_to": "2026-04-30"}),
        "sys-nw-icb, successors: overlaps its successor sys-ns-icb (2026-04-30, 2026-04-01)",
    ),
    "no end and a successor": (
        ("sys-nw-icb", {"valid_to": ""}),
        "sys-nw-icb, successors: overlaps its successor sys-ns-icb (no end, 2026-04-01)",
    ),
    "lost successor": (
        ("sys-nw-stp", {"successors": [{"id": "sys-lost", "share": 1.0, "basis": "population"}]}),
        "sys-nw-stp, successors: not in the registry (sys-lost)",
    ),
    "shares short of one": (
        ("sys-nw-icb", {"successors": [{"id": "sys-ns-icb", "share": 0.9, "basis": "population"}]}),
        "sys-nw-icb, successors: shares add up to 0.9, not 1 (sys-ns-icb)",
    ),
    "shares above one": (
        ("sys-ns-icb", {"predecessors": [{"id": "sys-nw-icb", "share": 1.2, "basis": "population"}]}),
        "sys-ns-icb, predecessors: shares add up to 1.2, not 1 (sys-nw-icb)",
    ),
    "shares that the members do not have": (
        (
            "sys-frimley-icb",
            {
                "successors": [
                    {"id": "sys-thames-valley", "share": 0.5, "basis": "lsoa"},
                    {"id": "sys-surrey-sussex", "share": 95 / 440, "basis": "lsoa"},
                    {"id": "sys-hiow", "share": 125 / 440, "basis": "lsoa"},
                ]
            },
        ),
        "sys-frimley-icb, successors: shares are not those of the members (sys-hiow, sys-thames-valley)",
    ),
    "shares of residents that the members contradict": (
        (
            "sys-frimley-icb",
            {
                "successors": [
                    {"id": "sys-thames-valley", "share": 0.3, "basis": "population"},
                    {"id": "sys-surrey-sussex", "share": 0.22, "basis": "population"},
                    {"id": "sys-hiow", "share": 0.48, "basis": "population"},
                ]
            },
        ),
        "sys-frimley-icb, successors: shares are not those of the members (sys-hiow, sys-thames-valley)",
    ),
    "a share of nothing": (
        ("sys-nw-icb", {"successors": [{"id": "sys-ns-icb", "share": s, "basis": "lsoa"} for s in (0.0, 1.0)]}),
        "sys-nw-icb, successors: a share that is not above 0 and at most 1 (sys-ns-icb 0)",
    ),
    "a basis nobody knows": (
        ("sys-nw-icb", {"successors": [{"id": "sys-ns-icb", "share": 1.0, "basis": "acres"}]}),
        "sys-nw-icb, successors: a basis that is none of lsoa, population (sys-ns-icb acres)",
    ),
    "a confidence nobody knows": (
        ("pl-wigan", {"confidence": "sure"}),
        "pl-wigan, confidence: none of confirmed, approximated, knowledge (sure)",
    ),
    "no source": (("pl-wigan", {"source": []}), "pl-wigan, source: is empty"),
    "a code twice": (
        ("sys-essex", {"code": "E54000068"}),
        "sys-ns-icb, code: sys-essex has it on the same days (E54000068)",
    ),
    "members of no type": (
        ("pl-wigan", {"members": [{"type": "PARISH", "code": "E04000001"}]}),
        "pl-wigan, members: unknown type of member (PARISH E04000001)",
    ),
    "codes of another shape": (
        ("pl-wigan", {"members": [{"type": "PCN", "code": "E05000001"}, {"type": "WARD", "code": "U00001"}]}),
        "pl-wigan, members.PCN: not a code of this type (E05000001)",
    ),
    "wards that do not exist": (
        ("pl-wigan", {"members": [{"type": "WARD", "code": f"E0599000{n}"} for n in range(7, 0, -1)]}),
        "pl-wigan, members.WARD: no such code in wd25cd (E05990001, E05990002, E05990003, E05990004, E05990005)",
    ),
    "districts that do not exist": (
        ("pl-wigan", {"members": [{"type": "LAD", "code": "E08999999"}]}),
        "pl-wigan, members.LAD: no such code in lad11cd or lad22cd (E08999999)",
    ),
    "sub-ICB locations that do not exist": (
        ("sys-nw-icb", {"members": [{"type": "SICBL", "code": "E38999999"}]}),
        "sys-nw-icb, members.SICBL: no such code in sicbl22cd (E38999999)",
    ),
    "small areas that do not exist": (
        ("pl-wigan", {"members": [{"type": "LSOA", "code": "E01999999"}]}),
        "pl-wigan, members.LSOA: no such code in lsoa11cd (E01999999)",
    ),
    "misfit not declared": (
        ("pl-rbwm", {"misfit": []}),
        "pl-rbwm, parents.sys-thames-valley: 6 LSOAs outside the parent, 0 declared",
    ),
    "misfit against no parent": (
        ("pl-rbwm", {"misfit": [*field("pl-rbwm", "misfit"), {"parent": "sys-gm-icb", "n_lsoa11": 1}]}),
        "pl-rbwm, misfit: declared against no parent (sys-gm-icb)",
    ),
    "wrong number": (("pl-gyw", {"n_lsoa11": 133}), "pl-gyw, n_lsoa11: says 133 LSOAs and has 134"),
    "a system that its places do not cover": (
        ("sys-gm-icb", {"places_cover": True}),
        "sys-gm-icb, places_cover: 1473 LSOAs in no part on 2022-07-01",
    ),
    "a place without parts": (
        ("pl-slough", {"neighbourhoods_cover": True}),
        "pl-slough, neighbourhoods_cover: has no parts to cover it",
    ),
    "a union counted as a part": (
        ("nb-worksop-harworth", {"kind": ""}),
        f"pl-bassetlaw, neighbourhoods_cover: {len(EXTENT['nb-worksop-harworth'])} LSOAs in two parts on 2019-07-01",
    ),
    "a place that ends before its system": (
        ("pl-slough", with_parent("pl-slough", to="2025-12-31")),
        "sys-frimley-icb, places_cover: 80 LSOAs in no part on 2026-01-01",
    ),
}


@pytest.mark.parametrize(("change", "words"), CASES.values(), ids=list(CASES))
def test_each_fault_is_named_with_footprint_field_and_values(change: tuple[str, dict], words: str) -> None:
    found = bent(change)
    assert [line for line in found if line.startswith(words)], "\n".join(found)


def test_a_member_is_looked_up_only_where_its_own_dates_meet_the_list() -> None:
    later = {"type": "WARD", "code": "E05990001", "valid_from": "2026-05-07"}
    assert bent(("pl-wigan", {"members": [later]})) == []
    assert len(bent(("pl-wigan", {"members": [later | {"valid_from": "2023-05-04"}]}))) == 1


def test_members_that_do_not_exist_and_footprints_that_are_not_there() -> None:
    rows = [("pl-slough", "E01999999"), ("who", "E01000001"), ("pl-wigan", min(EXTENT["pl-wigan"]))]
    strangers = pd.DataFrame(rows, columns=["footprint_id", "lsoa11cd"])
    members = pd.concat([MEMBERS[MEMBERS["footprint_id"] != "nb-earley"], strangers], ignore_index=True)
    found = bent(members=members)
    assert "who, id: has members and is not in the registry" in found
    assert "nb-earley, lsoa11: has no members" in found
    assert "pl-slough, lsoa11: 1 members do not exist (E01999999)" in found
    assert f"pl-wigan, lsoa11: an LSOA stands twice ({min(EXTENT['pl-wigan'])})" in found


def test_no_system_shares_ground_with_another_on_a_day() -> None:
    found = bent(("sys-nw-icb", {"valid_to": "2026-04-30"}))
    words = "sys-ns-icb, lsoa11: 611 LSOAs are in two systems on 2026-04-01: sys-ns-icb, sys-nw-icb"
    assert any(line.startswith(words) for line in found)
    assert found.count(found[0]) == 1


def test_faults_come_all_at_once() -> None:
    found = bent(
        ("pl-gyw", {"n_lsoa11": 133}), ("pl-slough", {"neighbourhoods_cover": True}), ("pl-rbwm", {"misfit": []})
    )
    assert [line.split(",")[0] for line in found] == ["pl-gyw", "pl-rbwm", "pl-slough"]


def test_a_fault_shows_its_first_five_values() -> None:
    many = fault(("pl-gyw", "lsoa11"), "are odd", values="gfedcba")
    assert (str(many), str(fault(("a", "b"), "is odd"))) == ("pl-gyw, lsoa11: are odd (a, b, c, d, e)", "a, b: is odd")


@pytest.mark.parametrize("whole", [f for f in REGISTRY if f.places_cover or f.neighbourhoods_cover], ids=lambda f: f.id)
def test_declared_covers_day_by_day(whole) -> None:
    """A second way: on the first of every month since 2019, each LSOA of the whole is in one part, if there are any."""
    tier, seen = "place" if whole.places_cover else "neighbourhood", 0
    for month in range(12 * 8):
        day = dt.date(2019 + month // 12, month % 12 + 1, 1).isoformat()
        parts = [f for f in REGISTRY.children(whole.id, day, tier=tier) if not f.kind]
        if whole.valid_on(day) and parts:
            count = Counter(code for part in parts for code in EXTENT[part.id])
            assert count == dict.fromkeys(EXTENT[whole.id], 1)
            seen += 1
    assert seen > 20


def test_a_lookup_without_a_list_leaves_codes_unchecked() -> None:
    registry = Registry.from_document(
        {"footprints": [entry("a", n_lsoa11=1, members=[{"type": "LAD", "code": "E08999999"}])]}
    )
    members = pd.DataFrame({"footprint_id": ["a"], "lsoa11cd": ["E01000001"]})
    assert registry_faults(list(registry), members, lookup=LOOKUP[["lsoa11cd"]]) == []
