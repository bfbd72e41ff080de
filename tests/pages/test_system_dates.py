"""A2: which systems there are on a date, as the System box offers them."""

from pages.parts.asking import controls


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
