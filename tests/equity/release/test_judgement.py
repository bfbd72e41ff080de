"""The verdict on a footprint: worked by hand, and what must hold of every verdict."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from equity.disclosure import RULES, ReleaseRule
from equity.release.differencing import exposure
from equity.release.judgement import judged
from equity.release.ledger import official_ledger
from tests.equity.release.test_attack import ATTACKER, asked, bits, members, pack, triple

HES = ReleaseRule("exact", largest=7)


def ledger(counts, *, rule=HES, names=None, withheld=(), **kinds):
    """Blocks a, b, c .. with these numerators; each kind a string of area letters, "-" for none."""
    blocks = list("abcdefghij"[: len(counts)])
    areas = {kind: [None if code == "-" else f"{kind} {code}" for code in codes] for kind, codes in kinds.items()}
    numbers = pd.DataFrame({"numerator": counts}, index=blocks)
    return official_ledger(numbers, pd.DataFrame(areas, index=blocks), rule=rule, names=names, withheld=withheld)


def test_a_ward_with_one_small_area_left_out():
    """A6: Gorleston ward has 20 + 15 + 3; without the last area the difference is 3."""
    given_names = {"ward g": "Gorleston ward", "ward y": "Yarmouth ward"}
    verdict = judged(ledger([20, 15, 3, 30, 25], names=given_names, ward="gggyy"), "ab")
    assert not verdict.safe and verdict.against == "Gorleston ward"
    text = "The difference between this footprint and Gorleston ward is a count between 1 and 7 in one area."
    assert verdict.reason == text
    assert verdict.exposed == {"c"}
    assert (verdict.alternative, verdict.added, verdict.removed) == (("a", "b", "c"), ("c",), ())
    assert verdict.advice == "The nearest footprint that is safe to show adds one area."


def test_a_ward_and_one_small_area_more():
    verdict = judged(ledger([20, 15, 3, 30], ward="ggyy", board="bbbb"), "abc")
    assert verdict.against == "ward g" and verdict.exposed == {"c"}
    assert verdict.alternative is not None and set(verdict.removed) == {"c"}


def test_the_complement_in_a_board_is_a_difference_too():
    """The board has 70; the footprint has all of it but the 4 of block d."""
    verdict = judged(ledger([20, 26, 20, 4], board="bbbb"), "abc")
    assert verdict.against == "board b" and verdict.exposed == {"d"}


def test_three_footprints_that_overlap_in_turn():
    """P = a+b, Q = b+c, R = a+c: (P + R - Q) / 2 = a, which is 3; no two of them differ by a small count."""
    start = ledger([3, 20, 30, 50], board="bbbb")
    two = start.with_released("P", "ab").with_released("Q", "bc")
    assert exposure(start, start.indicator_of("ab")) is None
    verdict = judged(two, "ac")
    assert verdict.exposed == {"a"} and "P" in verdict.against and "Q" in verdict.against
    assert verdict.reason == "Together with P and Q this footprint would give away a count between 1 and 7 in one area."
    assert judged(two, verdict.alternative).safe


def test_what_is_left_after_whole_wards_are_taken_away():
    """The footprint is two wards and block e, which has 5."""
    verdict = judged(ledger([20, 15, 30, 9, 5, 40, 90], ward="ggyyzz-", board="bbbbbbb"), "abcde")
    text = "Whole released areas taken away from this footprint would leave a count between 1 and 7 in one area."
    assert verdict.reason == text
    assert verdict.exposed == {"e"} and verdict.against == ""
    around = judged(ledger([40, 20, 15, 6, 90], ward="-yy--", board="bbbb-"), "a")
    text = "Whole released areas taken away from the rest of board b would leave a count between 1 and 7 in one area."
    assert around.reason == text


def test_limits_alone_give_a_count_away():
    """Two withheld areas, each known to be 1 to 7: once 14 is shown for both, each must be 7. With 13 either may be."""
    seven = judged(ledger([7, 7, 30, 9, 40], block="abcde"), "ab")
    assert not seven.safe and seven.reason.startswith("Together with block ") and seven.exposed < {"a", "b"}
    assert judged(ledger([7, 6, 30, 9, 40], block="abcde"), "ab").safe


def test_rounded_totals_leave_room_but_not_for_nested_areas():
    start = ledger([20, 15, 3, 30], rule=ReleaseRule("hes", largest=7, round_to=5), ward="gggy", board="bbbb")
    assert not judged(start, "ab").safe
    three = start.with_released("P", "ad")
    assert judged(three, "bd").safe


def test_a_footprint_that_is_too_small_itself():
    verdict = judged(ledger([3, 2, 30, 40], board="bbbb"), "ab")
    assert verdict.reason == "This footprint itself holds a count between 1 and 7 in 2 areas."
    assert verdict.against == "" and judged(ledger([3, 2, 30, 40], board="bbbb"), verdict.alternative).safe


def test_nothing_safe_near_by_is_said():
    verdict = judged(ledger([3, 50], board="-b"), "a", nearby=())
    assert (verdict.safe, verdict.alternative) == (False, None)
    assert verdict.advice.startswith("No nearby footprint was found")


def test_only_areas_near_by_are_added():
    start = ledger([20, 15, 3, 30, 25], ward="gggyy", board="bbbbb")
    assert "c" not in judged(start, "ab", nearby=["d"]).alternative


def test_published_counts_are_safe_at_once():
    for name in ("published", "none"):
        assert judged(ledger([1, 2, 3], rule=RULES[name], ward="ggy"), "a").safe


def test_people_and_people_not_counted_are_protected_too():
    numbers = pd.DataFrame({"numerator": [40, 30, 20], "denominator": [90, 80, 25]}, index=list("abc"))
    areas = pd.DataFrame({"ward": ["g", "g", "g"]}, index=list("abc"))
    verdict = judged(official_ledger(numbers, areas, rule=HES), "ab")
    assert verdict.reason.endswith("is a number of people not counted between 1 and 7 in one area.")
    few = numbers.assign(denominator=[90, 80, 5], numerator=[40, 30, 0])
    assert "is a number of people between 1 and 7" in judged(official_ledger(few, areas, rule=HES), "ab").reason


@pytest.mark.parametrize(("wanted", "fault"), [("", "there are none"), ("az", "z are not among them")])
def test_members_must_be_blocks(wanted, fault):
    with pytest.raises(ValueError, match=fault):
        judged(ledger([1, 2], ward="gg"), wanted)


packs = st.tuples(st.integers(0, 10**6), st.sampled_from([0, 5]))


@given(packs)
@settings(max_examples=60)
def test_an_alternative_is_itself_allowed_and_nothing_is_changed(seed):
    random = np.random.default_rng(seed[0])
    _, start, _ = pack(random, step=seed[1])
    _, grown = asked(start, triple(random))
    before = (grown.rows.toarray().copy(), grown.names, grown.counts.copy())
    for mask in triple(random):
        verdict = judged(grown, members(mask))
        if verdict.alternative is not None:
            assert judged(grown, verdict.alternative).safe
            changed = set(members(mask)) ^ set(verdict.alternative)
            assert changed == {*verdict.added, *verdict.removed} and changed
    assert (grown.rows.toarray() == before[0]).all() and grown.names == before[1]
    pd.testing.assert_frame_equal(grown.counts, before[2])


@given(packs)
@settings(max_examples=60)
def test_an_official_area_or_an_earlier_footprint_is_safe_again(seed):
    random = np.random.default_rng(seed[0])
    _, start, official = pack(random, step=seed[1])
    allowed, grown = asked(start, triple(random))
    assert all(judged(grown, members(mask)).safe for mask in [*official, *allowed] if mask)


@given(packs)
@settings(max_examples=40)
def test_the_order_of_releases_changes_nothing(seed):
    """Footprints that are allowed one after the other are allowed in every other order."""
    random = np.random.default_rng(seed[0])
    counts, start, official = pack(random, step=seed[1])
    assume(not ATTACKER.given_away(counts, official, largest=start.rule.largest, step=seed[1]))
    allowed, _ = asked(start, triple(random))
    for order in permutations(allowed):
        assert asked(start, order)[0] == list(order)


def test_bits_and_members_are_each_others_inverse():
    assert members(bits(np.array([1, 0, 1, 0, 0]))) == ["b0", "b2"]
