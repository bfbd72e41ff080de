"""What a board is compared with, up to which year it goes, and a footprint that a reader made on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from charts.board import words
from charts.board.lenses import Board, Tile
from geo.own_text import link
from geo.periods import period_days
from pages.parts import opened_pack
from pages.parts.answering import groups, reach_shares, released_cells, view
from pages.parts.answering.own import own_areas, own_known
from pages.parts.answering.resident_fifths import residents
from pages.parts.board import (
    board_choices,
    board_found,
    board_lines,
    board_own,
    board_pieces,
    board_question,
    board_reached,
)
from pages.parts.board.board_floor import floor
from pages.parts.board.board_question import view_of
from pages.parts.board.board_tiles import board, tile

PLACE = own_areas.registered("pl-gyw")
OURS = replace(PLACE.without(PLACE.members[:7]), id="own-riverside", name="Riverside")
LETTERS = link(OURS)


def question(**changes: str):
    return board_question.resolved(board_question.landing() | changes)[0]


def tile_of(found: Board, indicator: str) -> Tile:
    return next(one for one in found.tiles if one.measure.indicator_id == indicator)


def test_england_is_the_benchmark_where_it_is_published_and_else_nothing_is_compared() -> None:
    usual, england = board(question()), board(question(compare="england"))
    assert tile_of(usual, "covid_dose1").benchmark.name == "Norfolk and Waveney"
    assert tile_of(england, "mmr2_5y").benchmark == tile_of(usual, "mmr2_5y").benchmark
    alone = tile_of(england, "covid_dose1")
    assert alone.benchmark is None and alone.rows[0].compared == "not_compared"
    assert alone.rows[0].value == tile_of(usual, "covid_dose1").rows[0].value
    assert words.subtitle(england).endswith("compared with England")


def test_a_neighbourhood_is_compared_with_its_place_s_own_tile() -> None:
    found, over = board(question(place="nb-gorleston", compare="parent")), board(question())
    for name in ("covid_dose1", "stroke_admissions_rate", "stroke_unit_minutes"):
        beside, whole = tile_of(found, name).benchmark, tile_of(over, name).rows[0]
        assert (beside.name, beside.value) == ("Great Yarmouth and Waveney", pytest.approx(whole.value))
        row = tile_of(found, name).rows[0]
        if row.has_interval:
            similar = row.lower_ci <= whole.value <= row.upper_ci
            assert (row.compared == "similar") == similar
    assert tile_of(found, "mmr2_5y").benchmark is None  # published by county only


def test_what_cannot_be_compared_with_is_noticed_and_england_s_own_board_has_nothing() -> None:
    _, notices = board_question.resolved(board_question.landing() | {"compare": "zebra", "until": "1066"})
    assert len(notices) == 2 and "zebra" in notices[0] and "1066" in notices[1]
    assert list(board_choices.compares("england", "", on="2026-03-31")) == [""]
    assert question(place="", compare="england").compare == ""
    assert board_choices.parent_place("pl-gyw", "2026-03-31") == ""
    assert board_choices.parent_place(LETTERS, "2026-03-31") == ""


@pytest.mark.parametrize("until", ["2019", "2021", "2024"])
def test_every_tile_stops_at_the_year_asked_for(until: str) -> None:
    found = board(question(until=until))
    for one in found.tiles:
        ends = [period_days(point.period).end for line in one.lines for point in line.points]
        assert max([period_days(one.period).end, *ends]) <= f"{until}-12-31"
        assert period_days(one.period).end == max([period_days(one.period).end, *ends])
        if reach_shares.reach(one.measure.indicator_id) is None:
            evidence = view.shown(view_of(question(until=until), one.measure.indicator_id)).evidence
            assert evidence.period == one.period
    gone = {one.indicator_id for one in found.absent if "up to the end of" in one.reason}
    latest = {one.measure.indicator_id: one.period for one in board(question()).tiles}
    assert all(period_days(latest[name]).end > f"{until}-12-31" for name in gone if name in latest)
    assert f"figures to the end of {until}" in words.subtitle(found)
    assert "period=" in tile_of(found, "mmr2_5y").where[0][1]


def test_years_are_those_in_which_a_figure_ended() -> None:
    assert list(board_choices.years())[:2] == ["", "2024"]
    mmr = view_of(question(), "mmr2_5y")
    assert board_choices.newest(mmr, "2019") == "2018/19" and board_choices.newest(mmr, "2001") == ""


def test_an_own_footprint_has_the_map_s_figures_and_no_fifths() -> None:
    asked = question(own=LETTERS)
    assert own_known.is_own(asked.place)
    assert board_question.parameters(asked) | {"own": LETTERS} == board_question.parameters(asked)
    found = board(asked)
    assert found.name == "Riverside" and "127 LSOAs, made by a reader" in words.subtitle(found)
    for name in ("covid_dose1", "stroke_admissions_rate"):
        chosen = view_of(asked, name)
        on_map = next(row for row in view.shown(chosen).evidence.rows if row.role == "place")
        one = tile_of(found, name)
        assert (one.rows[0].value, one.rows[0].compared) == (on_map.value, on_map.compared)
        assert one.fifths.reason == board_own.NO_FIFTHS
        assert one.where[0][1].endswith(LETTERS)
    assert tile("mmr2_5y", asked).kind  # councils stand in, as for a place
    assert groups.place_name(view_of(asked, "covid_dose1")) == "Riverside"


def test_an_own_footprint_s_share_beyond_the_limit_is_a_slow_count() -> None:
    asked = question(own=LETTERS)
    minutes = opened_pack.pack().store.observations("stroke_unit_minutes", area_type="lsoa11")
    time = minutes.set_index("area_code")["value"].astype(float)
    people = {code: residents()[code] for code in own_known.lsoas(asked.place)}
    share = sum(n for code, n in people.items() if time[code] > 30) / sum(people.values())
    one = tile_of(board(asked), "stroke_unit_minutes")
    assert one.rows[0].value == pytest.approx(100 * share)
    chosen = view_of(asked, "stroke_unit_minutes")
    assert board_reached.reached(chosen, "").rows[0].value == one.rows[0].value
    assert board_own.reached("stroke_unit_minutes", asked.place, period=chosen.period).index[0] == asked.place


def test_refused_own_footprints_say_why(monkeypatch) -> None:
    from pages.parts.answering.own import own_figures
    from pages.parts.board import board_rows

    monkeypatch.setattr(groups, "own_measured", lambda _: own_figures.Measured(None, refused="Too few people."))
    found = board_rows.found(view_of(question(own=LETTERS), "covid_dose1"))
    assert found == board_found.Found(reason="Too few people.")


def test_own_footprints_have_areas_on_the_dance_floor_and_their_own_line() -> None:
    asked = question(own=LETTERS, density="floor", compare="england")
    shown = floor(asked)
    assert shown.name == "Riverside" and shown.rows and shown.whole[0].has_value
    assert all(column.benchmark is None or column.benchmark.name == "England" for column in shown.columns)
    chosen = view_of(asked, "covid_dose1")
    drawn = board_lines.lines(chosen, board_found.Found(tile("covid_dose1", asked).rows), until="")
    assert drawn[0].points[0].value == tile("covid_dose1", asked).rows[0].value


def test_boxes_and_addresses_carry_the_choices() -> None:
    made = board_pieces.pieces(question(compare="england", until="2023"))
    assert "compare=england" in made.csv and "until=2023" in made.csv
    assert released_cells.place_ids("england", "2026-03-31") == ()
