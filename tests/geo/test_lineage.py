"""What became of an area, in shares and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.footprints import Registry
from geo.lineage import Share, area_on, in_words
from tests.geo.test_footprints import EXTENT, REGISTRY, entry, ids


@given(st.sampled_from(ids(REGISTRY)), st.dates().map(lambda day: day.isoformat()))
def test_the_area_of_a_footprint_on_any_date(name: str, on: str) -> None:
    """Against the LSOA lists: every footprint named is valid then, holds some of the area, and shares stay within 1."""
    shares = REGISTRY.successors_on(name, on)
    assert sum(share.share for share in shares) <= 1 + 1e-9
    for share in shares:
        assert REGISTRY[share.id].valid_on(on)
        assert 0 < share.share <= 1 + 1e-9
        assert EXTENT[name] & EXTENT[share.id]
    if REGISTRY[name].valid_on(on):
        assert [(share.id, share.share) for share in shares] == [(name, 1.0)]


@pytest.mark.parametrize("on", ["2022-07-01", "2024-04-01", "2026-04-01"])
def test_shares_of_old_boards_by_a_plain_count(on: str) -> None:
    """Each share by LSOAs is the count of common LSOAs, also over two changes in a row."""
    for system in REGISTRY.of_tier("system"):
        if system.valid_to and system.valid_to < on:
            for share in REGISTRY.successors_on(system.id, on):
                common = len(EXTENT[system.id] & EXTENT[share.id]) / len(EXTENT[system.id])
                assert share.share == pytest.approx(common, abs=0.02 if share.basis == "population" else 1e-6)


def test_lineages_in_a_circle_or_into_nothing_end() -> None:
    document = {"footprints": [entry("a", valid_to="2020-01-01"), entry("b", valid_to="2021-01-01")]}
    document["footprints"][0]["successors"] = [{"id": "b", "share": 1.0}, {"id": "gone", "share": 0.5}]
    document["footprints"][1]["successors"] = [{"id": "a", "share": 1.0}]
    registry = Registry.from_document(document)
    assert registry.successors_on("a", "2024-01-01") == ()
    assert registry.found("a", "2024-01-01").notice.endswith(
        "This pack has no footprint for its area on 1 January 2024."
    )


def test_small_shares_are_not_rounded_away() -> None:
    document = {"footprints": [entry("a", valid_to="2020-01-01"), entry("b"), entry("c")]}
    document["footprints"][0]["successors"] = [{"id": "b", "share": 0.998}, {"id": "c", "share": 0.002}]
    assert "b (over 99 %) and c (under 1 %)" in Registry.from_document(document).found("a", "2024-01-01").notice


def test_lists_in_words() -> None:
    assert [in_words(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert area_on({}, "nobody", on="2020-01-01") == ()


def test_a_whole_share_is_a_share_of_the_people_too() -> None:
    assert REGISTRY.successors_on("sys-mid-and-south-essex", "2026-05-01") == (Share("sys-essex", 1.0, "population"),)
    assert {share.basis for share in REGISTRY.successors_on("sys-frimley-icb", "2026-05-01")} == {"lsoa"}
