"""Programmes on the trend of the real pack: who stands where, and both sides worked out again from the pack's rows."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from statistics import mean

import pytest

from charts.trend.programmes import NONE_HERE, NONE_IN_PACK, told_words
from data.programmes import Programme, Reach
from pages.parts import opened_pack
from pages.parts.answering import extents
from pages.parts.trend import trend_selection, trend_view
from pages.parts.trend.joint_series import together

NORFOLK, SUFFOLK, YARMOUTH = "E10000020", "E10000029", "E07000145"


def made(place: str, name: str = "clinics", **changes: object) -> Programme:
    given = {
        "name": name,
        "places": (place,),
        "start": "2018-09-01",
        "owner": "A council",
        "owner_kind": "council",
        "source": "Minutes, 2020",
        "url": "https://example.org",
        "indicators": ("mmr2_5y",),
    }
    return Programme(**({"id": name} | given | changes))


@pytest.fixture
def pack_with(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """A function that gives the opened pack these programmes; what was answered with them is forgotten after."""

    def with_these(*found: Programme) -> None:
        other = dataclasses.replace(opened_pack.pack(), programmes={one.id: one for one in found})
        monkeypatch.setattr(opened_pack, "pack", lambda: other)
        trend_view.evidence.cache_clear()

    yield with_these
    trend_view.evidence.cache_clear()


def evidence(**query: str):
    return trend_view.evidence(trend_selection.asked_by(query))


def test_the_embedded_pack_says_that_it_records_none() -> None:
    found = evidence()
    assert (found.markers, found.markers_note) == ((), NONE_IN_PACK)
    hidden = evidence(markers="hide")
    assert (hidden.markers, hidden.markers_note) == ((), "")


def test_both_sides_are_the_plain_means_of_the_published_rates(pack_with) -> None:
    pack_with(made(NORFOLK, reach=(Reach("children seen", 2400, "2018 to 2020", "counted"),)))
    found = evidence(area=NORFOLK, second=SUFFOLK)
    (one,) = found.markers
    assert (one.place, one.line, one.how) == ("Norfolk", "Norfolk", "same")
    rows = opened_pack.pack().store.observations("mmr2_5y", area_type="ctyua23")
    rows = rows[rows["area_code"] == NORFOLK].set_index("period")["value"]
    line = {p.period: p.value for p in found.lines[0].known}
    assert rows["2024/25"] == pytest.approx(line["2024/25"])
    before = [value for period, value in line.items() if period < "2018/19"]
    after = [value for period, value in line.items() if period > "2018/19"]
    assert one.told.before.value == pytest.approx(mean(before)) and one.told.after.value == pytest.approx(mean(after))
    assert one.told.estimate == pytest.approx(mean(after) - mean(before))
    assert one.told.straddling == ("2018/19",) and one.told.unused == ()  # years before the series are no gap
    assert "Timing alone does not show cause" in told_words(one, found.measure)


def test_the_nearest_line_tells_it_and_others_are_left_out(pack_with) -> None:
    pack_with(
        made(SUFFOLK, "suffolk"),
        made(YARMOUTH, "yarmouth", start="2019-01-01"),
        made("E09000030", "far"),
        made(NORFOLK, "other", indicators=("flu65",)),
    )
    found = evidence(area=NORFOLK, second=SUFFOLK)
    assert [(one.programme.id, one.line, one.how) for one in found.markers] == [
        ("suffolk", "Suffolk", "same"),
        ("yarmouth", "Norfolk", "part"),
    ]
    assert found.markers[1].told is None and "Great Yarmouth has no value of this measure" in found.markers[1].untold
    assert evidence(area="E92000001", second="none").markers_note == NONE_HERE


def test_several_areas_together_are_the_sum_of_what_each_shows(pack_with) -> None:
    pack_with(made(NORFOLK, places=(NORFOLK, SUFFOLK), start="2019-09-01"))
    (one,) = evidence(area=NORFOLK, second="none").markers
    assert one.how == "around" and one.told.reason == "too_few_before"  # counts of one year only
    subjects = tuple(extents.subject(code, "2026-03-31") for code in (NORFOLK, SUFFOLK))
    frame, why = together("mmr2_5y", subjects, footprint="today", on="2026-03-31")
    rows = opened_pack.pack().store.observations("mmr2_5y", area_type="ctyua23").query("period == '2024/25'")
    mine = [row for row in rows.to_dict("records") if row["area_code"] in (NORFOLK, SUFFOLK)]
    counted, people = (sum(row[name] for row in mine) for name in ("numerator", "denominator"))
    last = frame.loc["2024/25"]
    assert len(mine) == 2 and (last["numerator"], last["denominator"]) == (counted, people) and why == ""
    assert last["value"] == pytest.approx(100 * counted / people) and frame["value"].notna().sum() == 1


@pytest.mark.parametrize(
    ("indicator", "places", "words"),
    [
        ("income_per_taxpayer", (NORFOLK, SUFFOLK), "cannot be added up"),
        ("mmr2_5y", (NORFOLK, YARMOUTH), "people would count twice"),
        ("mmr2_5y", ("E07000145", "E07000148"), "shown for no period"),
    ],
)
def test_what_cannot_be_added_up_says_why(indicator: str, places: tuple[str, ...], words: str) -> None:
    subjects = tuple(extents.subject(code, "2026-03-31") for code in places)
    frame, why = together(indicator, subjects, footprint="today", on="2026-03-31")
    assert frame is None and words in why


def test_places_that_cannot_be_added_up_have_no_before_and_after(pack_with) -> None:
    pack_with(made(NORFOLK, places=(NORFOLK, YARMOUTH)))
    (one,) = evidence(area=NORFOLK, second="none").markers
    assert one.told is None and one.untold.startswith("Norfolk and Great Yarmouth together have no series")


def test_wrong_words_in_the_address_are_said_once_each() -> None:
    chosen, notices = trend_selection.resolved(trend_selection.landing() | {"view": "pie", "markers": "maybe"})
    assert (chosen.view, chosen.markers) == ("lines", "show")
    assert notices == (
        "“pie” is no choice of view. Showing lines.",
        "“maybe” is no choice of programmes shown or hidden. Showing them.",
    )
