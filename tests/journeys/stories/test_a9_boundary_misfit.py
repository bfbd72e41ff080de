"""A9, as a governance lead: a primary care network against a council; three numbers, swapped, and one that fits."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.reader import Reader, downloaded
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, cells, number, pictured, plain, said


def parts(page: Page) -> list[tuple[str, int]]:
    """Words and people of the card's rows: only A, in both, only B, in either."""
    rows = page.locator(".hm-part").all()
    return [(plain(row.locator("dt").inner_text()), int(number(row.locator("b").inner_text()))) for row in rows]


def told_of(visit: Visit, server: Server, query: str) -> Page:
    return Reader(visit(f"{server.url}/misfit?{query}")).settled().page


@pytest.mark.parametrize("other", ["lad22", "police"], ids=["council", "police"])
def test_a_network_against_a_council_or_the_police(visit: Visit, told: Server, other: str) -> None:
    page = told_of(visit, told, f"aset=neighbourhood&a=nb-gorleston&bset={other}&b=all")
    assert "Gorleston" in said(page.locator("h1"))
    names, people = zip(*parts(page), strict=True)
    only_a, both, only_b, either = people
    assert only_a + both + only_b == either > 0
    lead = said(page.locator(".he-lead"))
    for one in (both, only_a, only_b):
        assert f"{one:,}" in lead
    matrix = cells(page.locator(".hm-matrix").first)
    assert f"{both:,}" in plain(" ".join(" ".join(row) for row in matrix))
    legend = said(page.locator(".hem"))
    assert len(re.findall(r"Only in [^(]+\(\d+\)|In both \(\d+\)", legend)) == 3
    kinds = page.locator("i.hm-key").evaluate_all("keys => keys.map(key => key.className)")
    assert len({kind for kind in kinds if re.search(r"hm-(a|b|both)\b", kind)}) == 3
    fit = said(page.locator(".he-big"))
    pictured(page, told, f"a9-{other}")

    rows = downloaded(page)
    assert sum(int(row["count"]) for row in rows if row["code_a"] and row["code_b"]) == both
    page.get_by_role("button", name="Swap A and B").click()
    page.wait_for_url(f"**aset={other}*")
    expect(page.locator(".hm-part").first.locator("dt")).to_have_text(names[2])
    swapped = [count for _, count in parts(page)]
    assert swapped == [only_b, both, only_a, either] and said(page.locator(".he-big")) == fit


def test_coincident_borders_fit_wholly_without_slivers(visit: Visit, told: Server) -> None:
    page = told_of(visit, told, "aset=catchment&bset=place&b=pl-gyw")
    (_, only_a), (_, both), (_, only_b), (_, either) = parts(page)
    assert (only_a, only_b) == (0, 0) and both == either and said(page.locator(".he-big")) == "100 %"
    assert not re.search(r"Only in [^(]+\([1-9]", said(page.locator(".hem")))
