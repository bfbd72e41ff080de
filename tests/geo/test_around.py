"""What lies around a place: parts and rest of each county, by plain sets, on small counties and on the real ones."""

from hypothesis import given
from hypothesis import strategies as st

from geo.around import SLIVER, counties_around
from geo.over_time import Vintage
from tests.geo.real_pack import extents
from tests.geo.test_over_time import vintages

AREAS = [f"E{number:03d}" for number in range(60)]
COUNTIES = {"C1": frozenset(AREAS[:30]), "C2": frozenset(AREAS[30:50]), "C3": frozenset(AREAS[50:])}
SMALL = [Vintage("ctyua21", "", "", COUNTIES, {code: f"County {code}" for code in COUNTIES})]


@given(st.sets(st.sampled_from(AREAS), min_size=1))
def test_part_and_rest_are_the_county_and_all_parts_are_the_place(chosen):
    found = counties_around(frozenset(chosen), SMALL, on="2022-01-01")
    for one in found:
        assert one.part == {area for area in chosen if area in COUNTIES[one.code]}
        assert one.rest == {area for area in COUNTIES[one.code] if area not in chosen}
    assert set().union(*(one.part for one in found)) == chosen
    assert [len(one.part) for one in found] == sorted((len(one.part) for one in found), reverse=True)


def test_slivers_on_either_side_do_not_count():
    big = {"C1": frozenset(f"A{n}" for n in range(1000)), "C2": frozenset(f"B{n}" for n in range(1000))}
    one = [Vintage("x", "", "", big, {"C1": "One", "C2": "Two"})]
    least = int(SLIVER * 1000)
    place = frozenset(f"A{n}" for n in range(1000 - least + 1)) | {"B1"}
    (found,) = counties_around(place, one, on="2022-01-01")
    assert (found.code, found.rest) == ("C1", frozenset())
    assert counties_around(frozenset({"elsewhere"}), one, on="2022-01-01") == ()


def test_the_set_in_force_on_the_day_is_used():
    older = Vintage("old", "", "2020-12-31", {"O": frozenset(AREAS)}, {"O": "Old"})
    newer = Vintage("new", "2021-01-01", "", COUNTIES, {code: code for code in COUNTIES})
    place = frozenset(AREAS[:5])
    assert [one.code for one in counties_around(place, [older, newer], on="2020-12-31")] == ["O"]
    assert [one.code for one in counties_around(place, [older, newer], on="2021-01-01")] == ["C1"]
    assert counties_around(place, [newer], on="2020-12-31") == ()


def test_real_places():
    inside = extents()
    gyw = counties_around(inside["pl-gyw"], vintages(), on="2025-01-01")
    assert [(one.name, len(one.part)) for one in gyw] == [("Suffolk", 73), ("Norfolk", 61)]
    (notts,) = counties_around(inside["pl-bassetlaw"], vintages(), on="2022-06-30")
    assert (notts.name, len(notts.part)) == ("Nottinghamshire", 70)
    (walsall,) = counties_around(inside["pl-walsall"], vintages(), on="2025-01-01")
    assert (walsall.name, walsall.rest) == ("Walsall", frozenset())
