"""Boundary misfit as a reader meets it: three numbers that add up, swap, 100 % for the same members, three patterns."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.reader import Reader
from tests.journeys.servers import ARTEFACTS, Server
from tests.journeys.test_access import violations

Visit = Callable[..., Page]
TWO = "misfit?b=E07000244"


def opened(visit: Visit, server: Server, *, query: str = TWO, viewport: dict = DESKTOP) -> Reader:
    return Reader(visit(f"{server.url}/{query}", viewport=viewport)).settled()


def parts(reader: Reader) -> dict[str, int]:
    """The card's numbers by their words."""
    rows = reader.page.locator(".hm-part").all()
    return {row.locator("dt").inner_text(): int(row.locator("b").inner_text().replace(",", "")) for row in rows}


def test_three_numbers_add_up_and_are_the_files(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    only_a, both, only_b, either = parts(reader).values()
    assert only_a + both + only_b == either > 300_000
    assert sorted(int(row["count"]) for row in reader.download()) == sorted([only_a, both, only_b])
    assert f"{both:,}" in reader.page.locator(".he-lead").inner_text()
    assert f"{both:,}" in reader.page.locator(".hm-matrix tbody").inner_text()


def test_swap_button_swaps_only_the_outer_numbers(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    before, fit = parts(reader), reader.page.locator(".he-big").inner_text()
    reader.page.get_by_role("button", name="Swap A and B").focus()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**aset=lad22*")
    expect(reader.page.locator(".hm-part dt").first).to_have_text("Only in East Suffolk")
    after = parts(reader.settled())
    assert after == before  # the same three numbers under the same words, A and B in the other order
    assert [*after.values()] == [[*before.values()][place] for place in (2, 1, 0, 3)]
    assert reader.page.locator(".he-big").inner_text() == fit
    assert reader.box("Set A").input_value() == "Districts"


def test_same_members_fit_wholly_without_slivers(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="misfit?aset=catchment&bset=place&b=pl-gyw")
    assert reader.title.endswith("have the same people: 100\u00a0% fit")
    only_a, both, only_b, either = parts(reader).values()
    assert (only_a, only_b) == (0, 0) and both == either
    legend = reader.page.locator(".hem").inner_text()
    assert "In both (134)" in legend and not re.search(r"Only in [^(]+\([1-9]", legend)
    served = reader.page.locator(".hm-below").inner_text()
    assert "James Paget catchment: whom it serves" in served and "54.2" in served


def test_map_has_three_patterns_named_in_words(visit: Visit, server: Server) -> None:
    reader = opened(visit, server)
    legend = reader.page.locator(".hem").inner_text()
    for words in ("Only in Great Yarmouth and Waveney (61)", "Only in East Suffolk (73)", "In both (73)"):
        assert words in legend
    classes = {tuple(k.get_attribute("class").split()) for k in reader.page.locator("i.hm-key").all()}
    assert {name for names in classes for name in names} >= {"hm-a", "hm-b", "hm-both"}


def test_keyboard_alone_chooses_a_set_and_adds_a_footprint(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="misfit")
    reader.box("Set B").focus()
    reader.page.keyboard.type("Upper")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**bset=ctyua21*")
    expect(reader.page.locator("h1")).to_contain_text("upper-tier councils")
    joining = reader.page.get_by_role("combobox", name="Add footprints to the joint boundary")
    joining.focus()
    reader.page.keyboard.type("Gorleston (PCN")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".hm-joint")).to_contain_text("all 2 (core)")
    reader.page.wait_for_url("**also=neighbourhood*")


def test_heads_sort_the_matrix_by_mouse_and_keyboard(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="misfit?aset=lad22&a=all&bset=ctyua21")
    table = reader.page.locator(".hm-rows")
    head = table.get_by_role("columnheader", name="District")

    def names() -> list[str]:
        return table.locator("tbody th").all_inner_texts()

    assert names()[0] == "East Suffolk" and names() != sorted(names())
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert names() == sorted(names())
    expect(head.get_by_role("button")).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert names() == sorted(names(), reverse=True)
    table.get_by_role("button", name="Norfolk", exact=True).click()
    expect(table.get_by_role("columnheader", name="Norfolk")).to_have_attribute("aria-sort", "descending")
    assert names()[-1] == "East Suffolk"
    assert violations(reader.page) == []


def test_pairs_of_many_sets_are_paged_and_sorted(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="misfit?aset=wd25&a=all&bset=neighbourhood&b=all&system=england")
    table = reader.page.locator(".hm-rows")
    expect(table.locator(".he-pager")).to_contain_text("1 to 25 of")
    table.get_by_role("button", name="Next").click()
    expect(table.locator(".he-pager")).to_contain_text("26 to 50 of")
    table.get_by_role("button", name="Ward", exact=True).click()
    expect(table.locator(".he-pager")).to_contain_text("1 to 25 of")
    names = table.locator("tbody th").all_inner_texts()
    assert names == sorted(names) and len(names) == 25


def test_a_table_that_cannot_be_sorted_says_so(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="misfit?aset=lad22&a=all&bset=ctyua21")
    reader.page.watch.allowed.append("503")
    reader.page.route("**/r/misfit.html*", lambda route: route.fulfill(status=503, body="Not now."))
    reader.page.locator(".hm-rows").get_by_role("button", name="District").click()
    expect(reader.page.locator(".hm-rows [role=alert]")).to_have_text("The table could not be sorted. Not now.")


def test_wrong_address_says_so(visit: Visit, server: Server) -> None:
    reader = opened(visit, server, query="misfit?aset=prison&b=Nowhere")
    assert any("no “prison” in the pack" in notice for notice in reader.notices), reader.notices
    assert len(reader.notices) == 2 and reader.title


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["1280x720", "390x844"])
def test_picture_fits_and_axe_finds_nothing(visit: Visit, server: Server, viewport: dict) -> None:
    reader = opened(visit, server, query="misfit?aset=catchment&bset=place&b=pl-gyw", viewport=viewport)
    reader.page.screenshot(path=ARTEFACTS / f"misfit-{viewport['width']}.png")
    assert reader.page.evaluate("document.scrollingElement.scrollWidth") <= viewport["width"]
    if viewport == DESKTOP:
        card, drawn = (reader.page.locator(name).bounding_box() for name in (".hm-card", ".hem"))
        assert card["x"] >= drawn["x"] + drawn["width"] and card["y"] + card["height"] <= 720
    assert violations(reader.page) == []
