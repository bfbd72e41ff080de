"""An outsider with pencil and paper: every count a withheld area could have, by trying all of them."""

import numpy as np


def possible(numbers, result, place, *, rule):
    """The counts of one withheld area that assert_agrees with all that is shown, the parent's total included.

    The outsider knows the rule, and which areas were withheld for a small count and which to protect them.
    """
    sums, step = {0}, rule.round_to or 1
    for other, shown in enumerate(result["numerator"]):
        if other == place:
            continue
        choices = _choices(shown, result["reason"].iloc[other], rule)
        sums = {part + count for part in sums for count in choices if part + count <= sum(numbers) + step}
    total = round_to(sum(numbers), step)
    own = _choices(np.nan, result["reason"].iloc[place], rule)
    return {count for count in own if any(round_to(count + rest, step) == total for rest in sums)}


def round_to(count, step):
    return int(np.floor(count / step + 0.5) * step)


def _choices(shown, reason, rule):
    if reason == "small_count":
        return range(1, rule.largest + 1)
    if reason == "secondary":
        return range(rule.largest + 1, 120)
    if not rule.round_to:
        return [int(shown)]
    near = range(max(int(shown) - rule.round_to, 0), int(shown) + rule.round_to + 1)
    return [count for count in near if (count == 0 or count > rule.largest) and round_to(count, rule.round_to) == shown]
