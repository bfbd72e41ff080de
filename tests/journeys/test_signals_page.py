"""Signals, response cards and programmes as a place team meets them, on the training pack; what the real one says.

Lives here too: the mark on everything of a synthetic pack, on every page and in every kind of file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from time import sleep

import pytest
from playwright.sync_api import Page, Route, expect

from charts.watermark import WORDS
from pages.parts.serving import page_files
from pages.parts.showing.navigation import PAGES
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]
STEP = "Yarmouth Parade"
# Links and buttons of the top line that the mark lies on.
COVERED = """() => [...document.querySelectorAll(".he-synthetic")].flatMap((mark) => {
  const over = mark.getBoundingClientRect();
  return [...document.querySelectorAll(".he-top :is(a, summary, button), .he-actions summary")].filter((one) => {
    const box = one.getBoundingClientRect();
    const apart = box.right < over.left || box.left > over.right || box.bottom < over.top || box.top > over.bottom;
    return box.width > 0 && box.height > 0 && !apart && one.checkVisibility();
  }).map((one) => one.textContent);
})"""
TABLES = sorted(name for name in page_files.FILES if name.endswith(".csv"))
FILES = ("r/view.csv", "r/view.csv?page=trend", *(f"r/{name}" for name in TABLES))


def opened(visit: Visit, server: Server, query: str = "signals", viewport: dict = DESKTOP) -> Page:
    page = visit(f"{server.url}/{query}", viewport=viewport)
    page.set_default_timeout(60_000)
    page.locator(f".he-{query.partition('?')[0]}-sheet").wait_for(state="attached")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    return page


def rows(server: Server, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(server.text(f"/{path}").removeprefix("\ufeff"), newline="")))


def plain(words: str) -> str:
    return " ".join(words.replace("\u00a0", " ").split())


def test_the_step_is_first_and_headline_list_table_and_file_agree(visit: Visit, training: Server) -> None:
    """A8: from a cold link; raising the bar keeps the order and never adds."""
    page = opened(visit, training)
    first = page.locator(".hs-row").first
    expect(first).to_contain_text(STEP)
    expect(page.locator(".he-lead")).to_contain_text(STEP)
    found = rows(training, "r/signals.csv")
    red = [row for row in found if row["signal"].startswith("Both")]
    assert plain(page.locator("h1").inner_text()).startswith(f"{len(red)} MSOAs")
    assert found[0]["area_name"] == STEP and plain(first.locator(".hs-said").inner_text()) == found[0]["sentence"]
    page.get_by_text("The same numbers as a table").click()
    cells = page.locator(".he-panel table").first.locator("tbody tr").first.locator("td")
    assert cells.nth(3).inner_text() == found[0]["value_recent"] and cells.nth(5).inner_text() == found[0]["counted"]
    assert WORDS in first.locator("svg").last.inner_html()
    strict = rows(training, "r/signals.csv?strict=1000")
    assert {row["area_code"] for row in strict} <= {row["area_code"] for row in found}


def test_a_card_is_written_kept_refused_deleted_and_brought_back(visit: Visit, training: Server) -> None:
    page = opened(visit, training, "signals?indicator=falls_admissions")
    page.locator(".hs-row").first.get_by_role("link", name="Response card").click()
    page.wait_for_url("**card=new-*")
    page.get_by_label("Action: what is done").fill("Home visits to 3 residents")
    page.get_by_label("Owner: who does it").fill("Example falls team")
    page.get_by_label("Reach: how many people").fill("5")
    page.get_by_role("button", name="Save card").click()
    expect(page.locator(".st-key-cardform .he-notice")).to_contain_text("“3 residents” tells of so few people")
    page.get_by_label("Action: what is done").fill("Home visits, strength classes")
    page.get_by_role("button", name="Save card").click()
    expect(page.locator(".st-key-cardform .he-notice")).to_contain_text("Saved")
    row = page.locator(".hs-cardtable tr", has_text="Bradwell South & Hopton")
    expect(row).to_contain_text("7 or fewer")
    kept = [one for one in rows(training, "r/cards.csv") if one["owner"] == "Example falls team"]
    assert [one["reach"] for one in kept] == ["7 or fewer"] and kept[0]["action"] == "Home visits, strength classes"
    assert violations(page) == []
    page.get_by_role("button", name="Delete card").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Delete card").click()
    expect(row).to_have_count(1)
    page.get_by_role("button", name="Yes, delete this card").click()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Undo deletion").click()
    expect(row).to_have_count(1)


def test_programmes_stand_on_the_map_with_a_list_that_the_keyboard_reaches(visit: Visit, training: Server) -> None:
    page = visit(f"{training.url}/", viewport=DESKTOP)
    page.set_default_timeout(60_000)
    page.get_by_role("button", name="Boundaries").press("Enter")
    page.get_by_role("checkbox", name="Programmes").press("Space")
    page.wait_for_url("**outlines=*programmes*")
    squares = page.locator(".project")
    expect(squares).to_have_count(4)
    expect(squares.last).to_have_accessible_name(re.compile("Good Neighbours.*1 of 2 deliverables done"))
    listed = page.get_by_role("list", name="Programmes on the map").get_by_role("listitem")
    expect(listed).to_have_count(3)
    expect(listed.nth(2)).to_contain_text("runs in the whole of it, so it has no square")
    expect(page.locator(".key-programmes")).to_contain_text("Programme (3)")
    assert violations(page) == []
    listed.first.get_by_role("link").press("Enter")
    expect(page.locator("h1")).to_contain_text("3 programmes in Norfolk and Waveney")


def _after_the_page(route: Route) -> None:
    """A slow line: a file is under way while the page is written again without the one before it."""
    sleep(1.5)
    route.continue_()


def test_a_programme_is_added_from_a_file_or_every_fault_is_told(visit: Visit, training: Server) -> None:
    page = opened(visit, training, "programmes?place=pl-gyw")
    page.route("**/_stcore/upload_file/**", _after_the_page)
    page.get_by_text("Add programmes from a file").click()
    template = training.text("/r/programmes-template.toml")
    broken = template.replace('start = "2025-04-01"', 'start = "April"')
    for text, said in ((broken, "must be a date such as"), (template, "Added: Name of the programme.")):
        file = {"name": "mine.toml", "mimeType": "text/plain", "buffer": text.encode()}
        page.locator(".st-key-programme_file input").set_input_files(file)
        expect(page.locator(".st-key-addprogramme")).to_contain_text(said, timeout=30_000)
    found = page.get_by_role("heading", name="Name of the programme")
    expect(found).to_have_count(1)
    page.get_by_role("button", name="Take out: Name of the programme").click()
    expect(found).to_have_count(0)


def test_every_page_and_every_file_of_a_synthetic_pack_is_marked(training: Server) -> None:
    for page in PAGES:
        assert 'class="he-synthetic"' in training.text(f"/{page.path}"), page.path
    for path in FILES:
        head, *inside = csv.reader(io.StringIO(training.text(f"/{path}").removeprefix("\ufeff"), newline=""))
        assert head[0] == WORDS and {row[0] for row in inside} <= {"synthetic"}, path
    assert WORDS in training.text("/r/trend.svg") and training.health()["data"] == WORDS


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_pictures_fit_and_axe_finds_nothing(visit: Visit, training: Server, server: Server, viewport: dict) -> None:
    for where, query in ((training, "signals"), (training, "programmes"), (server, "signals")):
        page = opened(visit, where, query, viewport)
        expect(page.locator(".he-synthetic")).to_have_count(int(where is training))
        assert page.evaluate(COVERED) == []
        name = f"{query}-{'training' if where is training else 'embedded'}-{viewport['width']}.png"
        page.screenshot(path=ARTEFACTS / name)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
        assert violations(page) == []


def test_the_real_pack_says_what_cannot_be_looked_for_and_where_to_go(visit: Visit, server: Server) -> None:
    page = opened(visit, server)
    expect(page.locator(".he-lead")).to_contain_text("add up to each date")
    expect(page.locator(".hs-needs")).to_contain_text("monthly counts of 61 periods")
    page.get_by_role("link", name="MMR, two doses by age 5").click()
    page.wait_for_url("**indicator=mmr2_5y*")
    expect(page.locator("h1")).to_contain_text("upper-tier")
    assert Reader(page).address["indicator"] == "mmr2_5y"
