"""Two sets of borders on the embedded pack: A9's promises, what is asked, what is said when it cannot be had."""

from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd
import pytest
from starlette.applications import Starlette

from charts.map.area_classes import BOTH, FIRST, PARTLY, SECOND
from charts.misfit.misfit_words import finding
from geo.own import OwnFootprint
from geo.own_text import link
from pages.parts import opened_pack
from pages.parts.misfit import border_sets, misfit_map, misfit_pieces, two_borders, two_sets
from pages.parts.serving import page_files
from tests.pages.asgi import ask
from tests.pages.test_own_choice import LETTERS, OURS


def asked(**changes: str) -> two_sets.TwoSets:
    found, notices = two_sets.resolved(two_sets.landing() | changes)
    assert notices == ()
    return found


def by_loops(a: set[str], b: set[str]) -> tuple[float, float, float]:
    """Residents in both, only A, only B, LSOA by LSOA."""
    people = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")["population"]
    return tuple(sum(people[code] for code in part) for part in (a & b, a - b, b - a))


def lsoas(column: str, code: str) -> set[str]:
    table = opened_pack.pack().lookup("lsoa11")
    return set(table.loc[table[column] == code, "lsoa11cd"])


def footprint(code: str) -> set[str]:
    table = opened_pack.pack().lookup("footprint_lsoa11")
    return set(table.loc[table["footprint_id"] == code, "lsoa11cd"])


def test_place_and_district_are_what_loops_over_lsoas_count() -> None:
    shown = two_borders.answer(asked(b="E07000244")).misfit
    assert (shown.both, shown.only_a, shown.only_b) == by_loops(footprint("pl-gyw"), lsoas("lad22cd", "E07000244"))
    assert shown.both + shown.only_a + shown.only_b == shown.union
    assert shown.fit == pytest.approx(shown.both / shown.union)


def test_swapping_swaps_only_the_outer_numbers() -> None:
    question = asked(b="E07000244")
    there, back = (two_borders.answer(one).misfit for one in (question, question.swapped()))
    assert (there.both, there.only_a, there.only_b) == (back.both, back.only_b, back.only_a)
    assert there.fit == back.fit and question.swapped().swapped() == question


def test_catchment_and_place_coincide_wholly() -> None:
    answer = two_borders.answer(asked(aset="catchment", bset="place", b="pl-gyw"))
    assert (answer.misfit.fit, answer.misfit.only_a, answer.misfit.only_b) == (1, 0, 0)
    assert set(answer.patterns) == {"both"} and len(answer.patterns) == 134


def test_catchment_table_says_share_served_and_share_from_outside_the_county() -> None:
    ((name, people, rows),) = two_borders.catchments("sys-nw-icb", "2026-03-31")
    served = {(kind, area): (shared, size) for kind, area, shared, size in rows}
    inside, _, _ = by_loops(footprint("hosp-jpuh"), lsoas("ctyua21cd", "E10000020"))
    assert name == "James Paget catchment" and served["Place", "Great Yarmouth and Waveney"] == (people, people)
    assert served["Upper-tier council", "Norfolk"][0] == inside
    assert served["Upper-tier council", "Suffolk"][0] == people - inside


def test_units_of_a_set_that_touch_nobody_are_left_out() -> None:
    shown = two_borders.answer(asked()).misfit
    assert [unit.name for unit in shown.b.units] == ["Great Yarmouth", "East Suffolk"]
    assert finding(shown) == "Great Yarmouth and Waveney lies in 2 districts, 1 of them whole"


def test_wards_are_counted_in_whole_people() -> None:
    shown = two_borders.answer(asked(aset="neighbourhood", a="nb-gorleston", bset="wd25")).misfit
    assert shown.basis == "population"
    assert sum(people for _, _, people in shown.cells) == shown.both
    assert shown.both + shown.only_a == shown.a.units[0].people


def test_same_name_is_told_apart_and_joined() -> None:
    answer = two_borders.answer(asked(aset="neighbourhood", a="nb-gorleston", bset="wd25", b="Gorleston"))
    assert answer.misfit.a.name == "Gorleston (PCN neighbourhood)"
    names, people, basis = answer.joint
    assert names == ("Gorleston (PCN neighbourhood)", "Gorleston (ward)") and basis == "population"
    assert people == (answer.misfit.only_a + answer.misfit.only_b, answer.misfit.both)


def test_three_sets_have_a_core() -> None:
    names, people, _ = two_borders.answer(asked(b="E07000244", also="ctyua21:E10000029")).joint
    core = footprint("pl-gyw") & lsoas("lad22cd", "E07000244") & lsoas("ctyua21cd", "E10000029")
    assert len(names) == 3 and people[2] == by_loops(core, core)[0]
    assert two_borders.answer(asked()).joint is None


def test_own_footprint_joins_the_core_and_returns_with_the_link() -> None:
    """Carried in the address beside a place and a district; twice the same is one set."""
    question = asked(own=LETTERS, aset="place", a="pl-gyw", b="E07000244", also="own:own")
    names, people, _ = two_borders.answer(question).joint
    core = lsoas("lad22cd", "E07000244") & set(OURS.members) & footprint("pl-gyw")
    assert names[-1] == "Riverside" and len(names) == 3 and people[2] == by_loops(core, core)[0]
    assert question.parameters()["also"] == "own:own"
    assert two_sets.asked_by(question.parameters()) == question
    assert "Riverside (own)" in two_sets.joining(question).values()
    twice = asked(own=LETTERS, aset="own", a="own", b="E07000244", also="own:own")
    assert len(two_borders.answer(twice).joint[0]) == 2


def test_a_link_to_an_own_footprint_elsewhere_opens_its_own_system() -> None:
    """Nobody chose a system: a place team far from the landing view sees its footprint, not a notice without it."""
    letters = link(OwnFootprint("own-east", "East", "lsoa11", tuple(sorted(footprint("pl-tower-hamlets")))[:20]))
    for given in ({}, {"aset": "place", "a": "pl-gyw", "bset": "own", "b": "own"}):
        question, notices = two_sets.resolved(two_sets.landing() | {"own": letters} | given)
        assert question.system != two_sets.landing()["system"] and notices[0].startswith("East does not lie in Norfolk")
        assert "own" in (two_sets._short(question.a), two_sets._short(question.b))
    kept, notices = two_sets.resolved(two_sets.landing() | {"own": letters, "aset": "own", "system": "sys-frimley-icb"})
    assert kept.system == "sys-frimley-icb" and "choose another system" in notices[0]


def test_own_footprint_of_another_system_does_not_join() -> None:
    _, notices = two_sets.resolved(
        two_sets.landing() | {"own": LETTERS, "aset": "lad22", "also": "own:own", "system": "sys-frimley-icb"}
    )
    assert any("not in this system on this date: “Riverside”" in notice for notice in notices)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"aset": "prison"}, "This system has no “prison” in the pack on this date. Showing places."),
        ({"bset": "neighbourhood", "system": "sys-frimley-icb"}, "no PCN neighbourhoods in the pack"),
        ({"b": "Nowhere"}, "No district has the code or name “Nowhere”. Showing all districts."),
        ({"b": "norfolk"}, "3 districts match “norfolk”. Showing all districts."),
        ({"a": "pl-wigan"}, "Wigan is not in this system. Showing all places."),
        ({"also": "lad22:E99"}, "not in this system on this date: “lad22:E99”"),
        ({"date": "soon"}, "“soon” is not a date"),
    ],
)
def test_what_cannot_be_had_is_said(changes: dict[str, str], words: str) -> None:
    _, notices = two_sets.resolved(two_sets.landing() | changes)
    assert any(words in notice for notice in notices), notices


def test_unit_of_the_kind_before_is_let_go_quietly() -> None:
    assert asked(bset="ctyua21", b="E07000145").b == two_sets.WHOLE


def test_boxes_offer_codes_and_words() -> None:
    question = asked()
    kinds = two_sets.kinds(question)
    assert kinds["lad22"] == "Districts" and "catchment" in kinds
    assert two_sets.units("lad22", two_sets.WHOLE, system=question.system, on=question.date)[two_sets.WHOLE]
    england = two_sets.units("wd25", "E05005757", system="england", on=question.date)
    assert list(england) == [two_sets.WHOLE, "E05005757"]
    assert "lad22:E07000145" in two_sets.joinable(question.system, question.date)
    assert not any(entry.startswith("wd25:") for entry in two_sets.joinable("england", question.date))


def test_address_of_the_landing_view_is_bare_and_others_return() -> None:
    assert two_sets.resolved(two_sets.landing())[0].parameters() == two_sets.landing()
    question = asked(aset="lad22", a="E07000145", bset="wd25", also="place:pl-gyw")
    assert two_sets.asked_by(question.parameters()) == question


def test_map_shows_every_lsoa_concerned_in_its_class() -> None:
    question = asked(b="E07000244")
    answer = two_borders.answer(question)
    made = misfit_map.misfit_map(question, answer)
    codes = opened_pack.pack().names("lsoa11", made.scope).codes
    drawn = pd.Series(made.classes, index=list(codes))
    for part, code in (("a", FIRST), ("both", BOTH), ("b", SECOND)):
        assert set(drawn.index[drawn == code]) == set(answer.patterns.index[answer.patterns == part]), part
    assert made.fit[0] < 1.8 < made.fit[2] + 0.1 and np.isfinite(made.fit).all()
    assert "34.2 %" in made.alt


def test_map_and_card_show_where_whole_sets_disagree() -> None:
    question = asked(aset="wd25", a="all", bset="neighbourhood", b="all")
    answer = two_borders.answer(question)
    made = misfit_map.misfit_map(question, answer)
    assert answer.misfit.apart > 0 and (made.classes == PARTLY).sum() == (answer.patterns == "apart").sum() > 0
    assert [kind.words for kind in made.kinds if kind.code == PARTLY] == ["In both, borders disagree"]
    one = asked(b="E07000244")
    assert two_borders.answer(one).misfit.apart == 0
    assert PARTLY not in {kind.code for kind in misfit_map.misfit_map(one, two_borders.answer(one)).kinds}


def test_nothing_in_common_is_a_designed_answer() -> None:
    question = asked(a="pl-nw-norwich", bset="neighbourhood")
    made = misfit_pieces.pieces(question)
    assert "have no people in common" in made.head or "no postcodes in common" in made.head
    assert misfit_map.misfit_map(question, two_borders.answer(question)).scope == "sys-nw-icb"


def test_names_and_notes() -> None:
    assert border_sets.note("lad22", "E07000145") == ""
    assert border_sets.set_note("neighbourhood", ["nb-gorleston", "nb-lowestoft"]).startswith("The extent of 2 of 2")
    assert border_sets.set_note("place", ["pl-gyw", "pl-wigan"]) == ""


def test_file_has_the_numbers_of_the_page() -> None:
    app = Starlette(routes=page_files.routes())
    given = ask(app, "/r/misfit.csv", query="b=E07000244")
    rows = list(csv.DictReader(io.StringIO(given.body.decode("utf-8-sig"))))
    shown = two_borders.answer(asked(b="E07000244")).misfit
    assert [int(row["count"]) for row in rows] == [shown.both, shown.only_a, shown.only_b]
    assert "attachment" in given.headers["content-disposition"]


def test_the_table_is_sorted_by_its_address() -> None:
    app = Starlette(routes=page_files.routes())
    given = ask(app, "/r/misfit.html", query="aset=lad22&a=all&bset=ctyua21&b=all&sort=name&descending=0")
    html = given.body.decode()
    assert given.headers["content-type"].startswith("text/html") and "content-disposition" not in given.headers
    assert html.index("Breckland") < html.index("Great Yarmouth") < html.index("South Norfolk")
    assert 'aria-sort="ascending"><button type="button" data-sort="name" data-descending="1"' in html
    strange = ask(app, "/r/misfit.html", query="aset=lad22&a=all&bset=ctyua21&b=all&sort=x&page=-1")
    assert strange.status == 200 and 'data-sort="all" data-descending="0"' in strange.body.decode()


@pytest.mark.parametrize("kind", ["wd25", "lad22", "ctyua21", "neighbourhood", "place"])
def test_a_whole_set_against_itself_fits_wholly_without_slivers(kind: str) -> None:
    found = two_borders.answer(asked(aset=kind, a="all", bset=kind, b="all")).misfit
    assert (found.only_a, found.only_b, found.fit) == (0, 0, 1)
    assert {(a, b) for a, b, _ in found.cells} == {(unit.code, unit.code) for unit in found.a.units}
    assert finding(found).endswith("have the same borders")


def test_police_areas_are_their_councils() -> None:
    answer = two_borders.answer(asked(aset="place", a="pl-gyw", bset="police", b="")).misfit
    norfolk, suffolk = (lsoas("ctyua21cd", code) for code in ("E10000020", "E10000029"))
    place = footprint("pl-gyw")
    held = {unit.name for unit in answer.b.units}
    assert held == {"Norfolk", "Suffolk"}
    assert answer.both == sum(by_loops(place, part)[0] for part in (norfolk, suffolk))
    assert "Police areas" in two_sets.kinds(asked()).values()
    assert "Upper-tier councils (social care)" in two_sets.kinds(asked()).values()
