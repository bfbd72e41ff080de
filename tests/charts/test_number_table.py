"""The table under a figure: its cells as they are, numbers to the right, no markup from words."""

from __future__ import annotations

import re

from charts.number_table import number_table


def test_cells_stand_in_order_and_words_stay_words() -> None:
    table = number_table(("What", "Value"), [("<b>A</b>", "1"), ("B", "2")], right=(1,), kind="x-numbers")
    assert re.findall(r'<th scope="row">(.*?)</th><td class="he-r">(.*?)</td>', table) == [
        ("&lt;b&gt;A&lt;/b&gt;", "1"),
        ("B", "2"),
    ]
    assert '<th scope="col">What</th><th scope="col" class="he-r">Value</th>' in table
    assert 'class="he-table x-numbers"' in table and 'tabindex="0"' in table
