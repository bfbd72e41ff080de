"""Every link of every page opens the rows that its number was made of: parts, rests, fifths, matched figures alike."""

from __future__ import annotations

import html
import random
import re
from urllib.parse import parse_qsl

import pytest

from data import trace
from geo.own import OwnFootprint
from geo.own_text import link
from pages.parts import opened_pack
from pages.parts.origins import numbers, rested
from pages.parts.showing import navigation
from tests.pages.origins.test_numbers import links

LEAST = {"": 100, "board": 30, "gradient": 80, "compare": 20, "area": 10, "trend": 10, "similar": 60}
LEAST |= {"footprints": 5, "misfit": 2, "tier": 4}
OTHER = {"": {"system": "england"}, "board": {"system": "england"}, "area": {"place": "", "area": "E02005543"}}


@pytest.mark.parametrize("page", [page.path for page in navigation.PAGES], ids=str)
def test_every_link_opens_rows(page: str) -> None:
    for asked in ({}, *([OTHER[page]] if page in OTHER else [])):
        offered = links(numbers.numbers({"of": page, **asked}))
        assert len(offered) >= (LEAST.get(page, 0) if not asked else 5)
        for query in random.Random(5).sample(offered, min(12, len(offered))):
            told = html.unescape(numbers.origin(query))
            assert "SHA-256" in told and "<h2>Rows</h2>" in told, query


def test_a_long_list_is_turned_over_and_every_number_is_on_one_of_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = links(numbers.numbers({"of": "compare"}))
    monkeypatch.setattr(numbers, "MOST", 12)
    found, document = [], numbers.numbers({"of": "compare"})
    assert f"Numbers 1 to 12 of {len(whole)}." in document and "Those before" not in document
    while True:
        found += links(document)
        after = re.search(r'href="/r/origins\?([^"]*)">Those after', document)
        if after is None:
            break
        document = numbers.numbers(dict(parse_qsl(html.unescape(after[1]), keep_blank_values=True)))
    assert found == whole and "Those before" in document
    assert links(numbers.numbers({"of": "compare", "from": "x"})) == whole[:12]


def summed(query: dict[str, str], *, column: str) -> float:
    """The counts of the areas that the link names, added up."""
    pack, measure = opened_pack.pack(), query["indicator"]
    codes = rested.blocks(query, measure)
    block = trace.counted_by(pack, measure)
    codes = trace.members(pack, query["code"], block=block) if codes is None else codes
    indicator = pack.indicators[measure]
    rows = pack.store.observations(measure, area_type=block)
    rows = rows[
        (rows["period"] == query["period"])
        & (rows["age"] == indicator.default_age)
        & (rows["sex"] == indicator.default_sex)
        & (rows["category"] == indicator.default_category)
    ]
    return float(rows.set_index("area_code")[column].reindex(list(codes)).astype(float).sum())


@pytest.mark.parametrize(
    ("page", "names"),
    [
        (
            "board",
            ("Most deprived fifth", "Least deprived fifth", "Norfolk part", "Suffolk part"),
        ),
        ("gradient", ("Most deprived fifth", "Fifth 2 of 5", "Fifth 4 of 5", "Least deprived fifth")),
        ("area", ("Rest of Norfolk",)),
        ("compare", ("Great Yarmouth and Waveney", "Norfolk and Waveney")),
        ("", ("Norfolk part", "Suffolk part")),
    ],
)
def test_the_rows_of_a_part_sum_to_its_number(page: str, names: tuple[str, ...]) -> None:
    """Recomputed from the rows the link names: the very counts of the page's file."""
    found = set()
    for row in map(numbers._measured, numbers._rows(page, {})):
        number = numbers._number(row, page, asked={})
        counted = row.get("numerator") and row.get("denominator") and row.get("what") in (None, "", *KINDS)
        if number.area not in names or row["indicator_id"] != "covid_dose1" or not counted or not number.href:
            continue
        (query,) = links(f'href="{html.escape(number.href)}"')
        for column in ("numerator", "denominator"):
            assert summed(query, column=column) == float(row[column]), (number.area, query)
        found.add(number.area)
    assert found == set(names)


KINDS = ("Group", "Fifth", "Part", "Value", "County without it", "Benchmark", "It", "In its county")


def test_the_footprint_page_leads_to_its_residents_parts_and_figures() -> None:
    own = OwnFootprint(id="own-a", name="A", area_type="msoa11", members=("E02005543", "E02005544"))
    for asked in ({}, {"own": link(own)}):
        offered = links(numbers.numbers({"of": "footprints", **asked}))
        assert {query["indicator"] for query in offered} >= {rested.RESIDENTS, "covid_dose1"}
        for query in offered:
            assert "SHA-256" in numbers.origin(query), query
    parts = [query for query in links(numbers.numbers({"of": "footprints"})) if query.get(rested.PART)]
    assert {query["named"] for query in parts} >= {"Norfolk", "Suffolk", "Norfolk part", "Suffolk part"}
    for query in (one for one in parts if one["named"] == "Norfolk part"):
        assert f"{summed(query, column='numerator') / summed(query, column='denominator'):.1%}"[:-1] in query["shown"]


def test_a_number_of_several_months_names_the_rows_of_each() -> None:
    told = numbers._measured({"recent_periods": "October 2025 to March 2026", "value_recent": "5.16"})
    assert (told["since"], told["period"], told["value"]) == ("2025-10", "2026-03", "5.16")
    query = {"indicator": "mmr2_5y", "code": "E10000020", "period": "2024/25", "since": "2022/23", "named": "Norfolk"}
    document = html.unescape(numbers.origin(query))
    assert "Norfolk, 2022/23 to 2024/25" in document
    assert all(f"{year}: " in document for year in ("2022/23", "2023/24", "2024/25"))


def test_similar_areas_together_are_the_similar_areas() -> None:
    rows = numbers._rows("similar", {})
    together = next(row for row in rows if row["row"] == "Similar areas together")
    (query,) = links(f'href="{html.escape(numbers._number(together, "similar", asked={}).href)}"')
    assert summed(query, column="numerator") == float(together["numerator"])
    matched = {row["matched_on"]: numbers._measured(row)["indicator_id"] for row in rows if row["row"] == "Matched on"}
    assert matched["average deprivation rank"] == rested.RANK and "covid_dose1" not in matched.values()


def test_a_number_that_is_not_there_has_no_link_and_the_command_is_offered_only_where_it_tells_the_same() -> None:
    offered = links(numbers.numbers({"of": "board"}))
    assert not [query for query in offered if query["indicator"] == "mmr2_5y" and query["code"] == "pl-gyw"]
    part = next(query for query in offered if query.get(rested.PART))
    assert "python -m data.trace" not in numbers.origin(part)
    whole = next(query for query in offered if query["code"] == "pl-gyw" and not query.get(rested.GROUPS))
    assert re.search(r"python -m data\.trace \w+ pl-gyw", numbers.origin(whole))
