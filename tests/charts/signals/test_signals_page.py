"""Headline, list, chart, table and file of the signals page say the same; what was not asked is not said."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from charts.signals import cards, numbers, sheet, words
from charts.signals.chart import signal_chart
from charts.signals.signals_style import signals_css
from tests.charts.signals.signal_boards import BOARD, FIRST, NAN, ROW, SECOND, SERIES


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_headline_counts_what_is_listed() -> None:
    assert words.finding(BOARD) == "Yarmouth <Parade> rose beyond its own past and beyond the other MSOAs"
    assert words.finding(replace(BOARD, found_red=3)).startswith("3 MSOAs in Norfolk rose")
    assert words.finding(replace(BOARD, found_red=0, found=7)).startswith("7 MSOAs to watch in Norfolk")
    assert words.finding(replace(BOARD, signals=(), found=0)) == "No MSOA in Norfolk rose beyond what is usual"
    assert words.finding(replace(BOARD, reason="Too few.")) == "Referrals: no unusual change can be looked for"


def test_lead_sentence_and_subtitle_are_made_from_the_first_signal() -> None:
    assert words.lead(BOARD) == (
        "Strongest: Yarmouth <Parade>, rose from 2.2 to 4.7 per 1,000 in February 2026 to March 2026. "
        "120 MSOAs were looked at."
    )
    said = words.sentence(BOARD, FIRST)
    assert (
        "rose from 2.2 to 4.7 per 1,000" in said
        and "; expected range 1.6 to 3.1 per 1,000 from 4 periods; 190 new" in said
    )
    assert "190 new referrals" in said and "it also stands out" in said
    assert "does not stand out" in words.sentence(BOARD, SECOND)
    assert words.subtitle(BOARD) == "Referrals, adults, MSOAs of Norfolk, October 2025 to March 2026"


def test_false_flags_are_said_for_red_signals_only() -> None:
    assert words.false_words(BOARD).endswith("of this 1 signal fewer than one is expected to be false (0.01).")
    assert (
        words.false_words(replace(BOARD, found_red=0)) == "At this setting at most 1 flag in 100 is false on average."
    )
    assert "about 4 is expected" in words.false_words(replace(BOARD, found_red=80, expected_false=4.0, flags_false=20))


def test_values_without_counts_are_never_said_to_agree_with_other_areas() -> None:
    board = replace(BOARD, by_values=True, signals=(replace(SECOND, events=NAN),), found_red=0, found=1)
    said = words.sentence(board, board.signals[0])
    assert "among other areas" not in said and "limits of its own past" in said and "few" in said
    assert "no more" not in words.season_words(board) and "reason to look" in words.false_words(board)


def test_chart_breaks_at_an_unknown_point_and_marks_the_high_ones() -> None:
    drawn = signal_chart(SERIES, "Alt & words")
    assert 'aria-label="Alt &amp; words"' in drawn and "nan" not in drawn
    assert drawn.count("<circle") == 3 and len(re.findall(r'fill="#C75000"', drawn)) == 2
    assert ">October 2025<" in drawn and ">March 2026<" in drawn
    flat = replace(SERIES, lower=(NAN,) * 6, upper=(NAN,) * 6)
    assert signal_chart(flat, "x").count("Z") == drawn.count("Z") - 1


def test_sheet_names_every_signal_and_its_card_and_escapes_names() -> None:
    html = sheet.sheet(BOARD, cards="<p>cards</p>", marks={"E1": "./signals?card=new-E1"})
    assert "Yarmouth &lt;Parade&gt;" in html and "<Parade>" not in html
    assert html.index("1. Yarmouth") < html.index("2. Belton") and html.count('<svg class="hs-chart"') == 2
    assert 'href="./signals?card=new-E1"' in html and html.count("Response card</a>") == 1
    assert "Both agree: act" in html and "Only one agrees: watch" in html
    assert "Not possible" in html and "<p>cards</p>" in html and "1 on which its own past" in html
    assert "strongest of 40 are listed" in sheet.sheet(replace(BOARD, found=40))


def test_the_key_explains_what_is_drawn_and_nothing_else() -> None:
    assert "usual range, by season" in sheet.sheet(BOARD) and "1 on which only one of them speaks" in sheet.sheet(BOARD)
    none = sheet.sheet(replace(BOARD, signals=(), found=0, found_red=0))
    assert "hs-key" not in none and "usual range" not in none and "How sure are we?" in none
    amber = sheet.sheet(replace(BOARD, signals=(SECOND,), found=1, found_red=0, season=False))
    assert "on which its own past and" not in amber and "usual range<" in amber
    flat = replace(SECOND, series=replace(SERIES, lower=(NAN,) * 6, upper=(NAN,) * 6))
    assert "usual range" not in sheet.sheet(replace(BOARD, signals=(flat,), found=1, found_red=0))


def test_empty_states_say_why_and_where_to_go() -> None:
    none = sheet.sheet(replace(BOARD, signals=(), found=0, found_red=0))
    assert "None rose beyond what is usual" in none and "The same numbers" not in none
    shut = replace(BOARD, signals=(), reason="Too few periods.", others=(("MMR", "./signals?indicator=mmr"),))
    html = sheet.sheet(shut)
    assert "Too few periods." in html and 'href="./signals?indicator=mmr"' in html and html.count("61 periods") == 1
    assert "No measure of this pack" in sheet.sheet(replace(shut, others=()))


def test_table_and_file_hold_the_same_numbers() -> None:
    table, found = numbers.numbers_table(BOARD), rows(numbers.csv_bytes(BOARD))
    assert [row["area_code"] for row in found] == ["E1", "E2"] and found[0]["value_recent"] == "4.7"
    assert '<td class="he-r">4.7</td>' in table and "190" in table and found[0]["counted"] == "190"
    assert found[1]["other_areas_agree"] == "no" and found[0]["sentence"] == words.sentence(BOARD, FIRST)
    assert numbers.csv_name(BOARD) == "signals-referrals-norfolk.csv"
    assert rows(numbers.csv_bytes(replace(BOARD, signals=(replace(FIRST, events=NAN),))))[0]["counted"] == ""


def test_cards_are_listed_with_their_address_and_the_overdue_ones_are_counted() -> None:
    late = replace(ROW, id="b", overdue=True)
    html = cards.card_list([late, ROW], download="/r/cards.csv")
    assert html.count("(overdue)") == 1 and "2 cards, 1 overdue" in html and 'href="./signals?card=x"' in html
    found = rows(cards.cards_csv([late, ROW]))
    assert [row["overdue"] for row in found] == ["yes", "no"] and found[0]["owner"] == "'=PCN lead"


def test_no_cards_and_cards_that_cannot_be_read() -> None:
    assert "None yet" in cards.card_list([], download="")
    refused = cards.card_list([ROW], download="", refused="own/cards.jsonl: no list")
    assert "no list" in refused and ROW.title not in refused


def test_style_is_one_sheet() -> None:
    assert signals_css().startswith("<style>") and signals_css().count("<style>") == 1
