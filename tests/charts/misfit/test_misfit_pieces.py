"""Two sets of borders in words, tables and file: one set of numbers in all of them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from charts.map.area_classes import two_set_classes
from charts.misfit.misfit_style import misfit_css
from charts.misfit.misfit_tables import catchment_table, csv_bytes, joint_table, part_words, tiles
from charts.misfit.misfit_words import (
    Misfit,
    Side,
    Unit,
    finding,
    fit_sentence,
    joint_sentence,
    lead,
    pairs_sentence,
    share_text,
    subtitle,
)
from tests.charts.map.test_card import Page

DAY = "2026-03-31"
PLACE = Side((Unit("p", "The Place", 300, 0),), True, "place", "places")
DISTRICTS = Side((Unit("d", "Dee", 400, 300), Unit("e", "Eff", 200, 0)), False, "district", "districts", "A note.")
ONE_MANY = Misfit(
    PLACE,
    DISTRICTS,
    (("p", "e", 200), ("p", "d", 100)),
    300,
    0,
    300,
    0.5,
    2 / 3,
    0.5,
    "population",
    "Here",
    "2026-03-31",
)
DEE = Side((Unit("d", "Dee", 400, 300),), True, "district", "districts")
TWO = replace(ONE_MANY, b=DEE, a=Side((Unit("p", "The Place", 300, 200),), True, "place", "places"))
TWO = replace(TWO, cells=(("p", "d", 100),), both=100, only_a=200, only_b=300, fit=100 / 600)
MANY = replace(ONE_MANY, a=Side((Unit("p", "P", 300, 0), Unit("q", "Q", 90, 90)), False, "place", "places"), only_a=90)


def words(html: str) -> str:
    return Page(html).text


def test_share_is_100_or_0_only_where_exact() -> None:
    assert [share_text(x, 10_000) for x in (10_000, 9_999, 0, 1, 5_000)] == [
        "100 %", "over 99.9 %", "0 %", "under 0.1 %", "50.0 %",
    ]  # fmt: skip
    assert share_text(0, 0) == share_text(float("nan")) == "–"


def test_the_three_parts_of_the_lead_add_up() -> None:
    assert lead(ONE_MANY) == (
        "Of 600 people in either, 300 (50.0 %) are in both, 0 only in The Place and 300 only in these districts."
    )
    nobody = replace(ONE_MANY, both=0, only_b=0)
    assert "nobody lives in both" in lead(nobody) and fit_sentence(nobody) == ""


def test_subtitle_says_what_is_counted_and_when() -> None:
    assert subtitle(ONE_MANY) == "Residents in the middle of 2015, by LSOA 2011, Here; footprints as on 31 March 2026"
    assert subtitle(replace(ONE_MANY, basis="postcodes")).startswith("Postcodes (residents are not known")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "16.7 % of people in either are in both The Place and Dee"),
        ({"only_a": 0}, "The Place lies wholly inside Dee"),
        ({"only_b": 0}, "Dee lies wholly inside The Place"),
        ({"only_a": 0, "only_b": 0}, "The Place and Dee have the same people: 100 % fit"),
        ({"both": 0}, "The Place and Dee have no people in common"),
        ({"b": Side((), False, "district", "districts")}, "The Place and these districts have no people in common"),
    ],
)
def test_finding_of_two_footprints(changes: dict, said: str) -> None:
    assert finding(replace(TWO, **changes)) == said


def many(*units: Unit, alone: int = 0) -> Misfit:
    place = replace(PLACE, units=(Unit("p", "The Place", 300, alone),))
    return replace(ONE_MANY, a=place, b=replace(DISTRICTS, units=units))


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (ONE_MANY, "The Place lies in 2 districts, 1 of them whole"),
        (many(Unit("d", "Dee", 9, 0), Unit("e", "Eff", 9, 0)), "The Place is made of 2 whole districts"),
        (many(Unit("d", "D", 9, 0), Unit("e", "E", 9, 0), alone=3), "The Place lies in 2 districts, 2 of them whole"),
        (many(Unit("d", "D", 9, 1), Unit("e", "E", 9, 1)), "The Place lies in 2 districts, none of them whole"),
        (many(Unit("d", "Dee", 9, 1)), "The Place lies in one district: Dee"),
        (many(Unit("d", "Dee", 9, 0)), "The Place is the same as Dee"),
        (replace(ONE_MANY, a=DISTRICTS, b=PLACE), "The Place lies in 2 districts, 1 of them whole"),
        (MANY, "Places and districts: borders agree for 50.0 % of people"),
        (replace(MANY, only_a=0, only_b=0, fit=1), "Places and districts have the same borders"),
    ],
)
def test_finding_with_a_whole_set(shown: Misfit, said: str) -> None:
    assert finding(shown) == said


def test_sentences_use_the_same_numbers() -> None:
    assert pairs_sentence(ONE_MANY) == "66.7 % of people in The Place are in Eff, 33.3 % (100) outside it."
    turned = replace(ONE_MANY, a=DISTRICTS, b=PLACE, cells=(("e", "p", 200), ("d", "p", 100)))
    assert pairs_sentence(turned) == pairs_sentence(ONE_MANY)
    assert pairs_sentence(replace(ONE_MANY, cells=(("p", "e", 300),))) == "All 300 people in The Place are in Eff."
    assert pairs_sentence(TWO).endswith("The Place × Dee 100. No other pair has any in common.")
    assert "2 pairs have" in pairs_sentence(MANY) and pairs_sentence(replace(TWO, cells=())) == ""
    assert "has 66.7 % of the people of The Place" in fit_sentence(ONE_MANY)
    assert "has 50.0 % of the people of The Place" in fit_sentence(replace(ONE_MANY, a=DISTRICTS, b=PLACE))
    assert fit_sentence(TWO).startswith("Of everyone in either footprint, 16.7 % are in both.")
    assert "66.7 % would stay inside; the other way round 50.0 %" in fit_sentence(MANY)


def test_core_and_fringe() -> None:
    assert joint_sentence(("A", "B", "C"), (60, 30, 10), noun="people") == (
        "The core, inside all 3 (A, B, C), has 10 people: 10.0 % of the 100 in any. "
        "The fringe, inside some only, has 90."
    )
    assert "inside both (A, B)" in joint_sentence(("A", "B"), (1, 2), noun="people")
    assert words(joint_table(("A", "B"), (60, 40), noun="people")).split("Share")[1].split() == [
        "all", "2", "(core)", "40", "40.0", "%", "1", "of", "2", "60", "60.0", "%",
    ]  # fmt: skip


def test_same_names_get_their_kind() -> None:
    assert DEE.with_kind().name == "Dee (district)"


def test_card_has_the_maps_words_and_a_note() -> None:
    shown = words(tiles(ONE_MANY))
    for part in part_words(ONE_MANY).values():
        assert part in shown
    assert "A note." in shown and "In either 600" in shown
    made = two_set_classes("a", "b", both="c", neither="d")
    assert {kind.pattern for kind in made} == {"", "rising", "dots"}
    assert all(f".hm-{part}{{" in misfit_css() for part in part_words(ONE_MANY))


def test_card_says_where_whole_sets_disagree() -> None:
    shown = words(tiles(replace(MANY, apart=40)))
    assert (
        "In both 300 43.5 % of these, borders disagree 40 5.8 % Only in" in " ".join(shown.split())
        and ".hm-apart{" in misfit_css()
    )
    assert "disagree" not in words(tiles(MANY))


def test_catchment_says_both_shares() -> None:
    html = catchment_table("H", (("County", "C", 25, 200),), people=100)
    assert "25.0\u00a0%" in html and "12.5\u00a0%" in html


def test_file_holds_every_pair_and_sums_to_the_union() -> None:
    wicked = replace(PLACE, units=(Unit("p", "=The Place", 300, 0),))
    rows = list(csv.DictReader(io.StringIO(csv_bytes(replace(ONE_MANY, a=wicked)).decode("utf-8-sig"))))
    assert sum(int(row["count"]) for row in rows) == ONE_MANY.union
    assert rows[0]["name_a"] == "'=The Place" and rows[0]["counted"] == "residents mid-2015"
    assert rows[0]["share_of_a"] == "0.666667" and rows[-1]["code_a"] == rows[-1]["share_of_a"] == ""
