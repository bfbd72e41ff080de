"""Similar places on the embedded pack: chosen areas, matches, sums a second slow way, reasons, taking areas out."""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import pytest

from charts.similar import area_table, file, sheet, words
from data.schema import ValueType
from equity.similar.reasons import FEWEST_COMPARATORS
from pages.parts import opened_pack
from pages.parts.answering.members import footprint_membership
from pages.parts.asking import address
from pages.parts.serving import page_files
from pages.parts.similar import (
    asking,
    changing,
    comparing,
    done,
    figures,
    matching,
    outlines,
    question,
    subject,
    warming,
)
from pages.parts.similar.covariates import AGES, GROUPS, IMD, THEMES, covariates
from pages.parts.similar.pieces import pieces
from tests.pages.taking.whole import whole

QUESTIONS = (
    {},
    {"where": "E10000020"},
    {"area": "E02005544"},
    {"area": "E07000145"},
    {"place": "nb-gorleston"},
    {"place": ""},
    {"indicator": "stroke_admissions_rate"},
    {"indicator": "mmr2_5y"},
    {"method": "mahalanobis", "k": "5", "by": "deprivation,ages"},
)


def asked(**changes: str):
    return question.resolved(question.landing() | changes)[0]


def shown(**changes: str):
    return comparing.similar(asked(**changes))


@pytest.mark.parametrize("changes", QUESTIONS, ids=str)
def test_pooled_values_are_sums_of_the_rows_over_sums(changes: dict) -> None:
    found = shown(**changes)
    frame = figures.released(asked(**changes).rows)
    for group, rows in ((found.level.chosen, found.parts), (found.level.comparators, found.neighbours)):
        codes = [getattr(one, "row", one).code for one in rows]
        numerator = denominator = 0.0
        for code in codes:
            row = frame.loc[code]
            if row["status"] in ("ok", "estimated") and row["denominator"] > 0:
                numerator += row["numerator"]
                denominator += row["denominator"]
        assert (group.numerator, group.denominator) == pytest.approx((numerator, denominator))
        assert group.value == pytest.approx(numerator / denominator * found.measure.multiplier)
    assert found.own.value == pytest.approx(found.level.chosen.value)


def test_a_place_is_compared_through_the_areas_inside_it_and_never_with_them() -> None:
    found = shown()
    inside = footprint_membership("msoa11").members("pl-gyw")
    assert {row.code for row in found.parts} == set(inside.index[inside > 0.5])
    assert len(found.parts) == 28
    assert not {one.row.code for one in found.neighbours} & set(inside.index)


def test_the_place_s_value_is_the_map_s() -> None:
    """The founding claim's measure: 81.0 % of Great Yarmouth and Waveney, with the same counts as on the map."""
    from pages.parts.answering import view
    from pages.parts.asking import resolution, selection

    chosen, _ = resolution.resolved(selection.landing())
    row = next(row for row in view.shown(chosen).evidence.rows if row.role == "place")
    found = shown()
    assert (found.own.value, found.own.numerator) == pytest.approx((row.value, row.numerator))


def test_nearest_areas_are_the_nearest_by_a_slow_second_way() -> None:
    """One area, Mahalanobis: distances with the inverse covariance of the very rows, by hand."""
    given = {"area": "E02005544", "method": "mahalanobis", "by": "deprivation,ages", "k": "5"}
    found = shown(**given)
    items = covariates("msoa11").of((IMD, AGES))
    table = covariates("msoa11").table[[item.key for item in items]].dropna()
    inverse = np.linalg.inv(np.cov(table.to_numpy(), rowvar=False))
    here = table.loc["E02005544"].to_numpy()
    allowed = {*subject.inside_system("msoa11", "sys-nw-icb")} - {"E02005544"}
    frame = figures.released(asked(**given).rows)
    apart = {
        code: float(np.sqrt((row - here) @ inverse @ (row - here)))
        for code, row in zip(table.index, table.to_numpy(), strict=True)
        if code in allowed and frame.at[code, "counted"]
    }
    nearest = sorted(apart, key=apart.get)[:5]
    assert [one.row.code for one in found.neighbours] == nearest
    assert [one.distance for one in found.neighbours] == pytest.approx([apart[code] for code in nearest])


def test_deprivation_is_the_people_weighed_mean_and_shares_are_sums() -> None:
    table = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")
    inside = table.index[table["msoa11cd"] == "E02005544"]
    store = opened_pack.pack().store
    rank = store.observations("imd2019_rank", area_type="lsoa11").set_index("area_code")["value"]
    people = table.loc[inside, "population"].astype(float)
    own = covariates("msoa11").table.loc["E02005544"]
    assert own["imd2019_rank"] == pytest.approx((rank[inside] * people).sum() / people.sum())
    ages = store.observations("population_mid2015", area_type="lsoa11").set_index(["area_code", "age"])["numerator"]
    young = sum(ages[code, "0-15"] for code in inside) / sum(ages[code, "all"] for code in inside)
    assert own["population_mid2015:0-15"] == pytest.approx(100 * young)
    groups = [item.key for item in covariates("msoa11").of((GROUPS, "rural"))]
    assert own[groups].sum() == pytest.approx(100)


def test_every_figure_has_its_source_and_year() -> None:
    for item in covariates("msoa11").items:
        assert item.source and item.year and item.theme in THEMES and 0 < item.known <= 1


def test_taking_an_area_out_and_putting_it_back() -> None:
    first = shown().neighbours[0].row
    without = shown(out=first.code)
    assert first.code not in {one.row.code for one in without.neighbours}
    assert len(without.neighbours) == len(shown().neighbours) - 1
    assert [one.row.code for one in without.taken_out] == [first.code]
    refilled = shown(out=first.code, refill="1")
    assert len(refilled.neighbours) >= len(without.neighbours)
    assert shown(out="").level == shown().level


def test_fewer_than_five_similar_areas_give_a_reason_and_no_estimate() -> None:
    few = shown(area="E02005544", k="3")
    assert len(few.neighbours) < FEWEST_COMPARATORS and not few.told
    assert "fewer than 5 similar areas" in words.lead(few)
    html = sheet.compare(few, "")
    assert "No estimate" in html and "hs-figure" not in html
    assert "Take out" in html  # the areas stand there all the same


@pytest.mark.parametrize("changes", QUESTIONS, ids=str)
def test_a_finder_lists_similar_areas_on_its_side_only(changes: dict) -> None:
    found = shown(**changes)
    proportion = found.measure.value_type == ValueType.PROPORTION
    low_is_good = found.measure.polarity == "low_is_good"
    for areas, worse in ((found.worse, True), (found.better, False)):
        people = [abs(one.people) for one in areas]
        assert people == sorted(people, reverse=True)
        for one in areas:
            below = one.upper < (0 if proportion else 1)
            assert below == (worse != low_is_good)
            told = area_table.finder_table(found, areas)
            assert one.row.name.replace("&", "&amp;").replace("'", "&#x27;") in told


def test_measures_without_counts_say_so() -> None:
    found = shown(indicator="flu65")
    assert "no counts" in found.reason and "Nothing to compare" in sheet.compare(found, "")
    none = shown(indicator="asthma_admissions_u19", area="E10000020")
    assert words.lead(none) == "No estimate is given: none of the chosen areas has a value that may be compared."


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"where": "mars"}, "no part of the country"),
        ({"method": "dice"}, "not a way to find similar areas"),
        ({"k": "7"}, "not a number of similar areas"),
        ({"by": "weather"}, "nothing that areas are matched on"),
        ({"out": "E02999999"}, "No area that could be taken out"),
        ({"area": "Atlantis"}, "code or name “Atlantis”"),
        ({"level": "street"}, "cannot be compared for “street”"),
        ({"view": "attic"}, "not a view of this page"),
        ({"start": "1066"}, "could change"),
        ({"unmoved": "weather"}, "not a measure with counts for these areas before and since the start"),
        ({"indicator": "mmr2_5y"}, "Showing the upper-tier authority that holds most of it"),
    ],
)
def test_a_wrong_parameter_gives_one_notice(given: dict, said: str) -> None:
    made, notices = question.resolved(question.landing() | given)
    assert len(notices) == 1 and said in notices[0]
    assert pieces(made).head


def test_a_name_means_its_area_and_the_address_opens_the_same_question() -> None:
    named, notices = question.resolved(question.landing() | {"area": "Southtown"})
    assert not notices and named.area == "E02005544"
    for changes in QUESTIONS:
        made = asked(**changes)
        link = address.query(question.parameters(made), question.landing())
        assert question.asked_by(link) == made
    assert address.query(question.parameters(asked()), question.landing()) == {}


def test_the_file_holds_the_page_s_numbers() -> None:
    name, content = page_files.FILES["similar.csv"]({})
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    found = shown()
    assert name.startswith("similar-places-covid_dose1")
    assert [row["area_code"] for row in rows if row["row"] == "Similar area"] == [
        one.row.code for one in found.neighbours
    ]
    difference = next(row for row in rows if row["row"].startswith("Difference, chosen"))
    assert float(difference["difference"]) == round(found.level.estimate, 1)
    assert tuple(rows[0]) == file.COLUMNS


def test_boxes_offer_what_is_there() -> None:
    here = asked()
    assert next(iter(subject.wheres(here))) == "system" and "E10000020" in subject.wheres(here)
    assert "E07000145" in asking.areas(here) and "E02005544" in asking.areas(here)
    assert "flu65" not in asking.measures(here) and "flu65" in asking.measures(asked(indicator="flu65"))
    assert matching.possible_themes(here) == ("deprivation", "ages", "rural", "groups")
    assert changing.start_words(here) == {}
    assert outlines.rings() and done.there("E02005544", "msoa11", indicator_id="covid_dose1") == ()


def test_no_word_claims_a_cause() -> None:
    for changes in QUESTIONS:
        made = pieces(asked(**changes))
        said = f"{made.head}{made.sheet}".lower()
        assert not re.search(r"\bcaus|\bimpact|significant", said)


def test_quiet_steps_make_every_kind_of_area_ready() -> None:
    """After the steps of a kind a first question about it places no area again; which measure it is of is no matter."""
    assert len(warming.steps()) > len(THEMES) and {"lsoa11", "msoa11"} <= warming.compared_kinds()
    warming._spaces("msoa11")
    before = matching._space.cache_info().misses
    for measure in ("covid_dose1", "stroke_admissions_rate"):
        here = asked(indicator=measure, level="msoa")
        made = matching.space_of(here.area_type, measure, method="", themes=matching.themes_of(here))
        assert made.far > 0 and len(matching.without_one(here)) == len(matching.themes_of(here))
    assert matching._space.cache_info().misses == before


def test_every_figure_of_the_page_can_be_taken_away():
    assert whole("/similar") == ["similar-level", "similar-where", "similar-areas", "similar-alike"]
