"""What fits a slide: lines, whole sentences, rows and columns; what is left out is said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from charts.slides import layouts, sources_slide, words
from charts.slides.layouts import Box
from charts.slides.plain import lines, plain, plain_lines, whole_sentences, width
from charts.slides.shown import Shown
from charts.slides.table import SIZES, fitted
from tests.charts.slides.made import figure, opened

ROOM = Box(0, 0, 1168, 500)
ROWS = [(f"Area {number}", "55.4", "Worse than the system") for number in range(200)]
HEADS = ("Area", "Uptake, %", "Compared")


@given(st.text())
def test_plain_text_is_what_xml_can_hold(said: str) -> None:
    kept = plain(said)
    assert kept == plain(kept) and "\n" not in kept
    kept.encode()  # no half of a pair
    assert all(letter >= " " for letter in kept)


def test_line_breaks_stay_where_they_mean_something() -> None:
    assert plain_lines("one\x0b\ntwo\x00") == "one\ntwo" and plain("one\ntwo") == "one two"


@given(st.lists(st.text("abc W.", min_size=1, max_size=12), min_size=1, max_size=30))
def test_more_words_never_take_fewer_lines(parts: list[str]) -> None:
    counts = [lines(" ".join(parts[:end]), 20, room=200) for end in range(1, len(parts) + 1)]
    assert counts == sorted(counts) and counts[0] >= 1


def test_a_word_longer_than_the_line_takes_as_many_as_it_needs() -> None:
    long = "w" * 100
    assert lines(long, 20, room=200) == -(-width(long, 20) // 200)


def test_whole_sentences_only() -> None:
    said = "One is short. Two is a good deal longer than that. Three."
    assert whole_sentences(said, 20, room=300, most=1) == "One is short."
    assert whole_sentences(said, 20, room=5000, most=1) == said
    assert whole_sentences("A first sentence that is far too long.", 20, room=50, most=1).endswith("long.")


def test_a_small_table_has_large_letters_and_all_rows() -> None:
    found = fitted(HEADS, ROWS[:5], room=ROOM)
    assert (len(found.rows), found.size, found.left_out) == (5, SIZES[0], "")


def test_a_long_table_is_cut_and_says_so() -> None:
    found = fitted(HEADS, ROWS, room=ROOM)
    kept = len(found.rows)
    assert 10 < kept < 30 and found.rows == tuple(ROWS[:kept])
    assert found.left_out == f"The first {kept} of 200 rows; {200 - kept} more in the file."
    high = (kept + 1) * (found.size * 1.2 + 8)
    assert high <= ROOM.h and sum(found.widths) <= ROOM.w


def test_columns_that_fit_at_no_size_are_left_out_from_the_last() -> None:
    wide = tuple(f"A heading of some length {number}" for number in range(40))
    rows = [tuple("a text of a certain length" for _ in wide)]
    found = fitted(wide, rows, room=ROOM)
    assert 0 < len(found.columns) < 40 and found.columns == wide[: len(found.columns)]
    assert found.left_out == f"{40 - len(found.columns)} more columns are in the file."
    one_less = fitted(wide[: len(found.columns) + 1], [rows[0][: len(found.columns) + 1]], room=ROOM)
    assert one_less.left_out == "1 more column is in the file."


def test_a_table_without_columns_or_with_a_row_too_high_is_no_slide() -> None:
    for columns, row in (((), ()), (("Word",), (" ".join(["word"] * 900),))):
        unfit = replace(figure(), columns=columns, rows=(row,))
        titles = [slide.shapes.title.text_frame.text for slide in opened([Shown("", "", "", unfit)]).slides]
        assert titles[2] == "Sources"


def test_words_too_many_for_their_place_get_smaller_letters() -> None:
    long = " ".join(["The most deprived fifth of areas is 15.5 points below the least deprived."] * 8)
    slide = opened([Shown("", "", "", figure(sentence=long))]).slides[1]
    scale = slide.placeholders[layouts.SENTENCE_AT].text_frame._txBody.bodyPr
    assert 'fontScale="60000"' in scale.xml or 'fontScale="70000"' in scale.xml
    assert "fontScale" not in slide.shapes.title.text_frame._txBody.bodyPr.xml


def test_a_title_of_two_lines_has_a_layout_of_its_own() -> None:
    long = "A title of a presenter who says everything at once and needs two lines of the slide for it"
    for size in ((1168, 460), (836, 480)):
        slides = opened([Shown(long, "", "", figure(size=size))]).slides
        assert slides[1].slide_layout.name.endswith("long title") and slides[2].slide_layout.name.endswith("long title")


def test_a_method_too_long_for_the_slide_stands_in_the_notes_only() -> None:
    long = ("word " * 120).strip() + "."
    slide = opened([Shown("", "", "", figure(notes=(long,)))]).slides[1]
    assert "Method." not in slide.placeholders[layouts.SOURCE_AT].text_frame.text
    assert long in slide.notes_slide.notes_text_frame.text


def test_a_licence_is_said_once() -> None:
    said = words.source_words(figure(source="Source: ONS. OGL v3.0.", licence="OGL v3.0"))
    assert said == "ONS. OGL v3.0. Taken on 22 November 2026."


def test_sources_are_said_once_and_go_on_over_slides() -> None:
    every = [figure(source=f"Source: publisher {number}, a report.") for number in range(40)]
    found = sources_slide.parts([*every, every[0]])
    titles = [title for title, _ in found]
    assert titles[:2] == ["Sources", "Sources, continued"] and titles[-1] == "Methods and cautions"
    said = [line for title, part in found if title.startswith("Sources") for line in part]
    assert said == [words.source_words(one) for one in every]
    assert sources_slide.parts([]) == []
