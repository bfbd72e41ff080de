"""Definitions on the embedded pack: every measure, source and footprint has its page; the counts are the pack's."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.sources import meaning
from charts.sources.listing import Entry, Listing
from pages.parts import opened_pack
from pages.parts.serving import page_files
from pages.parts.sources import changes, measures, origins, pieces, question, register


def asked(**given: str) -> question.SourcesQuestion:
    return question.resolved(question.landing() | given)[0]


def facts(entry: Entry) -> dict[str, list[str]]:
    return {fact.label: [cell.words for cell in fact.cells] for fact in entry.facts}


def test_every_measure_has_its_page_and_no_empty_fact() -> None:
    for one in opened_pack.pack().indicators.values():
        entry = measures.entry(one.id)
        told = facts(entry)
        assert entry.lead == one.definition
        assert told["Which way is better"] == [meaning.direction(one.polarity)]
        assert told["Small numbers"] == [meaning.disclosure_words(one.release_rule)]
        assert told["Source"][2] == opened_pack.pack().sources[one.source].url
        assert all(all(words) for words in told.values())
        assert meaning.NOT_GIVEN not in told["Why it matters"] + told["Updated"], one.id
        assert told["Counted"] == [measures.NOT_COUNTED] or one.numerator_name, one.id
        assert told["Out of"] and told["How it is worked out"] and told["Be careful"] and told["Added up for"], one.id
        assert entry.beside[0].rows, one.id


@pytest.mark.parametrize("indicator", ["mmr2_5y", "stroke_admissions_rate", "covid_dose1", "imd2019_decile"])
def test_areas_with_a_value_are_a_slow_count_of_the_stored_rows(indicator: str) -> None:
    pack = opened_pack.pack()
    raw = pd.read_parquet(pack.folder / "observations.parquet")
    own = pack.indicators[indicator]
    raw = raw[(raw.indicator_id == indicator) & (raw.sex == own.default_sex) & (raw.age == own.default_age)]
    raw = raw[raw.category == own.default_category]
    for kind, rows in raw.groupby("area_type"):
        latest = rows[rows.period == max(rows.period)]
        shown, withheld, every = measures.counted(indicator, str(kind), period=max(rows.period))
        able = latest[latest.status.isin(["ok", "estimated", "not_comparable"])]
        known = able.value.notna() | (able.numerator.notna() & able.denominator.notna())
        assert shown == int(known.sum())
        assert withheld == int((latest.status == "suppressed").sum())
        assert every == int((pack.areas.area_type == kind).sum())


def test_every_source_names_its_measures_and_the_other_way_round() -> None:
    pack = opened_pack.pack()
    for one in pack.sources.values():
        told = facts(origins.entry(one.id))
        named = set(told["Used by"])
        users = [item for item in pack.indicators.values() if item.source == one.id]
        assert len(named) == max(len(users), 1) and ((origins.BEHIND in named) == (not users))
        assert one.sha256 in told["Checksum"][0] and told["Licence"] == [one.licence]
    assert sum(int(row[6].words) for row in origins.every().rows) == len(pack.indicators)


def test_every_footprint_says_confidence_dates_and_lineage_both_ways() -> None:
    registry = opened_pack.registry()
    for one in registry:
        told = facts(register.entry(one.id))
        assert told["Confidence"][0] == register.CONFIDENCE[one.confidence]
        assert len(told["Source"]) == len(one.source)
        assert ("Went to" in told) == bool(one.successors) and ("Came from" in told) == bool(one.predecessors)
    frimley = facts(register.entry("sys-frimley-icb"))
    assert frimley["In use"] == ["From 1 July 2022 to 31 March 2026"]
    assert frimley["Went to"][0] == "Thames Valley: 55 % of its area" and "small areas" in frimley["Went to"][-1]


def test_changes_tell_of_boards_systems_and_councils() -> None:
    rows = {(one.day, one.what): one.beside for one in changes.happened()}
    assert rows["2026-04-01", "Norfolk and Suffolk began"].startswith("Norfolk and Waveney 61 %; Suffolk")
    assert rows["2022-07-01", "South Yorkshire and Bassetlaw ended"].endswith("Nottingham and Nottinghamshire 8 %")
    assert rows["2022-07-01", "Nottingham and Nottinghamshire began"].endswith("the rest is not in the register")
    assert rows["2019-04-01", "Waveney (E07000206) ended"] == "East Suffolk 100 %"
    assert rows["2023-04-01", "Craven (E07000163) ended"] == "North Yorkshire 100 %"
    assert rows["2021-04-01", "Northamptonshire (E10000021) ended"].startswith("West Northamptonshire 54 %")
    days = [one.day for one in changes.happened()]
    assert days == sorted(days, reverse=True)


def test_sums_of_ended_councils_are_a_slow_count() -> None:
    table = opened_pack.pack().lookup("lsoa11")
    rows = {one.what: one.beside for one in changes.happened()}
    inside = [new for old, new in zip(table["ctyua21cd"], table["ctyua23cd"], strict=True) if old == "E10000006"]
    share = sum(code == "E06000063" for code in inside) / len(inside)
    assert f"Cumberland {round(100 * share)} %" in rows["Cumbria (E10000006) ended"]


@pytest.mark.parametrize(
    ("given", "said", "becomes"),
    [
        ({"show": "cellar"}, "no part called “cellar”", {"show": "measure"}),
        ({"indicator": "happiness"}, "no measure called “happiness”", {"indicator": "covid_dose1"}),
        ({"source": "x", "show": "sources"}, "no source called “x”", {"source": ""}),
        ({"footprint": "pl-x", "show": "footprints"}, "no footprint called “pl-x”", {"footprint": ""}),
        ({"footprint": "E54000034", "show": "footprints"}, "", {"footprint": "sys-frimley-icb"}),
    ],
)
def test_what_cannot_be_had_becomes_the_nearest_with_one_notice(given: dict, said: str, becomes: dict) -> None:
    found, notices = question.resolved(question.landing() | given)
    assert len(notices) == bool(said) and all(said in one for one in notices)
    assert becomes.items() <= vars(found).items()


def test_what_other_pages_share_is_carried_along_untouched() -> None:
    given = question.landing() | {"place": "pl-walsall", "system": "sys-bc-icb", "date": "2024-01-01"}
    assert question.parameters(question.resolved(given)[0], given) == given


@pytest.mark.parametrize("show", question.SHOWN)
def test_every_part_has_a_head_a_sheet_and_a_file_of_the_same_rows(show: str) -> None:
    made, found = pieces.pieces(asked(show=show)), pieces.answer(asked(show=show))
    assert made.head.count("<h1>") == 1 and len(made.sheet) > 500
    name, content = page_files.sources_csv({"show": show})
    assert name.startswith(f"definitions-{show}")
    lines = content.decode("utf-8-sig").splitlines()
    if isinstance(found, Listing):
        assert len(lines) >= len(found.rows) + 1
        assert '<th scope="row">' in made.sheet


def test_a_search_is_said_with_its_count() -> None:
    made = pieces.pieces(asked(show="changes", find="bassetlaw"))
    assert "3 of " in made.head and "hold “bassetlaw”" in made.head
    assert "Nothing here matches" in pieces.pieces(asked(show="measures", find="zebra")).sheet


def test_lists_lead_to_entries() -> None:
    assert "./sources?indicator=mmr2_5y" in pieces.pieces(asked(show="measures")).sheet
    assert "show=sources&amp;source=nhse_covid" in pieces.pieces(asked()).sheet


def test_a_board_without_a_confirmed_code_says_so_in_the_list() -> None:
    codes = {row[0].words: row[-1].words for row in register.every().rows}
    assert codes["Central East"] == codes["West and North London"] == "Code not confirmed"
