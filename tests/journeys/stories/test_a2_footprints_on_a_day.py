"""A2, as a board member with old bookmarks: the boards of a day, Bassetlaw's parent, an abolished code."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.reader import Reader
from tests.journeys.servers import Server
from tests.journeys.stories.telling import Visit, pictured, plain


def offered(page: Page) -> set[str]:
    """Every choice of the System box, which holds only the options in sight."""
    box, found, still = page.get_by_role("combobox", name="System", exact=True), [], 0
    box.click()
    page.get_by_role("option").first.wait_for()
    while still < 3:
        fresh = [one for one in page.get_by_role("option").all_inner_texts() if one not in found]
        found, still = found + fresh, 0 if fresh else still + 1
        for _ in range(5):
            page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    return set(found)


def dated(visit: Visit, server: Server, query: str) -> Reader:
    return Reader(visit(f"{server.url}/?{query}")).settled()


def test_the_boards_of_two_days(visit: Visit, told: Server) -> None:
    reader = dated(visit, told, "system=england&place=&date=2026-03-31")
    before = offered(reader.page) - {"England"}
    assert {"Norfolk and Waveney", "Frimley"} <= before and len(before) == 42
    reader.page.get_by_role("button", name="More").click()
    parts = reader.page.get_by_role("group", name="Footprints as on").get_by_role("spinbutton")
    parts.first.focus()
    reader.page.keyboard.type("0104")  # the year stays
    for _ in range(3):
        reader.page.keyboard.press("Tab")  # the date is taken when the box is left
    reader.page.wait_for_url("**date=2026-04-01*")
    reader.page.keyboard.press("Escape")
    reader.settled()
    after = offered(reader.page) - {"England"}
    assert "Norfolk and Suffolk" in after and not {"Frimley", "Norfolk and Waveney"} & after and len(after) == 36


@pytest.mark.parametrize(
    ("day", "system"),
    [("2022-06-30", "South Yorkshire and Bassetlaw"), ("2022-07-01", "Nottingham and Nottinghamshire")],
)
def test_bassetlaw_is_under_the_system_of_the_day(visit: Visit, told: Server, day: str, system: str) -> None:
    reader = dated(visit, told, f"place=pl-bassetlaw&date={day}&area=none")
    expect(reader.box("System")).to_have_value(system)
    expect(reader.box("Place")).to_have_value("Bassetlaw")
    assert reader.notices == []
    pictured(reader.page, told, f"a2-bassetlaw-{day}")


def test_a_bookmark_of_the_other_system_says_where_bassetlaw_is(visit: Visit, told: Server) -> None:
    reader = dated(visit, told, "system=sys-south-yorkshire&place=pl-bassetlaw&date=2022-07-01")
    assert [plain(one) for one in reader.notices] == [
        "Bassetlaw does not lie in South Yorkshire on 1 July 2022: it is in Nottingham and Nottinghamshire. "
        "Showing no place outline."
    ]


@pytest.mark.parametrize("where", ["", "board", "trend"])
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("system=E54000034&date=2026-04-01", ("Frimley", "Thames Valley (55 %)", "Hampshire and Isle of Wight (23 %)")),
        ("system=E54000022&date=2026-04-01", ("Norfolk and Waveney", "Norfolk and Suffolk (100 %)")),
    ],
    ids=["frimley", "norfolk-and-waveney"],
)
def test_an_old_bookmark_opens_with_the_successors_and_their_shares(
    visit: Visit, server: Server, where: str, query: str, words: tuple[str, ...]
) -> None:
    page = visit(f"{server.url}/{where}?{query}")
    notice = page.locator(".he-notice").first
    for one in words:
        expect(notice).to_contain_text(one)
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    expect(page.get_by_test_id("stException")).to_have_count(0)
