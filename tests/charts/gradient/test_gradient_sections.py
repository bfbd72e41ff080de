"""The sections below the figure: people, Core20, periods, groups, small maps; words true, drawings whole."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from charts.evidence import AreaRow
from charts.gradient import axes_section, core20_section, maps_section, moments_section, people_section, slope_line
from charts.gradient.drawing import Box
from charts.gradient.evidence import Axis, Core20, GroupRow, Moment, People, SmallMap, SmallMaps
from charts.gradient.sheet import below
from equity.comparing.gap import Estimate, Gap
from tests.charts.gradient.gradients import RATE, gradient, ladder, row

PEOPLE = People(
    fewer=Estimate(350.4, 300.0, 400.0),
    total=1350,
    points=((0.0, 0.0), (0.2, 0.3), (0.4, 0.52), (0.6, 0.70), (0.8, 0.85), (1.0, 1.0)),
    index=Estimate(-0.15, -0.18, -0.12),
    without=True,
)


def plain(html: str) -> str:
    return html.replace("\u00a0", " ")


def test_people_are_counted_without_a_cause() -> None:
    shown = gradient(people=PEOPLE)
    assert people_section.attributable_words(shown) == (
        "If every fifth of Harbour had the least deprived fifth’s rate, about 350 more people would have had a first "
        "dose (95 % interval 300 to 400). This counts a difference; it does not show why it is there."
    )
    assert people_section.concentration_words(shown).startswith(
        "The most deprived 20 % of people have 30 % of the 1,350 people who had no first dose. Concentration index "
        "−0.15 (−0.18 to −0.12): more among the most deprived"
    )
    rates = gradient(people=replace(PEOPLE, without=False), measure=RATE)
    assert "about 350 fewer emergency admissions would be counted" in people_section.attributable_words(rates)


@pytest.mark.parametrize(
    ("fewer", "said"),
    [
        (Estimate(-20, -40, -1), "is not on the better side"),
        (Estimate(20, -4, 44), "within what chance alone would give"),
        (Estimate(5198.0), "about 5,200 more people"),
    ],
)
def test_people_when_the_gap_is_reversed_unclear_or_not_sampled(fewer: Estimate, said: str) -> None:
    words = people_section.attributable_words(gradient(people=replace(PEOPLE, fewer=fewer)))
    assert said in words and "nan" not in words


def test_people_say_why_there_are_none() -> None:
    html = people_section.people_section(gradient(people=People(reason="A group is withheld.")))
    assert "A group is withheld." in html and "<svg" not in html
    level = gradient(people=replace(PEOPLE, index=Estimate(0.01, -0.02, 0.04)))
    assert "no clear lean" in people_section.concentration_words(level)
    assert "% of the people who had no first dose" in plain(people_section.people_section(gradient(people=PEOPLE)))


def test_core20_names_the_footprint_and_what_it_lies_in() -> None:
    rows = (
        AreaRow("h", "Harbour", role="selected", value=30.0, numerator=3000, denominator=10_000),
        AreaRow("s", "Coast", role="system", value=15.0, numerator=15_000, denominator=100_000),
    )
    shown = gradient(core20=Core20(rows, ("England has no bar.",)))
    html = plain(core20_section.core20_section(shown))
    assert "About 3,000 of the 10,000 residents of Harbour (30.0 %)" in html and "against 15.0 % in Coast" in html
    assert re.findall(r"width:([\d.]+)%", html) == ["100.0", "50.0"] and "England has no bar." in html
    assert core20_section.core20_section(gradient()) == ""


def moment(period: str, most: float, least: float) -> Moment:
    gap = Gap(most - least, most - least - 1, most - least + 1)
    return Moment(period, period, row(1, most), row(5, least), gap, Estimate(most / least))


def test_moments_say_first_and_last_and_judge_only_what_can_be_judged() -> None:
    found = (moment("2021-02-25", 20, 40), moment("2021-03-04", 30, 55), moment("2021-07-08", 60, 85))
    shown = gradient(moments=found)
    words = moments_section.moments_words(shown)
    assert words == (
        "The gap was 20.0 points by 25 February 2021 and 25.0 points by 8 July 2021: 5.0 points wider (95 % interval "
        "3.6 to 6.4)."
    )
    assert "the change is not tested" in moments_section.moments_words(replace(shown, cumulative=True))
    assert "chance alone" in moments_section.moments_words(gradient(moments=(found[1], found[2])))
    assert "one period (8 July 2021)" in moments_section.moments_words(gradient(moments=found[2:]))
    assert moments_section.moments_words(gradient()).startswith("No gap over time")
    html = moments_section.moments_section(shown)
    assert html.count("<circle") == 2 * (6 + 2) and "The periods as a table" in html and "nan" not in html


def axis() -> Axis:
    rows = tuple(
        GroupRow(row(3, value, name=name), row(1, value - 10), row(5, value + 5), Gap(-15.0, -18.0, -12.0))
        for name, value in (("16 to 24", 50.0), ("80 and over", 90.0))
    )
    return Axis("Age", rows, "Everyone in each band.", unknown=0.03)


def test_groups_have_a_row_each_and_missing_axes_a_sentence() -> None:
    shown = gradient(axes=(axis(), Axis("Sex", reason="No counts by sex.")))
    html = plain(axes_section.axes_section(shown))
    assert html.count('<th scope="row">') == 2 and "No counts by sex." in html and "3 % of people is unknown" in html
    assert "By age uptake is lowest in “16 to 24” (50.0 %)" in html
    kinds = Axis("Kind", (GroupRow(row(1, 70, name="Rural")),), "Areas.", unknown=float("nan"))
    assert "is not published" in axes_section.axes_section(gradient(axes=(kinds,)))
    assert axes_section.unknown_words(replace(kinds, unknown=0.0)) == "Nobody’s group is unknown."
    assert axes_section.unknown_words(replace(kinds, unknown=0.004)).startswith("The group of under 1")


def test_small_maps_share_shapes_scale_and_legend() -> None:
    maps = tuple(
        SmallMap(title, row(1, value), (code, 10), (value, float("nan")))
        for title, value, code in (("16 to 24", 50.0, 0), ("80 and over", 90.0, 2))
    )
    found = SmallMaps(
        "age", maps, ("M0,0 1,0 1,1Z", "M1,1 2,1 2,2Z"), ("A", "B"), "M0,0 2,0 2,2Z", (2, 2), (60.0, 80.0)
    )
    html = plain(maps_section.maps_section(gradient(maps=found)))
    assert html.count('id="hg-s0"') == 1 and html.count('href="#hg-s0"') == 2 and html.count("hg-legend") == 1
    assert "from 50.0 % (16 to 24) to 90.0 % (80 and over)" in html and "Darker is lower uptake" in html
    assert "Suppressed" in html and ">*<" in html
    assert "Choose a system." in maps_section.maps_section(gradient(maps=SmallMaps(reason="Choose a system.")))
    assert "The same numbers as a table" in below(gradient(maps=found, axes=(axis(),)))


def test_slope_words_keep_off_the_steps() -> None:
    hump = ladder((5, 9, 40, 9, 5))
    hump = replace(hump, slope=replace(hump.slope, low=20.0, high=16.0, slope=Estimate(-4.0, -6.0, -2.0)), dots=())
    box = Box(836, 40, 826, 46, 386, (0.0, 20.0, 40.0), 45.0)
    svg = slope_line.slope_line(gradient(own=hump), box)
    x, y = map(float, re.findall(r'<text x="([\d.]+)" y="([\d.]+)"', svg)[0])
    for step in hump.steps:
        if box.x(step.start) < x + 160 and box.x(step.end) > x:
            assert not y - 14 < box.y(step.row.value) < y + 24
