"""Health Index: one index per indicator, and no unit that the file does not give."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.sources.ons_health_index import SCORES, health_index, health_index_of_systems
from data.validation import FileFaults
from tests.shared_folder import shared

HEADS = "ltla21_code,year,indicator,value\n"


def test_rows_become_indices(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    rows = [
        "E06990001,2015.0,Self-harm,192.9",
        "E06990002,2015.0,Self-harm,*",
        "E06990001,2015.0,Frailty,",
        "E06990002,2015.0,Frailty,",
    ]
    path.write_text(HEADS + "\n".join(rows) + "\n")
    done = health_index(path)
    assert done.frame["indicator_id"].tolist() == ["health_index_self_harm"] * 2 + ["health_index_frailty"] * 2
    assert done.frame["period"].tolist() == ["2015"] * 4
    assert done.frame["status"].tolist() == ["ok", "suppressed", "missing", "missing"]
    assert "unit" not in done.frame


def test_an_indicator_of_fewer_districts_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text(HEADS + "E06990001,2015,A,1\nE06990002,2015,A,2\nE06990001,2015,B,1\n")
    assert health_index(path).report == ("health_index_b: 1 of 2 districts",)


def test_faults_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_text(HEADS + "E06990001,2015,A,1\nE06990001,2015,A,1\nE92000001,soon,,high\n")
    with pytest.raises(FileFaults) as caught:
        health_index(path)
    for words in (
        "the same key twice",
        "not the code of a district",
        "not a year",
        "an indicator without a name",
        "not a number",
    ):
        assert words in str(caught.value)
    path.write_text("ltla21_code\nE06990001\n")
    with pytest.raises(FileFaults, match="missing columns year, indicator, value"):
        health_index(path)


@pytest.mark.shared
def test_the_genuine_file_has_56_indicators_of_307_districts() -> None:
    frame = health_index(shared("data", "ons", "health_index", "england_health_index_indicators.csv.gz")).frame
    assert frame["indicator_id"].nunique() == 56
    assert frame["area_code"].nunique() == 307
    assert len(frame) == 56 * 307 * 7


SYSTEM_HEADS = (
    "icb22_code,icb22_name,year,overall_score,healthy_people_domain,healthy_lives_domain,healthy_places_domain"
)


def test_the_index_of_a_board_and_its_domains(tmp_path: Path) -> None:
    path = tmp_path / "ics.csv"
    path.write_text(f"{SYSTEM_HEADS}\nE54000008,A,2015,96.3,91.3,95.0,\n")
    frame = health_index_of_systems(path).frame
    assert dict(zip(frame["indicator_id"], frame["status"], strict=True)) == dict.fromkeys(SCORES.values(), "ok") | {
        "health_index_healthy_places": "missing"
    }
    assert frame["value"].tolist()[:3] == [96.3, 91.3, 95.0]
    assert set(frame["area_type"]) == {"icb22"} and set(frame["period"]) == {"2015"}


def test_faults_of_the_table_of_boards_are_listed(tmp_path: Path) -> None:
    path = tmp_path / "ics.csv"
    path.write_text(f"{SYSTEM_HEADS}\nE54000008,A,2015,1,1,1,1\nE54000008,A,2015,1,1,1,1\nE06000001,B,now,high,1,1,1\n")
    with pytest.raises(FileFaults) as caught:
        health_index_of_systems(path)
    for words in ("the same key twice", "not the code of an integrated care board", "not a year", "not a number"):
        assert words in str(caught.value)


@pytest.mark.shared
def test_the_genuine_table_has_42_boards_and_seven_years() -> None:
    """Cheshire and Merseyside in 2015: 96.3 overall, 91.3 for people (ONS, June 2023)."""
    frame = health_index_of_systems(shared("data", "ons", "health_index", "england_health_index_ics.csv.gz")).frame
    assert len(frame) == 42 * 7 * 4 and (frame["status"] == "ok").all()
    first = frame[(frame["area_code"] == "E54000008") & (frame["period"] == "2015")].set_index("indicator_id")["value"]
    assert first.tolist() == [96.3, 91.3, 95.0, 104.4]
