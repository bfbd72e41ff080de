"""A7, as a board asking "did it coincide?", on the training pack: the lane, its words, before and after, hidden.

The embedded and England packs record no programme for Tower Hamlets: no dated and sourced record is held.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.reader import downloaded
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, opened, pictured, plain, pressed, said

QUERY = "trend?indicator=mental_health_referrals&area=pl-gyw&second=none"


def test_a_programme_is_under_the_axis_read_compared_and_hidden(visit: Visit, training: Server) -> None:
    page = opened(visit, training, QUERY)
    marks = page.locator(".he-trend-wide a.hp")
    mark = marks.first
    mark.focus()
    expect(mark).to_be_focused()
    words = plain(mark.get_attribute("aria-label"))
    for one in ("Good Neighbours", "Great Yarmouth and Waveney", "1 November 2025", "Reached:", "Source:"):
        assert one in words, words
    told = page.locator(".hp-told").first
    said_of = said(told)
    assert "95 % interval" in said_of or "95 % limits" in said_of, said_of
    expect(told).to_contain_text("Timing alone does not show cause")
    assert any("Good Neighbours" in row["programmes"] for row in downloaded(page))
    with page.expect_download() as taken:
        page.get_by_role("link", name="SVG", exact=True).first.click()
    assert "Good Neighbours" in Path(taken.value.path()).read_text(encoding="utf-8")
    pictured(page, training, "a7-programmes")

    page.get_by_role("button", name="More").click()
    pressed(page, "Hidden")
    page.wait_for_url("**markers=hide*")
    expect(marks).to_have_count(0)
    again = opened(visit, training, page.url.removeprefix(f"{training.url}/"))
    expect(again.locator(".he-trend-wide a.hp")).to_have_count(0)


def test_a_pack_without_a_record_says_so(visit: Visit, told: Server) -> None:
    area = "E09000030"
    page = opened(visit, told, f"trend?indicator=asthma_admissions_u19&area={area}&second=none")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tower Hamlets")
    expect(page.locator("main")).to_contain_text("No programme is recorded in this pack")
