"""The file of the footprints page: the numbers of its card, with coverage, and no number that is refused."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from charts.own import own_file
from geo.own_text import link
from pages.parts.answering.own import own_areas, own_figures
from pages.parts.asking import resolution, selection
from pages.parts.own import own_pieces, own_work
from pages.parts.serving import page_files
from tests.pages.asgi import ask
from tests.pages.test_own_choice import LETTERS, OURS


def rows(query: str) -> list[dict[str, str]]:
    given = ask(Starlette(routes=page_files.routes()), "/r/footprint.csv", query=query)
    return list(csv.DictReader(io.StringIO(given.body.decode("utf-8-sig"))))


def of(found: list[dict[str, str]], kind: str) -> list[dict[str, str]]:
    return [row for row in found if row["row"] == kind]


def test_file_has_the_numbers_of_the_card_with_their_coverage() -> None:
    found = rows(f"own={LETTERS}")
    chosen, _ = resolution.resolved(selection.landing() | own_work.shared(own_work.landing()))
    card = own_figures.figures(OURS, chosen)
    (whole,), parts = of(found, "measure"), of(found, "measure, part by county")
    assert float(whole["value"]) == round(card.value.value, 1)
    assert float(whole["numerator"]) == pytest.approx(card.value.numerator, abs=0.5)
    assert "areas" in whole["coverage"] and "100 % of people" in whole["coverage"]
    assert sum(float(part["numerator"]) for part in parts) == pytest.approx(card.value.numerator, abs=1)
    (equal,) = of(found, "measure, age-standardised")
    assert float(equal["value"]) == round(card.standardised.value, 1) and equal["coverage"]
    people = sum(float(row["value"]) for row in of(found, "residents, part by county"))
    assert people == float(of(found, "residents")[0]["value"]) == card.size.numerator


@pytest.mark.parametrize("seed", range(8))
def test_parts_sum_exactly_to_the_whole_on_card_and_in_the_file(seed: int) -> None:
    place = own_areas.registered("pl-gyw")
    some = replace(place, id="own-some", members=tuple(random.Random(seed).sample(place.members, 126 + seed)))
    chosen, _ = resolution.resolved(selection.landing())
    found = own_figures.figures(some, chosen)
    assert len(found.value_parts) > 1
    for rows, whole in ((found.value_parts, found.value), (found.counties, found.size), (found.systems, found.size)):
        assert sum(row.numerator for row in rows) == round(whole.numerator)
        assert all(float(row.numerator).is_integer() for row in rows)
    assert sum(row.denominator for row in found.value_parts) == round(found.value.denominator)
    listed = list(csv.DictReader(io.StringIO(own_file.csv_bytes(own_pieces.summary(some, chosen)).decode("utf-8-sig"))))
    for kind in ("measure", "residents"):
        total, parts = of(listed, kind)[0], of(listed, f"{kind}, part by county")
        assert sum(int(part["numerator"]) for part in parts) == int(total["numerator"])


def test_parts_of_residents_sum_exactly_where_areas_are_cut() -> None:
    """Residents are fractions then."""
    place, (chosen, _) = own_areas.registered("pl-gyw"), resolution.resolved(selection.landing())
    shares = tuple(0.9 + 0.003 * n if n < 9 else 1.0 for n in range(len(place.members)))
    found = own_figures.figures(replace(place, id="own-cut", shares=shares), chosen)
    for rows in (found.counties, found.systems):
        assert sum(row.numerator for row in rows) == round(found.size.numerator)


def test_a_link_that_borrows_a_place_s_id_does_not_have_its_name() -> None:
    place = own_areas.registered("pl-gyw")
    borrowed = replace(place, members=place.members[:1])
    names = {row["footprint"] for row in rows(f"own={link(borrowed)}")}
    assert names == {"Great Yarmouth and Waveney, edited"}
    chosen, _ = resolution.resolved(selection.landing())
    shown = own_pieces.summary(borrowed, chosen)
    assert shown.rule != own_pieces.OF_REGISTER and "a place partnership" not in shown.kind
    whole = own_pieces.summary(place, chosen)
    assert whole.rule == own_pieces.OF_REGISTER and "a place partnership" in whole.kind


def test_what_cannot_be_added_up_has_its_reason_and_no_number() -> None:
    (row,) = of(rows(f"own={LETTERS}&indicator=imd2019_rank"), "measure")
    assert (row["value"], row["numerator"], row["status"]) == ("", "", own_file.NOT_SHOWN)
    assert "cannot be added up" in row["note"] and "Ranks, scores and indices" in row["note"]


def test_card_leads_to_the_file_unless_the_address_cannot_hold_the_footprint() -> None:
    chosen, _ = resolution.resolved(selection.landing() | own_work.shared(own_work.landing()))
    shown, asked = own_pieces.summary(OURS, chosen), own_work.landing()
    assert f"own={LETTERS}" in own_pieces.file_address(shown, asked | {"own": LETTERS})
    assert own_pieces.file_address(shown, asked | {"own": own_work.LOCAL}) == ""
    assert "as a file" in own_pieces.card(shown, chosen, file="x")


def test_card_leads_to_the_pages_that_show_the_footprint_the_board_first() -> None:
    chosen, _ = resolution.resolved(selection.landing() | own_work.shared(own_work.landing()))
    shown, asked = own_pieces.summary(OURS, chosen), own_work.landing()
    assert own_pieces.elsewhere(OURS, asked | {"own": own_work.LOCAL}) == {}
    query = own_pieces.elsewhere(OURS, asked | {"own": LETTERS, "indicator": "mmr2_5y"})
    assert query == {"indicator": "mmr2_5y", "own": LETTERS}
    card = own_pieces.card(shown, chosen, asked=query)
    assert card.index(f'href="./board?indicator=mmr2_5y&amp;own={LETTERS}"') < card.index('href="./?indicator')


@pytest.mark.parametrize(
    ("footprint", "system"),
    [("nb-lowestoft", "sys-nw-icb"), ("pl-gyw", "sys-nw-icb"), ("nb-earley", "sys-bob-icb"), ("sys-frimley-icb", "")],
)
def test_a_footprint_of_the_register_opens_on_other_pages_under_its_system(footprint: str, system: str) -> None:
    own = own_areas.registered(footprint)
    query = own_pieces.elsewhere(own, own_work.landing() | {"start": footprint})
    chosen, notices = resolution.resolved(selection.landing() | query)
    assert (chosen.place or chosen.system, notices) == (footprint, ())
    assert chosen.system == (system or footprint)


@pytest.mark.parametrize("query", ["own=1.abcdef.xyz", "start=none", "start=E99999999&place="])
def test_an_address_that_means_no_footprint_gives_an_empty_file(query: str) -> None:
    assert rows(query) == []
