"""What is wrong with a sheet is said with where it stands and what to do, all of it at once; nothing is kept then."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from data.adding.areas import Areas
from data.adding.book import read_book
from data.adding.cells import understood
from data.adding.setting_words import LABELS
from data.adding.settings import Settings, settings_faults, settings_of, template
from data.catalogue import read_toml
from data.validation import FileFaults
from tests.data.adding.sheets import HEAD, ROWS, SMOKING, csv_bytes, judged, ods_bytes, rates, xlsx_bytes

X = ["E07000145", "Great Yarmouth", "2023/24", 190, 1000]


def row(**changes: object) -> list:
    """Great Yarmouth's row, changed."""
    names = ["code", "name", "period", "x", "n"]
    return [changes.get(name, value) for name, value in zip(names, X, strict=True)]


CELLS = {
    "12,5": "a decimal comma: write 12.5",
    "1.234,5": "a decimal comma: write 1234.5",
    "(12)": "a number in brackets: write it with a minus sign, or without brackets",
    "12*": "a number with a note: write 12 and put the note in a column of its own",
    "12 [1]": "a number with a note: write 12 and put the note in a column of its own",
    "#REF!": "an error of the spreadsheet: mend the formula, or leave the cell empty",
    "about 12": "not a number: write digits, c where it is withheld, or leave the cell empty where there is none",
    "1e999": "not a finite number: write the number in full",
    "[low]": "a small number rounded away: write the number, or c where it is withheld",
}


@pytest.mark.parametrize("text", CELLS)
def test_a_cell_that_is_no_number_says_what_to_write(text: str, areas: Areas) -> None:
    assert understood(text).fault == CELLS[text] and understood(text).number is None
    made = judged(areas, csv_bytes([HEAD, *ROWS, ["E07000200", "Babergh", "2023/24", text, 900]]))
    assert [str(fault) for fault in made.faults] == [f"row 9, Smokers ({text!r}): {CELLS[text]}"]
    assert made.added is None


FIGURES = {
    "twice": (row(), "row 9, Area ('E07000145 2023/24'): the same area, period and group as row 4: keep one of them"),
    "more than people": (
        row(code="E07000200", x=901, n=900),
        "row 9, Smokers ('901'): more counted than people: the two columns may have changed places",
    ),
    "negative": (row(code="E07000200", x=-3), "row 9, Smokers ('-3'): a count below zero: counts begin at 0"),
    "nobody": (
        row(code="E07000200", x=3, n=0),
        "row 9, Births ('0'): counted events among nobody: mend one of the two",
    ),
    "no period": (
        row(code="E07000200", period="last year"),
        "row 9, Year ('last year'): not a period: write 2024, 2023/24, 2023/24 Q1, 2024-03 or 2024-03-31",
    ),
    "no code": (row(code=""), "row 9, Area code: no area code: fill it in, or leave the row out"),
    "Wales": (row(code="W06000001"), "row 9, Area code ('W06000001'): not a code of England: leave the row out"),
    "no such code": (
        row(code="E07999999"),
        "row 9, Area code ('E07999999'): no area of districts (2022) has this code: look it up, or leave the row out",
    ),
    "old code": (
        row(code="E07000206"),
        "row 9, Area code ('E07000206'): belongs to districts (2011), the other rows are districts (2022): give one "
        "vintage only; its residents are there in E07000244 East Suffolk (all)",
    ),
    "no figure": (
        row(code="E07000200", n=""),
        "row 9, Value: neither a value nor count and people: fill it in, or write n/a",
    ),
}


@pytest.mark.parametrize("kind", FIGURES)
def test_a_row_that_cannot_be_right_is_named_with_what_to_do(kind: str, areas: Areas) -> None:
    bad, words = FIGURES[kind]
    suffolk = ["E07000244", "East Suffolk", "2023/24", 90, 900]
    made = judged(areas, csv_bytes([HEAD, *ROWS, bad, suffolk, ["E07000245", "West Suffolk", "2023/24", 90, 900]]))
    assert words in [str(fault) for fault in made.faults]
    assert {fault.row for fault in made.faults} == {9} and made.added is None


def test_percentages_must_follow_from_their_counts(areas: Areas) -> None:
    head = [*HEAD, "Value", "Lower CI", "Upper CI"]
    good = [*ROWS[0], "10.8", 9, 13]
    assert not judged(areas, csv_bytes([head, good])).faults
    bad = judged(areas, csv_bytes([head, [*ROWS[0], "11.8", 13, 9], [*ROWS[1], 80, 1, 2]]))
    assert sorted(str(fault) for fault in bad.faults) == [
        "row 2, Lower CI ('13'): the lower limit is above the upper one: they may have changed places",
        "row 2, Value ('11.8'): does not follow from count and people: mend one of the three, or check the multiplier",
        "row 2, Value ('11.8'): outside its own limits: mend the value or the limits",
        "row 3, Value ('80'): does not follow from count and people: mend one of the three, or check the multiplier",
        "row 3, Value ('80'): outside its own limits: mend the value or the limits",
    ]


def test_a_code_that_only_changed_is_taken_as_the_new_one_and_said(areas: Areas) -> None:
    old = ["E07000097", "East Hertfordshire", "2023/24", 90, 900]  # E07000242 since 2012, on the same ground
    made = judged(areas, csv_bytes([HEAD, *ROWS, old]))
    if made.faults:
        assert "E07000097" in str(made.faults[0])
    else:
        assert any("on the same ground" in line for line in made.reading.report)


def test_every_row_of_the_smaller_vintage_is_named(areas: Areas) -> None:
    suffolk = [["E07000204", "St Edmundsbury"], ["E07000205", "Suffolk Coastal"], ["E07000206", "Waveney"]]
    suffolk += [["E07000244", "East Suffolk"], ["E07000245", "West Suffolk"]]
    suffolk += [["E06000059", "Dorset"], ["E06000058", "Bournemouth, Christchurch and Poole"]]
    made = judged(areas, csv_bytes([HEAD, *ROWS, *([*one, "2023/24", 90, 900] for one in suffolk)]))
    assert [fault.row for fault in made.faults] == [9, 10, 11]
    assert all("give one vintage only" in fault.message for fault in made.faults)


def test_a_missing_column_is_said_before_its_rows(areas: Areas) -> None:
    made = judged(areas, csv_bytes([["Code", "Births"], ["E07000145", "1000"]]), roles={1: "denominator"})
    assert [str(fault) for fault in made.faults] == [
        "No column holds area codes or names: choose one",
        "No column says the period: choose one, or give the period of the sheet",
        "No column holds values or counts: choose one",
    ]
    two = judged(areas, csv_bytes([HEAD, *ROWS]), roles={0: "area_code", 2: "period", 3: "numerator", 4: "numerator"})
    assert str(two.faults[0]) == "2 columns are chosen as Count (numerator): choose one ('Smokers, Births')"


def test_a_per_cent_sign_beside_an_average_is_a_fault(areas: Areas) -> None:
    made = judged(areas, csv_bytes([["Code", "Year", "Value"], ["E07000145", "2023", "12%"]]), settings=rates())
    assert [str(fault) for fault in made.faults] == [
        "row 2, Value: a per cent sign, but the measure is no percentage: choose % as its unit or take it away"
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0 old",
            "is an old Excel file (.xls) or has a password: save it as .xlsx without one",
        ),
        ("a.pdf", b"%PDF", "is no .csv, .tsv, .txt, .xlsx, .xlsm or .ods file: save it as .xlsx or .csv"),
        ("a.csv", b" \r\n", "is empty"),
        ("a.csv", xlsx_bytes({"A": [["x"]]}), "is a workbook by its content: call it .xlsx or .ods"),
        ("a.xlsx", b"code,value", "is not a workbook"),
        ("a.xlsx", xlsx_bytes({"A": [["x"]]})[:300], "is damaged (BadZipFile): open it, save it again and retry"),
        ("a.ods", ods_bytes({"A": [[]]}), "holds no filled sheet"),
        ("a.csv", b"code\n\x81\x8d\x8f", "is not text in UTF-8 or Windows-1252: save it as CSV UTF-8"),
    ],
)
def test_a_file_that_cannot_be_opened_says_why_and_what_to_do(name: str, content: bytes, words: str) -> None:
    with pytest.raises(FileFaults) as refused:
        read_book(name, content)
    assert [fault.message for fault in refused.value.faults] == [words]
    assert refused.value.faults[0].file == name


def test_settings_say_everything_that_is_missing(tmp_path) -> None:
    missing = [fault.column for fault in settings_faults(Settings(), small=0)]
    for field in (
        "name",
        "definition",
        "lens",
        "value_type",
        "polarity",
        "release_rule",
        "publisher",
        "licence",
        "unit",
    ):
        assert LABELS[field] in missing
    accepted = replace(SMOKING, release_rule="none")
    assert settings_faults(accepted, small=0) == []
    assert [str(fault) for fault in settings_faults(accepted, small=3)] == [
        "Why small counts are shown: is missing: 3 rows hold small counts; say why they may be shown"
    ]
    (tmp_path / "a.toml").write_text(template())
    read, faults = settings_of(read_toml(tmp_path / "a.toml"))
    assert read == Settings() and faults == []
    _, faults = settings_of({"indicator": {"name": 3, "colour": "red"}})
    assert [str(fault) for fault in faults] == ["colour ('colour'): is no setting", "Name ('3'): must be a text"]


def test_small_numbers_are_counted_for_the_warning(areas: Areas) -> None:
    rows = [*ROWS, ["E07000200", "Babergh", "2023/24", 3, 900], ["E07000202", "Ipswich", "2023/24", 0, 900]]
    made = judged(areas, csv_bytes([HEAD, *rows]))
    assert list(made.small["area_code"]) == ["E07000200"] and made.added.notes.small_numbers == "rule"
    shown = judged(
        areas, csv_bytes([HEAD, *rows]), settings=replace(SMOKING, release_rule="none", reason="Agreed by the board")
    )
    assert shown.added.notes.small_numbers == "accepted" and "Agreed by the board" in shown.added.indicator.cautions[0]


def test_a_share_of_few_people_is_small_without_its_count_too(areas: Areas) -> None:
    """Who gives a percentage and the number of births gives the count of smokers."""
    head = ["Area code", "Area", "Year", "Per cent", "Births"]
    rows = [["E07000200", "Babergh", "2023/24", 0.6, 500], ["E07000202", "Ipswich", "2023/24", 12.0, 500]]
    roles = {0: "area_code", 2: "period", 3: "value", 4: "denominator"}
    made = judged(areas, csv_bytes([head, *rows]), roles=roles)
    assert made.faults == () and list(made.small["area_code"]) == ["E07000200"]


def _with_other_encoding(content: bytes) -> bytes:
    """The same archive, its contents declared in an encoding that there is not."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            new.writestr(part, text.replace(b"encoding='UTF-8'", b"encoding='UT16384F-8'", 1))
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", csv_bytes([HEAD, *ROWS], encoding="utf-16-le") + b"\x00", "is not text: save it as CSV UTF-8"),
        ("a.ods", _with_other_encoding(ods_bytes({"A": [HEAD, *ROWS]})), "save it again and retry"),
    ],
)
def test_a_text_cut_short_or_in_an_unknown_encoding_is_refused(name: str, content: bytes, told: str) -> None:
    with pytest.raises(FileFaults, match=told):
        read_book(name, content)


@pytest.mark.parametrize("published", ["2024-99-99", "2023-02-29", "2024-13", "0000", "May 2024"])
def test_a_day_that_there_is_not_is_refused(published: str) -> None:
    (fault,) = settings_faults(replace(SMOKING, published=published), small=0)
    assert "must be a date such as" in fault.message


@pytest.mark.parametrize("name", ["../x", "Foo Bar", "_x", "own_a/b"])
def test_an_id_that_is_no_plain_name_is_refused(name: str) -> None:
    """It names a folder of the store."""
    (fault,) = settings_faults(replace(SMOKING, id=name), small=0)
    assert "small letters, digits and _" in fault.message
    good = [replace(SMOKING, id="own_smoking"), *(replace(SMOKING, published=day) for day in ("2024", "2024-02"))]
    assert [settings_faults(one, small=0) for one in good] == [[], [], []]
