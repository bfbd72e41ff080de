"""The deck's page and the notes window: buttons have names, and every place the browser fills is there."""

from __future__ import annotations

import re
from pathlib import Path

from charts.presenting import deck_sheet, deck_style, notes_window

PRESENT = Path(__file__).parents[3] / "static" / "present"


def test_deck_page_has_every_place_that_its_program_fills() -> None:
    program = (PRESENT / "deck_page.mjs").read_text()
    html = deck_sheet.sheet()
    places = set(re.findall(r'part\("([\w-]+)"\)', program))
    assert len(places) > 6 and all(re.search(rf'class="[^"]*\b{place}\b', html) for place in places)
    acts = set(re.findall(r'data-deck="(\w+)"', html))
    assert acts == {"save", "open", "empty", "undo"} and all(f'"{act}"' in program for act in acts)
    assert all(words.strip() for words in re.findall(r"<button[^>]*>([^<]*)</button>", html))
    assert deck_style.deck_css().count("{") == deck_style.deck_css().count("}")


def test_notes_window_has_every_place_that_its_program_fills() -> None:
    program = (PRESENT / "notes_window.mjs").read_text()
    html = notes_window.document('{"base":"/"}')
    for place in re.findall(r'part\("([\w-]+)"\)', program):
        assert f'class="{place}"' in html
    assert 'globalThis.hePresent = {"base":"/"};' in html and html.startswith("<!DOCTYPE html>")
