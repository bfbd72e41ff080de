"""A whole matched comparison: exclusions, stability, history as covariates, and one on real figures."""

import pandas as pd
import pytest

from equity.similar.change import Design, difference_in_differences
from equity.similar.level import level_comparison
from equity.similar.neighbours import Choice, Pool, neighbours
from equity.similar.question import Question, matched, stability, with_history
from equity.similar.space import space
from tests.equity.similar.drawn import codes, covariates, panel

TABLE = covariates(80, 4)
ASKED = Question(TABLE, codes(80)[:3], "y", choice=Choice(k=6))
DATA = panel(80, 4)


def level(comparators):
    counts = pd.DataFrame(
        {"numerator": DATA.numerator["2018"], "denominator": DATA.denominator["2018"], "status": "ok"}
    )
    return level_comparison(counts.loc[ASKED.chosen], counts.loc[comparators], value_type="proportion")


def test_a_question_is_answered_whole():
    found = matched(ASKED)
    pd.testing.assert_index_equal(
        found.matches.comparators, neighbours(found.space, ASKED.chosen, choice=Choice(k=6)).comparators
    )
    assert list(found.balance.index) == list(TABLE.columns)
    assert (found.balance["after"].abs() <= found.balance["before"].abs() + 0.5).all()
    again = matched(ASKED, where=found.space)
    pd.testing.assert_frame_equal(again.balance, found.balance)


def test_a_footprint_has_a_balance_too():
    row = TABLE.iloc[:3].mean().to_frame("pl-x").T
    found = matched(Question(TABLE, row, "y", pool=Pool(overlap=pd.Series(1.0, index=codes(80)[:3]))))
    assert found.balance["chosen"].to_dict() == pytest.approx(row.loc["pl-x"].to_dict())
    assert len(found.matches.comparators) == 15


def test_stability_is_each_question_asked_again():
    found = matched(ASKED)
    table = stability(ASKED, found, estimate=level, ks=(2, 6, 200))
    assert list(table["kind"]) == ["as asked", "k", "k", "k", *["without"] * 4]
    assert table.loc[0, "estimate"] == table.loc[2, "estimate"] == level(found.matches.comparators).estimate
    assert (table.loc[0, "in_common"], table.loc[3, "comparators"], table.loc[3, "in_common"]) == (1.0, 77, 1.0)
    fewer = space(TABLE.drop(columns="c2"), outcome="y")
    by_hand = neighbours(fewer, ASKED.chosen, choice=ASKED.choice).comparators
    row = table.set_index("what").loc["c2"]
    assert row["comparators"] == len(by_hand)
    assert row["estimate"] == level(by_hand).estimate
    assert row["in_common"] == pytest.approx(found.matches.comparators.isin(by_hand).mean())


def test_stability_keeps_weights_and_tells_why_nothing_is_told():
    asked = Question(TABLE[["c0"]], codes(80)[:3], "y", weights={"c0": 2.0}, choice=Choice(k=1))
    table = stability(asked, matched(asked), estimate=level, ks=(1,))
    assert list(table["kind"]) == ["as asked", "k"]
    assert set(table["reason"]) == {"too_few_comparators"} and table["estimate"].isna().all()
    two = Question(TABLE[["c0", "c1"]], codes(80)[:3], "y", weights={"c0": 2.0})
    assert len(stability(two, matched(two), estimate=level, ks=())) == 3


def test_stability_of_a_change():
    def moved(comparators):
        return difference_in_differences(DATA, Design(ASKED.chosen, comparators, ("2015",), ("2018",)))

    table = stability(ASKED, matched(ASKED), estimate=moved, ks=(5, 10))
    assert table["status"].eq("ok").all() and table["lower_ci"].lt(table["estimate"]).all()


def test_periods_before_the_start_may_be_matched_on_and_no_others():
    table = with_history(TABLE, DATA, periods=("2015", "2016"), start="2017")
    assert list(table.columns[-2:]) == ["before:2015", "before:2016"]
    assert table["before:2016"].iloc[7] == DATA.values["2016"].iloc[7]
    assert matched(Question(table, codes(80)[:3], "y")).matches.status == "ok"
    for periods, start in ((("2017",), "2017"), (("2018",), "2017"), (("2015", "zz"), "2017"), (("2015",), "zz")):
        with pytest.raises(ValueError, match="not before"):
            with_history(TABLE, DATA, periods=periods, start=start)
