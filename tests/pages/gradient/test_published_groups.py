"""Groups as published: which rows are shown for whom, on hand-made ones; the embedded pack says it has none."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from lxml import html

from charts.evidence import Measure
from charts.gradient import numbers, published, published_section, published_words
from data.store import Store
from data.writing import write_observations
from pages.parts import opened_pack
from pages.parts.gradient import gradient_view, published_groups, question
from tests.charts.gradient.gradients import gradient
from tests.plain_words import CLAIMS, NOT_PERSON_FIRST

ENGLAND, NORFOLK, SUFFOLK, KENT = "E92000001", "E10000020", "E10000029", "E10000016"
MEASURE = Measure(
    "made",
    "Made",
    "Made",
    "%",
    "proportion",
    "high_is_good",
    people="adults",
    numerator_name="were seen",
    word="Uptake",
)
OLD = "county_ua_pre_apr2019_deprivation_deciles_in_england_imd2015"
NEW = "county_ua_deprivation_deciles_in_england_imd2019"


def made_rows() -> pd.DataFrame:
    def row(code: str, group: dict[str, str], counts: tuple, *, period: str = "2018/19", **more: object) -> dict:
        kind = "ctry" if code == ENGLAND else "ctyua23"
        base = {"indicator_id": "made", "area_code": code, "area_type": kind, "period": period, "age": "18+"}
        return base | {"numerator": counts[0], "denominator": counts[1]} | group | more

    ethnic = {"White": (600, 1000), "Asian": (120, 300), "Unknown": (20, 100), "Chinese": (None, None)}
    rows = [row(ENGLAND, {"category": f"ethnicity:{name}"}, counts) for name, counts in ethnic.items()]
    rows[-1]["status"] = "missing"
    rows += [row(ENGLAND, {"category": "ethnicity:White"}, (None, None), period="2019/20", status="missing")]
    rows += [row(ENGLAND, {"category": "ethnicity:Black"}, (1, 2), period="2010/11")]
    rows += [row(ENGLAND, {"category": f"{axis}:{n}"}, (n * 10, 200)) for axis in (OLD, NEW) for n in (1, 2, 10)]
    rows += [row(code, {}, (740, 1400)) for code in (ENGLAND, NORFOLK, KENT)]
    rows += [row(code, {"sex": sex}, (30, 70)) for code in (NORFOLK, KENT) for sex in ("male", "female")]
    rows += [row(SUFFOLK, {"sex": "male"}, (None, None), status="suppressed")]
    bands = ("18-64", "18-24", "25-64", "65+")
    return pd.DataFrame(rows + [row(ENGLAND, {"age": band}, (5, 10)) for band in bands])


@pytest.fixture
def made(tmp_path, monkeypatch):
    """The embedded pack with one more measure that is published by group."""
    pack = opened_pack.pack()
    first = next(one for one in pack.indicators.values() if one.value_type == "proportion")
    usual = {"default_sex": "all", "default_age": "18+", "default_category": "", "release_rule": "published"}
    one = replace(first, id="made", name="Made", building_block="", polarity="high_is_good", **usual)
    fake = SimpleNamespace(
        indicators=dict(pack.indicators) | {"made": one},
        store=Store(write_observations(made_rows(), tmp_path)),
        areas=pack.areas,
        lookup=pack.lookup,
    )
    monkeypatch.setattr(opened_pack, "pack", lambda: fake)
    kept = (published_groups.axes_of, published_groups.published_groups, published_groups._released)
    yield {(one.title, one.area): one for one in published_groups.published_groups("made", "pl-gyw", on="2026-03-31")}
    for cache in kept:
        cache.cache_clear()


def test_the_newest_table_with_a_value_is_shown_and_those_of_unknown_group_are_a_share(made) -> None:
    ethnic = made["Ethnic group", "England"]
    assert ethnic.period == "2018/19" and [row.name for row in ethnic.rows] == ["Asian", "White"]  # worst first
    assert ethnic.unknown == pytest.approx(100 / 1400)
    assert ethnic.rows[0].value == pytest.approx(40) and ethnic.rows[0].lower_ci < 40 < ethnic.rows[0].upper_ci
    assert ethnic.everyone.value == pytest.approx(100 * 740 / 1400)


def test_councils_are_those_the_footprint_lies_in_and_bands_do_not_overlap(made) -> None:
    assert {area for title, area in made if title == "Sex"} == {
        "Norfolk"
    }  # not Kent; Suffolk has one group, suppressed
    assert [row.name for row in made["Sex", "Norfolk"].rows] == ["Men", "Women"]
    assert [row.name for row in made["Age", "England"].rows] == ["18 to 24", "25 to 64", "65 and over"]


def test_tenths_of_councils_are_those_of_the_newest_index_in_their_order(made) -> None:
    tenths = made["Deprivation of upper-tier authorities", "England"]
    assert tenths.axis == NEW and "IMD 2019" in tenths.note and "not of the people" in tenths.note
    assert [row.name for row in tenths.rows] == ["Most deprived tenth", "Tenth 2 of 10", "Least deprived tenth"]
    said = published_words.group_sentence(tenths, MEASURE)
    for words in (
        "In England in 2018/19",
        "5.0 % (95 %",
        "50.0 % (95 %",
        "(200 people)",
        "45.0 percentage points lower",
    ):
        assert words in said
    assert "intervals do not touch" in said and "unknown" not in said


def test_every_sentence_is_made_of_its_table_s_numbers_and_names_people_first(made) -> None:
    shown = replace(gradient(), measure=MEASURE, published=tuple(made.values()))
    root = html.fromstring(published_section.published_section(shown))
    assert len(root.xpath(".//table")) == len({one.title for one in made.values()})
    for one in made.values():
        said = published_words.group_sentence(one, MEASURE)
        assert said in " ".join(root.text_content().split())
        assert not CLAIMS.search(said) and not NOT_PERSON_FIRST.search(said)
    told = [row for row in numbers.numbers(shown) if row.what.endswith("as published")]
    assert len(told) == sum(len(one.rows) + 1 for one in made.values())
    rows = {tuple(" ".join(cell.text_content().split()) for cell in row) for row in root.xpath(".//tbody/tr")}
    assert ("Asian", "40.0", "34.6 to 45.6", "120", "300", "") in rows
    unknown = published_words.unknown_words(made["Ethnic group", "England"])
    assert unknown == "The group of 7 % of people is not known; they are in no row."
    assert "not published" in published_words.unknown_words(made["Sex", "Norfolk"])


def test_words_that_do_not_name_people_first_are_put_otherwise() -> None:
    assert published.group_of("client_group", "Vulner" + "able people") == "People supported for another reason"
    assert published.group_of("sex", "female", ages="all") == "Women and girls"
    assert published.title_of("sexuality_2_categories") == "Sexual orientation"
    assert published.title_of("a_new_axis") == "A new axis"


def test_the_embedded_pack_says_that_it_has_no_such_table() -> None:
    asked = question.resolved(question.landing())[0]
    shown = gradient_view.further(asked)
    assert shown.published == () and published_section.NONE in published_section.published_section(shown)
    assert published_section.leading_axis(shown) == ""
