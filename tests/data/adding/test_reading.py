"""Columns, codes with their vintage, periods, and real publications that this path has never seen."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from data.adding.area_words import plain_name
from data.adding.areas import Areas
from data.adding.book import Sheet, read_book
from data.adding.cells import understood
from data.adding.checks import coverage, small_rows
from data.adding.columns import guessed
from data.adding.fingertips_sheet import indicators_in
from data.adding.layout import header_row, tabled
from data.adding.periods import period_of
from data.adding.reading import Options, read_table
from data.adding.successors import Successors
from data.store_checks import is_period
from data.validation import FileFaults
from tests.data.adding.sheets import HEAD, ROWS, SMOKING, csv_bytes, judged, xlsx_bytes
from tests.shared_folder import shared


@hypothesis(max_examples=120)
@given(st.text(max_size=12) | st.from_regex(r"[-+£(<~]?[0-9,. ]{0,8}[%*)]?", fullmatch=True))
def test_a_cell_is_a_number_only_where_python_agrees(text: str) -> None:
    cell = understood(text)
    assert (cell.number is not None) + bool(cell.fault) + (not cell.fault and cell.number is None) == 1
    if cell.number is not None:
        bare = "".join(text.replace("−", "-").replace("£", "").replace("%", "").replace("’", "").split())
        assert float(bare.replace(",", "").replace("'", "")) == cell.number


@hypothesis(max_examples=80)
@given(st.text(max_size=14) | st.from_regex(r"(Q[1-4] )?(19|20)\d\d[-/ ]?\d{0,2}", fullmatch=True))
def test_a_period_is_one_of_ours_or_none(text: str) -> None:
    assert period_of(text) == "" or is_period(period_of(text))


@hypothesis(max_examples=40)
@given(st.binary(max_size=300), st.sampled_from([".csv", ".xlsx", ".ods", ".txt"]))
def test_any_bytes_are_read_or_told(content: bytes, kind: str) -> None:
    try:
        for sheet in read_book(f"a{kind}", content):
            tabled(sheet)
    except FileFaults as told:
        assert all(fault.message for fault in told.faults)


def test_old_codes_have_successors_with_shares(pack) -> None:
    known = Successors(pack)
    assert known.shares("E07000206", "lad22").to_dict() == {"E07000244": 1.0}
    assert known.same_ground("E07000206", "lad22") == ""  # East Suffolk is more than Waveney
    shares = known.shares("E06000059", "ctyua19")  # Dorset lost Christchurch in 2019
    assert set(shares.index) == {"E06000058", "E06000059"} and shares.sum() == pytest.approx(1)
    assert shares["E06000059"] > 0.8 and "E06000058" in known.words("E06000059", "ctyua19")


def test_kinds_and_vintages_are_told_apart(areas: Areas) -> None:
    both = areas.of_codes(["E07000145", "E10000020", "E92000001", "pl-gyw", "E02005543", "E01026581"])
    assert list(both.types) == ["lad22", "ctyua23", "ctry", "place", "msoa11", "lsoa11"] and both.faults == []
    old = areas.of_codes(["E07000206", "E07000145"])
    assert list(old.types) == ["lad11", "lad11"]
    assert areas.of_codes(["E06000001"], chosen="ctyua21").types[0] == "ctyua21"
    assert plain_name("City of Bristol") == plain_name("Bristol, City of") == "bristol"


def test_the_header_and_the_columns_are_found_and_can_be_chosen(areas: Areas) -> None:
    sheet = Sheet("a", (("Title", "", "", "", ""), tuple(HEAD), *(tuple(map(str, row)) for row in ROWS)))
    assert header_row(sheet) == 2
    table = tabled(sheet)
    columns = guessed(table.header, table.rows)
    assert columns.roles == {0: "area_code", 1: "area_name", 2: "period", 3: "numerator", 4: "denominator"}
    reading = read_table(table, columns, areas=areas, options=Options())
    (told,) = coverage(reading, areas)
    assert (told.there, told.of) == (7, 309) and told.words() == "7 of 309 districts (2022) have a row."
    assert small_rows(reading, value_type="proportion", multiplier=100).empty
    chosen = judged(
        areas, csv_bytes([HEAD, *ROWS]), roles={0: "area_code", 2: "period", 4: "numerator", 3: "denominator"}
    )
    assert len(chosen.faults) == 7 and "may have changed places" in chosen.faults[0].message
    other = judged(areas, xlsx_bytes({"A": [HEAD, *ROWS], "B": [HEAD, *ROWS[:3]]}), "a.xlsx", sheet="B")
    assert len(other.reading.frame) == 3


def test_a_fingertips_download_is_taken_as_it_is(areas: Areas) -> None:
    path = shared("data", "ohid", "fingertips_countyua_jargonautical.csv.gz")
    settings = replace(
        SMOKING, value_type="directly_standardised_rate", unit="per 100,000", reason="As it was published"
    )
    made = judged(areas, gzip.decompress(path.read_bytes()), "fingertips.csv", settings=settings)
    assert made.reading.report[0].startswith("The file is a Fingertips download")
    assert {one.area_type for one in made.coverage} == {"ctry", "rgn", "ctyua18"}
    assert all(fault.row and fault.column and fault.message for fault in made.faults)
    from data.adding.candidate import opened

    assert len(indicators_in(opened("f.csv", gzip.decompress(path.read_bytes())).table)) >= 1


REAL = {
    "primary_care/hoc_library_lad_modelled_prevalence_2019_20.csv.gz": "not a number",
    "ons/health_index/england_health_index_ics.csv.gz": "twice",
    "primary_care/pcn_imd_2019_registered_jan2023.csv.gz": "",
    "ohid/fingertips_90810_asthma_u19_7LAs_2013-14_to_2023-24.csv": "",
}


@pytest.mark.parametrize("name", REAL)
def test_real_files_load_or_every_reason_is_given(name: str, areas: Areas) -> None:
    content = shared("data", *name.split("/")).read_bytes()
    content = gzip.decompress(content) if name.endswith(".gz") else content
    settings = replace(SMOKING, value_type="index", unit="score")
    made = judged(areas, content, name.rpartition("/")[2].removesuffix(".gz"), settings=settings, period="2023")
    assert (made.added is None) == bool(made.faults)
    assert all(fault.message and (fault.row or not fault.value or fault.column) for fault in made.faults)
    if made.added is not None:
        assert len(made.added.frame) == len(made.reading.frame) > 0
