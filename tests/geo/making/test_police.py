"""Police areas: every upper-tier council of England in exactly one, and every fault of a list is named."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.build import register_texts
from geo.making.police import area_name, police_areas

PACK = Path(__file__).parents[3] / "data" / "pack" / "embedded"


def areas() -> pd.DataFrame:
    return pd.read_parquet(PACK / "areas.parquet")


def test_the_reviewed_list_covers_england_once_and_is_what_the_pack_holds() -> None:
    found = police_areas(register_texts()["police.toml"], areas())
    assert sorted(found["ctyua21cd"]) == sorted(areas().query("area_type == 'ctyua21'")["area_code"])
    assert found["police_area"].nunique() == 39  # the police areas of England, London's two among them
    pd.testing.assert_frame_equal(
        found.astype("str"), pd.read_parquet(PACK / "lookups" / "police.parquet").astype("str")
    )


@pytest.mark.parametrize(
    ("police_area", "parts"),
    [("Sussex", 3), ("Thames Valley", 9), ("Devon and Cornwall", 5), ("Metropolitan", 32), ("City of London", 1)],
)
def test_areas_have_their_councils(police_area: str, parts: int) -> None:
    found = police_areas(register_texts()["police.toml"], areas())
    assert (found["name"] == police_area).sum() == parts


def test_every_fault_of_a_list_is_named_at_once() -> None:
    text = '[a]\ncouncils = ["Norfolk", "Nowhere"]\n[b-of-c]\ncouncils = ["Norfolk"]\n'
    two = pd.DataFrame({"area_type": "ctyua21", "name": ["Norfolk", "Suffolk"], "area_code": ["E1", "E2"]})
    with pytest.raises(ValueError, match=r"Nowhere: no upper.*Norfolk: in two.*Suffolk: in no police area"):
        police_areas(text, two)
    assert area_name("b-of-c") == "B of C"
