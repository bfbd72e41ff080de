"""The dance floor and the board's address on the embedded pack: rows are the map's, order is the server's."""

from __future__ import annotations

import csv
import io

import pytest
from starlette.applications import Starlette

from charts.board.floor import floor_csv
from pages.parts import opened_pack
from pages.parts.answering import reach_shares, view
from pages.parts.answering.resident_fifths import residents
from pages.parts.board import board_question
from pages.parts.board.board_floor import MOST_ROWS, floor, levels_of, sorts_of
from pages.parts.board.board_pieces import pieces
from pages.parts.board.board_question import view_of
from pages.parts.board.board_tiles import board
from pages.parts.serving import page_files
from tests.pages.asgi import ask


def question(**changes: str):
    return board_question.resolved(board_question.landing() | {"density": "floor"} | changes)[0]


@pytest.mark.parametrize("level", ["msoa", "neighbourhood", "district"])
@pytest.mark.parametrize("place", ["pl-gyw", ""])
def test_cells_are_the_map_s_rows(level: str, place: str) -> None:
    asked = question(level=level, place=place)
    shown = floor(asked)
    for at, column in enumerate(shown.columns):
        name = column.measure.indicator_id
        if reach_shares.reach(name):
            continue
        evidence = view.shown(view_of(asked, name, level=level, inside=bool(place))).evidence
        assert column.period == evidence.period
        assert {row.code for row in shown.rows} == set(evidence.frame.index)
        for row in shown.rows:
            cell, other = row.cells[at], evidence.frame.loc[row.code]
            assert (cell.value, cell.numerator) == pytest.approx((other["value"], other["numerator"]), nan_ok=True)
            assert (cell.status, cell.compared, row.name) == (other["status"], other["compared"], other["name"])


def test_people_far_away_by_msoa_are_a_slow_sum() -> None:
    lookup = opened_pack.pack().lookup("lsoa11")
    times = opened_pack.pack().store.observations("stroke_unit_minutes", area_type="lsoa11").set_index("area_code")
    shown = floor(question(level="msoa"))
    at = [column.measure.indicator_id for column in shown.columns].index("stroke_unit_minutes")
    for row in shown.rows:
        inside = lookup.loc[lookup["msoa11cd"] == row.code, "lsoa11cd"]
        away = sum(residents()[one] for one in inside if times.at[one, "value"] > 30)
        total = sum(residents()[one] for one in inside)
        assert (row.cells[at].numerator, row.cells[at].denominator) == (away, total)


def test_order_is_by_need_either_way_and_by_name() -> None:
    values = [row.cells[0].value for row in floor(question()).rows]
    assert values == sorted(values)  # a low uptake is the greatest need
    turned = [row.cells[0].value for row in floor(question(order="least")).rows]
    assert turned == values[::-1]
    rates = floor(question(sort="stroke_admissions_rate"))
    column = [c.measure.indicator_id for c in rates.columns].index("stroke_admissions_rate")
    given = [row.cells[column].value for row in rates.rows]
    assert given == sorted(given, reverse=True)
    names = [row.name for row in floor(question(sort="name")).rows]
    assert names == sorted(names) and [r.name for r in floor(question(sort="name", order="least")).rows] == names[::-1]


def test_areas_that_are_not_ranked_come_last_in_either_order() -> None:
    for order in ("", "least"):
        rows = floor(question(place="", order=order)).rows
        unranked = [at for at, row in enumerate(rows) if row.cells[0].status == "not_comparable"]
        assert unranked == list(range(len(rows) - 3, len(rows)))


def test_footprint_s_own_figures_are_the_balcony_s() -> None:
    asked = question()
    tiles = {tile.measure.indicator_id: tile for tile in board(asked).tiles}
    for column, row in zip(floor(asked).columns, floor(asked).whole, strict=True):
        assert row.value == tiles[column.measure.indicator_id].rows[0].value


def test_levels_offered_have_figures_and_an_odd_one_falls_back() -> None:
    assert next(iter(levels_of(question()))) == "msoa" and "ward" in levels_of(question())
    assert floor(question(system="sys-bc-icb", place="pl-walsall", level="ward")).area_type == "wd25"
    assert set(sorts_of(floor(question()))) >= {"covid_dose1", "name"}
    walsall = pieces(question(system="sys-bc-icb", place="pl-walsall", level="upper_tier"))
    assert "upper_tier" in walsall.levels or "Showing" in walsall.notices[0]
    no_column = pieces(question(sort="mmr2_5y"))
    assert no_column.notices == ("MMR, two doses by age 5 is no column here. Sorted by first dose.",)


def test_england_is_shown_as_far_as_a_page_goes() -> None:
    shown = floor(question(system="england", place=""))
    assert len(shown.rows) == MOST_ROWS < shown.total
    assert len([1 for row in rows_of(floor_csv(shown)) if row["what"] == "Area"]) == MOST_ROWS * len(shown.columns)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("query", ["", "density=floor&sort=name", "system=sys-bc-icb&place=pl-walsall"])
def test_file_has_the_rows_of_the_page(query: str) -> None:
    given = ask(Starlette(routes=page_files.routes()), "/r/board.csv", query=query)
    assert given.status == 200 and "three-lenses-" in given.headers["content-disposition"]
    rows = rows_of(given.body)
    assert {row["lens"] for row in rows} == {
        "Health and wellbeing outcomes", "Standards of care and quality", "Finance and use of resources",
    }  # fmt: skip
    asked = board_question.asked_by(dict(part.split("=") for part in query.split("&") if part))
    if asked.density == "balcony":
        own = {row["indicator_id"]: row for row in rows if row["what"] == "Footprint"}
        for tile in board(asked).tiles:
            if tile.own:
                assert float(own[tile.measure.indicator_id]["value"]) == pytest.approx(tile.rows[0].value, abs=0.5)
    else:
        names = [row["area"] for row in rows if row["what"] == "Area"]
        assert names == sorted(names)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"density": "cellar"}, "“cellar” is not a view of the board."),
        ({"level": "street"}, "“street” is not a kind of area of the board."),
        ({"sort": "luck"}, "“luck” is not a column of the board."),
        ({"order": "up"}, "“up” is not an order of the board."),
        ({"indicator": "happiness"}, "This pack has no measure called “happiness”."),
        ({"system": "sys-nowhere"}, "No system has the code “sys-nowhere”."),
        ({"place": "pl-nowhere"}, "No place has the code “pl-nowhere”."),
        ({"date": "yesterday"}, "“yesterday” is not a date"),
        ({"system": "E54000022", "date": "2026-04-01"}, "Norfolk and Suffolk"),
    ],
)
def test_wrong_addresses_open_with_a_notice(changes: dict, words: str) -> None:
    found, notices = board_question.resolved(board_question.landing() | changes)
    assert any(words in notice for notice in notices), notices
    assert len(notices) == len(set(notices))
    assert pieces(found).sheet


def test_measure_that_cannot_lead_is_said_only_when_it_was_asked_for() -> None:
    walsall = {"system": "sys-bc-icb", "place": "pl-walsall", "density": "balcony"}
    assert pieces(question(**walsall)).notices == ()
    said = pieces(question(**walsall, indicator="flu65")).notices
    assert said[0].startswith("Flu vaccination, 65 and over has no figure for Walsall, so it cannot lead.")


def test_measure_without_a_lens_is_taken_along_and_said() -> None:
    asked = question(indicator="imd2019_rank", density="balcony")
    assert asked.indicator == "imd2019_rank"
    assert next(iter(board_question.leading(asked))) == "imd2019_rank"
    assert "belongs to no lens" in pieces(asked).notices[0]
    assert board(asked).tiles[0].measure.indicator_id == "covid_dose1"


def test_address_of_a_question_opens_the_same_one() -> None:
    asked = question(system="sys-bc-icb", place="pl-walsall", sort="name", order="least", level="msoa")
    assert board_question.asked_by(board_question.parameters(asked)) == asked
    assert set(board_question.places(asked)) >= {"", "pl-walsall"}
    assert "covid_dose1" in board_question.measures() and "imd2019_rank" not in board_question.measures()


def test_a_level_with_a_single_area_comes_last() -> None:
    walsall = {"system": "sys-bc-icb", "place": "pl-walsall"}
    levels, shown = list(levels_of(question(**walsall))), floor(question(**walsall))
    assert levels[0] not in ("upper_tier", "district", "place") and shown.total > 1
    alone = [level for level in levels if floor(question(**walsall, level=level)).total == 1]
    assert alone and levels[-len(alone) :] == alone
