"""The one gate: whatever leaves for a page, tooltip, file or sentence has passed `released`.

Lives here: suppression of small counts, secondary suppression, and the wiping of every number from which a withheld
count could be computed. Not here: the rules (`equity.release.rules`), rounding (`equity.release.rounding`), words for
withheld values (`charts.states`).
The order is: sums, values, **release**, then classes and comparisons of what was released.
"""

from __future__ import annotations

from numbers import Number

import numpy as np
import pandas as pd

from data.schema import Status, ValueType
from equity.release.protection import Groups, Hidden, secondary
from equity.release.rounding import implied, rounded
from equity.release.rules import RULES, ReleaseRule
from equity.result import LIMIT_COLUMNS, Reason, floats
from equity.values.valuation import SHOWN

# Columns that say nothing about the counted events; any other number of a withheld row is wiped.
PUBLIC_COLUMNS = ("denominator", "population", "coverage", "apportioned", "lon", "lat")
NUMBERS = ("numerator", "value", *LIMIT_COLUMNS)
WITHHELD_FOR = "withheld_for"  # of a row: the reason given before the gate
WITH_PEOPLE = (str(Reason.POOLED), str(Reason.LINKED))  # reasons for which the number of people goes too
DERIVED_AFTER = ("class_index", "compared")  # made from released values, so they cannot stand before the gate


def released(
    frame: pd.DataFrame,
    rule: str | ReleaseRule,
    *,
    value_type: ValueType,
    multiplier: float = 100.0,
    parents: pd.Series | pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The rows as they may be shown.

    Parameters
    ----------
    frame : DataFrame
        One row per area: numerator, denominator, value, limits, status (`equity.values.valuation.valued`). A column
        `withheld_for` names the reason of rows that must be withheld whatever their count is ("" for others).
    rule : str or ReleaseRule
        A key of `RULES` (the indicator's `release_rule`).
    value_type : ValueType
        Values and limits of proportions, rates and counts are made again from the controlled counts. A share or rate
        with its people but without a count is judged by the count that both imply.
    multiplier : float
        Unit of the value.
    parents : Series or DataFrame, optional
        For each area the code of a parent whose total is shown too; one column per kind of parent.

    Returns
    -------
    DataFrame
        Same rows; a withheld row has status "suppressed", a reason and no number that counts events. With "published"
        and "none" counts stay, but rows whose status carries no value are wiped all the same.

    Raises
    ------
    ValueError
        Classes or comparisons already made: they would give the unreleased value away.

    References
    ----------
    NHS Digital (2018) HES disclosure control change: 0 shown, 1-7 as *, others to the nearest 5.
    ONS (2006) Review of the dissemination of health statistics: disclosure control.
    """
    early = [name for name in DERIVED_AFTER if name in frame]
    if early:
        raise ValueError(f"release before classing or comparing, not after: {', '.join(early)}")
    rule = RULES[rule] if isinstance(rule, str) else rule
    kind, silent = ValueType(value_type), np.isnan(floats(frame["numerator"]))
    told = implied(frame, kind, multiplier=multiplier) if rule.largest else frame
    reason, people, _ = _withheld(told, rule, value_type=kind, parents=parents)
    hidden = reason != ""
    controlled = told.drop(columns=WITHHELD_FOR, errors="ignore").copy()
    if rule.round_to:
        controlled = rounded(controlled, rule.round_to, value_type=kind, multiplier=multiplier)
    if told is not frame:
        controlled["numerator"] = np.where(silent, np.nan, floats(controlled["numerator"]))
    controlled["status"] = np.where(hidden, str(Status.SUPPRESSED), controlled["status"])
    controlled["reason"] = np.where(hidden, reason, controlled.get("reason", ""))
    return _wiped(controlled, people=people).astype({"status": "str", "reason": "str"})


def withheld_parents(
    frame: pd.DataFrame, rule: str | ReleaseRule, *, value_type: ValueType, parents: pd.Series | pd.DataFrame | Groups
) -> set[str]:
    """Parents whose total must not be shown, since even withholding all their areas leaves a count exposed."""
    rule = RULES[rule] if isinstance(rule, str) else rule
    if not (rule.largest and rule.secondary):
        return set()
    return _withheld(frame, rule, value_type=ValueType(value_type), parents=parents)[2]


def hidden_counts(
    frame: pd.DataFrame, rule: ReleaseRule, *, value_type: ValueType, groups: Groups
) -> tuple[np.ndarray, np.ndarray, set[str]]:
    """Rows whose events, and whose people, `released` withholds, and the parents whose total must not be shown."""
    reason, people, gone = _withheld(frame, rule, value_type=value_type, parents=groups or None)
    return reason != "", people, gone


def small_counts(frame: pd.DataFrame, rule: ReleaseRule, *, value_type: ValueType) -> np.ndarray:
    """True where a count is too small to show: events, people in all, or (unrounded) the people not counted.

    So is a row of fewer people than the rule asks for, however many events they had.
    """
    x, n = floats(frame["numerator"]), floats(frame["denominator"])
    with np.errstate(invalid="ignore"):
        small = _between(x, rule.largest) | _between(n, rule.largest) | few_people(n, rule)
        if value_type == ValueType.PROPORTION and not rule.round_to:
            small |= _between(n - x, rule.largest)
    return small & frame["status"].isin([str(status) for status in SHOWN]).to_numpy()


def few_people(people: np.ndarray, rule: ReleaseRule) -> np.ndarray:
    """True where there are people, but fewer than the rule's floor."""
    return _between(people, rule.fewest_people - 1)


def _given(frame: pd.DataFrame) -> np.ndarray:
    """The reason that comes with a row, where it would show a value at all."""
    if WITHHELD_FOR not in frame:
        return np.full(len(frame), "", dtype=object)
    shown = frame["status"].isin([str(status) for status in SHOWN])
    return np.where(shown, frame[WITHHELD_FOR].astype(object), "")


def counted(value_type: ValueType) -> tuple[str, ...]:
    """The columns that are counts of the source: people are, where a share of them is given."""
    return ("numerator", "denominator") if value_type == ValueType.PROPORTION else ("numerator",)


def _between(count: np.ndarray, largest: int) -> np.ndarray:
    return (count > 0) & (count < largest + 1) & (largest > 0)


def _withheld(
    frame: pd.DataFrame, rule: ReleaseRule, *, value_type: ValueType, parents
) -> tuple[np.ndarray, np.ndarray, set[str]]:
    """The reason of each withheld row ("" if shown), whose number of people goes too, and parents whose total does."""
    small = small_counts(frame, rule, value_type=value_type)
    few = few_people(floats(frame["denominator"]), rule)
    reason = np.where(small, np.where(few, str(Reason.FEW_PEOPLE), str(Reason.SMALL_COUNT)), "")
    people = small & _between(floats(frame["denominator"]), rule.largest)
    given = _given(frame)
    people, reason = people | np.isin(given, WITH_PEOPLE), np.where(given != "", given, reason)
    if parents is None or not rule.secondary or not (reason != "").any():
        return reason, people, set()
    above = parents if isinstance(parents, dict) else pd.DataFrame(parents).reindex(frame.index)
    found = [secondary(cell, above) for cell in _cells(frame, rule, small=small, value_type=value_type)]
    extra = [one.hidden for one in found]
    reason = np.where((reason == "") & np.logical_or.reduce(extra), str(Reason.SECONDARY), reason)
    gone = set().union(*(one.exposed for one in found))
    return reason, people | extra[-1] if len(extra) > 1 else people, gone


def _cells(frame: pd.DataFrame, rule: ReleaseRule, *, small: np.ndarray, value_type: ValueType) -> list[Hidden]:
    """The counts an outsider could difference: events, and the people in all where they are counts of the source."""
    shown = frame["status"].isin([str(status) for status in SHOWN]).to_numpy()
    cells = []
    for name in counted(value_type):
        count = np.where(shown, np.nan_to_num(floats(frame[name])), 0.0)
        hidden = small if name == "numerator" else small & _between(count, rule.largest)
        given = _given(frame)
        other = (given != "" if name == "numerator" else np.isin(given, WITH_PEOPLE)) & (count > 0)
        cells.append(Hidden(count, hidden, rule.largest, rule.round_to, other=other))
    return cells


def _wiped(frame: pd.DataFrame, *, people: np.ndarray) -> pd.DataFrame:
    """Rows without a value keep none of their numbers, whatever type their column has."""
    bare = ~frame["status"].isin([str(status) for status in SHOWN]).to_numpy()
    numbers = [name for name in frame if name not in PUBLIC_COLUMNS and (name in NUMBERS or _numeric(frame[name]))]
    wiped = {name: np.where(bare, np.nan, floats(frame[name])) for name in numbers}
    return frame.assign(**wiped, denominator=np.where(people, np.nan, floats(frame["denominator"])))


def _numeric(column: pd.Series) -> bool:
    """Whether a column holds numbers: by its type, or any of its entries where that says nothing."""
    if column.dtype != object:
        return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    return any(isinstance(one, Number) and not isinstance(one, bool) for one in column)
