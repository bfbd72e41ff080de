"""The postcode tables: what the embedded one holds, and what the full one is made of."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.catalogue import read_sources
from data.england import postcodes as full

EMBEDDED = Path(__file__).resolve().parents[2] / "data" / "pack" / "embedded"
TABLE = pd.read_parquet(EMBEDDED / "lookups" / "postcodes.parquet")


def test_the_hospital_in_gorleston_is_in_great_yarmouth() -> None:
    """James Paget University Hospital, NR31 6LA."""
    lookup = pd.read_parquet(EMBEDDED / "lookups" / "lsoa11.parquet").set_index("lsoa11cd")
    where = TABLE.set_index("postcode").at["NR316LA", "lsoa11cd"]
    assert lookup.at[where, "lad22cd"] == "E07000145"


def test_the_embedded_table_holds_places_and_neighbourhoods_and_stays_small() -> None:
    members = pd.read_parquet(EMBEDDED / "lookups" / "footprint_lsoa11.parquet")
    local = set(members.loc[~members["footprint_id"].str.startswith("sys-"), "lsoa11cd"])
    assert set(TABLE["lsoa11cd"]) == local
    assert TABLE["postcode"].is_unique
    assert TABLE["postcode"].is_monotonic_increasing
    assert TABLE["postcode"].str.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}").all()
    assert (EMBEDDED / "lookups" / "postcodes.parquet").stat().st_size < 450_000
    assert "Royal Mail" in read_sources(EMBEDDED / "sources.toml")["ons_postcodes"].attribution


def test_the_full_table_is_the_list_and_what_is_newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = pd.DataFrame({"postcode": ["M11AE", "AA11AA"], "lsoa11cd": ["E01000002", "E01000001"]})
    newer = pd.DataFrame({"postcode": ["AA11AA", "GG19ZZ"], "lsoa11cd": ["E01000009", "E01000004"]})
    (tmp_path / "lookups").mkdir()
    newer.to_parquet(tmp_path / "lookups" / "postcodes.parquet")
    monkeypatch.setattr(full, "english_postcodes", lambda _: listed)
    done = full.england_postcodes(Path("list.7z"), tmp_path)
    rows = [("AA11AA", "E01000001"), ("GG19ZZ", "E01000004"), ("M11AE", "E01000002")]
    assert list(done.itertuples(index=False, name=None)) == rows
