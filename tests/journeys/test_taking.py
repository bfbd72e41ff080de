"""What a reader takes away from the board: a figure by keyboard, the board pack, and the page on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
from lxml import etree
from playwright.sync_api import Page, expect

from tests.journeys.servers import Server

TABLE, EXCEL = "Table (CSV)", "Excel workbook, with definitions"
PICTURES = ("Figure as picture (PNG)", "Figure as drawing (SVG)")
PATIENCE = 60_000  # milliseconds: a busy machine is no fault of the page


def test_a_reader_takes_figure_pack_and_paper_from_the_board(visit: Callable[..., Page], server: Server):
    page = visit(f"{server.url}/board?place=pl-gyw")
    page.set_default_timeout(PATIENCE)
    title = page.locator(".he-head h1").inner_text()

    # A figure, by keyboard alone: the link has the page's own question.
    control = page.locator('.he-take[data-figure="board"] a')
    expect(control).to_have_text(["PNG", "SVG"], timeout=PATIENCE)
    control.nth(1).focus()
    with page.expect_download(timeout=PATIENCE) as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == "board.svg"
    drawn = etree.fromstring(Path(taken.value.path()).read_bytes())
    assert drawn.findtext("{*}title") == title

    # The page on paper: its words, a day and page numbers, nothing that can only be clicked, folded parts too.
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert {round(float(one.mediabox.width)) for one in paper.pages} <= {595, 596}
    said = " ".join(" ".join(one.extract_text() for one in paper.pages).split())
    for words in (title, "printed on", f"Page 1 of {len(paper.pages)}", "The same numbers as a table", "Equity gap"):
        assert words in said
    for words in ("Download", "More pages", "Leading measure"):
        assert words not in said
    assert page.locator("#root details[open]").count() == 0  # folded again

    # The pack: how far it is, and called off.
    page.locator(".he-actions summary").click()
    entries = page.locator(".he-actions :is(a, button)")
    expect(entries).to_have_text([TABLE, EXCEL, *PICTURES, "PowerPoint slides", "Board pack (PDF)"])
    with page.expect_download(timeout=PATIENCE) as taken:
        page.get_by_role("link", name=PICTURES[1]).click()
    assert taken.value.suggested_filename == "board.svg"
    page.get_by_role("link", name="Board pack (PDF)").click()
    box = page.get_by_role("region", name="File being made")
    expect(box.get_by_role("progressbar")).to_be_visible()
    box.get_by_role("button", name="Cancel").click()
    expect(box.locator(".hx-words")).to_have_text("Called off: no file was made.")
    box.get_by_role("button", name="Close").click()
    expect(box).to_have_count(0)
