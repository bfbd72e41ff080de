"""No code of ours reaches a reader: every reason and outcome that `equity` can answer with has words."""

from __future__ import annotations

import importlib
import pkgutil
from enum import StrEnum

import pytest

import equity
from charts.saying.outcomes import SAID, reason_words
from equity.change.attribute_charts import Attribute
from equity.change.farrington_threshold import Transform, Variant
from equity.comparing.correlation import Kind
from equity.comparing.judging import Confidence
from equity.inequality.axes import Axis
from equity.inequality.slope_inputs import Scale
from equity.result import Reason
from equity.similar.space import Scaling

SETTINGS = {Attribute, Transform, Variant, Kind, Confidence, Axis, Scale, Scaling}  # asked for, never answered
NOT_PLAIN = ("_", "nan", "denominator", "numerator", "stratum", "caused", "impact", "hard to reach", "null")


def kinds() -> set[type[StrEnum]]:
    """Every list of reasons or outcomes in the wing, found by walking it."""
    modules = [importlib.import_module(one.name) for one in pkgutil.walk_packages(equity.__path__, "equity.")]
    found = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
    return {one for one in found if issubclass(one, StrEnum) and one.__module__.startswith("equity.")}


def test_every_kind_of_answer_is_said() -> None:
    assert kinds() == set(SAID) | SETTINGS


@pytest.mark.parametrize("kind", SAID, ids=lambda kind: kind.__name__)
def test_every_answer_has_plain_words_of_its_own(kind: type[StrEnum]) -> None:
    words = [SAID[kind][one] for one in kind if one != ""]
    assert len(set(words)) == len(words)
    for said in words:
        assert len(said) > 3 and not [one for one in NOT_PLAIN if one in said.lower()], said
        assert said[0].isupper() or kind.__name__ in ("Withheld", "Dropped", "Missing")  # clauses of a longer sentence


def test_reasons_are_sentences_and_sentences_stay() -> None:
    for reason in Reason:
        said = reason_words(str(reason))
        assert said == "" if reason is Reason.NONE else said.endswith(".") and " " in said
    assert reason_words("No area of this kind lies in it.") == "No area of this kind lies in it."
