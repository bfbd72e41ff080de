"""Which areas a line takes in, by each rule the embedded pack can follow; checked against loops over postcodes."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace

import pytest
import shapely

from geo.assignment import circle
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas
from pages.parts.own import own_lines

YARMOUTH = circle(1.73, 52.6, radius=5)


def by_lsoa() -> dict[str, list[tuple[float, float, int]]]:
    """Middle of every square of homes with its postcodes, by LSOA."""
    found: dict[str, list[tuple[float, float, int]]] = {}
    for row in opened_pack.pack().lookup("homes").itertuples():
        found.setdefault(row.lsoa11cd, []).append((row.x * 100 + 50, row.y * 100 + 50, row.postcodes))
    return found


def inside(x: float, y: float) -> bool:
    return YARMOUTH.intersects(shapely.Point(x, y))


def test_shares_and_halves_are_what_a_loop_over_homes_counts() -> None:
    slow = {}
    for code, squares in by_lsoa().items():
        homes = sum(count for _, _, count in squares)
        there = sum(count for x, y, count in squares if inside(x, y))
        if there:
            slow[code] = there / homes
    assert own_lines.inside(YARMOUTH, "lsoa11", rule="share") == pytest.approx(slow)
    halves = {code: 1.0 for code, part in slow.items() if part >= 0.5}
    assert own_lines.inside(YARMOUTH, "lsoa11", rule="postcodes") == halves


def test_centre_of_homes_is_the_middle_of_the_postcodes() -> None:
    found = own_lines.inside(YARMOUTH, "lsoa11", rule="centre")
    for code, squares in by_lsoa().items():
        homes = sum(count for _, _, count in squares)
        x, y = (sum(square[axis] * square[2] for square in squares) / homes for axis in (0, 1))
        if abs(YARMOUTH.boundary.distance(shapely.Point(x, y))) > 75:  # squares are rougher than centres
            assert (code in found) == inside(x, y)


@pytest.mark.parametrize("area_type", ["msoa11", "wd25", "lad22"])
def test_larger_areas_are_taken_by_the_homes_of_all_their_lsoas(area_type: str) -> None:
    lookup = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")
    homes, there = Counter(), Counter()
    for code, squares in by_lsoa().items():
        area = lookup.at[code, f"{area_type}cd"]
        homes[area] += sum(count for _, _, count in squares)
        there[area] += sum(count for x, y, count in squares if inside(x, y))
    found = own_lines.inside(YARMOUTH, area_type, rule="share")
    assert found == pytest.approx({area: there[area] / homes[area] for area in homes if there[area]})
    assert set(own_lines.inside(YARMOUTH, area_type, rule="centre")) <= set(own_areas.described(area_type).index)


@pytest.mark.parametrize("rule", ["postcodes", "share"])
def test_a_line_where_the_pack_knows_no_homes_is_refused_whole(rule: str) -> None:
    with pytest.raises(ValueError, match=r"the postcodes of its places only: \d+ of the \d+ areas \(LSOAs 2011\)"):
        own_lines.inside(circle(-1.9, 50.73, radius=1), "lsoa11", rule=rule)
    assert own_lines.inside(circle(-1.9, 50.73, radius=1), "lsoa11", rule="centre")


def test_a_pack_without_homes_goes_by_a_point_inside(monkeypatch) -> None:
    assert own_lines.rules()[0] == "centre"
    monkeypatch.setattr(own_lines.opened_pack, "pack", lambda: SimpleNamespace(has_lookup=lambda name: False))
    assert own_lines.rules() == ("point", "area")
