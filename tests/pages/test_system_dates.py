"""A2: which systems there are on a date, as the System box offers them."""

import pytest

from pages.parts.asking import controls, resolution
from pages.parts.board import board_question
from pages.parts.compare import question as compare_question
from pages.parts.gradient import question as gradient_question
from pages.parts.profile import profile_question


def systems(asked, **changes):
    return list(controls.choices(asked(**changes)[0]).system.values())


def test_last_day_of_march_2026_still_has_frimley(asked):
    offered = systems(asked, date="2026-03-31")
    assert "Norfolk and Waveney" in offered and "Frimley" in offered
    assert "Norfolk and Suffolk" not in offered
    assert len(offered) == 1 + 42


def test_first_of_april_2026_has_36_boards(asked):
    offered = systems(asked, date="2026-04-01", system="england")
    assert "Norfolk and Suffolk" in offered
    assert not {"Frimley", "Norfolk and Waveney", "Surrey Heartlands"} & set(offered)
    assert len(offered) == 1 + 36


def test_an_ended_system_that_is_asked_for_stays_and_says_so(asked):
    selection, notices = asked(date="2026-04-01", system="E54000022")
    assert "Norfolk and Waveney (ended)" in controls.choices(selection).system.values()
    assert "Norfolk and Suffolk (100 %)" in notices[0]


def test_bassetlaw_changes_its_system_on_1_july_2022(asked):
    before, _ = asked(date="2022-06-30", system="sys-syb-ics")
    after, _ = asked(date="2022-07-01", system="sys-notts-icb")
    assert "Bassetlaw" in controls.choices(before).place.values()
    assert "Bassetlaw" in controls.choices(after).place.values()
    assert "Nottingham and Nottinghamshire" not in controls.choices(before).system.values()
    early, _ = asked(date="2022-06-30", system="sys-syb-ics", place="pl-bassetlaw")
    late, _ = asked(date="2022-07-01", system="sys-notts-icb", place="pl-bassetlaw")
    assert early.place == late.place == "pl-bassetlaw"


@pytest.mark.parametrize(
    ("on", "system"),
    [("2022-06-30", "sys-syb-ics"), ("2022-07-01", "sys-notts-icb")],
)
def test_a_place_named_without_a_system_opens_in_the_one_it_lies_in(on, system):
    for page in (resolution, board_question, gradient_question, compare_question, profile_question):
        chosen = page.asked_by({"place": "pl-bassetlaw", "date": on})
        where = getattr(chosen, "selection", getattr(chosen, "view", chosen))
        assert (where.system, where.place) == (system, "pl-bassetlaw"), page.__name__


def test_a_place_of_the_landing_system_stays_in_it_and_an_unknown_one_is_said():
    assert resolution.asked_by({"place": "pl-nw-norwich"}).system == "sys-nw-icb"
    assert resolution.asked_by({"place": "pl-nw-norwich", "date": "2026-04-01"}).system == "sys-ns-icb"
    assert resolution.asked_by({"place": "pl-nowhere"}).system == "sys-nw-icb"
    assert resolution.asked_by({"place": "pl-bassetlaw", "system": "england"}).system == "england"


def test_a_link_to_a_place_of_another_system_says_where_it_lies(asked):
    chosen, notices = asked(system="sys-south-yorkshire", place="pl-bassetlaw", date="2022-07-01")
    assert chosen.place == ""
    assert notices == (
        "Bassetlaw does not lie in South Yorkshire on 1 July 2022: it is in Nottingham and Nottinghamshire. "
        "Showing no place outline.",
    )
    assert asked(system="sys-gm-icb")[1] == ()  # the pack's own place is left behind without a word


def test_a_system_that_has_not_begun_is_not_said_to_have_ended(asked):
    chosen, notices = asked(system="sys-south-yorkshire", place="", date="2022-06-30")
    assert "South Yorkshire (not yet begun)" in controls.choices(chosen).system.values()
    assert "South Yorkshire and Bassetlaw (100" in notices[0]
