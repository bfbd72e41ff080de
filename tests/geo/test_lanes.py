"""Lanes: the systems and the council over an area, as they were."""

from geo.lanes import UNKNOWN, LaneSpan, council_lane, system_lane
from tests.geo.real_pack import extents, pack, registry


def systems(footprint):
    return system_lane(registry(), extents()[footprint], extents=extents(), name="it")


def council(footprint):
    return council_lane(pack().lookup("lsoa11"), pack().areas, members=extents()[footprint])


def test_norfolk_and_waveney_has_three_times():
    lane = systems("sys-nw-icb")
    assert lane.title == "NHS footprint over it"
    assert lane.spans == (
        LaneSpan("", "2020-03-31", UNKNOWN),
        LaneSpan("2020-04-01", "2026-03-31", "Norfolk and Waveney"),
        LaneSpan("2026-04-01", "", "Norfolk and Suffolk"),
    )


def test_a_split_area_names_all_its_systems():
    assert systems("pl-nehf").spans[-1].name == "Hampshire and Isle of Wight and Surrey and Sussex"
    assert systems("sys-frimley-icb").spans[-1].name == "Thames Valley and 2 others"


def test_waveney_became_east_suffolk():
    lane = council("pl-gyw")
    assert lane.title == "Council for the area of the former Waveney district"
    assert lane.spans == (
        LaneSpan("", "2019-03-31", "Waveney district"),
        LaneSpan("2019-04-01", "", "East Suffolk"),
    )


def test_no_lane_where_no_district_ended():
    assert council("pl-bassetlaw") is None
