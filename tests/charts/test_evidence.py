"""The objects a view is made of."""

from dataclasses import replace

import numpy as np

from charts.evidence import AreaRow, area_row, area_rows, measure_for
from equity.breaks import OUTSIDE_CLASS
from tests.charts.views import CODES, UPTAKE, view


def test_rows_of_a_view_are_typed_and_in_order():
    table = view().frame
    rows = area_rows(table, [CODES[5], CODES[0]])
    assert [row.code for row in rows] == [CODES[5], CODES[0]]
    assert (rows[0].has_value, rows[0].has_interval, rows[0].has_counts) == (False, False, False)
    assert (rows[1].has_value, rows[1].has_interval, rows[1].has_counts) == (True, True, True)
    assert area_row(table, CODES[4], kind="MSOA").note == "base"
    assert area_row(table[["value", "status"]], CODES[0]).name == CODES[0]


def test_ranked_leaves_out_what_must_not_be_ranked_and_what_is_outside():
    shown = view()
    assert list(shown.ranked["name"]) == ["Harbour", "Central & Northgate", "Meadow <b>", "Village"]
    outside = shown.frame.assign(class_index=[OUTSIDE_CLASS, *shown.frame["class_index"][1:]])
    assert "Harbour" not in set(replace(shown, frame=outside).ranked["name"])
    assert len(replace(shown, frame=outside).inside) == 7
    bare = replace(shown, frame=shown.frame.drop(columns="class_index"))
    assert len(bare.inside) == 8


def test_selected_row():
    assert view().selected_row.name == "Harbour"
    assert view(selected="").selected_row is None
    assert view(selected="E99").selected_row is None
    assert view(selected_kind="MSOA in Suffolk").selected_row.kind == "MSOA in Suffolk"


def test_noun_falls_back_to_the_short_name():
    assert replace(UPTAKE, word="").noun == "First dose"


def test_a_measure_is_reworded_for_a_group():
    older = measure_for(UPTAKE, age="40-44", default_age="16+")
    assert older.people == "people aged 40 to 44 on the NHS register"
    assert older.name == "First dose, 40 to 44"
    assert measure_for(UPTAKE, age="16+", default_age="16+") == UPTAKE
    group = measure_for(UPTAKE, sex="female", category="imd_quintile:1")
    assert group.name == "First dose, women and girls, most deprived fifth"
    assert group.people.endswith("NHS register (women and girls) (most deprived fifth)")
    nobody = measure_for(replace(UPTAKE, people=""), age="5 years", sex="male")
    assert (nobody.people, nobody.name) == ("", "First dose, aged 5, men and boys".replace("aged ", ""))


def test_nothing_is_known_of_an_empty_row():
    row = AreaRow("x", "X")
    assert not (row.has_value or row.has_interval or row.has_counts)
    assert np.isnan(row.coverage)
