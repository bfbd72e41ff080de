"""The area classification: shares are counts of postcodes, whole and with their zeros."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.sources import output_area_classification as oac
from data.validation import FileFaults

TREE = {"AB1": {"1AA": "1C3", "1AB": "8A1", "1AC": None}, "CD2": {"2AA": "8D2", "2AB": "9Z9"}}
PLACES = (
    "pcd7,oa11cd,lsoa11cd\nAB1 1AA,x,E01000001\nAB1 1AB,x,E01000001\nCD2 2AA,x,E01000001\n"
    "AB1 9ZZ,x,E01000001\nCD2 2AB,x,W01000001\n"
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "tree.json").write_text(json.dumps(TREE))
    return tmp_path / "tree.json"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The postcode table in a 7z archive, as the package has it."""
    py7zr = pytest.importorskip("py7zr", reason="py7zr is needed to build, see requirements-build.txt")
    (tmp_path / "p.csv").write_text(PLACES, encoding="latin1")
    with py7zr.SevenZipFile(tmp_path / "p.7z", "w") as content:
        content.write(tmp_path / "p.csv", "p.csv")
    return tmp_path / "p.7z"


def test_shares_are_counts_with_zeros(tree: Path, archive: Path) -> None:
    imported = oac.supergroup_shares({"classification": tree, "postcodes": archive})
    found = imported.frame.set_index("category")
    assert len(found) == 8 and (found["denominator"] == 3).all() and (found["area_code"] == "E01000001").all()
    assert found.loc["oac_supergroup:1 Rural residents", "numerator"] == 1
    assert found.loc["oac_supergroup:8 Hard-pressed living", "numerator"] == 2
    assert found.loc["oac_supergroup:5 Urbanites", "numerator"] == 0
    assert imported.report == ("3 of 4 English postcodes are classified, the others came later and are left out",)


def test_an_lsoa_without_a_classified_postcode_is_reported(tree: Path, archive: Path) -> None:
    tree.write_text(json.dumps({"AB1": {"1AA": "1C3"}, "ZZ9": {"9ZZ": "1C3"}}))
    oac_only = pd.DataFrame({"postcode": ["X"], "lsoa11cd": ["E01000002"]})
    places = pd.concat([oac.english_postcodes(archive), oac_only])
    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr(oac, "english_postcodes", lambda _: places)
        report = oac.supergroup_shares({"classification": tree, "postcodes": archive}).report
    assert report[1] == "1 LSOA without a classified postcode: E01000002"


def test_groups_outside_the_eight_are_left_out(tree: Path) -> None:
    found = oac.classified_postcodes(tree)
    assert dict(zip(found["postcode"], found["supergroup"], strict=True)) == {
        "AB11AA": "1",
        "AB11AB": "8",
        "CD22AA": "8",
    }


@pytest.mark.parametrize("document", [[], {"AB1": "1C3"}, 3])
def test_another_shape_is_refused(tree: Path, document: object) -> None:
    tree.write_text(json.dumps(document))
    with pytest.raises(FileFaults, match="must be"):
        oac.classified_postcodes(tree)


def test_a_postcode_twice_is_refused(tree: Path, tmp_path: Path) -> None:
    py7zr = pytest.importorskip("py7zr", reason="py7zr is needed to build, see requirements-build.txt")
    (tmp_path / "p.csv").write_text(PLACES + "AB1 1AA,x,E01000002\n")
    with py7zr.SevenZipFile(tmp_path / "p.7z", "w") as content:
        content.write(tmp_path / "p.csv", "p.csv")
    with pytest.raises(FileFaults, match="the same key twice"):
        oac.english_postcodes(tmp_path / "p.7z")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["E01", "E02"]), st.sampled_from("12345678")), min_size=1, max_size=30))
def test_the_groups_of_an_area_sum_to_its_postcodes(pairs: list[tuple[str, str]]) -> None:
    tree = {"X": {str(place): f"{group}A1" for place, (_, group) in enumerate(pairs)}}
    places = pd.DataFrame(
        [(f"X{place}", area) for place, (area, _) in enumerate(pairs)], columns=["postcode", "lsoa11cd"]
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(oac, "english_postcodes", lambda _: places)
        patch.setattr(Path, "read_bytes", lambda _: json.dumps(tree).encode())
        frame = oac.supergroup_shares({"classification": Path("t"), "postcodes": Path("p")}).frame
    for area, total in Counter(area for area, _ in pairs).items():
        rows = frame[frame["area_code"] == area]
        assert rows["numerator"].sum() == total and (rows["denominator"] == total).all()
        assert rows["numerator"].tolist() == [pairs.count((area, group)) for group in "12345678"]
