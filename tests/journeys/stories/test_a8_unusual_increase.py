"""A8, as a place team spotting need early: the seeded training series, and the published one both real packs have.

The share of false signals in pure noise is measured in `tests/equity/change` (200 series); here the page is told.
"""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.reader import downloaded
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, opened, pictured, said

STEP, FLAT = "Yarmouth Parade", "Heacham & Snettisham"


def test_the_seeded_step_is_first_and_leads_to_map_trend_and_card(visit: Visit, training: Server) -> None:
    page = opened(visit, training, "signals?area=none")
    first = page.locator(".hs-row").first
    expect(first).to_contain_text(STEP)
    sentence = said(first.locator(".hs-said"))
    assert re.search(
        r"rose from [\d.]+ to [\d.]+ per 1,000 in .+; expected range [\d.]+ to [\d.]+ per 1,000 .+; "
        r"[\d,]+ new referrals",
        sentence,
    )
    rows = downloaded(page)
    named = [row["area_name"] for row in rows]
    assert named[0] == STEP and FLAT not in named
    assert FLAT not in " ".join(page.locator(".hs-row").all_inner_texts())
    expect(page.locator(".he-synthetic")).to_be_visible()
    pictured(page, training, "a8-signals")

    for link, wanted in (("Map", "area="), ("Trend", "trend"), ("Response card", "card=")):
        href = page.locator(".hs-row").first.get_by_role("link", name=link).get_attribute("href")
        assert wanted in href, (link, href)
    href = page.locator(".hs-row").first.get_by_role("link", name="Trend").get_attribute("href")
    trend = opened(visit, training, href.removeprefix("./"))
    expect(trend.get_by_role("heading", level=1)).to_contain_text(STEP)


def test_a_lone_increase_among_neighbourhoods_goes_when_the_threshold_is_raised(visit: Visit, training: Server) -> None:
    page = opened(visit, training, "signals?system=england&level=neighbourhood")
    expect(page.locator(".hs-row").first).to_contain_text("Earley")
    page.get_by_role("combobox", name="How strict", exact=True).click()
    page.get_by_role("option").last.click()
    page.wait_for_url("**strict=1000*")
    expect(page.locator(".hs-row", has_text="Earley")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text("No neighbourhood in England rose beyond what is usual")


def test_a_published_series_lists_what_left_its_range_and_leads_to_the_same_number(visit: Visit, told: Server) -> None:
    """MMR by authority: the words, the file and the map have one number."""
    page = opened(visit, told, "signals?indicator=mmr2_5y&system=england")
    first = page.locator(".hs-row").first
    sentence = said(first.locator(".hs-said"))
    found = re.search(r"In (.+) coverage fell from [\d.]+ to ([\d.]+) % in (.+); expected range [\d.]+ to", sentence)
    assert found, sentence
    usual = downloaded(page)
    name, value, period = found.groups()
    assert usual[0]["area_name"] == name and period in usual[0].values(), usual[0]
    href = first.get_by_role("link", name="Map").get_attribute("href")
    shown = visit(told.url + href.removeprefix("."))
    card = shown.get_by_role("region", name="Selected area")
    expect(card).to_contain_text(name)
    expect(card).to_contain_text(value)
