"""Every figure of every page has its sentence: what the figure has, the words have, and their numbers are its table's.

The list is made from the code: the parts of `charts.taking.parts` on the pages of `pages.parts.taking.figures`. A new
figure without a sentence, or a new part that no address here shows, fails. Below the browser, without drawing.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from charts.taking import reading
from charts.taking.parts import PARTS
from charts.taking.tree import tree, words
from pages.parts.taking import figures
from tests.plain_words import CLAIMS, NOT_PERSON_FIRST

VIEWS = (
    "board", "board?density=floor", "compare", "compare?view=heat", "compare?view=funnel", "compare?view=box",
    "compare?view=scatter", "area", "gradient", "similar", "signals", "trend", "trend?view=usual", "trend?view=all",
    "tier", "misfit",
)  # fmt: skip
# Parts that no address above shows with the embedded pack, and what they need.
ELSEWHERE = {
    "board-more-quality": "more measures of quality than fit the first row",
    "board-more-finance": "more measures of finance",
    "board-more-context": "measures of context on the board",
    "gradient-over-time": "a measure with several periods",
    "gradient-spread": "areas with a spread to draw",
    "gradient-published": "a measure that is published by group",
    "similar-change": "a date to compare changes about",
    "similar-finder": "the roll-out finder",
    "trend-county": "a district in a county",
    "misfit-joint": "three sets of borders",
    "programmes": "programmes in the pack or added",
}
PLACE = re.compile(r"Great Yarmouth|Norfolk|Suffolk|Walsall|Black Country|England|James Paget")
LARGE = 100  # units across and down from which a drawing is a figure, not an icon
ENGLAND = Path("packs/england")
PLACES = ("system=sys-nw-icb&place=pl-gyw", "system=sys-bc-icb&place=pl-walsall")
SCRIPT = """
import json, sys
from tests.pages.test_every_sentence import walked
print("@@" + json.dumps(walked(sys.argv[1:])))
"""
NUMBER = re.compile(r"(?<![\w.,/-])\d[\d,]*\.\d+(?![\w.]\d)")
# Figures whose sentence says a number that its own table has not, and where that number is from.
WORKED_OUT = {
    "compare-funnel": "the average of every area of the scope, the line of the funnel",
    "compare-scatter": "the correlation of all points",
    "compare-where": "the sentence of the figure that the map stands beside",
    "gradient-groups": "its table is the first axis's; the others have their own",
    "gradient-maps": "the whole footprint stands over each map",
    "gradient-published": "its table is the first axis's; the others have their own",
    "similar-level": "both sides stand in the drawing and the card",
    "similar-where": "as the level",
    "similar-areas": "as the level",
    "similar-finder": "as the level",
    "misfit-matrix": "the share stands in the card",
    "board-areas": "measures are named by their headings",
}
# Parts that a figure's table has and its words leave to the table: named, so that no other may follow silently.
LEFT_TO_THE_TABLE = {
    ("area-county", "numbers of people"): "three areas' counts would make two sentences of one",
    ("trend", "numbers of people"): "usual variation is of periods; people stand in the table beside each",
    ("board-more-outcomes-2", "how sure it is"): "eight tiles: each line of the table has its own interval",
    ("trend-all", "how sure it is"): "many measures: each line of the table has its own interval",
    ("similar-alike", "a period"): "each figure matched on has a year of its own in the table",
}
NO_FIGURE = ("signals",)  # of the embedded pack: why nothing can be looked for, in words


def walked(addresses: Sequence[str]) -> list[dict]:
    """Every figure of the views as it is told, with all words that stand with it."""
    said = []
    for address in addresses:
        path, _, query = address.partition("?")
        view, head, sheet = figures.PAGES[path](dict(parse_qsl(query)))
        shown = reading.ShownPage(path, view, head, sheet, address=address, made_on="2026-04-01")
        root = tree(sheet)
        below = [words(one) for one in root.xpath(".//p[contains(@class, 'he-paragraph')]")]
        loose = _loose(root, path)
        for told, elements in reading.told(shown):
            inside = [words(one) for top in elements for one in top.xpath("descendant-or-self::p")]
            with_it = " ".join([told.title, told.sentence, told.period, *below, *inside])
            said.append(asdict(told) | {"page": path, "words": with_it, "loose": loose})
    return said


def lacking(told: dict) -> list[str]:
    """What a figure has and its words have not."""
    heads, sentence, words = " ".join(told["columns"]), told["sentence"], told["words"]
    table = " ".join(" ".join(row) for row in told["rows"])
    held = set(NUMBER.findall(f"{table} {heads}"))
    none = told["name"] in NO_FIGURE
    checks = {
        "a sentence": bool(sentence) and sentence.endswith("."),
        "a value": none or bool(re.search(r"\d", sentence)),
        "a place": none or bool(PLACE.search(words)),
        "a period": bool(
            re.search(r"20\d\d|mid-2015|each at its latest period|names its period|newest period of each", words)
        ),
        "a source": bool(told["source"]) or told["page"] in ("programmes",),
        "how sure it is": "interval" not in heads or bool(re.search(r"95 %|limits|chance|\d to \d", words)),
        "numbers of people": not re.search(r"Out of|People|Residents|Counted", heads)
        or bool(re.search(r"\babout \d|\d{1,3},\d{3}|\d+ (people|children|areas|MSOAs)|of \d", words)),
        "direction": not re.search(r"Outcome|Against|compared with it|Gap", heads)
        or bool(
            re.search(r"lower|higher|better|worse|lowest|highest|similar|below|above|against|greater|alike", words)
        ),
        "its table's numbers": told["name"] in WORKED_OUT or set(NUMBER.findall(sentence)) <= held,
        "words that name people first": not CLAIMS.search(words) and not NOT_PERSON_FIRST.search(words),
    }
    return [name for name, there in checks.items() if not there and (told["name"], name) not in LEFT_TO_THE_TABLE]


@pytest.fixture(scope="module")
def said() -> list[dict]:
    return walked(VIEWS)


def test_every_figure_has_a_sentence_with_all_that_the_figure_has(said: list[dict]) -> None:
    faults = {f"{one['name']} at {one['address']}": found for one in said if (found := lacking(one))}
    assert faults == {}


def test_every_part_of_every_page_is_walked(said: list[dict]) -> None:
    """The list is the code's: a new page or a new part of one must be walked here or say what it needs."""
    assert set(PARTS) == set(figures.PAGES)
    names = {re.sub(r"-\d+$", "", one["name"]) for one in said}
    missing = set()
    for page, parts in PARTS.items():
        for part in parts:
            shown = [f"{page}-{view}" for view in ("ranked", "heat", "funnel", "box", "scatter")]
            wanted = shown if part.name == "{view}" else ["-".join(one for one in (page, part.name) if one)]
            missing |= {one for one in wanted if one not in names}
    assert missing - set(ELSEWHERE) == set() and set(ELSEWHERE) <= missing


def test_no_drawing_stands_outside_the_parts(said: list[dict]) -> None:
    """A drawing that is no part of a figure here would have no sentence that is looked at."""
    assert {one["address"]: one["loose"] for one in said if one["loose"]} == {}


def _loose(root, page: str) -> list[str]:
    """Names of the large drawings that are in no part of a page."""
    parts = [one for part in PARTS[page] for where in part.where for one in root.xpath(where)]
    drawn = [one for one in root.xpath(".//svg[@role='img'][not(ancestor::table)]") if _size(one) > LARGE]
    inside = [{one, *one.iterancestors()}.isdisjoint(parts) for one in drawn]
    return [one.get("aria-label", "") for one, out in zip(drawn, inside, strict=True) if out]


def _size(svg) -> float:
    box = (svg.get("viewBox") or f"0 0 {svg.get('width', 0)} {svg.get('height', 0)}").split()
    return min(float(re.sub(r"[^\d.]", "", one) or 0) for one in box[2:])


@pytest.mark.skipif(not (ENGLAND / "pack.toml").exists(), reason="no England pack here (make england)")
def test_two_places_of_the_england_pack_say_it_too() -> None:
    pages = ("board", "gradient", "compare", "trend")
    addresses = [f"{page}?{place}" for place in PLACES for page in pages]
    addresses += ["gradient?indicator=fingertips_90638"]
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT, *addresses]
    env = os.environ | {"PYTHONPATH": ".", "PACK": str(ENGLAND)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=400)
    assert not done.returncode, done.stderr[-2000:]
    told = json.loads(done.stdout.partition("@@")[2])
    assert {one["name"] for one in told} >= {"board", "gradient", "gradient-published", "compare-ranked", "trend"}
    assert {f"{one['name']} at {one['address']}": found for one in told if (found := lacking(one))} == {}
