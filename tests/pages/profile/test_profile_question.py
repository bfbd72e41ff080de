"""What a reader may ask of the profile: areas of every kind, footprints, names, and one notice for each wrong thing."""

from __future__ import annotations

import pytest

from pages.parts.profile import answer, profile_question
from pages.parts.profile.subjects import subject


def asked(**given: str):
    return profile_question.resolved(profile_question.landing() | given)


@pytest.mark.parametrize(
    ("given", "name", "kind"),
    [
        ({}, "Great Yarmouth and Waveney", "Place"),
        ({"place": ""}, "Norfolk and Waveney", "System"),
        ({"area": "E02005560"}, "Fairstead & Springwood", "MSOA in King's Lynn and West Norfolk"),
        ({"area": "e02005560"}, "Fairstead & Springwood", "MSOA"),
        ({"area": "E07000148"}, "Norwich", "District in Norfolk"),
        ({"area": "E10000020"}, "Norfolk", "Upper-tier authority"),
        ({"area": "nb-lowestoft"}, "Lowestoft", "Neighbourhood in Great Yarmouth and Waveney"),
        ({"area": "Lowestoft"}, "Lowestoft", "Neighbourhood"),
        ({"area": "england"}, "England", "Country"),
        ({"area": "E01026581"}, "Great Yarmouth", "LSOA"),
    ],
)
def test_any_kind_of_area_is_found_by_code_or_name(given: dict, name: str, kind: str) -> None:
    question, notices = asked(**given)
    found = subject(question.code, question.date)
    assert found.name.startswith(name) and found.kind.startswith(kind) and notices == ()
    assert answer.profile(question).name == found.name


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"area": "xyzzy"}, "no area with the code or name “xyzzy”"),
        ({"minutes": "far"}, "is not a number of minutes"),
        ({"minutes": "999"}, "is not a number of minutes"),
        ({"against": "moon"}, "is not a benchmark of this page"),
        ({"show": "moon"}, "is not a choice of measures"),
        ({"area": "E09000030"}, "Tower Hamlets lies in North East London"),
        ({"area": "U69052"}, "South Wigan"),
    ],
)
def test_each_wrong_thing_has_one_notice(given: dict, words: str) -> None:
    question, notices = asked(**given)
    assert len(notices) == 1 and words in notices[0]
    assert subject(question.code, question.date) is not None


def test_place_that_is_asked_as_area_is_the_place_itself() -> None:
    assert asked(area="pl-gyw")[0] == asked()[0]


def test_address_of_a_question_leads_back_to_it() -> None:
    for given in ({}, {"area": "E02005560", "minutes": "20", "show": "outcomes"}, {"place": "", "against": "england"}):
        question, _ = asked(**given)
        assert profile_question.asked_by(profile_question.parameters(question)) == question


def test_area_box_offers_the_teams_and_whatever_is_shown() -> None:
    question, _ = asked(area="E01026581")
    words = profile_question.areas(question)
    assert words[""] == "The whole place"
    assert {"nb-lowestoft", "E07000145", "E01026581"} <= set(words)
