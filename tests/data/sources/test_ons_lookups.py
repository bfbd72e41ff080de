"""Lookups: repeated rows are dropped, contradictions refused, split areas given to the largest."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.sources.ons_lookups import best_fit, lookup
from data.validation import FileFaults
from tests.shared_folder import shared

COLUMNS = {"lsoa11cd": "LSOA11CD", "msoa11cd": "MSOA11CD", "msoa11nm": "MSOA11NM"}


def written(path: Path, *rows: str) -> Path:
    path.write_text("LSOA11CD,MSOA11CD,MSOA11NM\n" + "\n".join(rows) + "\n")
    return path


def test_repeats_go_and_wales_stays_out(tmp_path: Path) -> None:
    rows = ("E01990002,E02990001,A", "E01990001,E02990001,A", "E01990001,E02990001,A", "W01990001,W02990001,B")
    done = lookup(written(tmp_path / "l.csv", *rows), COLUMNS)
    assert done.frame["lsoa11cd"].tolist() == ["E01990001", "E01990002"]
    assert list(done.frame) == list(COLUMNS)
    assert len(done.report) == 2
    assert len(lookup(tmp_path / "l.csv", COLUMNS, only="").frame) == 3


def test_faults_are_listed_with_rows(tmp_path: Path) -> None:
    path = written(tmp_path / "l.csv", "E01990001,E02990001,A", "E01990001,E02990002,B", "E01990003,nowhere!,C")
    with pytest.raises(FileFaults) as caught:
        lookup(path, COLUMNS)
    said = str(caught.value)
    assert "column MSOA11CD, row 4: not an area code ('nowhere!')" in said
    assert "rows 2, 3: two different answers" in said
    with pytest.raises(FileFaults, match="missing column WD22CD"):
        lookup(path, {"lsoa11cd": "LSOA11CD", "wd22cd": "WD22CD"})


def test_split_areas_go_to_the_most_people(tmp_path: Path) -> None:
    rows = ("E01990001,E02990001,A", "E01990001,E02990002,B", "E01990002,E02990003,C")
    path = written(tmp_path / "l.csv", *rows)
    done = best_fit(path, COLUMNS, weights=pd.Series({"E02990001": 10.0, "E02990002": 20.0}))
    assert done.frame["msoa11cd"].tolist() == ["E02990002", "E02990003"]
    assert done.report[-1].startswith("1 codes with several answers")
    assert best_fit(path, COLUMNS, weights=pd.Series(dtype="float64")).frame["msoa11cd"].tolist() == [
        "E02990001",
        "E02990003",
    ]


@pytest.mark.shared
def test_the_genuine_lookup_with_repeated_rows_is_one_row_per_lsoa() -> None:
    columns = {"lsoa11cd": "lsoa11_code", "msoa11cd": "msoa11_code"}
    done = lookup(shared("data", "ons", "lookups", "lookup_lsoa11_msoa11.csv.gz"), columns)
    assert len(done.frame) == 32_844
    assert done.frame["msoa11cd"].nunique() == 6_791
