"""The board on the embedded pack: its numbers are the map's, its gap a slow second sum, its lines the store's."""

from __future__ import annotations

import pytest

from charts.board.lenses import LENSES, Absent, Board, Tile
from data.schema import ValueType
from equity.comparing.trend import Direction
from geo.over_time import Stretch
from pages.parts import opened_pack
from pages.parts.answering import extents, groups, published_tables, reach_shares, view
from pages.parts.answering.extents import Subject
from pages.parts.answering.resident_fifths import cut, lsoas, ranks, residents
from pages.parts.answering.series import TODAY, series
from pages.parts.board import board_question
from pages.parts.board.board_question import view_of
from pages.parts.board.board_tiles import board

FOOTPRINTS = (
    {},
    {"place": ""},
    {"system": "sys-bc-icb", "place": "pl-walsall"},
    {"system": "sys-nel-icb", "place": "pl-tower-hamlets"},
    {"system": "sys-west-yorkshire", "place": ""},
    {"system": "england", "place": ""},
    {"place": "nb-gorleston"},
    {"system": "sys-ns-icb", "place": "", "date": "2026-04-01"},
)


def question(**changes: str):
    return board_question.resolved(board_question.landing() | changes)[0]


def shown(**changes: str) -> Board:
    return board(question(**changes))


def tile_of(found: Board, indicator: str) -> Tile:
    return next(tile for tile in found.tiles if tile.measure.indicator_id == indicator)


@pytest.mark.parametrize("changes", FOOTPRINTS, ids=str)
def test_every_tile_s_number_is_the_map_s_for_the_same_view(changes: dict) -> None:
    asked = question(**changes)
    for tile in board(asked).tiles:
        if reach_shares.reach(tile.measure.indicator_id):
            continue  # a map of times has no share of people: see the slow sum below
        evidence = view.shown(view_of(asked, tile.measure.indicator_id)).evidence
        drawn = {row.code: row for row in evidence.rows}
        for row in tile.rows:
            if row.code in drawn:
                other = drawn[row.code]
                assert (row.value, row.lower_ci, row.numerator) == pytest.approx(
                    (other.value, other.lower_ci, other.numerator), nan_ok=True
                )
            else:  # a council: the map draws it as an area
                assert row.value == pytest.approx(evidence.frame.at[row.code, "value"])
                assert row.compared == evidence.frame.at[row.code, "compared"]
            if tile.period != evidence.period:
                pytest.fail(f"{tile.measure.name}: {tile.period} here, {evidence.period} on the map")
        if tile.benchmark is not None and asked.place:
            assert tile.benchmark.value == pytest.approx(evidence.benchmark.value)


@pytest.mark.parametrize("changes", FOOTPRINTS, ids=str)
def test_every_measure_of_a_lens_is_a_tile_or_says_why_not(changes: dict) -> None:
    found = shown(**changes)
    named = [tile.measure.indicator_id for tile in found.tiles] + [one.indicator_id for one in found.absent]
    lensed = [one.id for one in opened_pack.pack().indicators.values() if one.lens in LENSES]
    assert sorted(named) == sorted(lensed)
    assert all(one.reason for one in found.absent)
    assert [tile.lens for tile in found.tiles] == sorted((t.lens for t in found.tiles), key=list(LENSES).index)


@pytest.mark.parametrize("changes", FOOTPRINTS, ids=str)
def test_last_point_of_every_line_is_the_tile_s_number(changes: dict) -> None:
    for tile in shown(**changes).tiles:
        for line in tile.lines:
            row = next(row for row in (*tile.rows, tile.benchmark) if row is not None and row.code == line.code)
            assert line.known[-1].value == pytest.approx(row.value), (tile.measure.name, line.name)
            assert line.known[-1].period == tile.period


def slow_fifths(footprint: str, block: str) -> dict[int, set[str]]:
    """MSOAs of a footprint in five groups of residents, counted one after the other."""
    lookup = opened_pack.pack().lookup("lsoa11")
    inside = lookup[lookup["lsoa11cd"].isin(lsoas(footprint))]
    people: dict[str, float] = {}
    weighted: dict[str, float] = {}
    for row in inside.itertuples():
        msoa, size = getattr(row, f"{block}cd"), residents()[row.lsoa11cd]
        people[msoa] = people.get(msoa, 0.0) + size
        weighted[msoa] = weighted.get(msoa, 0.0) + size * ranks()[row.lsoa11cd]
    ordered = sorted(people, key=lambda msoa: (weighted[msoa] / people[msoa], msoa))
    total, passed = sum(people.values()), 0.0
    found: dict[int, set[str]] = {fifth: set() for fifth in range(1, 6)}
    for msoa in ordered:
        middle = passed + people[msoa] / 2
        found[min(int(5 * middle / total) + 1, 5)].add(msoa)
        passed += people[msoa]
    return found


def test_gap_of_the_first_dose_is_a_slow_sum_of_counts() -> None:
    rows = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11", age="16+").set_index("area_code")
    sums = {}
    for fifth, msoas in slow_fifths("pl-gyw", "msoa11").items():
        x = n = 0.0
        for msoa in msoas:
            x, n = x + rows.at[msoa, "numerator"], n + rows.at[msoa, "denominator"]
        sums[fifth] = (x, n)
    fifths = tile_of(shown(), "covid_dose1").fifths
    for row, (x, n) in ((fifths.most, sums[1]), (fifths.least, sums[5])):
        assert (row.numerator, row.denominator) == (x, n)
        assert row.value == pytest.approx(100 * x / n)
    assert f"{fifths.gap.value:.1f}" == "-22.5" and fifths.gap.clear
    whole = tile_of(shown(), "covid_dose1").rows[0]
    assert sum(x for x, _ in sums.values()) == whole.numerator  # five fifths are the whole place
    assert sum(n for _, n in sums.values()) == whole.denominator


def test_people_beyond_thirty_minutes_are_a_slow_sum_of_residents() -> None:
    times = opened_pack.pack().store.observations("stroke_unit_minutes", area_type="lsoa11").set_index("area_code")
    away = total = 0.0
    for lsoa in lsoas("pl-gyw"):
        total += residents()[lsoa]
        if times.at[lsoa, "value"] > 30:
            away += residents()[lsoa]
    tile = tile_of(shown(), "stroke_unit_minutes")
    row = tile.rows[0]
    assert (row.numerator, row.denominator) == (away, total)
    assert (round(row.value, 1), away) == (8.4, 18_150)
    assert row.compared == "not_compared" and not row.has_interval
    assert sum(part.numerator for part in tile.parts) == away and sum(p.denominator for p in tile.parts) == total
    assert tile.benchmark.value == pytest.approx(21.6, abs=0.05)


def test_fifths_of_blocks_across_the_edge_add_up_to_the_place() -> None:
    fifths = cut("nb-gorleston", "msoa11")
    whole = fifths.members.weights.sum(axis=0)
    from pages.parts.answering.members import footprint_membership

    own = footprint_membership("msoa11").members("nb-gorleston")
    for code, weight in zip(fifths.members.blocks, whole, strict=True):
        assert weight == pytest.approx(own.get(code, 0.0), abs=1e-6)


@pytest.mark.parametrize(
    ("footprint", "source", "words"),
    [("sys-west-yorkshire", "msoa11", "no deprivation ranks"), ("pl-gyw", "ctyua21", "Fewer than five")],
)
def test_no_fifths_say_why(footprint: str, source: str, words: str) -> None:
    assert cut(footprint, source).members is None and words in cut(footprint, source).reason


@pytest.mark.parametrize("code", ["E10000020", "E08000030", "E92000001"])
def test_quick_series_of_a_council_is_the_trend_page_s(code: str) -> None:
    kind = "ctry" if code.startswith("E92") else "ctyua23"
    quick = published_tables.row_series("mmr2_5y", code, area_type=kind, on="2026-03-31")
    members = extents.areas_of(kind)[code]
    about = Subject(code, code, (Stretch("", "", code, members, code),), ())
    slow = series("mmr2_5y", about, footprint=TODAY, on="2026-03-31")
    quick, slow = (frame[frame["value"].notna()] for frame in (quick, slow))
    for name in ("value", "lower_ci", "numerator", "months"):
        assert quick[name].tolist() == pytest.approx(slow[name].tolist(), nan_ok=True)
    assert quick[["status", "end"]].to_numpy().tolist() == slow[["status", "end"]].to_numpy().tolist()
    assert list(quick.index) == list(slow.index)
    stored = published_tables.stored_series("mmr2_5y", code, members=members)
    assert stored is not None and len(stored) >= len(quick)


def test_place_without_a_figure_shows_the_councils_over_it() -> None:
    tile = tile_of(shown(), "mmr2_5y")
    assert [row.name for row in tile.rows] == ["Suffolk", "Norfolk"] and not tile.own
    assert tile.kind == "upper-tier authorities" and "so there is no value" in tile.fifths.reason
    assert {row.compared for row in tile.rows} == {"better"}
    assert len(tile.lines[0].known) == 5 and tile.lines[-1].role == "benchmark"
    walsall = tile_of(shown(system="sys-bc-icb", place="pl-walsall"), "mmr2_5y")
    assert walsall.own and walsall.rows[0].name == "Walsall"
    assert walsall.lines[0].trend.direction == Direction.NOT_CALCULATED


def test_leading_measure_comes_first_and_counts_last() -> None:
    assert shown(indicator="mmr2_5y").tiles[0].measure.indicator_id == "mmr2_5y"
    assert shown().tiles[0].measure.indicator_id == "covid_dose1"
    outcomes = shown().of("outcomes")
    assert outcomes[-1].measure.value_type == ValueType.COUNT and outcomes[-1].benchmark is None


def test_reasons_name_what_is_missing() -> None:
    reasons = {one.indicator_id: one.reason for one in shown().absent}
    assert reasons["flu65"] == "Published for England only (77.8 %)."
    assert reasons["asthma_admissions_u19"] == "No value for Suffolk or Norfolk in this pack."
    elsewhere = {one.indicator_id: one.reason for one in shown(system="sys-west-yorkshire", place="").absent}
    assert elsewhere["covid_dose1"].startswith("Values for 0 of 307 areas")
    assert isinstance(shown(system="england", place="").absent[0], Absent)


def test_places_of_a_system_have_the_numbers_of_their_own_boards() -> None:
    for indicator in ("covid_dose1", "stroke_admissions_rate", "stroke_unit_minutes"):
        parts = tile_of(shown(place=""), indicator).parts
        assert [part.code for part in parts] == [
            "pl-gyw", "pl-nw-north-norfolk", "pl-nw-norwich", "pl-nw-south-norfolk", "pl-nw-west-norfolk",
        ]  # fmt: skip
        for part in parts:
            own = tile_of(shown(place=part.code), indicator).rows[0]
            assert (part.value, part.numerator) == pytest.approx((own.value, own.numerator))
    assert tile_of(shown(system="sys-bc-icb", place=""), "stroke_admissions_count").parts == ()  # one place only


def test_system_is_compared_with_england_never_with_itself() -> None:
    tile = tile_of(shown(place=""), "covid_dose1")
    assert tile.benchmark is None and tile.rows[0].compared == "not_compared"
    assert groups.benchmark(view_of(question(place=""), "covid_dose1")).row.code == tile.rows[0].code
