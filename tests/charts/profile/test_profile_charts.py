"""The profile's sentences, spine, figures and file: made from one object, so that they cannot disagree."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest

from charts.evidence import AreaRow, Measure, SourceItem
from charts.profile import (
    access_figure,
    gaps,
    numbers,
    people_figure,
    profile_sheet,
    profile_style,
    spine,
    spine_table,
    teams_table,
    words,
)
from charts.profile.profile_evidence import (
    AbsentRow,
    Access,
    Ages,
    Band,
    MeasureRow,
    Profile,
    Reach,
    Spread,
    TeamRow,
    Teams,
    Tenths,
)
from data.schema import Polarity, ValueType
from equity.comparing.gap import Gap

SOURCE = SourceItem("Publisher", "Title")
UPTAKE = Measure("dose", "First dose", "First dose", "%", ValueType.PROPORTION, Polarity.HIGH_IS_GOOD, people="people")
RATE = Measure("stays", "Stays in hospital", "Stays", "per 1,000", ValueType.CRUDE_RATE, Polarity.LOW_IS_GOOD)
COUNT = Measure("people", "Residents", "Residents", "", ValueType.COUNT, Polarity.NONE, decimals=0)
FIFTHS = (AreaRow("", "Most", value=40.0), AreaRow("", "Least", value=70.0))
WIDE = Spread(20, 40.0, 55.0, 60.0, 70.0, 90.0, words="20 places")


def row(measure: Measure = UPTAKE, *, value: float = 50.0, compared: str = "worse", **more) -> MeasureRow:
    area = AreaRow("pl", "Harbour", value=value, lower_ci=value - 2, upper_ci=value + 2, numerator=500,
                   denominator=1000, compared=compared)  # fmt: skip
    beside = AreaRow("sys", "County", value=60.0)
    given = {"lens": "outcomes", "benchmark": beside, "benchmark_word": "County", "spread": WIDE} | more
    return MeasureRow(measure=measure, period="2020", row=area, source=SOURCE, map_href="./?a=1", **given)


def profile(*rows: MeasureRow, **more) -> Profile:
    given = {
        "ages": Ages((Band("0 to 15", 200, 0.2, 0.25), Band("16 and over", 800, 0.8, 0.75)), 1000, "2020",
                     beside="County", source=SOURCE),
        "tenths": Tenths((0.5, *[0.0] * 8, 0.5), 1000, 10, source=SOURCE),
        "access": Access(replace(RATE, name="Minutes to nearest stroke unit", unit="minutes"), "2020", 10.0,
                         (5.0, 10.0, 15.0), (Reach("Harbour", "selected", (0.2, 0.5, 0.3), 0.3, 300, 1000, 8, 14),),
                         SOURCE),
        "teams": Teams("Harbour", (("a", "North"), ("b", "South")), (
            TeamRow("Falls", None, "", missing="No indicator for this yet."),
            TeamRow("Stays", RATE, "2020", (AreaRow("a", "North", value=3.0, compared="worse"),
                                            AreaRow("b", "South", value=1.0, compared="better")),
                    AreaRow("pl", "Harbour", value=2.0)))),
    }  # fmt: skip
    absent = (AbsentRow("quality", "Minutes", "min", "Published for LSOAs only."),)
    return Profile("pl", "Harbour", "Place", "2020-01-01", "County", "The system", rows, absent, **given | more)


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (("worse", "better", "similar"), "Harbour: worse than County on 1 of 3 measures, better on 1"),
        (("worse",), "Harbour is worse than County on 1 of 1 measure"),
        (("better", "similar"), "Harbour is better than County on 1 of 2 measures, worse on none"),
        (("similar", "similar"), "Harbour is similar to County on all 2 measures"),
        ((), "Harbour: 0 measures, none with a benchmark to judge by"),
    ],
)
def test_finding_counts_the_outcomes(outcomes: tuple[str, ...], said: str) -> None:
    assert words.finding(profile(*(row(compared=one) for one in outcomes))) == said


def test_lead_names_the_clearest_difference_with_both_numbers() -> None:
    said = words.lead(profile(row(value=59.0), row(RATE, value=90.0), row(value=80.0, compared="better")))
    assert said.startswith("Furthest on the worse side: stays, 90.0 against 60.0 per 1,000 in County.")
    assert "Furthest on the better side: first dose, 80.0 against 60.0 % in County." in said


@pytest.mark.parametrize(("measure", "right"), [(UPTAKE, True), (RATE, False)])
def test_better_is_to_the_right_of_the_benchmark(measure: Measure, right: bool) -> None:
    """High uptake and a low rate are drawn to the right; the benchmark is always in the middle."""
    axis = spine.Axis.of(row(measure))
    assert axis.x(60.0) == spine.WIDTH / 2
    assert (axis.x(70.0) > axis.x(60.0)) is right
    assert {spine.EDGE, spine.WIDTH - spine.EDGE} & {round(axis.x(90.0), 6)}


def test_count_has_no_spine_and_no_outcome() -> None:
    counted = row(COUNT, compared="not_compared", benchmark=None)
    assert spine.spine(counted) == "" and words.not_compared_words(counted) == "Count only"


def test_spine_is_described_with_its_spread() -> None:
    said = spine.spine_words(row())
    assert said == "Harbour 50.0. 20 places from 40.0 to 90.0, the middle half 55.0 to 70.0. County 60.0"
    few = replace(WIDE, lower_quartile=float("nan"), upper_quartile=float("nan"), areas=3, words="3 places")
    assert spine.spread_words(few, 1) == "3 places from 40.0 to 90.0"


def test_table_says_mark_word_and_what_is_missing() -> None:
    made = spine_table.spine_table(profile(row(), row(compared="better", direction="decreasing")))
    assert "Worse" in made and "Decreasing, getting worse" in made and "No indicator loaded" in made
    assert "No figure for Harbour: Minutes (Published for LSOAs only)" in made
    assert spine_table.NOTHING_DIFFERS in spine_table.spine_table(profile(row(compared="similar")), "different")


def test_suppressed_and_trend_reason_are_words() -> None:
    hidden = row(value=float("nan"))
    hidden = replace(hidden, row=AreaRow("pl", "Harbour", status="suppressed"))
    made = spine_table.spine_table(profile(hidden))
    assert "Suppressed (small number)" in made and ">*<" in made and not re.search(r"\bnan\b", made)
    assert words.trend_reason(row(trend_reason="no_five_years")) == "no five years a year apart"


def test_reader_s_choice_narrows_table_and_file_alike() -> None:
    made = profile(row(), row(compared="similar"), row(lens="context"))
    for show, many in (("", 3), ("different", 2), ("context", 1)):
        assert len(words.shown_rows(made, show)) == many
        measures = [
            one for one in numbers.rows(made, show) if one["section"] == "measures" and one["what"] != "No figure"
        ]
        assert len(measures) == many


def test_file_holds_every_number_of_the_page() -> None:
    shown = row(
        fifths=(AreaRow("", "Most", value=40.0), AreaRow("", "Least", value=70.0)), gap=Gap(-30.0, -33.0, -27.0)
    )
    text = numbers.csv_bytes(profile(shown)).decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    by_section = {name: [one for one in found if one["section"] == name] for name in {one["section"] for one in found}}
    first = by_section["measures"][0]
    assert (first["value"], first["benchmark"], first["compared"]) == ("50.0", "60.0", "Worse")
    assert (first["lowest"], first["median"], first["highest"]) == ("40.0", "60.0", "90.0")
    assert [one["value"] for one in by_section["fifths"]] == ["40.0", "70.0", "-30.0"]
    assert [one["value"] for one in by_section["ages"]] == ["20.0", "80.0"]
    assert len(by_section["deprivation"]) == 10 and by_section["access"][0]["value"] == "30.0"
    assert {one["note"] for one in by_section["teams"] if one["note"]} == {"No indicator for this yet."}
    assert numbers.csv_name(profile()) == "area-profile-harbour.csv"


def test_people_and_access_say_their_numbers_in_figure_sentence_and_table() -> None:
    made = profile(row())
    drawn = people_figure.people(made.ages, made.tenths)
    assert "About 1,000 residents" in drawn and "About 500 residents (50" in drawn and "Ages as a table" in drawn
    sexes = Ages(tuple(Band("All", 500, 0.5, sex=sex) for sex in ("female", "male")), 1000, "2020", source=SOURCE)
    assert "Women and girls" in people_figure.people(sexes, Tenths(reason="None here."))
    access = access_figure.access_section(made.access)
    assert "About 300 residents of Harbour (30.0" in access and "over 10 minutes" in access
    assert "300 of 1,000" in access
    assert "No times here." in access_figure.access_section(Access(reason="No times here."))


def test_teams_stand_side_by_side_with_missing_risks_said() -> None:
    teams = profile().teams
    assert teams_table.sentence(teams).startswith("The pack has no indicator yet for falls. Stays: from 1.0 per 1,000")
    made = teams_table.teams_section(teams, selected="a")
    assert made.count('<th scope="col"') == 4 and "No indicator for this yet." in made and "hp-here" in made
    assert teams_table.teams_section(Teams(), selected="") == ""


def test_gaps_name_both_fifths_or_the_reason() -> None:
    shown = row(
        fifths=(AreaRow("", "Most", value=40.0), AreaRow("", "Least", value=70.0)), gap=Gap(-30.0, -33.0, -27.0)
    )
    assert "30.0 points lower in its most deprived fifth" in gaps.gaps_section(profile(shown))
    assert gaps.NONE in gaps.gaps_section(profile(row()))


def test_sheet_holds_every_part_and_its_style_is_whole() -> None:
    made = profile_sheet.sheet(profile(row(), refused=("Stays: withheld.",)), show="", county="")
    for part in ("hp-top", "hp-people", "hp-access", "hp-gaps", "hp-teams", "hp-withheld", 'id="method"'):
        assert part in made
    sheet = profile_style.profile_css()
    assert sheet.count("{") == sheet.count("}")
    classes = set(re.findall(r"hp-[a-z]+", made))
    assert {"hp-spine", "hp-key", "hp-lens"} <= classes
