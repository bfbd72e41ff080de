"""Footprints over time: the real changes of 2019 to 2026, and what must hold for every footprint of the pack."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.changes import changes
from geo.footprints import Registry
from geo.over_time import NO_REASON, Vintage, area_stretches, footprint_stretches, on_day, over_area
from geo.periods import day_after
from tests.geo.real_pack import extents, pack, registry

UPPER = (
    ("ctyua18", "", "2019-03-31"),
    ("ctyua19", "2019-04-01", "2021-03-31"),
    ("ctyua21", "2021-04-01", "2023-03-31"),
    ("ctyua23", "2023-04-01", ""),
)
DAYS = st.dates(min_value=dt.date(2010, 1, 1), max_value=dt.date(2030, 1, 1))


def stretches_of(footprint_id):
    return footprint_stretches(registry(), footprint_id, extents=extents())


def sentences(stretches):
    return [change.sentence for change in changes(stretches, registry(), extents=extents())]


def vintages():
    lookup, areas = pack().lookup("lsoa11"), pack().areas
    found = []
    for kind, start, end in UPPER:
        groups = {code: frozenset(codes) for code, codes in lookup.groupby(f"{kind}cd")["lsoa11cd"]}
        names = areas[areas["area_type"] == kind].set_index("area_code")["name"].to_dict()
        found.append(Vintage(kind, start, end, groups, names))
    return found


def test_nottinghamshire_had_no_bassetlaw_before_july_2022():
    found = stretches_of("sys-notts-icb")
    before, after = on_day(found, "2022-06-30").members, on_day(found, "2022-07-01").members
    assert after - before == extents()["pl-bassetlaw"]
    assert before < after == extents()["sys-notts-icb"]
    assert sentences(found) == ["1 Jul 2022: Bassetlaw joined"]


def test_south_yorkshire_and_bassetlaw_goes_on_as_south_yorkshire():
    found = stretches_of("sys-syb-ics")
    assert [stretch.code for stretch in found] == ["sys-syb-ics", "sys-south-yorkshire"]
    assert sentences(found) == ["1 Jul 2022: South Yorkshire began, Bassetlaw left"]


@pytest.mark.parametrize("asked", ["sys-ns-icb", "sys-nw-icb", "sys-nw-stp"])
def test_norfolk_and_waveney_becomes_norfolk_and_suffolk(asked):
    found = stretches_of(asked)
    assert on_day(found, "2026-03-31").members == extents()["sys-nw-icb"]
    assert on_day(found, "2026-04-01").members == extents()["sys-ns-icb"]
    assumed = on_day(found, "2020-03-31")
    assert (assumed.since, assumed.members) == ("2020-04-01", extents()["sys-nw-icb"])
    assert assumed.note == f"Before 1 April 2020 the boundary of that day is used: {NO_REASON}."
    assert all(stretch.since == "" for stretch in found if stretch is not assumed)
    assert sentences(found) == ["1 Apr 2026: Norfolk and Suffolk began, part of Suffolk and North East Essex joined"]


def test_frimley_ends_without_one_successor():
    found = stretches_of("sys-frimley-icb")
    assert on_day(found, "2026-03-31").code == "sys-frimley-icb"
    gone = on_day(found, "2026-04-01")
    assert (gone.members, gone.code) == (frozenset(), "")
    assert "Thames Valley, Hampshire and Isle of Wight and Surrey and Sussex" in gone.note
    assert sentences(found)[-1].startswith("1 Apr 2026: Frimley ended")


def test_a_merger_of_three_without_a_main_part_has_no_forerunner():
    before, after = stretches_of("sys-central-east")
    assert before.members == frozenset()
    assert before.note.startswith("Central East began on 1 April 2026; before, its area was in")
    assert after.members == extents()["sys-central-east"]
    assert sentences((before, after)) == ["1 Apr 2026: Central East began"]


def test_small_and_joint_changes_are_named():
    assert sentences(stretches_of("sys-surrey-sussex")) == [
        "1 Apr 2024: part of Surrey Heartlands joined (day assumed)",
        "1 Apr 2026: Surrey and Sussex began, part of Frimley and Surrey Heartlands joined",
    ]


def test_a_place_keeps_its_members_and_changes_its_system():
    assert changes(stretches_of("pl-bassetlaw"), registry(), extents=extents()) == ()
    over = over_area(registry(), extents()["pl-bassetlaw"], extents=extents())
    assert on_day(over, "2022-06-30").code == "sys-syb-ics"
    assert on_day(over, "2022-07-01").code == "sys-notts-icb"
    assert sentences(over) == ["1 Jul 2022: Nottingham and Nottinghamshire in place of South Yorkshire and Bassetlaw"]


def test_the_system_over_a_county_had_no_bassetlaw_either():
    (county,) = area_stretches("E10000024", vintages(), on="2026-03-31")
    over = over_area(registry(), county.members, extents=extents())
    assert on_day(over, "2022-06-30").members == extents()["sys-notts-icb"] - extents()["pl-bassetlaw"]
    assert sentences(over) == ["1 Jul 2022: Bassetlaw joined"]


def test_no_system_is_over_an_area_that_the_register_does_not_hold():
    over = over_area(registry(), frozenset({"W01000001"}), extents=extents())
    assert [(stretch.members, stretch.note) for stretch in over] == [
        (frozenset(), "This pack has no footprint for this time.")
    ]


def test_changes_the_register_cannot_name_are_counted():
    only = Registry([registry()["pl-bassetlaw"]])
    one, two = stretches_of("sys-notts-icb")
    some = {"pl-bassetlaw": frozenset()}
    assert changes((one, two), only, extents=some)[0].words == "70 small areas joined"
    last = next(iter(two.members - one.members))
    nearly = type(one)("", "", "x", two.members - {last})
    assert changes((nearly, two), only, extents=some)[0].words == "one small area joined"


def test_cumberland_stood_in_cumbria():
    found = area_stretches("E06000063", vintages(), on="2026-03-31")
    assert [(s.name, s.end) for s in found] == [("Cumbria", "2023-03-31"), ("Cumberland", "")]
    assert len(found[0].members) > len(found[1].members)


def test_cumbria_is_split_and_dorset_changed_under_one_code():
    cumbria = area_stretches("E10000006", vintages(), on="2026-03-31")
    assert [(s.name, len(s.members) > 0) for s in cumbria] == [("Cumbria", True), ("no Cumbria", False)]
    assert cumbria[1].note.endswith("its area is in Cumberland and Westmorland and Furness.")
    dorset = area_stretches("E06000059", vintages(), on="2026-03-31")
    assert [s.name for s in dorset] == ["Dorset (former county)", "Dorset"]
    assert dorset[0].members > dorset[1].members


def test_bournemouth_was_its_own_authority_and_joins_a_larger_one():
    merged = area_stretches("E06000058", vintages(), on="2026-03-31")
    assert merged[0].end == "2019-03-31" and merged[1].name == "Bournemouth, Christchurch and Poole"


def test_counties_never_change_and_strangers_are_refused():
    (norfolk,) = area_stretches("E10000020", vintages(), on="2026-03-31")
    assert (norfolk.start, norfolk.end, norfolk.name) == ("", "", "Norfolk")
    with pytest.raises(KeyError):
        area_stretches("E99999999", vintages(), on="2026-03-31")


@pytest.mark.parametrize("footprint", [f.id for f in registry()])
def test_stretches_cover_all_of_time_once(footprint):
    found = stretches_of(footprint)
    assert (found[0].start, found[-1].end) == ("", "")
    assert all(day_after(one.end) == two.start for one, two in pairwise(found))


@given(st.sampled_from([f.id for f in registry()]), DAYS)
def test_a_footprint_that_is_valid_stands_for_itself(footprint, day):
    on = day.isoformat()
    standing = on_day(stretches_of(footprint), on)
    if registry()[footprint].valid_on(on):
        assert standing.members == extents()[footprint]
    assert all(
        change.gained.isdisjoint(change.lost)
        for change in changes(stretches_of(footprint), registry(), extents=extents())
    )


def test_before_the_boards_the_reason_is_said():
    before = on_day(stretches_of("sys-devon"), "2022-06-30")
    assert (before.since, before.members) == ("2022-07-01", extents()["sys-devon"])
    assert before.note == (
        "Before 1 July 2022 the boundary of that day is used: integrated care boards were set up by law on that day, "
        "and this pack has no boundary of the partnerships that came before."
    )
    older = on_day(stretches_of("nb-gorleston"), "2019-06-30")
    assert "primary care networks began on that day" in older.note


def test_a_day_that_no_source_gives_is_said_to_be_assumed():
    assert sentences(stretches_of("sys-sussex"))[0] == ("1 Apr 2024: part of Surrey Heartlands joined (day assumed)")
    told = registry().found("E54000052", "2025-01-01").notice
    assert "ended on 31 March 2024 (day assumed)." in told
    assert not any("assumed" in one for one in sentences(stretches_of("sys-nw-icb")))
