"""The comparison on the embedded pack: its rows are the map's, its sums slow sums, its question possible."""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import pandas as pd
import pytest

from pages.parts import opened_pack
from pages.parts.answering import resident_fifths, view
from pages.parts.asking import resolution, selection
from pages.parts.compare import answers, benchmarks, boxes, deprivation, geometry, heat, linked_sheet, question, views
from pages.parts.compare.pieces import file, pieces
from pages.parts.compare.question import CompareQuestion
from pages.parts.compare.rows import rows
from tests.pages.test_own_choice import LETTERS

VIEWS = (
    {},
    {"inside": "", "level": "neighbourhood"},
    {"indicator": "stroke_admissions_rate", "level": "msoa"},
    {"indicator": "mmr2_5y", "system": "england", "place": ""},
    {"level": "district", "inside": ""},
)


def asked(**changes: str) -> CompareQuestion:
    return question.resolved(question.landing() | changes)[0]


def notices(**changes: str) -> tuple[str, ...]:
    made = question.resolved(question.landing() | changes)
    return (*made[1], *answers.shown(made[0]).notices)


@pytest.mark.parametrize("changes", VIEWS, ids=str)
def test_rows_and_judgements_are_the_map_s(changes: dict) -> None:
    """Value, counts, status and judgement of every area equal those of the map's view of the same address."""
    wanted = asked(**changes)
    mine = answers.shown(wanted).areas.evidence
    names = selection.landing()
    given = {name: value for name, value in (question.landing() | changes).items() if name in names}
    other = view.shown(resolution.resolved(names | given)[0]).evidence
    assert list(mine.frame.index) == list(other.frame.index)
    columns = ["value", "lower_ci", "upper_ci", "numerator", "denominator"]
    pd.testing.assert_frame_equal(mine.frame[columns], other.frame[columns], check_dtype=False)
    for column in ("status", "compared", "name"):
        assert mine.frame[column].tolist() == other.frame[column].tolist()
    assert mine.selected == other.selected
    assert (mine.benchmark.code, mine.benchmark.value) == (other.benchmark.code, other.benchmark.value)


def test_tenths_are_a_slow_average_of_ranks() -> None:
    """The pack has ranks of some LSOAs only: an average rank is placed among the ranks of all of England's."""
    lookup, ranks, people = opened_pack.pack().lookup("lsoa11"), resident_fifths.ranks(), resident_fifths.residents()
    of_england = sum(code.startswith("E") for code in lookup["lsoa11cd"])
    tenths = answers.shown(asked()).areas.tenths
    assert len(tenths) == 125 and not deprivation.national("msoa11")
    for code in list(tenths)[::9]:
        own = lookup.loc[lookup["msoa11cd"] == code, "lsoa11cd"]
        mean = sum(ranks[one] * people[one] for one in own) / sum(people[one] for one in own)
        assert tenths[code] == int(10 * mean / of_england) + 1
    assert deprivation.deprivation("ctyua23").shape[0] < 153  # only those whose LSOAs are all ranked


def test_peers_by_deprivation_are_a_slow_sum_over_england(monkeypatch: pytest.MonkeyPatch) -> None:
    """With ranks of all areas (here: made up by code) the peers are the fifth of the chosen area."""
    codes = sorted(code for code in rows(asked(system="england", place="", level="msoa").selection).frame.index)
    ranked = pd.DataFrame({"tenth": [10 * place // len(codes) + 1 for place in range(len(codes))]}, index=codes)
    monkeypatch.setattr(benchmarks, "national", lambda kind: True)
    monkeypatch.setattr(benchmarks, "deprivation", lambda kind: ranked)
    chosen = answers.shown(asked()).areas.evidence.selected
    row, _ = benchmarks.peers(asked(against="peers"), chosen)
    fifth = (ranked.at[chosen, "tenth"] + 1) // 2
    stored = opened_pack.pack().store.observations("covid_dose1", area_type="msoa11").set_index("area_code")
    stored = stored[(stored["age"] == "16+") & (stored["category"] == "") & (stored["status"] == "ok")]
    peers = [code for code in codes if (ranked.at[code, "tenth"] + 1) // 2 == fifth]
    able = [code for code in peers if code in stored.index]
    assert row.numerator == sum(stored.at[code, "numerator"] for code in able)
    assert row.value == pytest.approx(100 * row.numerator / sum(stored.at[code, "denominator"] for code in able))
    assert row.members == (len(able), len(peers)) and row.name.startswith("England’s")


def test_peers_of_a_district_are_its_areas() -> None:
    row = answers.shown(asked(against="peers", peers="district")).areas.evidence.benchmark
    frame = rows(asked().selection).frame
    own = frame[(frame["district"] == "Great Yarmouth") & (frame["status"] == "ok")]
    assert row.name == "MSOAs of Great Yarmouth" and row.numerator == own["numerator"].sum()


def test_benchmarks_that_cannot_be_had_are_said() -> None:
    assert "no figure for England" in notices(against="england")[0]
    assert "peers are those of one area" in notices(against="peers", area="none")[0]
    assert "not in this pack" in notices(against="peers", peers="fifth")[0]
    assert "compared with nothing" in notices(indicator="population_mid2015", level="msoa")[0]
    fewer = notices(against="peers", peers="district", indicator="mmr2_5y", system="england", place="")
    assert "Fewer than 5" in fewer[0]


def test_place_is_a_benchmark_and_england_s_msoas_have_each_other() -> None:
    place = answers.shown(asked(against="place")).areas.evidence
    assert place.benchmark.name == "Great Yarmouth and Waveney" and place.benchmark_word == "place"
    whole = answers.shown(asked(system="england", place="", level="msoa")).areas.evidence
    frame = whole.frame[whole.frame["status"] == "ok"]
    assert whole.benchmark.value == pytest.approx(100 * frame["numerator"].sum() / frame["denominator"].sum())
    assert set(benchmarks.offered(asked())) == {"", "place", "peers"}


def test_wards_of_the_place_show_residents_beyond_the_limit() -> None:
    wards = asked(indicator="stroke_unit_minutes", level="ward")
    made = answers.shown(wards).areas.evidence
    assert made.area_type == "wd25" and made.measure.name.startswith("Over 30 minutes")
    assert made.frame["value"].dropna().between(0, 100).all() and (made.frame["compared"] == "not_compared").all()
    assert question.parameters(wards)["level"] == "ward" and "ward" in boxes.levels(wards)
    assert "judged" in pieces(wards).head


def test_odd_questions_become_possible_ones_with_a_notice_each() -> None:
    found, said = question.resolved(question.landing() | {"view": "pie", "against": "moon", "area": "E99999999"})
    assert (found.view, found.against) == ("ranked", "") and len(said) == 3
    outside = rows(asked().selection).frame.query("not inside").index[0]
    assert "lies outside Great Yarmouth and Waveney" in notices(area=outside)[0]
    assert question.parameters(asked(place=""))["inside"] == "place"  # nothing to be inside of: not in the address


def test_question_survives_its_own_address() -> None:
    wanted = asked(view="scatter", against="peers", area="E02005551", inside="", beside="stroke_admissions_rate")
    assert question.asked_by(question.parameters(wanted)) == wanted


def test_heat_columns_are_the_measures_own_comparisons() -> None:
    found = heat.heat(asked(inside=""))
    assert found.columns[0].measure.indicator_id == "covid_dose1" and "Flu vaccine, 65+" in found.absent
    for column, frame in zip(found.columns, found.frames, strict=True):
        own = column.measure.indicator_id
        if own == "stroke_unit_minutes":
            continue
        other = answers.shown(asked(indicator=own, level="msoa", inside="")).areas.evidence
        assert frame["compared"].tolist() == other.frame["compared"].tolist()
        assert column.benchmark.value == other.benchmark.value


def test_funnel_is_over_the_whole_system_and_switches_its_limits() -> None:
    wide, plain = (views.funnel_view(asked(limits=limits)) for limits in ("", "chance"))
    assert len(wide.funnel.areas) == 125 and wide.of == "all 122 MSOAs of Norfolk and Waveney"
    frame = rows(asked().selection).frame
    able = frame[frame["status"] == "ok"]
    assert wide.funnel.average == pytest.approx(100 * able["numerator"].sum() / able["denominator"].sum())
    assert wide.funnel.factor > 1 and plain.funnel.factor == 1 and plain.funnel.note == ""
    assert views.funnel_view(asked(indicator="income_per_taxpayer", level="district")).reason


def test_boxes_hold_every_period_of_the_level() -> None:
    found = views.box_view(asked(indicator="mmr2_5y", system="england", place=""))
    assert len(found.periods) == found.total == 12 and not found.fixed
    last = found.periods[-1]
    assert last.spread.median == pytest.approx(np.median(last.values)) and last.benchmark.name == "England"


def test_scatter_correlates_deprivation_and_another_measure() -> None:
    found = views.scatter_view(asked())
    frame = rows(asked().selection).frame
    able = frame.index[frame["status"] == "ok"]
    place = deprivation.deprivation("msoa11")["place"]
    assert found.found.value == pytest.approx(np.corrcoef(place[able], frame.loc[able, "value"])[0, 1])
    other = views.scatter_view(asked(beside="stroke_admissions_rate"))
    assert other.x_measure.indicator_id == "stroke_admissions_rate" and other.found.areas > 100
    assert "no figures" in views.scatter_view(asked(beside="mmr2_5y")).reason
    assert "deprivation" in views.seconds(asked())


@pytest.mark.parametrize("name", question.VIEWS)
def test_sheet_is_the_same_whichever_area_is_chosen(name: str) -> None:
    one, other = (pieces(asked(view=name, area=area)) for area in ("", "E02005551"))
    assert one.sheet == other.sheet and one.card != other.card and one.head == other.head


@pytest.mark.parametrize("name", question.VIEWS)
@pytest.mark.parametrize("changes", [{}, {"indicator": "mmr2_5y", "system": "england", "place": ""}], ids=str)
def test_file_has_the_areas_and_values_of_the_table(name: str, changes: dict) -> None:
    wanted = asked(view=name, **changes)
    _, content = file(wanted)
    filed = [row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"))) if row["row"] == "area"]
    evidence = answers.shown(wanted).areas.evidence
    known = [row for row in filed if row["indicator_id"] == wanted.selection.indicator]
    latest = [row for row in known if row["period"] == wanted.selection.period]
    values = {row["area_code"]: row["value"] for row in latest if row["value"]}
    for code, value in values.items():
        assert float(value) == pytest.approx(round(evidence.frame.at[code, "value"], evidence.measure.decimals))
    if name != "box":
        assert {row["area_code"] for row in latest} == set(evidence.frame.index)


def test_small_map_holds_the_areas_in_view() -> None:
    codes = tuple(answers.shown(asked()).areas.evidence.frame.index)
    drawn = geometry.shapes("msoa11", "sys-nw-icb", codes=codes)
    assert set(drawn.paths) == set(codes) and drawn.outline
    numbers = [float(one) for path in drawn.paths.values() for one in re.findall(r"-?[\d.]+", path)]
    assert min(numbers) >= -1 and max(numbers) <= geometry.WIDTH + 1
    many = geometry.shapes("msoa11", "england", codes=codes[:3])
    assert not many.paths and len(many.points) == 3
    assert geometry.shapes("msoa11", "england", codes=()).paths == {}


def test_own_footprint_has_its_areas_and_its_own_figure() -> None:
    """The place less seven of its MSOAs' small areas: areas mostly inside it, its figure as the map gives it."""
    own = answers.shown(asked(own=LETTERS)).areas.evidence
    named = next(row for row in own.rows if row.role == "place")
    assert named.name == "Riverside" and named.has_value
    assert 0 < len(own.frame) <= 28 and own.within == "Riverside"
    wanted = asked(own=LETTERS, view="funnel")
    assert question.asked_by(question.parameters(wanted)).selection.place == wanted.selection.place


def test_sheet_component_is_one_for_the_process() -> None:
    assert linked_sheet._mount is not None
