"""Two clicks from every page's numbers to file, row, checksum and licence."""

from __future__ import annotations

import csv
import html
import random
import re
from urllib.parse import parse_qsl

import pytest

from charts.origins.origin_document import Number, numbers_document, origin_document, refused_document
from data import trace
from data.sources.facts import FOLDER
from pages.parts import opened_pack
from pages.parts.origins import numbers

PAGES = ("", "trend", "tier", "misfit")  # each names its areas in its own way; the board's is in the journeys


def links(document: str) -> list[dict[str, str]]:
    """What the list's links ask."""
    found = re.findall(r'href="/r/origin\?([^"]*)"', document)
    return [dict(parse_qsl(html.unescape(query), keep_blank_values=True)) for query in found]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_to_file_row_checksum_and_licence(path: str) -> None:
    asked = links(numbers.numbers({"of": path}))
    assert asked, path
    for query in random.Random(3).sample(asked, min(4, len(asked))):
        told = html.unescape(numbers.origin(query))
        pack = opened_pack.pack()
        source = pack.sources[pack.indicators[query["indicator"]].source]
        assert source.sha256 in told and source.licence in told, query
        assert any(name in told for name in source.file.split("; ")), query
        assert query["shown"].replace(" %", "\u00a0%") in told and "/r/origins?" in told


def test_the_list_shows_what_the_pages_file_shows() -> None:
    """The chosen area stands first, with the very value of the page's file."""
    document = numbers.numbers({"of": "", "area": "E02005543"})
    assert links(document)[0]["code"] == "E02005543" and links(document)[0]["shown"] == "55.4 %"


def test_random_numbers_of_the_map_stand_in_the_rows_that_are_named() -> None:
    """Each number of the page, worked out again from the named row of the publisher's own figures."""
    asked = [query for query in links(numbers.numbers({"of": ""})) if query["kind"] == "msoa11"]
    for query in random.Random(11).sample(asked, 8):
        told = html.unescape(numbers.origin(query))
        row, file = re.search(r"row (\d+) of ([\w.]+\.csv)", told).groups()
        with open(FOLDER / file, encoding="utf-8") as text:
            cells = list(csv.DictReader(text))[int(row) - 2]
        assert cells["area_code"] == query["code"]
        again = 100 * int(cells["numerator"]) / int(cells["denominator"])
        assert query["shown"] == f"{again:.1f} %" or not query["shown"][0].isdigit()


def test_the_way_back_leads_to_the_very_question() -> None:
    asked = {"indicator": "covid_dose1", "place": "pl-gyw", "area": "E02005543", "sort": "value"}
    told = html.unescape(numbers.origin(links(numbers.numbers({"of": "", **asked}))[0]))
    back = re.search(r'href="/r/origins\?([^"]*)"', told)[1]
    assert dict(parse_qsl(back, keep_blank_values=True)) == {"of": "", **asked}


def test_what_is_not_there_is_said_in_a_sentence() -> None:
    assert "There is no such page." in numbers.numbers({"of": "nowhere"})
    assert "There is no measure x in this pack." in numbers.origin({"indicator": "x", "code": "E1", "period": "2020"})
    assert "no number of a measure" in numbers.numbers({"of": "programmes"})


def test_words_from_outside_stay_words() -> None:
    bad = "<script>alert(1)</script>"
    for document in (
        numbers_document(
            bad, [Number(bad, bad, bad, bad, f'/r/origin?"{bad}')], back=bad, which=bad, ways=[(bad, bad)]
        ),
        origin_document(bad, [(bad, bad)], rows=[bad], back=bad, value=bad),
        refused_document(bad, back=bad),
        numbers.origin({"indicator": "mmr2_5y", "code": "E10000020", "period": "2024/25", "shown": bad, "named": bad}),
    ):
        assert "<script" not in document


def test_the_page_and_the_command_line_say_the_same() -> None:
    asked = {"indicator": "mmr2_5y", "code": "E10000020", "period": "2024/25"}
    told = html.unescape(re.sub(r"<[^>]+>", "", numbers.origin(asked)))
    for line in trace.trace(opened_pack.pack(), "mmr2_5y", area="E10000020", period="2024/25").words()[1:]:
        assert line.partition(": ")[2].replace(" %", "\u00a0%") in told or line in told
