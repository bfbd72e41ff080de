"""Fingertips colours on request: the same marks and words, other colours, on the page and in what leaves it."""

from __future__ import annotations

import re

import pytest

from charts import marks
from charts.frame import fingertips
from charts.theme import ACCENT, FINGERTIPS, PAPER, SECONDARY, WORSE, comparison_colours
from equity.comparing.comparison import Comparison


@pytest.mark.parametrize("outcome", list(FINGERTIPS))
def test_a_mark_keeps_its_shape_and_takes_the_colour(outcome: Comparison) -> None:
    usual, own = marks.mark(outcome), fingertips.recoloured(marks.mark(outcome))
    assert FINGERTIPS[outcome] in own and FINGERTIPS[outcome] not in usual
    shape = re.compile(r'(?:fill|stroke)="#\w+"|class="[^"]*"| ')
    assert shape.sub("", own) == shape.sub("", usual)  # nothing but colours and their names
    assert not any(old in own for old in (ACCENT, WORSE, SECONDARY))


def test_what_is_no_judgement_keeps_its_colour() -> None:
    for outcome in (Comparison.BENCHMARK, Comparison.NOT_COMPARED):
        assert fingertips.recoloured(marks.mark(outcome)) == marks.mark(outcome)
    line = f'<path stroke="{ACCENT}"/>'
    assert fingertips.recoloured(line) == line


def test_every_marked_class_has_its_rule_and_waits_for_the_setting() -> None:
    sheet = fingertips.fingertips_css().removeprefix("<style>").removesuffix("</style>")
    for outcome, colour in FINGERTIPS.items():
        assert f".he-m-{outcome.value}" in sheet and colour in sheet
        assert f'class="he-m-{outcome.value}"' in marks.mark_shape(outcome)
    for rule in filter(None, sheet.split("}")):
        assert all(one.startswith(".he-fingertips ") for one in rule.split("{")[0].split(",")), rule


def test_a_map_exchanges_the_classes_of_judgement_only() -> None:
    own = fingertips.instead(comparison_colours() | {"0": "#CDE594"})
    assert own["20"] == FINGERTIPS[Comparison.BETTER] and own["22"] == FINGERTIPS[Comparison.WORSE]
    assert (own["23"], own["0"]) == (PAPER, "#CDE594")
    assert fingertips.recoloured('<td class="hc-c hc-worse">') == '<td class="hc-c hc-worse hf-worse">'
