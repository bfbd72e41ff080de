"""Wishes become possible selections, and every wish that cannot be met is named."""

import pytest

from pages.parts.asking import selection
from pages.parts.asking.selection import NO_AREA


def test_landing_view_is_norfolk_and_waveney_first_dose(asked):
    chosen, notices = asked()
    assert notices == ()
    assert (chosen.indicator, chosen.system, chosen.place) == ("covid_dose1", "sys-nw-icb", "pl-gyw")
    assert (chosen.area_type, chosen.period, chosen.age) == ("msoa11", "2021-07-08", "16+")


def test_landing_view_has_an_empty_address(asked):
    chosen, _ = asked()
    defaults = selection.landing()
    plain = selection.plain(chosen)
    assert {name: value for name, value in plain.items() if value != defaults[name]} == {}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"indicator": "no_such"}, "no measure called “no_such”"),
        ({"system": "E99999999"}, "No system has the code “E99999999”"),
        ({"place": "nowhere"}, "No place has the code “nowhere”"),
        ({"level": "lsoa"}, "COVID-19 vaccination, first dose has no figures for LSOAs"),
        ({"level": "parish"}, "no figures for “parish”"),
        ({"period": "1999"}, "no figures for 1999"),
        ({"period": "2021-13-45"}, "no figures for 2021-13-45"),
        ({"period": "2021-02-30"}, "no figures for 2021-02-30"),
        ({"colours": "rainbow"}, "“rainbow” is not a way to colour the map. Showing the classes of the measure."),
        ({"outlines": "moon,county"}, "“moon” is not an outline of the map: "),
        ({"inside": "nonsense"}, "“nonsense” is not a choice of areas. Showing those inside the place and the others."),
        ({"age": "3-4"}, "no figures for the group asked for"),
        (
            {"area": "E01000001"},
            "City of London 001A (E01000001) is an LSOA. System on 31 March 2026: North East London",
        ),
        ({"area": "E12000007"}, "another kind or outside this system"),
        ({"area": "E07000206"}, "ended on 31 March 2019. On 31 March 2026 its area is in East Suffolk (100 %)"),
        ({"area": "E54000022"}, "“E54000022” is Norfolk and Waveney, a system. It is not among the areas shown"),
        (
            {"place": "E07000206"},
            "East Suffolk (100 %). System on 31 March 2026: Norfolk and Waveney (100 %). Showing no",
        ),
        (
            {"place": "pl-gyw-pre2019"},
            "ended on 31 March 2019. On 31 March 2026 its area is in Great Yarmouth and Waveney",
        ),
        (
            {"system": "E38000239"},
            "26A (E38000239) is a sub-ICB location. System on 31 March 2026: Norfolk and Waveney",
        ),
        ({"system": "QNQ", "date": "2026-04-01"}, "Thames Valley (55 %), Hampshire and Isle of Wight (23 %)"),
        ({"area": "Atlantis"}, "no area with the code or name “Atlantis”"),
        ({"area": "lowestoft"}, "areas match “lowestoft”"),
        ({"date": "yesterday"}, "is not a date"),
    ],
)
def test_what_cannot_be_had_is_named_and_replaced(asked, changes, words):
    chosen, notices = asked(**changes)
    assert any(words in notice for notice in notices), notices
    assert chosen.period == "2021-07-08"
    again, quiet = asked(**{name: selection.plain(chosen)[name] for name in selection.landing()})
    assert again == chosen
    assert not [notice for notice in quiet if "“" in notice]


def test_abolished_system_opens_with_its_successor_named(asked):
    chosen, notices = asked(date="2026-04-01")
    assert chosen.system == "sys-nw-icb"
    assert any("Norfolk and Suffolk" in notice and "100 %" in notice for notice in notices)


def test_old_code_of_a_system_finds_it(asked):
    assert asked(system="E54000022")[0].system == "sys-nw-icb"


def test_a_name_or_part_of_it_selects_the_area(asked):
    assert asked(area="yarmouth parade")[0].area == "E02005543"
    assert asked(area="E02005543")[0].area == "E02005543"
    assert asked(area="none")[0].area == NO_AREA


def test_a_place_of_another_system_is_left_out(asked):
    assert asked(system="sys-gm-icb", place="pl-gyw")[0].place == ""


@pytest.mark.parametrize(
    ("period", "area_type"), [("2013/14", "ctyua18"), ("2019/20", "ctyua19"), ("2022/23", "ctyua21")]
)
def test_upper_tier_vintage_follows_the_period(asked, period, area_type):
    chosen, notices = asked(indicator="mmr2_5y", period=period)
    assert (chosen.area_type, notices) == (area_type, ())


def test_only_inside_needs_a_place(asked):
    assert asked(inside="1", place="")[0].inside == ""
    assert asked(inside="1")[0].inside == "place"
