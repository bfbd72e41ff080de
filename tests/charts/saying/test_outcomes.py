"""No code of ours reaches a reader: every reason and outcome that `equity` can answer with has words."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from collections.abc import Mapping
from enum import StrEnum
from types import ModuleType

import pytest

import charts
import equity
from charts.saying.outcomes import SAID, reason_words
from equity.change.attribute_charts import Attribute
from equity.change.farrington_threshold import Transform, Variant
from equity.change.usual import Kind as Chart
from equity.comparing.correlation import Kind
from equity.comparing.judging import Confidence
from equity.inequality.axes import Axis
from equity.inequality.slope_inputs import Scale
from equity.result import Reason
from equity.similar.space import Scaling

SETTINGS = {Attribute, Chart, Transform, Variant, Kind, Confidence, Axis, Scale, Scaling}  # asked for, never answered
NOT_PLAIN = ("_", "nan", "denominator", "numerator", "stratum", "caused", "impact", "hard to reach", "null")


def modules(package: ModuleType) -> list[ModuleType]:
    return [
        importlib.import_module(one.name) for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]


def kinds() -> set[type[StrEnum]]:
    """Every list of reasons or outcomes in the wing, found by walking it."""
    found = [one for module in modules(equity) for one in vars(module).values() if isinstance(one, type)]
    return {one for one in found if issubclass(one, StrEnum) and one.__module__.startswith("equity.")} - SETTINGS


def said() -> dict[tuple[type[StrEnum], StrEnum], list[str]]:
    """Words of every answer, from all tables of words that `charts` has."""
    words = defaultdict(list)
    tables = [one for module in modules(charts) for one in vars(module).values() if isinstance(one, Mapping)]
    for table in (*tables, *SAID.values()):
        for answer, told in table.items():
            if isinstance(answer, StrEnum) and isinstance(told, str) and re.search("[a-z]{3}", told):
                words[type(answer), answer].append(told)
    return words


@pytest.mark.parametrize("kind", sorted(kinds(), key=str), ids=lambda kind: kind.__name__)
def test_every_answer_has_plain_words_of_its_own(kind: type[StrEnum]) -> None:
    words = said()
    assert [one for one in kind if one != "" and not words[kind, one]] == []
    for one in kind:
        assert not [told for told in words[kind, one] for bad in NOT_PLAIN if bad in told.lower()]
    own = [told for one, told in SAID.get(kind, {}).items() if one != ""]
    assert len(set(own)) == len(own)


def test_reasons_are_sentences_and_sentences_stay() -> None:
    for reason in Reason:
        said = reason_words(str(reason))
        assert said == "" if reason is Reason.NONE else said.endswith(".") and " " in said
    assert reason_words("No area of this kind lies in it.") == "No area of this kind lies in it."
