"""From a messy sheet to a slide: what is wrong is named, what is right is previewed, saved, mapped and presented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.data.adding.sheets import HEAD, ROWS, SMOKING, csv_bytes, xlsx_bytes
from tests.journeys.servers import Server
from tests.journeys.test_access import violations

PATIENCE = 60_000
TEXTS = {
    "Name": SMOKING.name,
    "Short name": SMOKING.short_name,
    "Definition": SMOKING.definition,
    "Unit": SMOKING.unit,
    "Out of whom": SMOKING.people,
    "What was counted": SMOKING.numerator_name,
    "Publisher": SMOKING.publisher,
    "Title of the source": SMOKING.title,
    "Licence": SMOKING.licence,
    "Date of the figures": SMOKING.published,
    "Added by": SMOKING.owner,
}
CHOSEN = {
    "Lens": "Outcomes",
    "Kind of value": "A share of people (count out of people)",
    "Which way is better": "Low is good",
    "Small numbers": "Counts of 1 to 7 are not shown",
}
BAD = [HEAD, *ROWS[:6], ["E07000149", "South Norfolk", "2023/24", "12,5", 900], ["W06000001", "x", "soon", 1, 9]]
MESSY = [["Smoking when giving birth"], [], HEAD, *ROWS, ["Total", "", "", 883, 8140], ["Source: yearly return"]]


def given(page: Page, path: Path, content: bytes) -> None:
    """Choose a file and send the settings off as they stand."""
    path.write_bytes(content)
    page.locator("input[type=file]").first.set_input_files(path)
    expect(page.get_by_role("button", name="Check and preview")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(f"The first rows of {'Data' if path.suffix == '.xlsx' else path.name}")).to_be_visible()


def test_from_a_messy_sheet_to_a_slide(
    visit: Callable[..., Page], start: Callable[..., Server], tmp_path: Path
) -> None:
    server = start(env={"CARDS": str(tmp_path), "RELEASE_LEDGER": str(tmp_path)})
    page = visit(f"{server.url}/data")
    expect(page.get_by_text("Nothing has been added yet.")).to_be_visible(timeout=PATIENCE)
    given(page, tmp_path / "births.csv", csv_bytes(BAD))
    mend = page.get_by_role("alert").filter(has_text="to mend before it can be added")
    expect(mend).to_contain_text("a decimal comma: write 12.5", timeout=PATIENCE)  # before anything else is asked
    page.get_by_role("button", name="Check and preview").click()
    expect(mend).to_contain_text("Definition", timeout=PATIENCE)  # and of the boxes, when they are sent off
    expect(mend).to_contain_text("not a code of England: leave the row out")
    expect(mend.get_by_role("row").filter(has_text="soon")).to_contain_text("9")
    assert violations(page) == []
    expect(page.get_by_role("button", name="Save: show it on every page")).to_have_count(0)
    given(page, tmp_path / "births.xlsx", xlsx_bytes({"Cover": [["Births"]], "Data": MESSY}))
    for label, text in TEXTS.items():
        page.get_by_role("textbox", name=label, exact=True).fill(text)
    for label, option in CHOSEN.items():
        page.get_by_role("combobox", name=label).click()
        page.get_by_role("option", name=option, exact=True).click()
    page.get_by_role("button", name="Check and preview").click()
    save = page.get_by_role("button", name="Save: show it on every page")
    expect(save).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Coverage: 7 of 309 districts (2022) have a row.")).to_be_visible()
    expect(page.locator(".hem[data-state=drawn]")).to_be_visible(timeout=PATIENCE)
    assert violations(page) == []
    save.click()
    expect(page.get_by_text(f"{SMOKING.name} was added.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="On the map").click()
    title = "Smoking at birth is clearly highest in Great Yarmouth"
    expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=PATIENCE)
    expect(page.locator(".he-src").first).to_contain_text(f"Added by {SMOKING.owner}")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.locator(".he-slide[aria-busy=false] h1")).to_have_text(title, timeout=PATIENCE)
    expect(page.locator(".he-from")).to_contain_text("not official")
