"""Codes of other kinds and years: what they name and where their area is, in words."""

import pytest

from geo.whereabouts import area_notice, whereabouts
from tests.geo.real_pack import pack, registry


def found(code, on="2026-03-31"):
    lookups = (pack().lookup("lsoa11"), pack().lookup("footprint_lsoa11"))
    return whereabouts(code, on=on, registry=registry(), areas=pack().areas, lookups=lookups)


def words(code, on="2026-03-31"):
    return area_notice(found(code, on), on=on, registry=registry(), areas=pack().areas)


def test_waveney_is_in_east_suffolk():
    assert words(" e07000206") == (
        "Waveney (E07000206), a district, ended on 31 March 2019. On 31 March 2026 its area is in "
        "East Suffolk (100 %). System on 31 March 2026: Norfolk and Waveney (100 %)."
    )


def test_shares_of_a_split_by_a_slow_second_count():
    cumbria = found("E10000006")
    lookup = pack().lookup("lsoa11")
    inside = [row for row in lookup[["ctyua21cd", "ctyua23cd"]].itertuples() if row.ctyua21cd == "E10000006"]
    for share in cumbria.councils:
        counted = sum(1 for row in inside if row.ctyua23cd == share.id)
        assert share.share == pytest.approx(counted / len(inside))
    assert sum(share.share for share in cumbria.councils) == pytest.approx(1)
    assert "shares are by number of small areas" in words("E10000006")
    assert "Systems on 31 March 2026: North East and North Cumbria" in words("E10000006")


def test_a_code_of_another_kind_names_its_system():
    assert words("E38000239") == (
        "NHS Norfolk and Waveney ICB - 26A (E38000239) is a sub-ICB location. "
        "System on 31 March 2026: Norfolk and Waveney (100 %)."
    )
    assert words("E38000239", "2018-01-01").endswith("is a sub-ICB location.")


def test_an_area_that_has_not_begun_is_told_where_it_was():
    assert "did not exist yet. On 31 March 2018 its area is in Taunton Deane" in words("E07000246", "2018-03-31")
    assert "West Somerset" in words("E07000246", "2018-03-31")
    assert "Somerset (100 %)" in words("E07000246")


def test_unknown_codes_are_unknown():
    assert found("E99999999") is None
    assert found("pl-gyw") is None
