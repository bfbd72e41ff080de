"""On the training pack: what was put in is found, first and red; numbers are checked by plain loops over its rows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from data.training import EARLEY, RISES, neighbourhoods

FOLDER = Path("data/pack/training")
TOWER_HAMLETS = ("pl-tower-hamlets",)
QUESTIONS = {
    "usual": {},
    "strict": {"strict": "1000"},
    "wide": {"strict": "20"},
    "falls": {"indicator": "falls_admissions"},
    "checks": {"indicator": "checks_on_time"},
    "unused": {"indicator": "appointments_unused"},
    "place": {"place": "pl-gyw"},
    "neighbourhoods": {"level": "neighbourhood"},
    "districts": {"level": "district", "indicator": "checks_on_time"},
    "earley": {"system": "england", "level": "neighbourhood"},
    "earley strict": {"system": "england", "level": "neighbourhood", "strict": "1000"},
}
SCRIPT = """
import json, sys
from dataclasses import asdict, replace
import pandas as pd
from charts.signals import words
from pages.parts.answering.releasing import protected
from pages.parts.signals import answer, pieces, question, released_series
said = {}
for name, changes in json.loads(sys.argv[1]).items():
    asked, notices = question.resolved(question.landing() | changes)
    board = answer.board(asked)
    made = pieces.pieces(asked, (), refused="", today="2026-04-01")
    said[name] = asdict(board) | {"notices": notices, "finding": words.finding(board), "csv": made.csv}
    said[name]["sentences"] = [words.sentence(board, one) for one in board.signals]
    view = question.resolved(question.landing() | changes)[0].view
    wide = released_series.released(view)
    for period in wide.periods[-2:]:
        rows = protected.rows(replace(view, period=period, place="", inside=""), tuple(wide.values.index))
        for name, table in (("numerator", wide.counts), ("denominator", wide.people), ("value", wide.values)):
            pd.testing.assert_series_equal(table[period], rows[name].astype(float), check_names=False)
from charts.trend import trend_figure, trend_picture
from charts.trend import programmes
from pages.parts.trend import trend_view
from pages.parts.trend import trend_selection
for name, more in (("trend", {}), ("hidden", {"markers": "hide"})):
    where = {"indicator": "asthma_by_month", "system": "sys-nel-icb", "area": "pl-tower-hamlets", "second": "none"}
    shown = trend_view.evidence(trend_selection.asked_by(where | more))
    said[name] = {
        "figure": trend_figure.figure(shown), "picture": trend_picture.picture(shown, made_on="2026-04-01"),
        "twin": programmes.programmes_words(shown), "told": [asdict(one.told) for one in shown.markers],
    }
print("@@" + json.dumps(said, default=str))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What the page says to each question, in a process that has the training pack open."""
    env = os.environ | {"PACK": str(FOLDER), "CARDS": str(tmp_path_factory.mktemp("cards")), "PYTHONPATH": "."}
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT, json.dumps(QUESTIONS)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=120)
    return json.loads(done.stdout.partition("@@")[2])


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return pd.read_parquet(FOLDER / "observations.parquet")


@pytest.mark.parametrize(
    ("question", "measure"),
    [("usual", "mental_health_referrals"), ("falls", "falls_admissions"), ("checks", "checks_on_time")],
)
def test_what_was_put_in_is_listed_and_nothing_else_is_red(said: dict, question: str, measure: str) -> None:
    red = {one["code"] for one in said[question]["signals"] if one["level"] == "red"}
    assert red == {rise.code for rise in RISES[measure]}
    assert said[question]["tested"] == 125 and said[question]["expected_false"] == pytest.approx(len(red) / 100)


def test_the_step_comes_first_and_its_numbers_are_sums_of_the_rows(said: dict, rows: pd.DataFrame) -> None:
    first = said["usual"]["signals"][0]
    assert first["code"] == RISES["mental_health_referrals"][0].code
    own = rows[(rows["indicator_id"] == "mental_health_referrals") & (rows["area_code"] == first["code"])]
    own = own.sort_values("period")
    recent = first["series"]["recent"]
    events = people = before = people_before = 0.0
    for place, row in enumerate(own.itertuples()):
        if place >= len(own) - recent:
            events, people = events + row.numerator, people + row.denominator
        else:
            before, people_before = before + row.numerator, people_before + row.denominator
    assert first["events"] == events and first["after"] == pytest.approx(1000 * events / people)
    assert first["before"] == pytest.approx(1000 * before / people_before)
    assert first["lower"] < 1000 * before / people_before < first["upper"] < first["after"]
    assert f"{events:.0f} new referrals" in said["usual"]["sentences"][0]
    assert first["series"]["values"][-1] == pytest.approx(
        1000 * own["numerator"].iloc[-1] / own["denominator"].iloc[-1]
    )


def test_the_headline_counts_the_red_ones(said: dict) -> None:
    number = sum(one["level"] == "red" for one in said["usual"]["signals"])
    assert said["usual"]["found_red"] == number == 2 and said["usual"]["finding"].startswith("2 MSOAs")


def test_a_stricter_setting_lists_fewer_and_a_wider_one_more(said: dict) -> None:
    strict, usual, wide = (said[name]["found_red"] for name in ("strict", "usual", "wide"))
    assert strict <= usual <= wide and said["strict"]["flags_false"] == 1000


def test_a_rise_that_all_areas_share_makes_nothing_red(said: dict) -> None:
    assert said["unused"]["found_red"] == 0 or {one["code"] for one in said["unused"]["signals"]} == {
        RISES["appointments_unused"][0].code
    }


def test_a_fall_in_reviews_is_told_as_children_without_one(said: dict) -> None:
    sentence = said["checks"]["sentences"][0]
    assert "children due did not have their review on time" in sentence and "rose from" in sentence


def test_winter_is_taken_out_where_years_are_known_and_past_years_are_asked(said: dict) -> None:
    assert said["usual"]["season"] and said["falls"]["season"]
    assert any("Five past years" in words for words in said["usual"]["signals"][0]["opinions"])
    assert [one["able"] for one in said["usual"]["needs"]] == [True] * 6 + [False]


def test_a_place_lists_its_own_areas_only(said: dict) -> None:
    codes = [one["code"] for one in said["place"]["signals"]]
    assert codes == ["E02005543"] and said["place"]["tested"] == 28 and said["place"]["notices"] == []
    assert said["place"]["name"] == "Great Yarmouth and Waveney"


def test_sums_of_neighbourhoods_are_looked_at_too(said: dict) -> None:
    assert said["neighbourhoods"]["areas"][0] == "neighbourhood" and len(said["neighbourhoods"]["periods"]) == 66
    assert "signals.csv" in said["usual"]["csv"]


def test_earley_is_listed_alone_with_from_to_expected_range_and_events_and_a_higher_threshold_removes_it(
    said: dict, rows: pd.DataFrame
) -> None:
    (only,) = said["earley"]["signals"]
    assert (only["name"], only["level"]) == ("Earley", "red") and said["earley"]["tested"] > 20
    assert re.search(
        r"rose from \S+ to \S+ per 1,000 in .*; expected range \S+ to \S+ per 1,000 .*; \d+ new referrals",
        said["earley"]["sentences"][0],
    )
    own = rows[(rows["indicator_id"] == "mental_health_referrals") & rows["area_code"].isin(EARLEY)]
    recent = sorted(own["period"].unique())[-only["series"]["recent"] :]
    whole = sum(row.numerator for row in own.itertuples() if row.period in recent)
    assert whole <= only["events"] < 2 * whole  # three of its neighbourhoods whole, parts of two more
    assert said["earley strict"]["signals"] == []
    assert {"Map", "Trend"} <= {label for label, _ in only["links"]}


def test_the_programme_of_tower_hamlets_is_told_in_lane_picture_and_words_and_can_be_hidden(
    said: dict, rows: pd.DataFrame
) -> None:
    name = "Work with children on asthma (synthetic example)"
    (twin,), (told,) = said["trend"]["twin"], said["trend"]["told"]
    marker = f"{name} in Tower Hamlets, from 1 July 2023 to 30 June 2025, run by Example Together. Reached: 2,400"
    assert twin.startswith(marker) and "Source: Synthetic training data, 2026." in twin
    assert "Timing alone does not show cause" in twin and twin.count("95 % interval") == 3
    assert f'aria-label="{marker}' in said["trend"]["figure"] and "Work with children" in said["trend"]["picture"]
    own = rows[(rows["indicator_id"] == "asthma_by_month") & rows["area_code"].isin(neighbourhoods(TOWER_HAMLETS))]
    for side, found in (("before", own["period"] < "2023-07"), ("after", own["period"] >= "2023-07")):
        events = people = 0.0
        for row in own[found].itertuples():
            events, people = events + row.numerator, people + row.denominator
        assert told[side]["value"] == pytest.approx(1000 * events / people)
    assert told["upper_ci"] < 0
    assert said["hidden"]["twin"] == [] and "Work with children" not in str(said["hidden"])
