"""Where observations are from: rows in few letters, written beside the table, found again through the trace."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import trace
from data.lineage import COLUMNS, gathered, gathered_by, lineage_file, placed, read_lineage
from data.pack import Pack, open_pack
from data.sources.facts import FOLDER
from data.trace_record import NO_RECORD
from data.writing import write_observations
from tests.data.packs import CODES, observations, write_pack

EMBEDDED = trace.EMBEDDED


@lru_cache(maxsize=1)
def embedded() -> Pack:
    """The embedded pack, checked once for all tests."""
    return open_pack(EMBEDDED)


def expanded(first: int, more: str) -> set[int]:
    """The rows that a person reads out of the words."""
    rows = {first}
    for run in filter(None, more.split(", ")):
        low, _, high = run.partition("-")
        rows |= set(range(int(low), int(high or low) + 1))
    return rows


@given(st.sets(st.integers(1, 200), min_size=1, max_size=30))
def test_gathered_rows_are_all_rows_and_no_others(rows: set[int]) -> None:
    assert expanded(*gathered(rows)) == rows


def test_rows_of_a_sum_are_those_of_its_parts() -> None:
    parts = placed(pd.DataFrame({"area_code": list("aabba"), "numerator": 1}), "x/file.csv")
    found = gathered_by(parts, ["area_code"]).set_index("area_code")
    assert expanded(*found.loc["a", ["source_row", "source_more"]]) == {2, 3, 6}
    assert found["source_file"].tolist() == ["file.csv"] * 2


def test_a_tables_rows_follow_it_through_sorting(tmp_path: Path) -> None:
    rows = placed(observations().iloc[::-1].reset_index(drop=True), "figures.csv")
    pack = write_pack(tmp_path / "pack", rows)
    kept = pd.concat([pd.read_parquet(pack / "observations.parquet"), read_lineage(pack)], axis=1)
    for one in kept.itertuples():
        source = rows.iloc[one.source_row - 2]
        assert (source["area_code"], source["indicator_id"]) == (one.area_code, one.indicator_id)
    write_observations(observations(), pack)  # a table without a record takes the old record away
    assert lineage_file(pack) is None and read_lineage(pack)["source_row"].isna().all()


def test_a_record_of_other_observations_is_none(tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", placed(observations(), "figures.csv"))
    record = (pack / "lineage.parquet").read_bytes()
    assert (
        trace.trace(open_pack(pack), "uptake", area=CODES[0], period="2021-07-08", where={"age": "16+"}).places[0].row
    )
    write_observations(observations().iloc[:-1], pack)
    (pack / "lineage.parquet").write_bytes(record)
    assert lineage_file(pack) is None
    found = trace.trace(open_pack(pack), "uptake", area=CODES[0], period="2021-07-08", where={"age": "16+"})
    assert found.places[0].row is None and found.which == NO_RECORD


def test_every_row_of_the_facts_is_the_row_of_its_file() -> None:
    """Every observation of the embedded pack that names a row of `data/facts`: that row has its area and its period."""
    kept = pd.concat([pd.read_parquet(EMBEDDED / "observations.parquet"), read_lineage(EMBEDDED)], axis=1)
    named = kept[kept["source_file"].isin([path.name for path in FOLDER.glob("*.csv")])]
    assert named["indicator_id"].nunique() >= 7 and len(named) > 14_000
    cumbria = {"E06000063", "E06000064", "E09000001", "E06000053", "E06000017"}  # carried by another one's row
    for file, rows in named.groupby("source_file"):
        with open(FOLDER / file, encoding="utf-8") as text:
            lines = dict(enumerate(csv.reader(text), 1))
        for one in rows[~rows["area_code"].isin(cumbria)].itertuples():
            cells = lines[one.source_row]
            assert one.area_code in cells, (file, one)
            counted = [] if pd.isna(one.numerator) else [f"{one.numerator:g}", f"{one.numerator:.0f}"]
            assert not counted or {*counted} & {cell.removesuffix(".0") for cell in cells}, (file, one)


def test_a_sum_names_the_rows_of_its_members() -> None:
    pack = embedded()
    found = trace.trace(pack, "covid_dose1", area="pl-gyw", period="2021-07-08")
    members = set(pack.lookup("footprint_lsoa11").query("footprint_id == 'pl-gyw'")["lsoa11cd"])
    lsoas = pack.lookup("lsoa11")
    assert {place.area for place in found.places} == set(lsoas[lsoas["lsoa11cd"].isin(members)]["msoa11cd"])
    assert found.members == len(found.places) == 28 and all(place.row for place in found.places)
    assert any("row 42 of covid_first_dose_msoa11_norfolk_waveney.csv" in line for line in found.words())


def test_no_number_is_in_a_trace() -> None:
    """A withheld count: its file and how to find it, and nothing that tells the count."""
    pack = embedded()
    rows = pack.store.traced("stroke_admissions_count", area_type="lsoa11", period="2017-2019")
    assert not {"numerator", "denominator", "value", "lower_ci", "upper_ci"} & set(rows.columns)
    assert set(COLUMNS) <= set(rows.columns)
    small = rows[rows["status"] == "suppressed"].iloc[0]["area_code"]
    words = "\n".join(trace.trace(pack, "stroke_admissions_count", area=small, period="2017-2019").words())
    assert "withheld" in words and "admissions_2017-2019.csv" in words


def test_the_command_line_prints_file_row_checksum_and_licence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(write_pack(tmp_path / "pack", placed(observations(), "figures.csv")))
    assert trace.main(["uptake", CODES[1], "2021-07-08", "--age", "16+", "--pack", folder]) == 0
    told = capsys.readouterr().out
    for words in ("16+: row 3 of figures.csv", f"SHA-256: {'0' * 64}", "Licence: Open Government Licence v3.0"):
        assert words in told
    assert trace.main(["uptake", "nowhere", "2021-07-08", "--pack", folder]) == 1
    assert trace.main(["nothing", CODES[0], "2021-07-08", "--pack", folder]) == 1
    assert "no measure nothing" in capsys.readouterr().err
