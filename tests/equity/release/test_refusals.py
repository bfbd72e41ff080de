"""Refusals are answers too: what they tell is known from then on, and they end before they add up."""

import numpy as np
import pandas as pd
import pytest

from equity.disclosure import ReleaseRule
from equity.release.differencing import exposure, same_as_released
from equity.release.judgement import judged
from equity.release.ledger import Told, official_ledger
from equity.release.refusals import NEAR, TRIES, WITHOUT_REASON, tells, tried_too_often
from tests.equity.attacker import Attacker
from tests.equity.release.test_attack import bits, members, pack, triple

RULE = ReleaseRule("exact", largest=7)


def ledger(counts, **kinds):
    blocks = list("abcdefgh"[: len(counts)])
    areas = pd.DataFrame({kind: list(codes) for kind, codes in kinds.items()}, index=blocks)
    return official_ledger(pd.DataFrame({"numerator": counts}, index=blocks), areas, rule=RULE)


def test_what_a_refusal_said_is_known_when_the_next_one_asks():
    """Board 40 = a 7 + b 7 + c 26. After "a is small" and "b is small", a + b = 14 would give both away."""
    start = ledger([7, 7, 26, 50], board="gggy")
    assert exposure(start, start.indicator_of("ab")) is None
    told = start.with_told([Told("", "a", small=True), Told("", "b", small=True)])
    found = exposure(told, told.indicator_of("ab"))
    assert found.blocks.tolist() in ([1, 0, 0, 0], [0, 1, 0, 0])


def test_a_set_that_was_said_to_be_small_is_not_released():
    told = ledger([3, 20, 30], board="ggg").with_told([Told("", "a", small=True)])
    assert not same_as_released(told, told.indicator_of("a"))
    assert exposure(told, told.indicator_of("a")).against == ""


def test_a_refusal_that_would_tell_gives_no_reason():
    """a + b = 14 is shown and a is known to be small: to say that b is small too would make both 7."""
    start = ledger([7, 7, 26, 50], board="gggy").with_released("P", "ab").with_told([Told("", "a", small=True)])
    found = exposure(start, start.indicator_of("ac"))
    assert found is not None and found.blocks.tolist() == [0, 1, 0, 0] and tells(start, found)
    verdict = judged(start, "ac")
    assert (verdict.safe, verdict.reason, verdict.alternative) == (False, WITHOUT_REASON, None)
    assert not verdict.exposed and verdict.advice and "between" not in verdict.reason


def test_too_few_residents_tell_nothing():
    from dataclasses import replace

    start = ledger([20, 30], board="gg")
    floored = replace(start, people=np.array([40.0, 900.0]), people_floor=100)
    found = exposure(floored, floored.indicator_of("a"))
    assert found.measure == "people" and not tells(floored, found)


def test_tries_near_each_other_come_to_an_end():
    base = set("abcdefghij")
    tries = [base ^ {extra} for extra in "klmnop"[:TRIES]]
    assert not tried_too_often(base, tries[:-1])
    assert tried_too_often(base, tries)
    assert not tried_too_often(base, tries, offered=[base]) and not tried_too_often(tries[0], tries)
    assert not tried_too_often(base ^ set("uvw"), [base ^ {extra} for extra in "klmnop"])
    assert not tried_too_often(base, [base ^ set("klmnopq"[: NEAR + 1])] * TRIES)


@pytest.mark.parametrize("seed", range(25))
def test_an_attacker_who_counts_refusals_recovers_nothing(seed):
    """What was shown, and of each set that was said to be small that it holds 1 to `largest`: every world is tried."""
    random, attacker = np.random.default_rng(seed), Attacker(5, top=8)
    counts, start, official = pack(random, step=0)
    largest = start.rule.largest
    if attacker.given_away(counts, official, largest=largest, step=0):
        return
    known = list(official)
    for _ in range(4):
        for mask in triple(random):
            verdict = judged(start, members(mask))
            if verdict.safe:
                start, known = start.with_released(f"{mask}", members(mask)), [*known, mask]
            elif verdict.exposed:
                start = start.with_told([Told("", verdict.exposed, small=True)])
                known.append(bits(start.indicator_of(verdict.exposed)))
    assert not attacker.given_away(counts, known, largest=largest, step=0)
