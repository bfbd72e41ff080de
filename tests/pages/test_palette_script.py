"""Fingertips colours in the document: switched by the address, carried to other pages, kept when a page writes it."""

from __future__ import annotations

from charts.frame import fingertips
from pages.parts.serving.document import front_page, palette_script, status_script
from pages.parts.showing import navigation


def test_every_document_can_switch_and_carries_the_setting_along() -> None:
    head = front_page.head("/board", {})
    assert palette_script.script() in head and '"palette"]' in head.partition("const SHARED=")[2][:120]
    assert fingertips.fingertips_css() in front_page.sheet("board")
    assert "data-palette" in navigation.header("board")
    assert all(colour in palette_script.script() for colour in fingertips.map_colours().values())


def test_what_is_shown_is_told_in_a_quiet_element() -> None:
    assert 'role="status"' in status_script.script() and "Now shown: " in status_script.script()
