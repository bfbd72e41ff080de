"""The navigation line: every page within reach of every other, the current one named once in the line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from charts.frame.navigation_style import navigation_css
from pages.parts.serving.document import front_page
from pages.parts.showing import navigation
from pages.parts.showing.navigation import LINE, PAGES, header

SCRIPTS = Path(__file__).parents[2] / "pages"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "start")
def test_every_page_leads_to_every_other_and_names_itself_in_the_line(page: navigation.PageLink) -> None:
    text = header(page.path)
    line, _, menu = text.partition("<details")
    assert [f"./{one.path}" for one in PAGES] == re.findall(r'href="([^"]*)"', menu)
    assert re.findall(r'aria-current="page">([^<]*)<', line) == [page.title]
    assert {one.title for one in PAGES if one.group == LINE} <= set(re.findall(r">([^<>]+)</a>", line))


def test_pages_are_scripts_with_a_path_of_their_own_and_groups_stand_together() -> None:
    assert len({page.path for page in PAGES}) == len(PAGES)
    assert {page.script for page in PAGES} == {path.name for path in SCRIPTS.glob("*.py")} - {"hall.py"}
    assert not any(Path(page.script).stem == page.path for page in PAGES)
    groups = [page.group for page in PAGES]
    assert groups == sorted(groups, key=groups.index)


def test_a_page_brings_only_its_own_style_sheets() -> None:
    assert set(front_page.STYLES) == {page.path for page in PAGES}
    assert navigation_css() in front_page.sheet("nowhere")
    assert ".he-board" in front_page.sheet("board") and ".he-board" not in front_page.sheet("")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "start")
def test_the_readme_tells_every_page_by_its_word_and_address(page: navigation.PageLink) -> None:
    assert f"- **{page.title}** (`/{page.path}`" in (SCRIPTS.parent / "README.md").read_text()
