"""Codes and postcodes that readers list: all understood, or one message with rows and values."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.own.listed_areas import areas_of, lsoas_of, placed
from data.own.own_codes import Listed, pasted, read_list, read_table, tabled
from data.validation import FileFaults

LSOAS = [f"E010265{number}" for number in range(81, 99)]
TYPES = {
    "lsoa11": frozenset(LSOAS),
    "msoa11": frozenset(["E02005545"]),
    "lad22": frozenset(["E07000145", "E07000200"]),
    "lad11": frozenset(["E07000145", "E07000206"]),
}


def refused(work, *args: object) -> list[str]:
    """The faults of a call that must refuse."""
    with pytest.raises(FileFaults) as caught:
        work(*args)
    return [str(fault) for fault in caught.value.faults]


@given(
    st.lists(st.sampled_from(LSOAS), min_size=1, unique=True),
    st.sampled_from([" ", ",", ";", "\n", "\t", "', '", "|", "\r\n", ") ("]),
)
def test_any_separator_gives_the_same_codes(codes: list[str], between: str) -> None:
    found = pasted(between.join(codes).lower())
    assert found.values == tuple(codes)
    assert not found.postcodes


def test_postcodes_with_and_without_space() -> None:
    found = pasted("NR30 1AA, nr301ab;NR31\t6LA\nE1 6AN")
    assert found.values == ("NR301AA", "NR301AB", "NR316LA", "E16AN")
    assert found.rows == (1, 1, 1, 2)
    assert found.postcodes


def test_words_that_are_neither_are_named_with_their_lines() -> None:
    (fault,) = refused(pasted, "E01026581 Yarmouth\nE0102658 x, E01026582")
    assert fault == (
        "the pasted text: 3 words are neither area code nor postcode (lines 1, 2) ('Yarmouth', 'E0102658', 'x')"
    )
    assert "1 word is neither area code nor postcode (line 2) ('Quay')" in refused(pasted, "E01026581\nQuay")[0]
    assert "holds no area code" in refused(pasted, " \n")[0]
    assert "area codes and postcodes" in refused(pasted, "E01026581 NR30 1AA")[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("\ncode\nE01026581", "row 1: the first line is blank: the headings belong there"),
        (f"code,n\nE01026581,{'x' * 200_000}", "row 2: cannot be read as a table from here: field larger than"),
        ("name,size\na,1", "no column of codes: call one of them area_code or postcode; the file has name, size"),
        ("code,area_code\na,1", "more than one column of codes (code, area_code)"),
        ("code,code\na,1", "columns of the same name ('code')"),
        ("code,name\nE01026581\n", "rows without 2 cells as the header has ('2')"),
        ("code,name\n", "has a header and no rows"),
        (
            "code\nE01026581\nx\n\ny\n",
            "code, rows 3, 4, 5: neither area code nor postcode ('x', '(empty)', 'y')",
        ),
        ("code,share\nE01026581,2\nE01026582,0", "column share, rows 2, 3: not above 0 to 1 ('2', '0')"),
        ("code;share\nE01026581;viel", "column share, row 2: not a number ('viel')"),
    ],
)
def test_bad_table_names_rows_and_columns(text: str, words: str) -> None:
    assert any(words in fault for fault in refused(lambda: tabled(text, file="a.csv")))


def test_tables_of_any_shape() -> None:
    bare = tabled("E01026581\nE01026582\n", file="a.csv")
    assert (bare.values, bare.rows) == (("E01026581", "E01026582"), (1, 2))
    assert tabled("areas\n'E01026581\n", file="a.csv").values == ("E01026581",)
    assert tabled('name\tcode\n"Smith\tSt"\tE01026581', file="a.csv").values == ("E01026581",)


def listed(*codes: str, shares: tuple[float, ...] = ()) -> Listed:
    """A pasted list."""
    return Listed("a.csv", codes, tuple(range(2, len(codes) + 2)), "code", shares)


def test_type_is_the_one_that_holds_all_codes() -> None:
    assert areas_of(listed(*LSOAS[:2], shares=(0.5, 1.0)), TYPES) == ("lsoa11", {LSOAS[0]: 0.5, LSOAS[1]: 1.0})
    assert areas_of(listed("E07000145"), TYPES)[0] == "lad22"
    assert areas_of(listed("E07000145"), TYPES, wanted="lad11")[0] == "lad11"
    assert areas_of(listed("E07000145", "E07000206"), TYPES, wanted="lad22")[0] == "lad11"


def test_every_wrong_code_is_named_at_once() -> None:
    codes = ("E01026581", "E01034999", "E99999999", "E02005545", "E01026582", "E01026581")
    found = refused(areas_of, listed(*codes), TYPES)
    assert found == [
        "a.csv, column code, row 3: LSOA 2021 codes, this pack's footprints are made of LSOA 2011 ('E01034999')",
        "a.csv, column code, row 4: unknown: not a code of this pack ('E99999999')",
        "a.csv, column code, row 5: of another type or vintage (msoa11) than the rest (lsoa11) ('E02005545')",
        "a.csv, column code, row 7: the same code twice ('E01026581')",
    ]


def test_two_vintages_of_a_code_are_not_mixed() -> None:
    (fault,) = refused(areas_of, listed("E07000200", "E07000206", "E07000145"), TYPES)
    assert "of another type or vintage (lad11) than the rest (lad22) ('E07000206')" in fault


def test_postcodes_lead_to_their_lsoas() -> None:
    lookup = pd.DataFrame({"postcode": ["NR301AA", "NR301AB"], "lsoa11cd": [LSOAS[1], LSOAS[1]]})
    assert lsoas_of(pasted("NR30 1AA NR30 1AB"), lookup) == {LSOAS[1]: 1.0}
    (fault,) = refused(lsoas_of, pasted("NR30 1AA\nNR99 9ZZ"), lookup)
    assert fault == "the pasted text, row 2: a postcode that this pack's lookup does not have ('NR999ZZ')"


def test_everything_wrong_with_a_list_is_one_message() -> None:
    listed = read_list(f"{LSOAS[0]} Quay {LSOAS[0]}\nE99999999 NR30 1AA SW1A 1AA")
    lookup = pd.DataFrame({"postcode": ["NR301AA"], "lsoa11cd": [LSOAS[0]]})
    with pytest.raises(FileFaults) as caught:
        placed(listed, TYPES, lookup=lookup)
    said = [fault.message for fault in caught.value.faults]
    assert said == [
        "1 word is neither area code nor postcode (line 1)",
        "holds area codes and postcodes: give one kind at a time",
        "unknown: not a code of this pack",
        "the same code twice",
        "a postcode that this pack's lookup does not have",
    ]


@given(st.lists(st.sampled_from(LSOAS), min_size=1, unique=True))
def test_a_list_without_a_fault_is_its_areas(codes: list[str]) -> None:
    lookup = pd.DataFrame({"postcode": [], "lsoa11cd": []}, dtype="str")
    assert placed(read_list(" ".join(codes)), TYPES, lookup=lookup) == ("lsoa11", dict.fromkeys(codes, 1.0))


def test_a_list_of_postcodes_without_a_heading_keeps_its_first() -> None:
    found = tabled("NR30 1AA\nNR30 1AB\nNR31 6LA", file="a.csv")
    assert found.values == ("NR301AA", "NR301AB", "NR316LA")
    assert (found.rows, found.column) == ((1, 2, 3), "postcode")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('code,n\nE01026581,"x\nE01026582,y\nE01026583,z', 2),
        ('code,n\nE01026581,"x\ny"\nE01026582,"y\nE01026583,z\n', 4),
        ('code,n\nE01026581,"x\nE01026582,"y"\nE01026583,z', 2),
        ('sep=,\ncode,n\nE01026581,"x\nE01026582,y', 3),
    ],
)
def test_a_quotation_mark_that_is_not_closed_swallows_no_row(text: str, row: int) -> None:
    (fault,) = refused(lambda: tabled(text, file="a.csv"))
    assert fault.startswith(f'a.csv, row {row}: a quotation mark (") ')
    assert fault.endswith("close it or take it out")


def test_quoted_cells_may_hold_separators_quotes_and_lines() -> None:
    found = tabled('code,n\nE01026581,"a, ""b""\nc"\nE01026582,d', file="a.csv")
    assert found.values == ("E01026581", "E01026582")


def test_everything_wrong_with_a_table_is_one_message() -> None:
    table = read_table("code\nE01026581\nfoo\nE01999999\nE01026581", file="a.csv")
    with pytest.raises(FileFaults) as caught:
        placed(table, TYPES, lookup=pd.DataFrame({"postcode": [], "lsoa11cd": []}, dtype="str"))
    assert [str(fault) for fault in caught.value.faults] == [
        "a.csv, column code, row 3: neither area code nor postcode ('foo')",
        "a.csv, column code, row 4: unknown: not a code of this pack ('E01999999')",
        "a.csv, column code, row 5: the same code twice ('E01026581')",
    ]


def test_shares_stay_with_their_codes_where_a_cell_is_wrong() -> None:
    table = read_table("code,share\nfoo,0.1\nE01026581,0.2\n", file="a.csv")
    assert (table.values, table.shares, table.rows) == (("E01026581",), (0.2,), (3,))


@pytest.mark.parametrize("first", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n'])
def test_the_line_in_which_excel_names_the_separator_is_no_heading(first: str) -> None:
    found = tabled(f"{first}code;name, in full\nE01026581;a, b\n", file="a.csv")
    assert (found.values, found.rows, found.column) == (("E01026581",), (3,), "code")
    assert "is empty" in refused(lambda: tabled(first, file="a.csv"))[0]


@pytest.mark.parametrize(
    ("code", "words"), [("E01033769", "LSOA 2021"), ("E01035762", "LSOA 2021"), ("E01035763", "unknown")]
)
def test_only_codes_that_came_with_2021_are_called_so(code: str, words: str) -> None:
    (fault,) = refused(areas_of, listed(LSOAS[0], code), TYPES)
    assert words in fault and ("LSOA 2021" in words) == ("LSOA 2021" in fault)


def test_shares_of_postcodes_are_refused_not_ignored() -> None:
    lookup = pd.DataFrame({"postcode": ["NR301AA", "NR301AB"], "lsoa11cd": LSOAS[:2]})
    table = read_table("postcode,share\nNR30 1AA,1\nNR30 1AB,0.4\nNR99 9ZZ,1", file="a.csv")
    with pytest.raises(FileFaults) as caught:
        placed(table, TYPES, lookup=lookup)
    unknown, shared = map(str, caught.value.faults)
    assert "'NR999ZZ'" in unknown
    assert shared == (
        "a.csv, column postcode, row 3: a share for a postcode: shares can only be given for area codes; take the "
        "column of shares out, or list codes ('NR301AB')"
    )
    whole = read_table("postcode,share\nNR30 1AA,1", file="a.csv")
    assert placed(whole, TYPES, lookup=lookup) == ("lsoa11", {LSOAS[0]: 1.0})


def test_codes_of_networks_and_practices_are_told_apart_from_odd_words() -> None:
    first, second = refused(pasted, "E01026581 U86169\nd82001 Quay")
    assert "1 word is neither area code nor postcode (line 2) ('Quay')" in first
    assert "2 words are no area: networks and practices are lists of patients (lines 1, 2)" in second
    assert second.endswith(
        "Start from the neighbourhood that the network works for, or upload a boundary ('U86169', 'd82001')"
    )
