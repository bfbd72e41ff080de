"""10,000 pairs and triples of footprints over small packs: what was allowed gives an outsider no small count."""

from functools import cache

import numpy as np
import pandas as pd
import pytest

from data.keeping.release_store import Answer, ReleaseStore
from equity.disclosure import ReleaseRule
from equity.release.differencing import exposure
from equity.release.ledger import Told, official_ledger
from tests.equity.attacker import Attacker

BLOCKS, TOP = 5, 8
NAMES = [f"b{i}" for i in range(BLOCKS)]
ATTACKER = Attacker(BLOCKS, top=TOP)
EACH = 20  # pairs and triples asked of one pack; what two of them have in common is judged once
SHARES = 10  # the 10,000 in ten tests of 1,000, so that they can run side by side


def pack(random, *, step):
    """Counts with many small ones, one or two kinds of official areas, and the sets they release."""
    largest = int(random.integers(1, 4))
    counts = random.choice([0, 1, 2, 3, 5, 7], size=BLOCKS, p=[0.15, 0.25, 0.2, 0.15, 0.15, 0.1])
    kinds = {"county": np.where(random.random(BLOCKS) < 0.2, None, "all")}
    for number in range(int(random.integers(0, 3))):
        kinds[f"kind{number}"] = [f"{number}-{code}" for code in random.integers(0, 3, BLOCKS)]
    if random.random() < 0.2:
        kinds["block"] = NAMES
    areas = pd.DataFrame(kinds, index=NAMES, dtype=object)
    rule = ReleaseRule("test", largest=largest, round_to=step)
    ledger = official_ledger(pd.DataFrame({"numerator": counts}, index=NAMES), areas, rule=rule)
    return counts.tolist(), ledger, [bits(row) for row in ledger.rows.toarray()]


def bits(row):
    return sum(1 << int(block) for block in np.flatnonzero(row))


def members(mask):
    return [NAMES[block] for block in ATTACKER.members(mask)]


def asked(ledger, masks, *, known=None):
    """The footprints that are allowed, one after the other; `known` keeps what a pack answered to the same question."""
    known, allowed = {} if known is None else known, []
    for mask in masks:
        before = tuple(allowed)
        if (before, mask) not in known:
            now = known.setdefault(before, None) or ledger.with_told(Told("", members(one)) for one in before)
            known[before] = now
            known[before, mask] = exposure(now, now.indicator_of(members(mask))) is None
        if known[before, mask]:
            allowed.append(mask)
    return allowed, ledger.with_told(Told("", members(one)) for one in allowed)


def triple(random):
    """Two or three footprints, often near each other."""
    masks = random.integers(1, 1 << BLOCKS, size=int(random.integers(2, 4)))
    if random.random() < 0.5:
        masks[1] = masks[0] ^ (1 << int(random.integers(BLOCKS)))
    return [int(mask) for mask in masks if mask]


def recovered(counts, released, rule):
    """What the attacker recovers, also one who thinks of up to 14 events in a block (slower, so only if needed)."""
    found = ATTACKER.given_away(counts, released, **rule)
    return found and wider_attacker().given_away(counts, released, **rule)


@cache
def wider_attacker():
    """Twice as many events per block."""
    return Attacker(BLOCKS, top=14)


@pytest.mark.slow
@pytest.mark.parametrize("share", range(SHARES))
def test_an_attacker_recovers_nothing_from_what_was_allowed(share):
    random, seen, cases = np.random.default_rng(share), 0, 0
    while cases < 1000:
        counts, ledger, official = pack(random, step=5 if random.random() < 0.25 else 0)
        rule = {"largest": ledger.rule.largest, "step": ledger.rule.round_to}
        if ATTACKER.given_away(counts, official, **rule):
            continue  # the official areas alone give something away, so there is nothing left to protect
        known = {}
        for _ in range(EACH):
            allowed, _ = asked(ledger, triple(random), known=known)
            if allowed and tuple(allowed) not in known.setdefault("tried", set()):
                assert not recovered(counts, official + allowed, rule), f"share {share}, case {cases}"
                known["tried"].add(tuple(allowed))
            seen, cases = seen + len(allowed), cases + 1
    assert seen > 300  # not safe by refusing everything


def test_a_restart_between_any_two_answers_changes_nothing(tmp_path):
    """Each footprint is asked of a server that has just started and knows only what is on disk."""
    random, cases, seen = np.random.default_rng(99), 0, 0
    while cases < 150:
        counts, ledger, official = pack(random, step=0)
        if ATTACKER.given_away(counts, official, largest=ledger.rule.largest, step=0):
            continue
        folder, masks, allowed = tmp_path / f"{cases}", triple(random), []
        folder.mkdir()
        for mask in masks:
            store = ReleaseStore(folder)
            with store.held():
                told = [Told("", answer.members) for answer in store.answers()]
                now = ledger.with_told(told)
                if exposure(now, now.indicator_of(members(mask))) is None:
                    store.add(Answer("asthma", "2023/24", "all", "all", "", tuple(members(mask))))
                    allowed.append(mask)
        assert allowed == asked(ledger, masks)[0]
        assert not recovered(counts, official + allowed, {"largest": ledger.rule.largest, "step": 0})
        cases, seen = cases + 1, seen + len(allowed)
    assert seen > 100
