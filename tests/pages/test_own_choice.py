"""Own footprints as a choice: place of the map, set of borders, line of a trend; by store id and by letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.keeping.own_store import FILE
from geo.own import OwnFootprint
from geo.own_text import link, register_text
from pages.parts import opened_pack
from pages.parts.answering import extents, groups, series
from pages.parts.answering import view as views
from pages.parts.answering.own import own_areas, own_figures, own_known, own_outline
from pages.parts.asking import selection
from pages.parts.asking.possible import ENGLAND
from pages.parts.misfit import two_borders, two_sets
from pages.parts.serving import view_api
from pages.parts.serving.routes import ViewError
from pages.parts.showing import map_view
from pages.parts.trend import trend_selection, trend_view
from tests.pages.answering.test_own_release import SEGMENT, SMALL, folder, indicator, inside  # noqa: F401 - fixtures

PLACE = own_areas.registered("pl-gyw")
OURS = replace(PLACE.without(PLACE.members[:7]), id="own-riverside", name="Riverside")
LETTERS = link(OURS)


@pytest.fixture
def store(monkeypatch, tmp_path):
    """A function that keeps footprints with the pack."""
    monkeypatch.setattr(own_areas, "stamp", lambda: own_areas.own_stamp(tmp_path))
    monkeypatch.setattr(
        own_areas, "read_own", lambda _: (tmp_path / FILE).read_text() if (tmp_path / FILE).exists() else ""
    )

    def keep(*footprints: OwnFootprint) -> None:
        (tmp_path / FILE).parent.mkdir(exist_ok=True)
        (tmp_path / FILE).write_text(register_text(footprints))

    return keep


def place_row(chosen) -> object:
    return next(row for row in views.shown(chosen).evidence.rows if row.role == "place")


@pytest.mark.parametrize(
    ("first", "last", "on", "words"),
    [
        ("2026-04-01", "", "2026-03-31", "from 1 April 2026 on, not on 31 March 2026"),
        ("", "2025-12-31", "2026-03-31", "until 31 December 2025, not on 31 March 2026"),
        ("2024-01-01", "2025-01-01", "2026-03-31", "from 1 January 2024 to 1 January 2025, not on 31 March 2026"),
        ("2026-03-31", "2026-03-31", "2026-03-31", ""),
    ],
)
def test_a_date_outside_its_own_dates_is_said(asked, store, first: str, last: str, on: str, words: str) -> None:
    dated = replace(OURS, valid_from=first, valid_to=last)
    said = (f"Riverside is in use {words}. Its areas are shown all the same.",) if words else ()
    assert asked(own=link(dated), date=on)[1] == said
    store(dated)
    assert asked(place="own-riverside", date=on)[1] == said


def test_place_of_a_link_has_the_builders_figures(asked) -> None:
    chosen, notices = asked(own=LETTERS)
    assert notices == () and chosen.place == LETTERS and selection.plain(chosen)["own"] == LETTERS
    built, shown = own_figures.figures(OURS, chosen).value, place_row(chosen)
    for name in ("value", "lower_ci", "upper_ci", "numerator", "denominator", "coverage", "members"):
        assert getattr(shown, name) == getattr(built, name)
    parts = [row for row in views.shown(chosen).evidence.rows if row.role == "part"]
    assert [row.name for row in parts] == ["Norfolk part", "Suffolk part"]
    assert sum(row.numerator for row in parts) == round(shown.numerator)


def test_registered_place_as_an_own_one_has_its_own_figures(asked) -> None:
    own, known = place_row(asked(own=link(PLACE))[0]), place_row(asked()[0])
    for name in ("value", "lower_ci", "upper_ci", "numerator", "denominator", "compared", "coverage", "members"):
        assert getattr(own, name) == getattr(known, name)


def test_only_areas_inside_are_those_with_most_people_inside(asked) -> None:
    chosen, _ = asked(own=LETTERS, inside="1")
    lookup = opened_pack.pack().lookup("lsoa11")
    people, members = {}, set(OURS.members)
    for row in lookup[lookup["population"].notna()].itertuples():
        within, whole = people.get(row.msoa11cd, (0, 0))
        people[row.msoa11cd] = (within + row.population * (row.lsoa11cd in members), whole + row.population)
    wanted = {code for code, (within, whole) in people.items() if 2 * within > whole}
    assert set(views.shown(chosen).evidence.frame.index) == wanted
    lsoas = views.shown(asked(own=LETTERS, inside="1", indicator="imd2019_decile", level="lsoa")[0])
    assert set(lsoas.evidence.frame.index) == members
    neighbourhoods = views.shown(asked(own=LETTERS, inside="1", level="neighbourhood")[0])
    assert set(neighbourhoods.evidence.frame.index) < {f.id for f in opened_pack.registry().of_tier("neighbourhood")}


def test_csv_and_method_name_it_and_every_route_opens_from_its_query(asked) -> None:
    chosen, _ = asked(own=LETTERS)
    _, content = view_api.csv({"own": LETTERS})
    row = next(line for line in content.decode("utf-8-sig").splitlines() if line.startswith("own-riverside,"))
    assert "Riverside" in row and "148628" in row
    assert "Riverside: an own footprint" in view_api.method({"own": LETTERS}).decode()
    assert LETTERS in map_view.scene_address(chosen) and LETTERS in map_view.view_query(views.shown(chosen))
    scene = map_view.scene(chosen)
    overlay = next(one for one in scene["overlays"] if one["id"] == "place")
    assert scene["emphasis"] == LETTERS and "ids" not in overlay
    for name in (overlay["file"], overlay["names"]):
        assert LETTERS.encode() in view_api.outline(name) or b'"Feature"' in view_api.outline(name)


def test_outline_lies_on_the_lines_of_the_areas() -> None:
    areas = own_areas.outline(OURS)
    drawn = own_outline.drawn(LETTERS)
    assert drawn.symmetric_difference(areas).area < 0.02 * areas.area
    assert own_outline.content("own.1.abcdef.nothing.json") is None
    with pytest.raises(ViewError):
        view_api.outline("own.own-elsewhere.json")


def test_one_kept_with_the_pack_has_a_short_address_and_another_key_once_changed(asked, store) -> None:
    store(OURS)
    chosen, notices = asked(place="own-riverside")
    assert notices == () and own_known.footprint(chosen.place) == OURS
    assert selection.plain(chosen)["place"] == "own-riverside" and selection.plain(chosen)["own"] == ""
    assert chosen.place in map_view.view_query(views.shown(chosen)).replace("%7E", "~")
    before = place_row(chosen).numerator
    assert own_known.offered("sys-nw-icb") == {chosen.place: "Riverside (own)"}
    assert own_known.offered("sys-nel-icb") == {}
    store(OURS.without(OURS.members[:20]))
    later, _ = asked(place=chosen.place)  # what a box still holds
    assert later.place != chosen.place and place_row(later).numerator < before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"own": "1.abcdef.x"}, "cut short or changed"),
        ({"own": "local"}, "too long for a link"),
        ({"own": link(replace(OURS, members=("E01099999",)))}, "1 of its areas is not in this pack: E01099999"),
        ({"own": link(OwnFootprint("own-a", "A", "lsoa21", ("E01033769",)))}, "no areas of the type lsoa21"),
        ({"own": link(OwnFootprint("own-a", "A", "lsoa11"))}, "has no areas yet"),
        ({"place": "own-gone"}, "No place has the code “own-gone”"),
    ],
)
def test_one_that_cannot_be_had_is_a_notice(given: dict, words: str, asked) -> None:
    chosen, notices = asked(**given)
    assert len(notices) == 1 and words in notices[0]
    assert not own_known.is_own(chosen.place)


def test_link_leads_to_the_system_it_lies_in(asked) -> None:
    chosen, notices = asked(own=LETTERS, system="sys-nel-icb")
    assert (chosen.system, chosen.place) == ("sys-nw-icb", LETTERS)
    assert notices == ("Riverside does not lie in North East London. Showing Norfolk and Waveney.",)
    assert asked(place=LETTERS, system="sys-nel-icb")[0].place == ""
    assert asked(own=LETTERS, system=ENGLAND)[0].place == LETTERS


def test_refused_footprint_has_one_message_and_no_numbers(indicator, asked, monkeypatch) -> None:  # noqa: F811
    pack = opened_pack.pack()
    monkeypatch.setitem(pack.indicators, "covid_dose1", indicator)
    own = OwnFootprint("own-less", "Place less one", "msoa11", tuple(sorted(inside("pl-gyw") - {SMALL})))
    chosen = replace(asked()[0], place=link(own), area="none", period=SEGMENT[0])
    made = groups.own_measured(chosen)
    assert made.value is None and "is not shown for this footprint" in made.refused
    assert groups.place_rows(chosen, groups.Benchmark(None, "", None)) == []


def test_own_set_splits_people_as_a_slow_count_does(store) -> None:
    store(OURS)
    given = two_sets.landing() | {"aset": "own", "a": "own-riverside", "bset": "lad22", "b": "E07000145"}
    question, notices = two_sets.resolved(given)
    assert notices == () and question.parameters()["a"] == "own-riverside" and question.parameters()["aset"] == "own"
    lookup = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")
    people, yarmouth = lookup["population"], set(lookup.index[lookup["lad22cd"] == "E07000145"])
    shown, ours = two_borders.answer(question).misfit, set(OURS.members)
    assert shown.both == sum(people[code] for code in ours & yarmouth)
    assert shown.only_a == sum(people[code] for code in ours - yarmouth)
    assert shown.only_b == sum(people[code] for code in yarmouth - ours)
    swapped = two_borders.answer(question.swapped()).misfit
    assert (swapped.only_a, swapped.both, swapped.only_b) == (shown.only_b, shown.both, shown.only_a)
    assert swapped.fit == shown.fit


def test_same_members_fit_wholly_and_wards_by_their_pieces() -> None:
    whole = link(replace(PLACE, id="own-same", name="Same"))
    question, _ = two_sets.resolved(two_sets.landing() | {"own": whole, "bset": "place", "b": "pl-gyw"})
    assert question.a == whole and two_borders.answer(question).misfit.fit == 1
    wards = tuple(sorted(own_areas.types()["wd25"]))[4000:4003]
    ward_set = link(OwnFootprint("own-wards", "Wards", "wd25", wards))
    given = {"own": ward_set, "aset": "own", "a": "own", "bset": "wd25", "b": wards[0], "system": ENGLAND}
    shown = two_borders.answer(two_sets.resolved(two_sets.landing() | given)[0]).misfit
    assert shown.only_b == 0 < shown.both


def test_misfit_without_own_footprints_says_so() -> None:
    question, notices = two_sets.resolved(two_sets.landing() | {"bset": "own"})
    assert question.bset == "lad22" and "No own footprint lies in Norfolk and Waveney" in notices[0]
    assert len(two_sets.resolved(two_sets.landing() | {"own": "1.a.b"})[1]) == 1


def test_line_of_a_trend_is_the_sum_of_the_time(store) -> None:
    store(OURS)
    usual = trend_selection.landing() | {"indicator": "covid_dose1", "compare": "none"}
    carried, notices = trend_selection.resolved(usual | {"own": LETTERS})
    assert notices == () and carried.area == LETTERS and trend_selection.plain(carried)["area"] == LETTERS
    by_id, _ = trend_selection.resolved(usual | {"area": "own-riverside"})
    assert trend_selection.plain(by_id)["area"] == "own-riverside"
    frame = series.series("covid_dose1", extents.subject(carried.area, carried.date), footprint="then", on=carried.date)
    segment = (frame.index[-1], "all", "16+", "")
    whole = own_figures.measured(OURS, opened_pack.pack().indicators["covid_dose1"], segment=segment).value
    for name in ("value", "lower_ci", "upper_ci", "numerator", "denominator"):
        assert frame[name].iloc[-1] == pytest.approx(getattr(whole, name), rel=1e-9)
    line = trend_view.evidence(by_id).lines[0]
    assert trend_view.evidence(carried).lines[0].code == f"own-riverside~{LETTERS.split('.')[1]}"
    assert line.code == by_id.area and line.name == "Riverside" and line.points[-1].value == pytest.approx(whole.value)


def test_refused_line_has_the_reason_and_no_value(indicator, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setitem(opened_pack.pack().indicators, "covid_dose1", indicator)
    letters = link(OwnFootprint("own-less", "Less", "msoa11", tuple(sorted(inside("pl-gyw") - {SMALL}))))
    about = extents.subject(letters, "2026-03-31")
    frame = series.series("covid_dose1", about, footprint="today", on="2026-03-31")
    assert frame["value"].isna().all() and frame["numerator"].isna().all()
    assert "is not shown for this footprint" in frame.at[SEGMENT[0], "reason"]


def test_link_that_cannot_be_read_leaves_the_usual_lines() -> None:
    chosen, notices = trend_selection.resolved(trend_selection.landing() | {"own": "1.a.b"})
    assert len(notices) == 1 and not own_known.is_own(chosen.area)
