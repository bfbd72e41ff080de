"""A measure of an own footprint by system: each part is what a footprint of its members alone has, and they add up."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from charts.own import own_card, own_file
from equity.disclosure import RULES
from geo.own import OwnFootprint
from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.answering.own import own_figures, own_parts
from pages.parts.asking import resolution, selection
from pages.parts.own import own_pieces

LOOKUP = opened_pack.pack().lookup("lsoa11")
EAST_SUFFOLK = tuple(sorted(LOOKUP.loc[LOOKUP["lad22cd"] == "E07000244", "lsoa11cd"]))
OURS = OwnFootprint("own-east", "East Suffolk", "lsoa11", EAST_SUFFOLK)


def chosen(**asked: str) -> selection.Selection:
    return resolution.resolved(selection.landing() | {"indicator": "population_mid2015"} | asked)[0]


def test_a_row_for_every_system_it_lies_in() -> None:
    at = chosen()
    found = own_figures.figures(OURS, at)
    assert [row.name for row in found.value_systems] == ["In Norfolk and Waveney", "In Suffolk and North East Essex"]
    assert sum(row.numerator for row in found.value_systems) == pytest.approx(found.value.numerator)
    home = own_parts.systems(at.date).set_index("lsoa")["part"]
    for row in found.value_systems:
        members = tuple(code for code in EAST_SUFFOLK if home[code] == row.code)
        alone = own_figures.figures(replace(OURS, id="own-part", members=members), at).value
        assert alone.numerator == pytest.approx(row.numerator) and alone.value == pytest.approx(row.value)


def test_card_and_file_have_the_rows_and_one_system_has_none() -> None:
    shown = own_pieces.summary(OURS, chosen())
    card, rows = own_card.own_card(shown), own_file.csv_bytes(shown, view.sources(chosen())).decode("utf-8-sig")
    told = {row["name"]: row for row in csv.DictReader(io.StringIO(rows, newline="")) if "by system" in row["row"]}
    for row in shown.value_systems:
        assert f"<dt>{row.name}</dt>" in card and told[row.name]["value"] == str(round(row.value))
    assert own_figures.figures(OURS, chosen(date="2026-04-01")).value_systems == ()


def test_small_counts_are_not_split_by_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part would be one more footprint to judge, so there is none."""
    rule = next(name for name, one in RULES.items() if one.largest)
    known = opened_pack.pack().indicators["population_mid2015"]
    assert own_figures._by_system(
        OURS, own_figures.figures(OURS, chosen()).value, indicator=replace(known, release_rule=rule),
        segment=("", "", "", ""), on="2026-03-31",
    ) == ()  # fmt: skip
