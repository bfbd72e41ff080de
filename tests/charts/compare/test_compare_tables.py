"""Ranked table, heat table, small map and card: every number, every state in words, everything escaped."""

from __future__ import annotations

import re

import pandas as pd

from charts.board.lenses import Column
from charts.compare import compare_style, heat_words
from charts.compare.chosen_card import chosen_card
from charts.compare.compared import Heat
from charts.compare.heat_table import heat_codes, heat_table
from charts.compare.locator import Shapes, fill_of, key, locator
from charts.compare.ranked import pager, ranked_table, scale_of
from charts.compare.sheet import area_words, sheet
from charts.compare.words import by_chance, finding, lead, subtitle
from charts.tables import Order
from tests.charts.compare.areas import BENCHMARK, MEASURE, areas


def names(html: str) -> list[str]:
    return re.findall(r'data-choose="(\w+)"', html)


def test_ranked_table_begins_with_the_greatest_need_and_ends_with_the_unranked() -> None:
    html = ranked_table(areas(), Order())
    assert names(html) == list("abcdefgh")
    assert "Ash &lt;b&gt;" in html and "<b>" not in html.split("Ash")[1][:4]
    assert "Suppressed (small number)" in html and "Not ranked: register unreliable" in html
    assert html.count("Worse") == 3 and html.count("Similar") == 2 and html.count("Better") == 1
    assert ">400<" in html  # had no first dose in Ash


def test_ranked_table_sorts_by_what_is_asked() -> None:
    assert names(ranked_table(areas(), Order("name", True)))[0] == "h"
    assert names(ranked_table(areas(), Order("value", True)))[0] == "f"


def test_without_intervals_values_stand_on_an_axis_of_their_own() -> None:
    made = areas(None)
    bare = made.evidence.frame.assign(lower_ci=float("nan"), upper_ci=float("nan"))
    from dataclasses import replace

    evidence = replace(made.evidence, frame=bare)
    scale = scale_of(evidence)
    assert scale is not None and scale.ticks[0] <= 60 and scale.ticks[-1] >= 90
    assert "<circle" in ranked_table(replace(made, evidence=evidence), Order())


def test_pager_leads_to_both_ends() -> None:
    assert pager(0, 100, size=150) == ""
    html = pager(1, 400, size=150)
    assert "151 to 300 of 400" in html and re.findall(r'data-page="(\d)"', html) == ["0", "0", "2", "2"]


def test_headline_counts_and_says_where_the_worse_ones_are() -> None:
    assert finding(areas()) == "3 of 6 MSOAs are clearly worse than the system, 1 better"
    alike = areas(tenths={"a": 1, "b": 2, "c": 1, "d": 9})
    assert finding(alike) == "All 3 MSOAs clearly worse than the system are in England’s most deprived fifth"
    assert finding(areas(tenths={"a": 1, "b": 3, "c": 1})).startswith("3 of 6")
    assert finding(areas(None)) == "Uptake is clearly lowest in Ash <b>"
    assert "compared with The System" in subtitle(areas())


def test_lead_says_who_lives_in_the_worse_areas() -> None:
    six = areas(first=6)
    # 3 of 6 areas of 1,000 people; 400 + 350 + 300 of 1,550 without a dose
    assert lead(six) == (
        "The 3 worse areas are home to 50 % of people and 68 % of those who had no first dose. "
        "By chance alone hardly one of 6 would differ."
    )
    assert lead(areas()).startswith("Uptake runs from 60.0 % in Ash <b> to 90.0 % in Fir.")
    assert "no interval" in lead(areas(None))


def test_by_chance_is_one_in_twenty() -> None:
    assert [by_chance(n) for n in (6, 20, 28, 60, 400)] == ["hardly one", "about 1", "1 or 2", "about 3", "about 20"]


def heat() -> Heat:
    made = areas()
    one = Column("outcomes", MEASURE, "2021-07-08", BENCHMARK, "system")
    other = Column("quality", MEASURE.__class__(**{**vars(MEASURE), "indicator_id": "second"}), "2022", None)
    less = made.evidence.frame.iloc[:2].assign(compared="not_compared")
    return Heat((one, other), (made.evidence.frame, less), tuple("abcdefgh"), made.evidence.frame["name"], ("Flu",))


def test_heat_cell_has_mark_word_and_tint_and_a_gap_is_said() -> None:
    html = heat_table(heat(), Order(""))
    assert html.count('class="hc-c hc-worse"') == 3 and html.count('<span class="he-vh">Worse</span>') == 3
    assert "Suppressed (small number)" in html and html.count("No data") == 6
    assert names(html) == list("abcdefgh")
    assert heat_codes(heat(), Order("dose", True))[:2] == ["f", "e"]
    assert heat_codes(heat(), Order("name", True))[0] == "h"
    assert heat_codes(heat(), Order("dose"))[-2:] == ["g", "h"]


def test_heat_words_count_measures() -> None:
    made = heat()
    assert heat_words.finding(areas(), made) == "3 of 8 MSOAs are clearly worse on the one judged measure"
    assert heat_words.lead(areas(), made) == "First dose: 3 of 6 worse than The System."
    assert "No figure for this kind of area: Flu." in heat_words.heat_key(made)
    assert heat_words.area_sentence(made, "a").startswith("Clearly worse on 1 of 2 measures")
    assert heat_words.area_sentence(made, "zz") == ""


def test_small_map_colours_and_hatches_every_area() -> None:
    fills = fill_of(areas().evidence)
    assert fills["a"] == "#C75000" and fills["g"] == "url(#hc-10)" and fills["h"] == "url(#hc-13)"
    paths = dict.fromkeys("abcdefgh", "M0,0L9,0L9,9Z")
    points = dict.fromkeys("abcdefgh", (5.0, 5.0))
    drawn = locator(areas(), Shapes((376.0, 250.0), paths, points, frozenset("a")))
    assert drawn.count("data-area=") == 8
    assert (
        "Worse 3" in drawn and "Suppressed (small number) 1" in drawn and "Not ranked: register unreliable 1" in drawn
    )
    dots = locator(areas(), Shapes((376.0, 250.0), {}, points))
    assert dots.count("data-at=") == 8
    assert "Better 1" in key(areas().evidence)


def test_card_says_value_judgement_and_rank_or_asks_for_a_choice() -> None:
    from dataclasses import replace

    made = areas(tenths={"a": 1})
    chosen = replace(made, evidence=replace(made.evidence, selected="a"))
    html = chosen_card(chosen, "a", extra=("More.",))
    assert 'data-chosen="a"' in html and "60.0" in html and "Worse than The System (80.0" in html and "More." in html
    assert "Lowest of 6 ranked" in html and "tenth 1 of 10" in html
    hidden = chosen_card(replace(made, evidence=replace(made.evidence, selected="g")), "g")
    assert "Suppressed (small number)" in hidden and "95 % interval" not in hidden.replace("\u00a0", " ")
    assert 'data-chosen=""' in chosen_card(made, "")


def test_words_of_pointed_areas_are_those_of_the_table() -> None:
    said = area_words(areas())
    assert said["a"] == ["Ash <b>", "60.0 %, worse"] and said["g"] == ["Gorse", "Suppressed (small number)"]
    html = sheet(areas(), "F", below="B", locator="L", sources=())
    assert "Ash \\u003cb>" in html and "Method and limits" in html


def test_style_sheet_is_one_element() -> None:
    css = compare_style.compare_css()
    assert css.startswith("<style>") and css.count("{") == css.count("}")


def test_heat_frame_without_a_row_is_no_data() -> None:
    made = heat()
    assert isinstance(made.frames[1], pd.DataFrame) and len(made.frames[1]) == 2
