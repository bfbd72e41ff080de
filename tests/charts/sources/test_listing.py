"""Lists and entries of the definitions page: the file says what the page says, a search finds every word."""

from __future__ import annotations

import csv
import io

import pytest

from charts.frame.glossary_style import glossary_css
from charts.glossary import TERMS, term, words_used
from charts.sources import meaning, sheet
from charts.sources.listing import Cell, Entry, Fact, Listing, entry_csv, fact, listing_csv, searched, table
from charts.sources.sources_style import sources_css
from equity.disclosure import RULES
from tests.charts.map.test_card import Page

LIST = Listing(
    "Things",
    ("Name", "Whose"),
    ((Cell("Alpha <b>", "./sources?source=a"), Cell("=SUM(A1)")), (Cell("Beta"), Cell("X", "https://x.example/y"))),
    2,
)
ENTRY = Entry(
    "Alpha",
    "What it is.",
    (fact("Said", "One", "", "Two", term="benchmark"), Fact("Way", (Cell("Go", "./"),))),
    (LIST,),
)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_word_of_a_search_must_stand_in_a_row() -> None:
    assert searched(LIST, "").rows == LIST.rows
    assert [row[0].words for row in searched(LIST, "BETA x").rows] == ["Beta"]
    none = searched(LIST, "beta alpha")
    assert none.rows == () and none.total == 2
    assert "Nothing here matches. All 2" in table(none)


def test_table_escapes_links_and_says_what_opens_beside() -> None:
    html = table(LIST)
    assert "Alpha &lt;b&gt;" in html and "<b>" not in html
    assert 'class="he-along" href="./sources?source=a" target="_self"' in html
    assert 'target="_blank" rel="noopener noreferrer"' in html and "(opens in a new tab)" in html
    assert html.count('scope="row"') == 2 and html.count('scope="col"') == 2


def test_files_hold_the_page_s_texts_and_no_formula() -> None:
    assert rows_of(listing_csv(LIST)) == [
        ["Name", "Whose"],
        ["Alpha <b>", "'=SUM(A1)"],
        ["Beta", "X https://x.example/y"],
    ]
    told = rows_of(entry_csv(ENTRY))
    assert told[1:4] == [["Alpha", "In short", "What it is."], ["Alpha", "Said", "One"], ["Alpha", "Said", "Two"]]
    assert ["Alpha", "Things", "Name: Beta; Whose: X"] in told


def test_entry_puts_every_fact_under_its_label() -> None:
    html = sheet.entry_sheet(ENTRY)
    told = Page(html).text
    assert told.index("Said") < told.index("One") < told.index("Two") < told.index("Way")
    assert html.count("<dt>") == html.count("<dd>") == 2
    assert sheet.list_sheet(LIST) == table(LIST)


def test_a_term_opens_its_own_meaning() -> None:
    html = term("interval", "x", words="limits")
    assert 'popovertarget="he-term-interval-x"' in html and 'id="he-term-interval-x"' in html
    assert ">limits</button>" in html and TERMS["interval"].meaning.replace("%", "")[:20] in html
    line = words_used(("interval", "trend"), "y")
    assert line.count("<button") == line.count("popover id=") == 2
    assert ".he-meaning" in glossary_css() and ".hs-entry" in sources_css()


def test_glossary_is_complete_sorted_and_short() -> None:
    listing = sheet.glossary()
    assert len(listing.rows) == len(TERMS) == listing.total
    names = [row[0].words for row in listing.rows]
    assert names == sorted(names, key=str.lower)
    assert all(20 < len(one.meaning) < 260 and one.meaning.endswith(".") for one in TERMS.values())
    assert [row[0].words for row in sheet.glossary("withheld rare zebra").rows] == []
    assert "Suppressed" in [row[0].words for row in sheet.glossary("recognised").rows]


@pytest.mark.parametrize("rule_id", RULES)
def test_every_release_rule_is_said_from_its_own_numbers(rule_id: str) -> None:
    rule, said = RULES[rule_id], meaning.disclosure_words(rule_id)
    assert (f"from 1 to {rule.largest}" in said) == bool(rule.largest)
    assert (f"nearest {rule.round_to}" in said) == bool(rule.round_to)
    assert ("one more part" in said) == rule.secondary


def test_words_of_kinds_periods_and_groups() -> None:
    assert meaning.kind_words("wd25") == "Wards, 2025 borders" and meaning.kind_words("ctry") == "England"
    assert meaning.periods_words(["2019"]) == "2019"
    assert meaning.periods_words(["2013/14", "2014/15"]) == "2013/14 to 2014/15 (2 periods)"
    said = meaning.groups_words(["all", "female"], ["all"], categories=["", "imd_quintile:1", "imd_quintile:5"])
    assert said == ["Sex: everyone, women and girls.", "IMD quintile: most deprived fifth, least deprived fifth."]
    assert meaning.groups_words(["all"], [f"{n}+" for n in range(10, 90, 10)], categories=[]) == [
        "Age: 8, from 10 and over to 80 and over."
    ]
    assert meaning.direction("none").startswith("Neither")
