"""A reader adds a programme: it stands on the page and on the trend until it is taken out; faults are told at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from charts.saying.before_after import marker_sentence
from charts.trend.programmes import programmes_words
from charts.trend.trend_figure import figure as trend_figure
from charts.trend.trend_picture import picture
from data.validation import FileFaults
from pages.parts.answering import programmes
from pages.parts.programmes import adding, answer, question
from pages.parts.serving import page_files
from pages.parts.similar import comparing
from pages.parts.similar import question as similar_question
from pages.parts.trend import trend_selection, trend_view

TODAY = "2026-06-01"
WORK = b"""[asthma-work]
name = "Work with children on asthma"
place = "pl-tower-hamlets"
start = "2015-04-01"
end = "2018-03-31"
owner = "Example partnership"
owner_kind = "partnership"
source = "Yearly report, 2016"
url = "https://example.org/report"
indicators = ["asthma_admissions_u19"]
[[asthma-work.reach]]
who = "children seen"
count = 2400
period = "2015 to 2018"
quality = "counted by the owner"
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Readers' programmes go to a folder of the test's own."""
    monkeypatch.setenv("CARDS", str(tmp_path))
    programmes.store.cache_clear()
    yield tmp_path / "programmes.json"
    monkeypatch.undo()
    programmes.store.cache_clear()


def evidence(**query: str):
    return trend_view.evidence(trend_selection.asked_by({"indicator": "asthma_admissions_u19"} | query))


def test_the_template_is_taken_as_it_is_and_names_every_measure(kept: Path) -> None:
    name, content = page_files.FILES["programmes-template.toml"]({})
    assert name == "programmes.toml" and b"asthma_admissions_u19" in content and b"pl-wigan" in content
    assert adding.take(name, content) == "Added: Name of the programme." and kept.is_file()


def test_an_added_programme_stands_on_page_file_and_trend_until_it_is_taken_out(kept: Path) -> None:
    asked = question.resolved(question.landing() | {"system": "sys-nel-icb", "place": "pl-tower-hamlets"})[0]
    assert not answer.board(asked, today=TODAY).programmes
    adding.take("mine.toml", WORK)
    (one,) = answer.board(asked, today=TODAY).programmes
    assert (one.name, one.place, one.lies) == ("Work with children on asthma", "Tower Hamlets", "")
    assert b"children seen" in page_files.programmes_csv({"system": "sys-nel-icb", "place": "pl-tower-hamlets"})[1]
    programmes.store().remove("asthma-work")
    assert not answer.board(asked, today=TODAY).programmes
    programmes.store().restore("asthma-work")
    assert answer.board(asked, today=TODAY).programmes


def test_its_marker_says_name_dates_reach_and_source_and_can_be_hidden(kept: Path) -> None:
    where = {"area": "E08000025", "system": "england", "second": "none"}
    assert not evidence(**where).markers
    adding.take("mine.toml", WORK.replace(b"pl-tower-hamlets", b"E08000025"))
    shown = evidence(**where)
    (one,) = shown.markers
    said = marker_sentence(one.programme, place=one.place, owner=one.owner)
    for words in ("Work with children on asthma", "1 April 2015 to 31 March 2018", "2,400 children seen", "2016"):
        assert words in said
    figure, drawn = trend_figure(shown), picture(shown, made_on=TODAY)
    assert f'aria-label="{said.replace("&", "&amp;")}"' in figure and 'href="#programme-asthma-work"' in figure
    assert "Work with children on asthma" in drawn
    (told,) = programmes_words(shown)
    assert told.startswith(said) and "Timing alone does not show cause" in told
    hidden = evidence(**where, markers="hide")
    assert not hidden.markers and "Work with children" not in trend_figure(hidden) + picture(hidden, made_on=TODAY)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (WORK.replace(b"pl-tower-hamlets", b"pl-nowhere"), "is not in this pack"),
        (WORK.replace(b"2400", b"3"), "3 children"),
        (b"name", "cannot be read"),
    ],
)
def test_a_file_with_a_fault_changes_nothing(kept: Path, text: bytes, words: str) -> None:
    with pytest.raises(FileFaults, match=words):
        adding.take("mine.toml", text)
    assert not kept.exists() and not programmes.added()[0]


def test_a_broken_store_is_said_and_takes_nothing_with_it(kept: Path) -> None:
    kept.write_text("{")
    shown, refused = programmes.added()
    assert shown == {} and "is not what was written" in refused
    assert not programmes.recorded()


def test_the_roll_out_finder_knows_an_added_programme_at_once(kept: Path) -> None:
    asked = similar_question.asked_by({})
    one = comparing.similar(asked).neighbours[0]
    assert one.programmes == ()
    place = WORK.replace(b'"pl-tower-hamlets"', f'["{one.row.code}"]'.encode())
    adding.take("work.toml", place.replace(b"asthma_admissions_u19", b"covid_dose1"))
    assert comparing.similar(asked).neighbours[0].programmes == ("Work with children on asthma",)
