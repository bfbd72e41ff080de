"""Rows of a profile against the map, the board and plain sums over the pack's own rows."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

from charts.evidence import row_of
from equity.comparing.comparison import Comparison
from equity.comparing.profile import profiled
from pages.parts import opened_pack
from pages.parts.answering import published_tables, view
from pages.parts.asking import resolution, selection
from pages.parts.board import board_question, board_tiles
from pages.parts.profile import (
    access,
    answer,
    fifths,
    figures,
    five_years,
    own_rows,
    people,
    profile_pieces,
    profile_question,
    subjects,
    tables,
    teams,
)
from pages.parts.serving import page_files
from tests.bench import profile as bench
from tests.pages.taking.whole import whole

ON = "2026-03-31"


def profile(**given: str):
    question, _ = profile_question.resolved(profile_question.landing() | given)
    return answer.profile(question)


def lookup() -> pd.DataFrame:
    return opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")


def members(code: str) -> list[str]:
    table = opened_pack.pack().lookup("footprint_lsoa11")
    return list(table.loc[table["footprint_id"] == code, "lsoa11cd"])


@pytest.mark.parametrize("area", ["E02005560", "E07000148", "E10000020", ""])
def test_every_figure_is_the_map_s(area: str) -> None:
    """The row's own link opens the map: the area's value, benchmark and outcome there are the row's."""
    found = profile(area=area)
    assert len(found.known) >= 4
    for row in found.known:
        query = dict(part.split("=") for part in row.map_href.partition("?")[2].split("&") if part)
        shown = view.shown(resolution.resolved(selection.landing() | query)[0]).evidence
        if shown.period != row.period:
            continue
        own = shown.selected_row or next((one for one in shown.rows if one.code == row.row.code), None)
        assert own is not None, row.measure.name
        assert own.value == pytest.approx(row.row.value), row.measure.name
        if row.judged and shown.benchmark is not None and shown.benchmark.name == row.benchmark_word:
            assert str(own.compared) == str(row.row.compared) and shown.benchmark.value == row.benchmark.value


def test_places_figures_fifths_and_gap_are_the_board_s() -> None:
    question, _ = board_question.resolved(board_question.landing())
    tiles = {tile.measure.indicator_id: tile for tile in board_tiles.board(question).tiles}
    shared = [
        row for row in profile().known if row.measure.indicator_id in tiles and tiles[row.measure.indicator_id].own
    ]
    assert {row.measure.indicator_id for row in shared} >= {"covid_dose1", "stroke_admissions_rate"}
    for row in shared:
        tile = tiles[row.measure.indicator_id]
        assert row.row.value == pytest.approx(tile.rows[0].value)
        if row.fifths:
            assert (row.gap.value, row.gap.lower) == pytest.approx((tile.fifths.gap.value, tile.fifths.gap.lower))


def test_trend_words_are_those_of_one_series_tested_alone() -> None:
    """MMR of every upper-tier authority: five years in arrays say what the test of one series says."""
    kind, indicator = "ctyua23", "mmr2_5y"
    table = tables.table(kind)
    frame = table.rows[table.rows["indicator_id"] == indicator].set_index("indicator_id").assign(area_type=kind)
    years = five_years.of_rows(frame, "")
    published = published_tables.table(indicator)
    for place, code in enumerate(frame["area_code"]):
        own = published.loc[code].droplevel("area_type")
        own = own[~own.index.duplicated(keep="last")].sort_values(["end"])
        wanted = own["value"].tail(5).to_numpy("float64")
        if len(own) >= 5 and pd.notna(wanted).all():
            assert years.numbers["value"][place] == pytest.approx(wanted, nan_ok=True), code


def test_spread_is_of_the_areas_that_the_map_ranks() -> None:
    row = next(row for row in profile(area="E02005560").known if row.measure.indicator_id == "covid_dose1")
    frame = tables.table("msoa11").rows
    values = frame[(frame["indicator_id"] == "covid_dose1") & frame["status"].isin(["ok", "estimated"])]["value"]
    assert (row.spread.areas, row.spread.lowest, row.spread.highest) == (
        len(values.dropna()),
        pytest.approx(values.min()),
        pytest.approx(values.max()),
    )
    assert row.spread.median == pytest.approx(values.median())


def test_deprivation_and_ages_are_plain_sums_over_small_areas() -> None:
    inside, table = members("pl-gyw"), lookup()
    decile = opened_pack.pack().store.observations("imd2019_decile", area_type="lsoa11").set_index("area_code")["value"]
    counted: dict[int, float] = {}
    for code in inside:
        counted[int(decile[code])] = counted.get(int(decile[code]), 0) + float(table.at[code, "population"])
    found = profile()
    everyone = sum(counted.values())
    assert found.tenths.shares == pytest.approx([counted.get(tenth, 0) / everyone for tenth in range(1, 11)])
    ages = opened_pack.pack().store.observations("population_mid2015", area_type="lsoa11")
    for band, age in zip(found.ages.bands, ("0-15", "16-59", "60+"), strict=True):
        rows_of = ages[(ages["age"] == age) & ages["area_code"].isin(inside)]
        assert band.people == pytest.approx(float(rows_of["numerator"].sum()))
    assert sum(band.share for band in found.ages.bands) == pytest.approx(1)


@pytest.mark.parametrize("limit", ["15", "30", "44"])
def test_access_counts_residents_of_small_areas_beyond_the_limit(limit: str) -> None:
    inside, table = members("pl-gyw"), lookup()
    minutes = opened_pack.pack().store.observations("stroke_unit_minutes", area_type="lsoa11").set_index("area_code")
    far = sum(float(table.at[code, "population"]) for code in inside if minutes.at[code, "value"] > float(limit))
    reach = profile(minutes=limit).access.reaches[0]
    assert reach.people == pytest.approx(far) and sum(reach.shares) == pytest.approx(1)
    assert reach.beyond == pytest.approx(far / reach.residents)


def test_wigans_seven_teams_stand_side_by_side_and_missing_risks_are_said() -> None:
    found = profile(system="sys-gm-icb", place="pl-wigan").teams
    assert len(found.names) == 7
    assert [row.name for row in found.rows if row.missing] == [name for name, _ in teams.RISKS]
    residents = next(row for row in found.rows if row.name == "Residents")
    assert sum(cell.value for cell in residents.cells) == pytest.approx(residents.place.value)
    assert all(any(cell.has_value for cell in row.cells) for row in found.rows if not row.missing)
    stroke = next(row for row in found.rows if row.measure and row.measure.indicator_id == "stroke_admissions_rate")
    assert len(stroke.cells) == 7 and sum(cell.has_value for cell in stroke.cells) == 7 and residents.place.has_value


@pytest.mark.parametrize(
    ("place", "system", "many"), [("pl-bassetlaw", "sys-notts-icb", 3), ("pl-walsall", "sys-bc-icb", 4)]
)
def test_bassetlaw_has_three_networks_and_walsall_four_localities(place: str, system: str, many: int) -> None:
    assert len(profile(system=system, place=place).teams.names) == many


def test_place_that_is_a_district_has_the_council_s_figures_too() -> None:
    found = {row.measure.indicator_id: row for row in profile(system="sys-gm-icb", place="pl-wigan").known}
    assert found["mmr2_5y"].spread.words.endswith("upper-tier authorities")
    assert found["mmr2_5y"].row.compared == Comparison.BETTER and found["mmr2_5y"].benchmark.name == "England"


def test_what_is_published_around_an_area_is_named_with_its_councils() -> None:
    around = {one.indicator_id: one for one in profile().absent}["mmr2_5y"].around
    assert [row.name for row in around] == ["Suffolk", "Norfolk"]


def test_england_alone_is_the_benchmark_where_the_reader_says_so() -> None:
    found = profile(area="E10000020", against="england")
    assert {row.benchmark_word for row in found.known if row.benchmark} == {"England"}


def test_limit_changes_access_only() -> None:
    near, far = profile(minutes="15"), profile(minutes="45")
    assert repr(near.rows) == repr(far.rows) and near.access != far.access
    assert repr(replace(near, access=far.access, teams=far.teams)) == repr(far)


def test_all_measures_in_arrays_say_what_one_at_a_time_says() -> None:
    frame, years, groups = bench.tiled()
    slow = bench.one_by_one(frame, years, groups)
    made = profiled(frame, years=years, fifths=groups)
    assert len(frame) == bench.MEASURES
    assert [(one, str(two)) for one, two, _ in slow] == list(zip(made["compared"], made["direction"], strict=True))
    assert [one.value for _, _, one in slow] == pytest.approx(list(made["gap"]))


def test_modules_stand_for_themselves() -> None:
    """Each room of the page answers for a subject on its own."""
    about = subjects.subject("pl-gyw", ON)
    assert access.timed() == "stroke_unit_minutes" and people.ages("pl-gyw", ON, system="sys-nw-icb").bands
    assert set(fifths.fifths_of(about, ("covid_dose1",)).rows) == {"covid_dose1"}
    row = row_of(figures.gathered("pl-gyw", ON).loc["covid_dose1"], "pl-gyw")
    assert row.members == (28, 28) and callable(own_rows.rows)


def test_the_file_holds_the_county_beside_the_place_as_the_page_shows_it() -> None:
    question, _ = profile_question.resolved(profile_question.landing() | {"area": "pl-gyw"})
    context, measure = profile_pieces.in_county(question)
    content = page_files.area_csv({"area": "pl-gyw"})[1].decode("utf-8-sig")
    told = [row for row in csv.DictReader(io.StringIO(content, newline="")) if row["section"] == "in its county"]
    assert [row["area"] for row in told] == [row.name for row in context.rows]
    norfolk = next(row for row in told if row["area"] == "Rest of Norfolk")
    value = 100 * int(norfolk["numerator"]) / int(norfolk["denominator"])
    assert norfolk["value"] == f"{value:.1f}" and norfolk["indicator"] == measure.name


def test_every_figure_of_the_page_can_be_taken_away():
    names = ["area-spine", "area-ages", "area-deprivation", "area-gaps", "area-access", "area-teams", "area-county"]
    assert whole("/area") == names


def test_what_councils_around_have_is_read_without_the_sums_of_their_kind():
    for kind in ("lad22", "ctyua21"):
        whole = tables.table(kind)
        stored = {one.id for one in opened_pack.pack().indicators.values() if tables.latest(one, kind)}
        for code in list(whole.places)[:3]:
            rows = tables.rows_of(kind, code)
            alone = tables.stored_rows_of(kind, code)
            pd.testing.assert_frame_equal(alone, rows[rows.index.isin(stored)], check_dtype=False)
            assert set(alone.index) <= stored
