"""Postcodes as people write them: where they are, and why some are nowhere."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue import read_sources
from data.england import postcodes as full
from data.pack import Pack
from data.postcodes import Answer, postcode_areas
from data.validation import PackFaults

EMBEDDED = Path(__file__).resolve().parents[2] / "data" / "pack" / "embedded"
PACK = Pack(EMBEDDED, {}, {}, {}, "x")
TABLE = pd.read_parquet(EMBEDDED / "lookups" / "postcodes.parquet")
KNOWN = dict(zip(TABLE["postcode"], TABLE["lsoa11cd"], strict=True))


def test_the_hospital_in_gorleston_in_any_spelling() -> None:
    """James Paget University Hospital, NR31 6LA, is in Great Yarmouth (one of its 61 LSOAs)."""
    lookup = pd.read_parquet(EMBEDDED / "lookups" / "lsoa11.parquet").set_index("lsoa11cd")
    found = postcode_areas(PACK, ["NR31 6LA", "nr316la", " Nr31  6 lA ", "NR31-6LA"])
    assert found.frame["postcode"].tolist() == ["NR316LA"] * 4
    assert len(found.lsoas) == 1
    assert lookup.at[found.lsoas[0], "lad22cd"] == "E07000145"
    assert set(found.frame["answer"]) == {Answer.FOUND}


def test_every_other_postcode_says_why_it_is_nowhere() -> None:
    given = ["NR31 6LA", "NR31 0CC", "M1 1AE", "hello", "", None, "NR31 6L", "hello"]
    found = postcode_areas(PACK, given)
    assert found.frame["answer"].tolist() == [
        "found",
        "unknown",
        "outside",
        "malformed",
        "malformed",
        "malformed",
        "malformed",
        "malformed",
    ]
    assert found.given(Answer.UNKNOWN) == ("NR31 0CC",)
    assert found.given(Answer.OUTSIDE) == ("M1 1AE",)
    assert found.given(Answer.MALFORMED) == ("hello", "", "NR31 6L")
    assert found.frame["lsoa11cd"].notna().tolist() == [True] + [False] * 7
    assert postcode_areas(PACK, []).lsoas == ()


@given(st.lists(st.tuples(st.sampled_from(sorted(KNOWN)[::97]), st.booleans(), st.integers(0, 2)), max_size=20))
def test_spelling_changes_nothing(asked: list[tuple[str, bool, int]]) -> None:
    written = [
        " " * n + (c.lower() if low else c)[:-3] + " " * n + (c.lower() if low else c)[-3:] for c, low, n in asked
    ]
    found = postcode_areas(PACK, written)
    assert found.frame["lsoa11cd"].tolist() == [KNOWN[code] for code, _, _ in asked]
    assert found.frame["given"].tolist() == written


def test_the_embedded_table_holds_places_and_neighbourhoods_and_stays_small() -> None:
    members = pd.read_parquet(EMBEDDED / "lookups" / "footprint_lsoa11.parquet")
    local = set(members.loc[~members["footprint_id"].str.startswith("sys-"), "lsoa11cd"])
    assert set(TABLE["lsoa11cd"]) == local
    assert TABLE["postcode"].is_unique
    assert TABLE["postcode"].is_monotonic_increasing
    assert TABLE["postcode"].str.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}").all()
    assert (EMBEDDED / "lookups" / "postcodes.parquet").stat().st_size < 450_000
    assert "Royal Mail" in read_sources(EMBEDDED / "sources.toml")["ons_postcodes"].attribution


def test_a_pack_without_the_table_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackFaults, match=r"lookups/postcodes\.parquet: the file is missing"):
        postcode_areas(Pack(tmp_path, {}, {}, {}, "x"), ["NR31 6LA"])


def test_the_full_table_is_the_list_and_what_is_newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = pd.DataFrame({"postcode": ["M11AE", "AA11AA"], "lsoa11cd": ["E01000002", "E01000001"]})
    newer = pd.DataFrame({"postcode": ["AA11AA", "GG19ZZ"], "lsoa11cd": ["E01000009", "E01000004"]})
    (tmp_path / "lookups").mkdir()
    newer.to_parquet(tmp_path / "lookups" / "postcodes.parquet")
    monkeypatch.setattr(full, "english_postcodes", lambda _: listed)
    done = full.england_postcodes(Path("list.7z"), tmp_path)
    rows = [("AA11AA", "E01000001"), ("GG19ZZ", "E01000004"), ("M11AE", "E01000002")]
    assert list(done.itertuples(index=False, name=None)) == rows
