"""Words, card, tables and file of an own footprint: what a reader sees, and what no spreadsheet may run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from charts.evidence import AreaRow, Measure
from charts.own.own_card import own_card
from charts.own.own_style import own_css
from charts.own.own_summary import Likeness, OwnSummary, coverage_line, finding, lead, likeness_words, own_head, percent
from charts.own.own_tables import Member, Step, day_words, members_csv, members_table, then_and_now
from charts.theme import NARROW_BELOW
from data.schema import Polarity, Status, ValueType

NAN = float("nan")
MEASURE = Measure(
    indicator_id="m",
    name="First dose",
    short_name="Dose",
    unit="%",
    value_type=ValueType.PROPORTION,
    polarity=Polarity.HIGH_IS_GOOD,
    decimals=1,
    multiplier=100,
    people="people",
    numerator_name="had it",
    period_phrase="by {period}",
)
EMPTY = OwnSummary("Quay <b>", "Place, own", 0, ("LSOA", "LSOAs"), "LSOAs 2011", "listed", "2026-03-31")


def part(name: str, people: float, lsoas: int) -> AreaRow:
    """A part with residents."""
    return AreaRow(name, name, numerator=people, members=(lsoas, lsoas), coverage=1.0)


FULL = replace(
    EMPTY,
    areas=134,
    size=part("all", 215_299, 134),
    counties=(part("Suffolk", 116_684, 73), part("Norfolk", 98_615, 61)),
    systems=(part("Norfolk and Waveney", 215_299, 134),),
    measure=MEASURE,
    value=AreaRow("a", "A", value=81.0, lower_ci=80.8, upper_ci=81.2, numerator=810, denominator=1000),
    value_parts=(AreaRow("n", "Norfolk part", value=77.9), AreaRow("s", "Suffolk part", status=Status.SUPPRESSED)),
    period="2021-07-08",
    valid=("2019-04-01", ""),
)


def test_finding_and_lead_say_size_and_place() -> None:
    assert finding(FULL) == "Quay <b>: 134 LSOAs, about 215,300 residents"
    where = "It lies in Suffolk (about 116,680) and Norfolk (about 98,620)"
    assert lead(FULL) == f"{where}; on 31 March 2026 its system is Norfolk and Waveney."
    two = replace(FULL, counties=FULL.counties[:1], systems=(part("A", 1, 1), part("B", NAN, 1)))
    assert lead(two) == "All of it lies in Suffolk; on 31 March 2026 it crosses A and B."
    assert finding(replace(FULL, areas=1, size=part("all", NAN, 1))) == "Quay <b>: 1 LSOA"
    assert finding(EMPTY) == "Quay <b>: no areas yet"
    assert "Choose areas below" in lead(EMPTY)
    assert "Quay &lt;b&gt;" in own_head(FULL)


def test_coverage_is_said_and_missing_is_not_zero() -> None:
    assert coverage_line(FULL) == "Residents are known for all 134 LSOAs."
    assert coverage_line(replace(FULL, size=part("a", 5, 1))) == "Residents are known for its one LSOA."
    some = replace(FULL, size=AreaRow("a", "A", members=(3, 5), coverage=0.613))
    assert coverage_line(some).startswith("Residents are known for 3 of 5 LSOAs, 61 % of its postcodes. So there is no")
    none = replace(FULL, size=AreaRow("a", "A", members=(0, 5)))
    assert "0 of 5 LSOAs. So" in coverage_line(none)
    assert coverage_line(EMPTY) == ""
    card = own_card(replace(none, counties=(AreaRow("x", "X", members=(0, 5)), AreaRow("y", "Y"))))
    assert "Residents not known" in card
    assert "<dd>5 LSOAs</dd>" in card
    assert "nan" not in card


def test_card_shows_value_interval_counts_and_states() -> None:
    card = own_card(FULL)
    for words in (
        "215,299",
        "116,684 (73 LSOAs)",
        "First dose, by 8 July 2021",
        "81.0",
        "80.8 to 81.2",
        "810 of 1,000",
    ):
        assert words in card, words
    assert "Suppressed" in card
    assert "from 1 April 2019" in card
    assert "are cut" not in card
    assert "Covers" not in card
    assert "Covers 28 of 28 areas." in own_card(replace(FULL, value=replace(FULL.value, members=(28, 28))))
    assert "12 % of its LSOAs are cut" in own_card(replace(FULL, apportioned=0.12)).replace("\u00a0", " ")


def test_card_shows_the_age_standardised_value_or_why_there_is_none() -> None:
    found = AreaRow("a", "standard population", value=79.2, lower_ci=79.0, upper_ci=79.3, coverage=1.0)
    assert "<dd>79.2\u00a0% (79.0 to 79.3)<span" in own_card(replace(FULL, standardised=found))
    assert "ages of the standard population</span>" in own_card(replace(FULL, standardised=found))
    few = AreaRow("a", "standard population", reason="too_few_events")
    assert "Withheld: fewer than 10 in all" in own_card(replace(FULL, standardised=few))
    assert "Age-standardised" not in own_card(FULL)


def test_card_without_members_measure_or_permission() -> None:
    assert "No areas yet" in own_card(EMPTY)
    assert "First dose" not in own_card(replace(FULL, measure=None))
    refused = own_card(replace(FULL, value=None, refused="Small counts."))
    assert "Not shown." in refused
    assert "Small counts." in refused
    assert "81.0" not in refused


@pytest.mark.parametrize(
    ("start", "end", "words", "eyebrow"),
    [
        ("2019-04-01", "2020-03-31", "1 April 2019 to 31 March 2020", ", 1 April 2019 to 31 March 2020"),
        ("2019-04-01", "", "from 1 April 2019", ", from 1 April 2019"),
        ("", "2020-03-31", "to 31 March 2020", ", to 31 March 2020"),
        ("", "", "always", ""),
    ],
)
def test_dates_in_words(start: str, end: str, words: str, eyebrow: str) -> None:
    assert day_words(start, end) == words
    assert f"Place, own{eyebrow}</p>" in own_card(replace(FULL, valid=(start, end)))


def test_likeness_in_words_and_numbers() -> None:
    same = replace(FULL, like=Likeness("B", "population", 10, 0, 0))
    other = replace(FULL, like=Likeness("B", "postcodes", 1000, 20, 3))
    assert likeness_words(same) == "It is the same area as B."
    assert likeness_words(other) == (
        "Nearest in the register is B: both have 1,000 postcodes, 20 are only here and 3 only there."
    )
    assert "No footprint of the register" in likeness_words(FULL)
    table = then_and_now((), other)
    assert "Only in B</dt><dd>3" in table
    assert "No dated changes" in table
    assert "Only in B" not in then_and_now((), same)


def test_then_and_now_lists_every_step() -> None:
    steps = (Step("before 2019", "its area was in", "Old", 1.0), Step("from 2020", "in the system", "New <", NAN))
    table = then_and_now(steps, FULL, of="Bassetlaw")
    assert "Then and now: Bassetlaw, from which this one was made" in table
    assert table.count("<tr>") == 3
    assert "New &lt;" in table
    assert "nan" not in table


def test_percent_never_rounds_to_all_or_nothing() -> None:
    assert [percent(share) for share in (1, 0.999, 0.5, 0.001, 0)] == ["100 %", "over 99 %", "50 %", "under 1 %", "0 %"]


MEMBERS = [Member(f"E{n}", f"Area {n}", "D", "C", 0.5, NAN if n else 1200.0) for n in range(250)]


def test_table_shows_two_hundred_and_says_how_many_more() -> None:
    table = members_table(MEMBERS, title="Members")
    assert table.count("<tr>") == 201
    assert "and 50 more: the CSV file has all" in table
    assert "not known" in table
    assert "1,200" in table
    assert "more:" not in members_table(MEMBERS[:200], title="Members")


def test_file_has_all_members_and_runs_nothing() -> None:
    evil = [Member("E1", '=HYPERLINK("x")', "", "", 1.0, NAN), *MEMBERS]
    content = members_csv(evil, area_type="lsoa11", footprint=("own-a", "@SUM(1)"))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == 251
    assert rows[0]["area_name"] == '\'=HYPERLINK("x")'
    assert rows[0]["footprint_name"] == "'@SUM(1)"
    assert (rows[1]["area_code"], rows[1]["share"], rows[1]["area_type"]) == ("E0", "0.5", "lsoa11")


def test_style_bends_on_narrow_screens() -> None:
    assert f"max-width:{NARROW_BELOW}px" in own_css()
    assert ".he-own-card" in own_css()
    # The map page has this style sheet too: there "More" is a box in the row, not a wrapper to dissolve.
    assert '[data-testid="stLayoutWrapper"]:not(.st-key-more),' in own_css()
