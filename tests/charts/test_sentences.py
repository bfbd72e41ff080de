"""Sentences: the wording of the design, true of the data for any data, person-first."""

import re
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.card_words import card_sentence
from charts.coverage import coverage_in_full, coverage_sentence, coverage_words, rank_words
from charts.evidence import AreaRow, Evidence
from charts.sentences import LONGEST_FINDING, alt_text, attention_side, finding, lead, paragraph, per_hundred, subtitle
from data.schema import Polarity
from tests.charts.views import AREAS, CODES, COUNT, MEASURES, MINUTES, RATE, RURAL, UPTAKE, alone, view

NAN = float("nan")
FORBIDDEN = re.compile(
    r"\b(caused?|impact|significant|hard.to.reach|vulnerable|sufferers?|victims?|the elderly|refus\w+|hesitan\w+"
    r"|deprived people|addicts?|obese people|nan|none|null)\b",
    re.IGNORECASE,
)


def test_the_words_of_the_design():
    shown = view()
    assert finding(shown) == "Uptake is clearly lowest in Harbour"
    assert lead(shown) == (
        "In Harbour 55 in every 100 people aged 16 and over on the NHS register had a first dose; "
        "across Norfolk and Waveney it was 78."
    )
    assert subtitle(shown) == "First dose, % of people aged 16 and over on the NHS register, 8 MSOAs, to 8 July 2021"
    assert rank_words(shown) == "lowest of 4 ranked"
    assert coverage_sentence(shown) == (
        "Values are shown for 5 of 8 MSOAs. 1 is not ranked: register unreliable. 1 is suppressed (small number). "
        "1 has no data. 1 is not collected. 1 is estimated."
    )
    assert paragraph(shown).startswith(
        "By 8 July 2021 uptake was highest in Village (91.1 %) and lowest in Harbour (55.4 %). In Harbour (selected) "
        "it was 55.4 % (95 % interval 54.4 to 56.4 %), worse than Norfolk and Waveney (78.2 %)."
    )
    assert alt_text(shown) == (
        "Map of First dose by MSOA, Norfolk and Waveney, by 8 July 2021. Uptake is clearly lowest in Harbour. "
        "The table holds the same numbers."
    )


def test_other_kinds_of_value():
    assert finding(view(RATE)).startswith("The stroke admission rate is clearly highest in Village")
    assert "there were 55,426.7 emergency stroke admissions for every 100,000 people; across" in lead(view(RATE))
    assert (
        lead(view(COUNT))
        == "In Harbour there were 5,306 emergency stroke admissions, of 33,134 across Norfolk and Waveney."
    )
    assert lead(view(MINUTES)) == "In Harbour travel time was 27 minutes; across Norfolk and Waveney it was 33 minutes."
    assert subtitle(view(MINUTES)) == "Travel time, minutes, 8 MSOAs, 8 July 2021"
    assert subtitle(view(COUNT)).startswith("Emergency stroke admissions, number, 8 MSOAs")
    assert subtitle(view(RATE, within="Wigan")).startswith(
        "Emergency stroke admissions, per 100,000 people, 8 MSOAs of Wigan"
    )
    assert finding(view(RURAL)).startswith("The rural share is clearly highest in Village")


def test_lead_of_an_area_without_a_value_says_so():
    hidden = view(selected=CODES[5])
    assert lead(hidden) == "Island: suppressed (small number). Uptake across Norfolk and Waveney was 78.2 %."
    assert "Island (selected): suppressed (small number)." in paragraph(hidden)
    assert lead(replace(hidden, benchmark=None)) == "Island: suppressed (small number)."
    assert rank_words(hidden) == "not ranked"


def test_lead_without_selection_tells_of_the_headline():
    assert lead(view(selected="")) == lead(view())
    assert "selected" not in paragraph(view(selected="gone"))


def test_not_ranked_and_not_compared_areas_are_not_called_better():
    words = paragraph(view(selected=CODES[4]))
    assert (
        "In Airfield (selected) it was 96.1 % (95 % interval 95.6 to 96.6 %); not ranked: register unreliable." in words
    )
    assert "Across Norfolk and Waveney it was 78.2 %." in words
    assert "better" not in words
    assert "minutes)." in paragraph(view(MINUTES))


def test_nothing_to_show():
    empty = alone(view(), CODES[6])
    assert finding(empty) == "First dose: no values to show"
    assert lead(replace(empty, selected="")) == "There is no value to show for Norfolk and Waveney by 8 July 2021."
    assert coverage_sentence(empty) == "Values are shown for 0 of 1 MSOA. 1 has no data."
    long = replace(UPTAKE, short_name="x" * 90)
    assert finding(replace(empty, measure=long)) == "No values to show for these MSOAs"


def test_one_area_ties_and_equal_values():
    assert finding(alone(view(), CODES[0])) == "Uptake in Harbour is 55.4 %"
    assert rank_words(alone(view(), CODES[0])) == "the only area ranked"
    assert "highest" not in paragraph(alone(view(), CODES[0]))
    same = [(f"Area {place}", 50, 100, "ok", "") for place in range(5)]
    assert finding(view(areas=same)) == "Uptake is 50.0 % in all 5 MSOAs"
    assert rank_words(view(areas=same)) == "the same as all 5 ranked"
    tied = view(areas=[*same[:2], ("High", 90, 100, "ok", "")])
    assert finding(tied) == "Uptake is lowest in Area 0 and Area 1"
    assert rank_words(tied) == "joint lowest of 3 ranked"
    assert finding(view(areas=[*same[:3], ("High", 90, 100, "ok", "")])) == "Uptake is lowest, 50.0 %, in 3 MSOAs"


def test_long_names_are_never_cut_in_the_middle_of_a_name():
    long = "Whissonsett, Litcham, Narborough, Swanton Morley, Bawdeswell, North Elmham and all the others"
    shown = view(areas=[(long, 50, 100, "ok", ""), *AREAS[1:3]])
    assert finding(shown) == "Uptake is lowest in one MSOA of Great Yarmouth"
    nowhere = replace(shown, frame=shown.frame.assign(district=""))
    assert finding(nowhere) == "Uptake is lowest, 50.0 %, in 1 of 3 MSOAs"
    assert finding(replace(shown, measure=replace(UPTAKE, word="x " * 60))) == "First dose: lowest 50.0 %"
    assert (
        len(finding(replace(shown, measure=replace(UPTAKE, word="x " * 60, short_name="y " * 60)))) <= LONGEST_FINDING
    )


def test_ranks_from_both_ends():
    assert rank_words(view(selected=CODES[2])) == "highest of 4 ranked"
    assert rank_words(view(selected=CODES[1])) == "2nd lowest of 4 ranked"
    many = [(f"A{place}", 10 + place, 100, "ok", "") for place in range(8)]
    assert rank_words(view(areas=many, selected=CODES[2])) == "3rd lowest of 8 ranked"
    assert rank_words(view(areas=many, selected=CODES[4])) == "4th highest of 8 ranked"


def test_what_a_value_of_several_areas_rests_on():
    row = AreaRow("P", "Place", members=(27, 28), coverage=0.98, apportioned=0.041)
    assert coverage_words(row) == "27 of 28 areas, 98 % of people; 4 % of people apportioned"
    assert coverage_words(AreaRow("P", "Place")) == ""
    assert coverage_words(AreaRow("P", "Place", coverage=0.999)) == "over 99 % of people"
    assert coverage_words(AreaRow("P", "Place", apportioned=0.001)) == "under 1 % of people apportioned"


def test_a_file_says_what_a_value_may_be_where_cut_areas_could_divide_otherwise():
    row = AreaRow("P", "Place", value=81.2, members=(8, 8), coverage=1, apportioned=0.07)
    covered = "8 of 8 areas, 100 % of people; 7 % of people apportioned"
    split = "however the people of cut areas divide"
    wide = replace(row, split_lower=76.8, split_upper=84)
    assert coverage_in_full(wide, UPTAKE) == f"{covered}; in any case 76.8 to 84.0 %, {split}"
    assert coverage_in_full(replace(row, split_lower=81.19, split_upper=81.21), UPTAKE) == covered
    assert coverage_in_full(AreaRow("P", "Place", value=81.2), UPTAKE) == ""


def test_people_in_every_hundred_and_values_too_close_to_tell_apart():
    assert [per_hundred(value) for value in (55.4, 0.3, 99.7, 0, 100)] == ["55", None, None, "0", "100"]
    close = view(areas=[("A", 816, 1000, "ok", ""), ("B", 832, 1000, "ok", "")])
    assert lead(close).startswith("In A 81.6 % of people")
    tiny = view(areas=[("A", 3, 1000, "ok", ""), ("B", 5, 1000, "ok", "")])
    assert lead(tiny).startswith("In A 0.3 % of people aged 16")
    own = view(areas=[("A", 500, 1000, "ok", ""), ("B", 500, 1000, "ok", "")])
    assert lead(own).endswith("it was the same.")
    assert lead(replace(own, benchmark=replace(own.benchmark, code=CODES[0]))).endswith(
        "had a first dose by 8 July 2021."
    )
    wordless = replace(own, measure=replace(UPTAKE, numerator_name=""))
    assert lead(wordless) == "In A uptake was 50.0 %; across Norfolk and Waveney it was the same."


def areas_of(rows):
    return [(f"Area {place}", min(row), max(row), "ok", "") for place, row in enumerate(rows)]


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=1, max_size=8),
    st.sampled_from([Polarity.HIGH_IS_GOOD, Polarity.LOW_IS_GOOD, Polarity.NONE]),
)
def test_the_headline_is_true_of_any_data(rows, polarity):
    shown = view(replace(UPTAKE, polarity=polarity), areas=areas_of(rows))
    words, side = finding(shown), attention_side(polarity)
    assert len(words) <= LONGEST_FINDING
    values = [round(100 * min(row) / max(row), 1) for row in rows]
    end = min(values) if side == "lowest" else max(values)
    named = re.findall(r"Area \d", words)
    assert all(values[int(name[-1])] == end for name in named)
    if "clearly" in words:
        place = int(named[0][-1])
        own, rest = shown.frame.iloc[place], shown.frame.drop(index=CODES[place])
        apart = (
            own["upper_ci"] < rest["lower_ci"].min() if side == "lowest" else own["lower_ci"] > rest["upper_ci"].max()
        )
        assert apart
        assert len(named) == 1


@settings(max_examples=40)
@given(st.sampled_from(MEASURES), st.sampled_from(CODES), st.booleans(), st.booleans())
def test_no_sentence_says_nan_or_a_word_we_do_not_use(measure, selected, with_benchmark, known_limits):
    shown = view(measure, selected=selected)
    if not with_benchmark:
        shown = replace(shown, benchmark=None)
    if not known_limits:
        shown = replace(shown, frame=shown.frame.assign(lower_ci=np.nan, upper_ci=np.nan, compared="not_compared"))
    for words in every_sentence(shown):
        assert not FORBIDDEN.search(words), words
        assert "  " not in words
        assert words[0] == words[0].upper() or words[0].isdigit()


def every_sentence(shown: Evidence) -> list[str]:
    row = shown.selected_row
    return [
        finding(shown),
        lead(shown),
        subtitle(shown),
        paragraph(shown),
        alt_text(shown),
        card_sentence(shown.measure, row, period=shown.period),
    ]


@pytest.mark.parametrize("missing", ["clearly"])
def test_without_limits_nothing_is_clear(missing):
    shown = view()
    assert missing not in finding(replace(shown, frame=shown.frame.assign(lower_ci=pd.NA, upper_ci=np.nan)))
