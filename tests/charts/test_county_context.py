"""A place in its county: sentence, reasons and table from hand-made rows."""

import csv
import io
import re
from dataclasses import replace

import pytest

from charts.county_context import ADDED, CountyContext, gap_words, panel, sentence
from charts.evidence import AreaRow, Measure
from charts.trend.trend_table import csv_bytes
from data.schema import Polarity, ValueType
from tests.charts.trends import trend

MEASURE = Measure(
    "dose1", "COVID-19 first dose", "First dose", "%", ValueType.PROPORTION, Polarity.HIGH_IS_GOOD,
    people="people aged 16 and over", numerator_name="had a first dose", word="Uptake", period_phrase="by {period}",
)  # fmt: skip
OWN = AreaRow("a", "Yarmouth", role="place", value=77.9, lower_ci=77.7, upper_ci=78.2, numerator=70808,
              denominator=90869, compared="benchmark", members=(13, 13), coverage=1.0)  # fmt: skip
REST = AreaRow("r", "Rest of Norfolk", role="rest", value=81.9, lower_ci=81.8, upper_ci=82.0, numerator=592341,
               denominator=723161, compared="worse", members=(97, 97), coverage=1.0)  # fmt: skip
SYSTEM = AreaRow("s", "Norfolk and Waveney", role="system", value=81.7, lower_ci=81.6, upper_ci=81.8, compared="worse")
BESIDE = CountyContext("Yarmouth", "2021-07-08", (OWN, REST, SYSTEM))


def plain(words):
    return words.replace("\u00a0", " ")


def test_sentence_has_every_value_the_outcome_and_the_share_of_people():
    assert plain(sentence(BESIDE, MEASURE)) == (
        "By 8 July 2021 uptake was 77.9 % (95 % interval 77.7 to 78.2 %) in Yarmouth; 81.9 % in the rest of Norfolk, "
        "81.7 % in the system Norfolk and Waveney. Yarmouth is worse than the rest of Norfolk. It has 11.2 % of the "
        "people aged 16 and over in its county."
    )


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("similar", "similar to the rest of Norfolk"),
        ("better", "better than the rest of Norfolk"),
        ("not_compared", None),
    ],
)
def test_outcomes_in_words(outcome, words):
    said = sentence(replace(BESIDE, rows=(OWN, replace(REST, compared=outcome))), MEASURE)
    assert (words in said) if words else "Yarmouth is" not in said


def test_gaps_say_why_and_keep_the_share_quiet():
    nothing = AreaRow("r", "Rest of Suffolk", role="rest", status="suppressed", reason="Withheld: small.")
    gap = replace(BESIDE, rows=(OWN, REST, nothing))
    assert gap_words(gap) == "Rest of Suffolk: Withheld: small."
    assert "It has" not in sentence(gap, MEASURE)
    bare = replace(BESIDE, rows=(replace(OWN, value=float("nan"), status="missing"), REST))
    assert sentence(bare, MEASURE).startswith("Yarmouth: No value")
    assert "Walsall is an upper-tier council itself" in gap_words(
        CountyContext("Walsall", "2019", (OWN,), ("Walsall",))
    )
    assert "fills the upper-tier council Rutland" in gap_words(CountyContext("Oakham", "2019", (OWN,), ("Rutland",)))


def test_table_has_interval_counts_coverage_and_marks_with_words():
    html = plain(panel(BESIDE, MEASURE))
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr[^>]*>.*?</tr>", html)[1:]]
    assert [" ".join(row) for row in rows] == [
        "Yarmouth 77.9 77.7 to 78.2 70,808 90,869 13 of 13 areas, 100 % of people",
        "Rest of Norfolk county without Yarmouth 81.9 81.8 to 82.0 Worse 592,341 723,161 97 of 97 areas, "
        "100 % of people",
        "Norfolk and Waveney system 81.7 81.6 to 81.8 Worse",
    ]
    assert ADDED in html and 'scope="row"' in html and "<caption>COVID-19 first dose, by 8 July 2021" in html


def test_withheld_rows_show_their_symbol_and_no_number():
    nothing = AreaRow("r", "Rest of Norfolk", role="rest", status="suppressed", reason="Withheld: small.")
    html = panel(replace(BESIDE, rows=(replace(OWN, **dict.fromkeys(("lower_ci", "upper_ci"), float("nan"))), nothing)),
                 MEASURE)  # fmt: skip
    assert "<b>*</b>" in html and "Withheld: small." in html and "nan" not in html and "Intervals" not in html
    empty = panel(CountyContext("A & B", "2019", (replace(nothing, name="A & B", role="place"),)), MEASURE)
    assert "<table" not in empty and "A &amp; B: Withheld" in empty


def test_the_file_has_the_same_rows_after_the_lines():
    given = list(csv.DictReader(io.StringIO(csv_bytes(trend(around=(BESIDE,))).decode("utf-8-sig"), newline="")))
    rest, system = given[-2:]
    assert (rest["line"], rest["role"], rest["value"], rest["numerator"]) == (
        "Rest of Norfolk",
        "rest",
        "81.9",
        "592341",
    )
    assert (
        rest["members"] == "Rest of Norfolk, beside Yarmouth" and rest["coverage"] == "97 of 97 areas, 100 % of people"
    )
    assert (system["role"], system["trend"], rest["trend"]) == ("system", "", "")
    assert len(given) == 2 + 3 * 12
