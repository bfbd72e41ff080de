"""The tier page in words, table and file: the same shares and events in all three, and the hint follows its rule."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from charts.tier.tier_table import csv_bytes, tier_css, tier_table
from charts.tier.tier_words import RULE, Tiers, cautions, events_sentence, finding, lead, limits_text, percent, subtitle
from equity.comparing.tiers import Events, Split, hint
from tests.charts.map.test_card import Page

ROWS = (
    Events("system", 1, 1, 5000.0, 5000.0, 5000.0, 1.0),
    Events("place", 8, 7, 600.0, 200.0, 900.0, 1.0),
    Events("registered place", 2, 0, np.nan, np.nan, np.nan, 0.0),
    Events("neighbourhood", 90, 88, 12.0, 3.0, 40.0, 0.95),
)
JUDGED = (ROWS[0], ROWS[1], ROWS[3])
SPLIT = Split(("place", "neighbourhood"), (8, 88), np.array([1.0, 3.0]), (), 0.2)


def shown(split: Split | None = SPLIT, judged: tuple[Events, ...] = JUDGED, **changes: object) -> Tiers:
    given = Tiers(
        indicator="Stroke admissions", scope="Here", single=True, period="2017-2019", years=3.0, events=ROWS,
        split=split, hint=hint(split, judged), units=90, used=88, coverage=0.97, rarer="admissions",
    )  # fmt: skip
    return replace(given, **changes)


def few(neighbourhoods: float) -> tuple[Events, ...]:
    return (*JUDGED[:2], replace(JUDGED[2], holding=neighbourhoods))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (shown(), "Most of the difference lies between neighbourhoods: act there"),
        (shown(judged=few(0.5)), "Too few events below place level, where 75 % of the difference lies"),
        (
            shown(replace(SPLIT, components=np.array([3.0, 1.0])), few(0.5)),
            "Most of the difference lies between places: act there",
        ),
        (
            shown(Split(("system", "place", "neighbourhood"), (9, 40, 99), np.array([3.0, 4.0, 3.0]), (), 0)),
            "The largest part of the difference lies between places",
        ),
        (
            shown(judged=(replace(ROWS[0], holding=0),)),
            "Too few events at every level: pool more years before comparing",
        ),
        (shown(None), "Not enough figures to say at which level the differences lie"),
        (
            shown(replace(SPLIT, components=np.array([0.0, 0.0]))),
            "No more difference than counting error alone would give",
        ),
        (shown(replace(SPLIT, components=np.array([np.nan] * 2))), "Too few units to compare"),
    ],
)
def test_finding_follows_the_rule(given: Tiers, said: str) -> None:
    assert finding(given) == said


def test_lead_names_every_share() -> None:
    assert lead(shown()) == (
        "Of the differences in rates inside the system, 25 % lies between places and 75 % lies between neighbourhoods; "
        "what counting error alone would give is left out."
    )
    alone = shown(replace(SPLIT, components=np.array([np.nan, 2.0])), single=False)
    assert lead(alone).startswith("Of the differences in rates that can be told, 100 % lies between neighbourhoods;")
    assert finding(alone) == "Most of the difference that can be told lies between neighbourhoods"
    assert (
        lead(shown(replace(SPLIT, components=np.zeros(2)))) == "Rates differ no more than chance alone would make them."
    )
    assert "Only 97 % of Here has figures (88 of 90 MSOAs)" in lead(shown(None))


def test_intervals_are_beside_every_share_and_decide_how_sure_the_finding_is() -> None:
    clear = shown(replace(SPLIT, limits=((0.1, 0.4), (0.6, 0.9))))
    assert finding(clear) == "Most of the difference lies between neighbourhoods: act there"
    unclear = shown(replace(SPLIT, limits=((0.1, 0.65), (0.35, 0.9))))
    assert finding(unclear) == "Most of the difference seems to lie between neighbourhoods"
    for words in (
        "25 % (95 % interval 10 to 65 %) lies between places",
        "75 % (95 % interval 35 to 90 %) lies between",
    ):
        assert words in lead(unclear)
    html = tier_table(unclear)
    assert html.count("<small>10 to 65\u00a0%</small>") == 1 and "left:35.0%;width:55.0%" in html
    rows = list(csv.DictReader(io.StringIO(csv_bytes(unclear).decode("utf-8-sig"))))
    assert (rows[3]["share_lower_95"], rows[3]["share_upper_95"]) == ("0.3500", "0.9000")
    one = shown(replace(SPLIT, components=np.array([np.nan, 2.0]), limits=((np.nan, np.nan), (1.0, 1.0))))
    assert "(" not in lead(one).split(";")[0] and rows[2]["share_lower_95"] == ""
    assert limits_text((0.0, 0.2)) == "0 to 20 %" and "Weerahandi 1993" in RULE


def test_subtitle_events_and_period() -> None:
    assert subtitle(shown()) == "Stroke admissions, Here, 2017 to 2019; 88 of 90 MSOAs"
    assert events_sentence(shown()) == (
        "The middle unit of each level has this many (admissions) a year: a system 5,000; a place 600; "
        "a neighbourhood 12."
    )
    day = shown(years=None, period="2021-07-08")
    assert "to 8 July 2021: a system" in events_sentence(day)
    assert events_sentence(shown(events=(ROWS[2],))) == "No level has figures that may be shown."
    assert [percent(x) for x in (0.0, 0.004, 0.256, 1.0, np.nan)] == ["0 %", "under 1 %", "26 %", "100 %", "–"]


def test_cautions_say_what_is_left_out_and_not_told() -> None:
    strange = Split(("system", "place", "neighbourhood"), (2, 9, 99), np.array([np.nan, 0.0, 3.0]), ("place",), 0)
    said = " ".join(cautions(shown(strange)))
    for words in (
        "choose England",
        "between places the estimate was below zero",
        "too few units to tell",
        "2 MSOAs are",
    ):
        assert words.casefold() in said.casefold()
    assert cautions(shown(None, single=False, used=90)) == []
    assert "90 % of its units have 10 or more" in RULE


def test_table_has_bars_and_the_same_numbers() -> None:
    html = tier_table(shown())
    words = Page(html).text
    assert "width:75.0%" in html and html.count("<i ") == 2
    assert html.count('class="he-on"') == 1 and "Not known" in words and "7 of 8" in words
    assert "Events per unit, a year" in words and ".ht-bar" in tier_css()
    assert "Too few" in Page(tier_table(shown(events=few(0.5)))).text


def test_file_has_the_same_rows() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_bytes(shown(scope="=x")).decode("utf-8-sig"))))
    assert [row["level"] for row in rows] == [one.tier for one in ROWS]
    assert rows[3]["share_of_difference"] == "0.7500" and rows[2]["events_median"] == "" and rows[0]["scope"] == "'=x"
