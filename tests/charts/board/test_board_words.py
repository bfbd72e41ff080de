"""The board in words: true of the numbers, person-first, and honest where there is nothing to say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts.board import strips, words
from charts.board.lenses import Absent, Fifths
from charts.trend.trend_evidence import Line, Point
from data.schema import Polarity
from equity.comparing.trend import Direction, Trend
from tests.charts.board.boards import COUNCILS, COUNTED, OWN, RATES, REACH, board, line, many, row

UP = Trend(Direction.INCREASING, ("2020/21", "2024/25"), 20.0)
FLAT = Trend(Direction.NO_CHANGE, ("2020/21", "2024/25"), 1.0)


@pytest.mark.parametrize(
    ("tile", "said"),
    [
        (OWN, "First dose: worse than the system; most deprived fifth 22.5 points behind the least"),
        (COUNCILS, "MMR: both better than England (83.7 %)"),
        (COUNTED, "Stroke admissions: 1,305 in Great Yarmouth"),
        (many("better", "worse", "worse"), "MMR: 80.0 to 82.0 % in Great Yarmouth"),
        (
            REACH,
            "Over 30 minutes: most deprived fifth 6.5 points ahead of the least",
        ),
    ],
)
def test_finding_says_how_the_leading_measure_stands(tile, said: str) -> None:
    found = words.finding(board(tile))
    assert found == said and len(found) <= words.LONGEST


def test_finding_without_a_tile_says_so() -> None:
    nothing = board(tiles=(), absent=(Absent("outcomes", "Flu", "flu", "Not here."),))
    assert words.finding(nothing) == "No measure of this pack has a figure for Great Yarmouth"
    assert words.lead(nothing).startswith("Each measure says below")


def test_lead_has_both_values_and_counts_the_outcomes() -> None:
    assert words.lead(board()) == (
        "In Great Yarmouth 70.0 % had a first dose by 8 July 2021, against 81.7 % in Norfolk and Waveney. "
        "Of 3 compared: 1 worse, 1 similar and 1 better."
    )
    assert words.lead(board(RATES)).startswith("In Great Yarmouth the stroke admission rate was 202 per 100,000 a year")
    one = many("better", "worse")
    assert words.tally(board(COUNTED)) == ""
    assert words.tally(board(one)) == f"One measure can be compared, {one.measure.name}: mixed."


def test_england_is_said_to_be_the_benchmark_and_no_outcome_is_counted() -> None:
    england = board(COUNTED, COUNCILS, kind="country", name="England")
    assert words.lead(england).endswith(" England is itself what others are compared with.")
    assert "can be compared" not in words.lead(england)


def test_subtitle_names_footprint_system_and_day() -> None:
    assert words.subtitle(board()) == (
        "Great Yarmouth, 28 MSOAs in Norfolk, in Norfolk and Waveney; footprint as on 31 March 2026; latest figures, "
        "each tile names its own period"
    )
    assert words.subtitle(board(words="", system="")).startswith("Great Yarmouth; footprint")


@pytest.mark.parametrize(
    ("tile", "large", "beside"),
    [
        (OWN, "70.0 %", "69.0 to 71.0"),
        (COUNCILS, "91.4 %", "Suffolk; Norfolk 90.4 %"),
        (RATES, "202", "per 100,000 a year, 201 to 203"),
        (REACH, "8.4 %", ""),
        (many("better", "worse", "similar"), "80.0 to 82.0 %", "3 upper-tier authorities"),
        (replace(COUNCILS, rows=COUNCILS.rows[:1]), "91.4 %", "Suffolk"),
    ],
)
def test_value_and_what_stands_beside_it(tile, large: str, beside: str) -> None:
    assert words.value_words(tile) == (large, beside)


@pytest.mark.parametrize(
    ("tile", "said"),
    [
        (OWN, "Worse than the system (81.7 %)"),
        (RATES, "Similar to the system (207)"),
        (COUNCILS, "Both better than England (83.7 %)"),
        (many("worse", "worse", "worse"), "All 3 worse than England (83.7 %)"),
        (many("worse", "better"), ""),
        (REACH, ""),
        (COUNTED, ""),
    ],
)
def test_standing(tile, said: str) -> None:
    assert words.standing_words(tile) == said


def test_not_compared_says_why() -> None:
    assert words.not_compared_words(COUNTED) == "Not compared: a count"
    assert words.not_compared_words(REACH) == "Not compared: no interval"
    assert words.not_compared_words(replace(REACH, benchmark=None)) == "Not compared: no benchmark value"


def test_sentences_have_people_in_them() -> None:
    assert words.sentence(OWN).startswith("About 300 of 1,000 people aged 16 and over on the NHS register had no first")
    assert words.sentence(COUNCILS).startswith("In Suffolk about 90 and in Norfolk about 100 people aged 16 and over")
    assert words.sentence(REACH).endswith("away in 2022. Norfolk and Waveney 81.7 %.")
    assert "among 645,897 people" in words.sentence(RATES)
    three = replace(many("worse", "worse", "better"), coverage="3 of 5 upper-tier authorities")
    assert words.sentence(three) == (
        "Lowest in Council 0 (80.0 %), highest in Council 2 (82.0 %). 3 of 5 upper-tier authorities have a value."
    )
    bare = replace(COUNCILS, rows=(replace(COUNCILS.rows[0], numerator=float("nan")),), coverage="1 of 2 councils")
    assert words.sentence(bare) == "Published for the whole of Suffolk. 1 of 2 councils has a value."


@pytest.mark.parametrize(
    ("most", "least", "polarity", "title", "part"),
    [
        (64.6, 87.1, Polarity.HIGH_IS_GOOD, "22.5 points", "95 % interval 21.1 to 23.9."),
        (87.1, 64.6, Polarity.HIGH_IS_GOOD, "22.5 points", "reversed: higher where more deprived"),
        (87.1, 64.6, Polarity.LOW_IS_GOOD, "22.5 points", "interval 21.1 to 23.9."),
        (80.0, 80.5, Polarity.HIGH_IS_GOOD, "0.5 points", "1.9 lower to 0.9 higher, so chance alone could make it."),
        (80.0, 80.0, Polarity.NONE, "0 points", "chance alone"),
    ],
)
def test_gap_has_side_interval_and_chance(most, least, polarity, title: str, part: str) -> None:
    fifths = Fifths(row("1", "Most deprived fifth", most), row("5", "Least deprived fifth", least), "28 MSOAs")
    tile = replace(OWN, fifths=fifths, measure=replace(OWN.measure, polarity=polarity))
    assert words.gap_title(tile) == title
    assert words.gap_words(tile).startswith("Fifths of its 28 MSOAs, IMD 2019; ") and part in words.gap_words(tile)


def test_gap_that_is_not_there_says_so() -> None:
    assert (words.gap_title(COUNCILS), words.gap_words(COUNCILS)) == ("Not in this pack", "Published by councils only.")
    assert words.gap_title(COUNTED) == "Not calculated"
    hidden = Fifths(row("1", "a", float("nan"), status="suppressed"), row("5", "b", 80.0), "28 MSOAs", "Small count.")
    assert not hidden.known and words.gap_title(replace(OWN, fifths=hidden)) == "Not in this pack"


def test_finding_words_a_gap_on_either_side() -> None:
    none = Fifths(row("1", "a", 80.0), row("5", "b", 80.0), "9 MSOAs")
    assert words.finding(board(replace(OWN, fifths=none))).endswith("no gap between most and least deprived fifth")
    neutral = replace(OWN, measure=replace(OWN.measure, polarity=Polarity.NONE))
    assert words.finding(board(neutral)).endswith("most and least deprived fifth 22.5 points apart")


def test_trend_has_its_direction_judgement_and_reason() -> None:
    rising = replace(
        COUNCILS, lines=(line("first", "Suffolk", 1, 2, trend=UP), line("second", "Norfolk", 1, 2, trend=UP))
    )
    assert words.trend_words(rising) == [("increasing", "Trend increasing, getting better, 2020/21 to 2024/25.")]
    split = replace(COUNCILS, lines=(rising.lines[0], line("second", "Norfolk", 1, 2, trend=FLAT)))
    assert [said for _, said in words.trend_words(split)] == [
        "Suffolk: trend increasing, getting better, 2020/21 to 2024/25.",
        "Norfolk: trend shows no clear change, 2020/21 to 2024/25.",
    ]
    assert words.trend_words(OWN) == [("not_calculated", "Trend could not be calculated: one period.")]
    assert words.trend_words(REACH) == words.trend_words(OWN)
    neutral = replace(rising, measure=replace(rising.measure, polarity=Polarity.NONE))
    assert words.trend_words(neutral)[0][1] == "Trend increasing, 2020/21 to 2024/25."


def slow_changes(tile) -> list[tuple[str, float]]:
    """Latest minus the one before, found by walking every line."""
    found = []
    for each in tile.lines:
        last = before = None
        for at in each.points:
            if at.value == at.value:
                before, last = last, at
        if before is not None:
            found.append((each.name, last.value - before.value))
    return found


def test_changes_are_the_latest_minus_the_one_before() -> None:
    gappy = Line("x", "Gappy", "first", (Point("2020", "2020-07-01", 5.0), Point("2021", "2021-07-01"),
                                         Point("2022", "2022-07-01", 7.5)))  # fmt: skip
    tile = replace(COUNCILS, lines=(*COUNCILS.lines, gappy))
    assert [(one.name, one.size) for one in tile.changes] == slow_changes(tile)
    assert OWN.changes == () and REACH.changes == ()


def test_chance_is_judged_from_both_intervals_and_never_for_running_totals() -> None:
    def between(first: float, last: float, **changes):
        points = (
            Point("2020", "2020-07-01", first, first - 1, first + 1),
            Point("2021", "2021-07-01", last, last - 1, last + 1),
        )
        return replace(OWN, lines=(Line("P1", "Here", "first", points),), cumulative=False, **changes)

    assert between(80, 90).changes[0].clear is True
    assert between(80, 81).changes[0].clear is False
    assert replace(between(80, 90), cumulative=True).changes[0].clear is None
    assert COUNCILS.changes[0].clear is None  # no limits published
    said = strips.change_words(between(80, 90), between(80, 90).changes)
    assert said == "First dose since 2020: up 10.0 points (80.0 to 90.0 %), beyond chance."
    same = between(80, 80.01)
    assert "the same" in strips.change_words(same, same.changes)


def test_strip_of_changes_puts_the_wrong_way_first_and_names_who_has_one_period() -> None:
    told = strips.changes(board())
    assert told[0] == ("MMR since 2023/24: Suffolk up 1.2 points, Norfolk up 0.1 points; England down 0.2 points.")
    assert told[1].startswith("One period only: First dose, ")
    falling = replace(COUNCILS, lines=(line("first", "Suffolk", 92.0, 90.0),), rows=COUNCILS.rows[:1])
    rising = replace(COUNCILS, lines=(line("first", "Suffolk", 90.0, 92.0),), rows=COUNCILS.rows[:1])
    assert "down" in strips.changes(board(rising, falling))[0]
    crowd = strips.changes(board(*[rising] * 6))
    assert crowd[4] == "2 more measures changed: the table below has them."
    assert strips.changes(board(tiles=())) == ["No measure has a figure for this footprint."]


def test_strips_say_how_sure_and_what_is_missing() -> None:
    assert strips.sure(board())[0] == "First dose: 28 of 28 areas, 100 % of people. The register counts more people."
    assert strips.sure(board())[-1] == strips.COUNTING
    assert strips.sure(board(replace(OWN, coverage="", cautions=()))) == [strips.COUNTING]
    again = strips.sure(board(OWN, replace(OWN, cautions=(*OWN.cautions, "Counted late."))))
    assert [one.rpartition("people. ")[2] for one in again[:2]] == ["The register counts more people.", "Counted late."]
    told = strips.missing(board())
    assert told == ["Flu: published for England only (77.8 %).", "Finance and use of resources: no indicator loaded."]
    lots = board(absent=tuple(Absent("finance", f"M{at}", f"m{at}", "No value.") for at in range(6)))
    assert strips.missing(lots)[-1] == "2 more measures: the table below says why."
    full = board(OWN, REACH, replace(OWN, lens="finance"), absent=())
    assert strips.missing(full) == ["Nothing: every measure of the pack has a figure here."]
    assert strips.strips(board()).count("<h2>") == 3
