"""Programmes, usual variation and all measures on the trend page, as a reader meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import servers
from tests.journeys.reader import downloaded
from tests.journeys.servers import Server
from tests.journeys.test_access import violations
from tests.journeys.test_trend_page import opened

Visit = Callable[..., Page]
EMBEDDED = servers.ROOT / "data" / "pack" / "embedded"
RECORD = """
[clinics]
name = "Catch-up clinics"
place = "E10000020"
start = "2018-09-01"
end = "2020-03-31"
owner = "A council"
owner_kind = "council"
source = "Made up for tests"
url = "https://example.org/a"
indicators = ["mmr2_5y"]
[[clinics.reach]]
who = "children seen"
count = 2400
period = "2018 to 2020"
quality = "counted by the owner"
"""


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with the embedded pack and one programme."""
    folder = tmp_path_factory.mktemp("recorded")
    for one in EMBEDDED.iterdir():
        if one.name != "own":
            (folder / one.name).symlink_to(one)
    (folder / "programmes.toml").write_text(RECORD, encoding="utf-8")
    started = servers.started(env={"PACK": str(folder)})
    yield started
    started.stop()
    assert started.complaints() == []


def test_a_programme_is_reached_read_opened_and_hidden(visit: Visit, recorded: Server) -> None:
    page = opened(visit(f"{recorded.url}/trend"))
    mark = page.locator(".he-trend-wide a.hp")
    mark.focus()
    said = "Catch-up clinics in Norfolk, from 1 September 2018 to 31 March 2020, run by A council."
    expect(mark).to_have_attribute("aria-label", f"{said} Reached: 2,400 children seen. Source: Made up for tests.")
    expect(page.get_by_role("heading", name="Catch-up clinics")).to_be_visible()
    expect(page.locator(".hp-told")).to_contain_text("Timing alone does not show cause")
    assert {row["programmes"].split(".")[0] + "." for row in downloaded(page)} == {said}
    assert violations(page) == []
    page.get_by_role("button", name="More").click()
    page.get_by_role("radio", name="Hidden").or_(page.get_by_role("button", name="Hidden")).first.click()
    page.wait_for_url("**markers=hide**")
    expect(page.locator("a.hp")).to_have_count(0)


def test_usual_variation_has_verdicts_in_words_and_the_same_numbers_everywhere(visit: Visit, recorded: Server) -> None:
    page = opened(visit(f"{recorded.url}/trend?view=usual&area=E92000001"))
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text("England: MMR, two doses worse than usual; the 95 % target will not be met")
    card = page.get_by_role("region", name="Variation and assurance")
    expect(card).to_contain_text("Worse than usual")
    expect(card).to_contain_text("Target will not be met")
    latest = downloaded(page)[0]
    expect(card).to_contain_text(f"Mean {latest['mean']}")
    row = page.locator("table.he-usual tbody tr").first
    expect(row).to_contain_text(latest["lower_limit"])
    drawn = page.locator(".he-trend-wide svg text").all_text_contents()
    assert {f"Lower {latest['lower_limit']}", f"Mean {latest['mean']}"} <= set(drawn)
    assert violations(page) == []


def test_all_measures_lead_to_the_whole_trend(visit: Visit, recorded: Server) -> None:
    page = visit(f"{recorded.url}/trend?view=all&area=E06000023&second=none")
    expect(page.locator(".hs-tile")).to_have_count(2)
    expect(page.get_by_text("measures have no trend here, and why")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Full trend of Asthma").click()
    opened(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bristol")
    assert "view=" not in page.url and "indicator=asthma_admissions_u19" in page.url
