"""The card: every kind of value and every status, escaped, with the numbers of the view."""

from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from charts.card_words import card_rows, card_sentence, note_words, whole_rows
from charts.evidence import AreaRow
from charts.map.card import card
from charts.map.dot_rows import dot_rows
from data.schema import Polarity
from tests.charts.views import CODES, COUNT, MEASURES, MINUTES, RATE, RURAL, UPTAKE, view

NAN = float("nan")


class Page(HTMLParser):
    """Text of a page, and a check that every tag is closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.words = [], []
        self.feed(html)
        assert self.open == [], f"not closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data.replace("\u00a0", " "))

    @property
    def text(self):
        return " ".join(self.words)


def test_the_card_of_the_design():
    words = Page(card(view())).text
    for part in (
        "Harbour",
        "MSOA in Great Yarmouth, Norfolk",
        "55.4 %",
        "95 % interval 54.4 to 56.4 %",
        "Worse than Norfolk and Waveney",
        "About 4,270 of 9,573 people aged 16 and over on the NHS register had no first dose by 8 July 2021.",
        "Norfolk part",
        "Had a first dose 5,306 of 9,573",
        "Had no first dose 4,267",
        "In the system lowest of 4 ranked",
        "Deprivation in England decile 1 of 10, most deprived",
    ):
        assert part in words


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.value_type)
@pytest.mark.parametrize("code", CODES)
def test_every_kind_of_value_in_every_status(measure, code):
    words = Page(card(view(measure, selected=code))).text
    assert "nan" not in words.lower()
    assert "None" not in words


@pytest.mark.parametrize(
    ("code", "label", "sentence"),
    [
        (CODES[5], "Suppressed (small number)", "The number of people is small, so it is withheld to protect them."),
        (CODES[6], "No data", "No value for this area is in this pack."),
        (CODES[7], "Not collected", "This measure is not published for this kind of area."),
    ],
)
def test_a_card_without_a_value_says_why_and_shows_no_number_of_its_own(code, label, sentence):
    shown = view(selected=code)
    words = Page(card(shown)).text
    assert label in words
    assert sentence in words
    assert "Period 8 July 2021" in words
    assert "ranked" not in words
    assert "interval" not in words


def test_not_ranked_keeps_its_value_and_its_note():
    words = Page(card(view(selected=CODES[4]))).text
    assert "96.1 %" in words
    assert "Not ranked: register unreliable" in words
    assert "Note: Armed-forces base." in words
    assert "Better" not in words


def test_estimated_says_so():
    words = Page(card(view(selected=CODES[3]))).text
    assert "(estimated)" in words
    assert "Estimated put together from parts of areas" in words
    assert "&lt;b&gt;" in card(view(selected=CODES[3]))
    assert "<b>Meadow" not in card(view(selected=CODES[3]))


def test_no_selection_and_no_benchmark():
    whole = card(view(selected=""))
    first = next(row for row in view().rows if row.has_value)
    assert f"<h2>{first.name}</h2>" in whole
    assert "No MSOA is selected" in whole
    assert "No MSOA selected" in card(view(selected="", rows=(), benchmark=None))
    assert "Not compared" in Page(card(view(benchmark=None))).text
    assert "Not compared" in Page(card(view(COUNT))).text
    assert Page(card(view(MINUTES))).text.count("interval") == 0


def test_the_card_of_a_place_has_counts_of_the_whole_and_of_its_parts():
    place, part, system = view().rows
    alone = Page(card(view(selected="", rows=(place, system)))).text
    assert f"Had no first dose {place.denominator - place.numerator:,.0f}" in alone
    south = replace(part, code="P1s", name="Suffolk part", status="suppressed", value=NAN, numerator=NAN)
    words = Page(card(view(selected="", rows=(place, part, south, system)))).text
    assert f"Had a first dose {place.numerator:,.0f} of {place.denominator:,.0f}" in words
    assert f"Norfolk part {part.numerator:,.0f} of {part.denominator:,.0f}" in words
    assert "Suffolk part Suppressed (small number)" in words
    assert "Covers 3 of 4 areas" in Page(card(view(selected="", rows=(replace(place, members=(3, 4)), part)))).text
    assert f"Norfolk part {part.numerator:,.0f} of" not in Page(card(view(selected="", rows=(system, part)))).text


def test_kind_names_no_place_twice():
    assert "MSOA <a" in card(replace(view(), frame=view().frame.assign(district="Harbour", county="")))
    assert "Part of it" in card(view(selected_kind="Part of it"))


def row(numerator=NAN, denominator=NAN, value=1.0, **more):
    return AreaRow("x", "X", numerator=numerator, denominator=denominator, value=value, **more)


@pytest.mark.parametrize(
    ("measure", "area", "sentence"),
    [
        (UPTAKE, row(9573, 9573), "All 9,573 {} had a first dose by {}."),
        (UPTAKE, row(0, 9573), "All 9,573 {} had no first dose by {}."),
        (UPTAKE, row(9570, 9573), "3 of 9,573 {} had no first dose by {}."),
        (UPTAKE, row(), "Published as a percentage only: the number of people by {1} is not in this pack."),
        (RURAL, row(0, 100), "None of 100 {} live in a rural area by {}."),
        (RURAL, row(100, 100), "All 100 {} live in a rural area by {}."),
        (replace(UPTAKE, polarity=Polarity.LOW_IS_GOOD), row(51, 100), "About 50 of 100 {} had a first dose by {}."),
        (RATE, row(0, 100, 0), "There were no emergency stroke admissions among 100 people in {1}."),
        (RATE, row(26, NAN), "There were about 30 emergency stroke admissions in {1}."),
        (
            RATE,
            row(),
            "Published as a rate only: the number of emergency stroke admissions in {1} is not in this pack.",
        ),
        (COUNT, row(value=12), "There were about 10 emergency stroke admissions in {1}."),
        (MINUTES, row(value=34), "Travel time was 34 minutes in {1}."),
    ],
)
def test_sentences_about_people(measure, area, sentence):
    expected = sentence.replace("{1}", "8 July 2021").replace("{}", "people aged 16 and over on the NHS register", 1)
    expected = expected.replace("{}", "8 July 2021")
    assert card_sentence(measure, area, period="2021-07-08") == expected


def test_rows_of_labels_and_values():
    assert ("Emergency stroke admissions", "5,306") in card_rows(view(RATE), view(RATE).selected_row)
    assert ("People", "9,573") in card_rows(view(RATE), view(RATE).selected_row)
    covered = replace(view().selected_row, members=(9, 10), coverage=0.93)
    assert ("Covers", "9 of 10 areas, 93 % of people") in card_rows(view(), covered)
    cut = replace(covered, apportioned=0.12, split_lower=54.02, split_upper=57.5)
    words = "54.0 to 57.5 %, however the people of cut areas divide"
    assert ("In any case", words) in card_rows(view(), cut) and ("In any case", words) in whole_rows(view(), cut)
    same = replace(cut, split_lower=55.41, split_upper=55.44)
    assert "In any case" not in dict(card_rows(view(), same))
    assert note_words(UPTAKE, row(note="base;other")) == ["Armed-forces base.", "other"]
    plain = replace(UPTAKE, numerator_name="", complement="")
    assert card_rows(view(), row(1, 2))[0] == ("Had a first dose", "1 of 2")
    assert card_rows(view(plain), row(1, 2))[0] == ("Count", "1 of 2")


def test_dots_stand_on_one_axis_with_the_benchmark_dotted():
    picture = dot_rows(view())
    Page(picture)
    assert 'role="img"' in picture
    assert picture.count("stroke-dasharray") == 1
    assert ">50<" in picture
    assert ">90<" in picture
    assert dot_rows(view(COUNT)) == ""
    assert dot_rows(view(selected=CODES[5], rows=())) == ""


def test_dots_of_rows_without_values_limits_or_marks():
    hidden = dot_rows(view(selected=CODES[5]))
    assert ">*<" in hidden
    assert dot_rows(view(selected=CODES[4])).count("stroke-dasharray") == 2  # dotted ring: not ranked
    nothing = dot_rows(view(benchmark=None))
    assert "stroke-dasharray" not in nothing
    assert ">minutes<" not in dot_rows(view(MINUTES))
    far = view(benchmark=replace(view().benchmark, value=5.0))
    assert "stroke-dasharray" not in dot_rows(far)


def test_equal_values_do_not_repeat_a_label_on_the_axis():
    same = view(rows=())
    shown = replace(same, frame=same.frame.assign(lower_ci=np.nan, upper_ci=np.nan))
    labels = [part.split("<")[0] for part in dot_rows(shown).split(">")]
    numbers = [label for label in labels if label.replace(".", "").isdigit()]
    assert len(numbers) == len(set(numbers))


def test_a_long_name_takes_a_second_line():
    long = "Whissonsett, Litcham, Narborough and Swanton Morley"
    shown = view(rows=(replace(view().rows[0], name=long),))
    picture = dot_rows(shown)
    assert picture.count("<tspan") == 4  # one for the selected area, three lines
    assert "".join(Page(picture).words).count("Whissonsett") == 1


def test_a_footprint_s_card_leads_to_its_board():
    html = card(view(), board="./board?place=pl-x&y")
    assert 'class="he-along" href="./board?place=pl-x&amp;y"' in html and "Open the board" in Page(html).text
    assert "Open the board" in Page(card(view(selected=""), board="./board")).text
    assert "board" not in Page(card(view())).text


def test_a_small_area_s_card_leads_to_the_board_of_its_place_and_only_once():
    html = card(view())
    assert html.count('href="./board"') == 1 and 'aria-label="Board of ' in html
    assert card(view(), board="./board?place=x").count("./board") == 1
    assert "./board" not in card(replace(view(), rows=()))
