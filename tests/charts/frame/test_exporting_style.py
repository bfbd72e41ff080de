"""The strip of a long export: its style sheet is sound and its colours are the product's."""

from __future__ import annotations

import re

from charts import theme
from charts.frame.exporting_style import exporting_css


def test_every_brace_is_closed_and_every_colour_is_the_theme_s() -> None:
    sheet = exporting_css()
    assert sheet.count("{") == sheet.count("}") > 10
    known = {value.lower() for value in vars(theme).values() if isinstance(value, str)}
    assert {colour.lower() for colour in re.findall(r"#[0-9A-Fa-f]{6}", sheet)} <= known
