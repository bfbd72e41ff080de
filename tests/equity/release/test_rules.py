"""Rules by name, several together, and the floor of people: what none of them may show is not shown."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.release_names import RELEASE_RULES
from data.schema import TOGETHER, Status, ValueType
from equity.disclosure import released, small_counts
from equity.release.rules import RULES, ReleaseRule, strictest
from equity.result import Reason

NAMES = st.lists(st.sampled_from([*RELEASE_RULES, "people30", "people1000"]), min_size=1, max_size=4, unique=True)


def frame(counts: list[float], people: list[float]) -> pd.DataFrame:
    x, n = np.array(counts, float), np.array(people, float)
    return pd.DataFrame({"numerator": x, "denominator": n, "value": 100 * x / n, "status": str(Status.OK)})


def test_every_name_of_a_catalogue_is_a_rule_and_others_are_not() -> None:
    assert set(RELEASE_RULES) <= set(RULES)
    assert RULES["people30"] == ReleaseRule("people30", fewest_people=30)
    for wrong in ("people0", "people", "small5", "small4 & nothing"):
        with pytest.raises(KeyError):
            RULES[wrong]


@given(NAMES)
def test_the_strictest_withholds_whatever_any_of_them_does(names: list[str]) -> None:
    rule = RULES[TOGETHER.join(names)]
    rows = frame([0, 1, 4, 5, 7, 8, 12, 40, 40, 500], [400, 25, 90, 29, 900, 1000, 30, 44, 999, 5000])
    kinds = [ValueType.PROPORTION, ValueType.CRUDE_RATE]
    for kind in kinds:
        alone = [small_counts(rows, RULES[one], value_type=kind) for one in names if not RULES[one].round_to]
        together = small_counts(rows, rule, value_type=kind)
        rounded = RULES[names[0]].round_to or any(RULES[one].round_to for one in names)
        if not rounded or kind != ValueType.PROPORTION:  # rounded counts say nothing of the people not counted
            assert (together >= np.logical_or.reduce([np.zeros(10, bool), *alone])).all()


def test_order_does_not_matter() -> None:
    for names in permutations(("small4", "hes", "people30")):
        rule = strictest(RULES[one] for one in names)
        assert (rule.largest, rule.round_to, rule.secondary, rule.fewest_people) == (7, 5, True, 30)


def test_of_few_people_nothing_is_shown_however_many_events_there_are() -> None:
    shown = released(frame([20, 20, 900], [29, 30, 3000]), "published & people30", value_type=ValueType.PROPORTION)
    assert shown["status"].tolist() == [str(Status.SUPPRESSED), str(Status.OK), str(Status.OK)]
    assert shown["reason"].iloc[0] == str(Reason.FEW_PEOPLE)
    assert np.isnan(shown["numerator"].iloc[0]) and np.isnan(shown["value"].iloc[0])
    assert shown["denominator"].iloc[0] == 29  # how many people live there is no secret of a source


def test_what_is_withheld_for_few_people_cannot_be_worked_out_from_its_parent() -> None:
    rows = frame([20, 300, 400, 500], [29, 900, 1000, 1200])
    shown = released(
        rows, "small4 & people30", value_type=ValueType.PROPORTION, parents=pd.Series(["p"] * 4, index=rows.index)
    )
    assert shown["reason"].tolist()[:2] == [str(Reason.FEW_PEOPLE), str(Reason.SECONDARY)]
    assert shown["numerator"].notna().tolist() == [False, False, True, True]
