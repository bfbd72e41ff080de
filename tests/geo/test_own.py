"""Own footprints: what one may hold, editing and taking back, and its share of every LSOA."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.schema import Tier
from geo.membership import area_blocks, membership, parts
from geo.own import MOST_STEPS, History, OwnFootprint, converted, lsoa_shares

CODES = [f"E010000{number:02d}" for number in range(1, 13)]
SIZES = pd.DataFrame({"lsoa": CODES, "population": [100 + 7 * n for n in range(12)], "postcodes": 10})
LOOKUP = pd.DataFrame(
    {
        "lsoa11cd": CODES,
        "msoa11cd": [f"E020000{n // 3:02d}" for n in range(12)],
        "ctyua21cd": ["E10000001"] * 5 + ["E10000002"] * 7,
    }
)
LSOAS = pd.DataFrame({"lsoa": CODES, "block": CODES})


def own(*codes: str, **others: object) -> OwnFootprint:
    """A footprint of LSOAs."""
    return OwnFootprint(**{"id": "own-a", "name": "A", "area_type": "lsoa11", "members": codes} | others)


def test_order_of_members_changes_nothing_and_whole_shares_are_left_out() -> None:
    assert own("E01000002", "E01000001") == own("E01000001", "E01000002", shares=(1, 1.0))
    mixed = own("E01000002", "E01000001", shares=(0.25, 1))
    assert mixed.members == ("E01000001", "E01000002")
    assert mixed.weights == {"E01000001": 1.0, "E01000002": 0.25}
    assert mixed.tier is Tier.NEIGHBOURHOOD


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": " "}, "name is empty"),
        ({"name": "A" * 121}, "121 letters"),
        ({"name": "A\x00"}, "cannot be printed"),
        ({"area_type": "lsoa"}, "is no area type"),
        ({"tier": "ward"}, "is no tier"),
        ({"owner": "me"}, "is no owner"),
        ({"rule": "guess"}, "is no rule"),
        ({"members": ("E01000001", "E01000001")}, "1 members stand twice: E01000001"),
        ({"members": tuple(map(str, range(40_001)))}, "40,001 members"),
        ({"shares": (0.5, 0.5)}, "2 shares for 1 members"),
        ({"shares": (0.0,)}, "shares outside 0 to 1: 0.0"),
        ({"shares": (1.5,)}, "shares outside 0 to 1: 1.5"),
        ({"valid_from": "1 April"}, "“1 April” is not a date"),
        ({"valid_from": "2026-04-01", "valid_to": "2026-03-31"}, "ends (2026-03-31) before it begins"),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        own("E01000001", **wrong)


def test_all_faults_come_at_once() -> None:
    with pytest.raises(ValueError, match=r"name is empty.*is no owner.*not a date"):
        own("E01000001", name="", owner="me", valid_to="soon")


def test_adding_removing_and_going_back() -> None:
    first = own("E01000001")
    history = History(first).changed(first.with_added(["E01000003", "E01000001"]))
    history = history.changed(history.present.without(["E01000001"]))
    assert history.present.members == ("E01000003",)
    assert history.undone().undone().present == first
    assert history.undone().undone().undone().present == first
    assert history.undone().redone() == history
    assert history.redone() == history
    assert history.changed(history.present) is history
    branched = history.undone().changed(own("E01000009"))
    assert branched.future == ()
    assert branched.redone() == branched


def test_history_keeps_so_many_steps() -> None:
    history = History(own(name="0"))
    for step in range(1, MOST_STEPS + 50):
        history = history.changed(own(name=str(step)))
    assert len(history.past) == MOST_STEPS
    assert history.past[0].name == "49"


@given(st.lists(st.sets(st.sampled_from(CODES)), min_size=1, max_size=8), st.integers(0, 10))
def test_undoing_and_redoing_as_often_is_nothing(steps: list[set[str]], times: int) -> None:
    history = History(own())
    for members in steps:
        history = history.changed(own(*members))
    back = history
    for _ in range(min(times, len(history.past))):
        back = back.undone()
    seen = [*back.past, back.present, *back.future]
    assert all(before != after for before, after in pairwise(seen))
    for _ in range(len(history.past)):
        back = back.redone()
    assert back == history


@given(st.sets(st.sampled_from(CODES), min_size=1), st.randoms())
def test_parts_sum_to_the_whole_whatever_the_order(members: set[str], random) -> None:
    shuffled = list(members)
    random.shuffle(shuffled)
    groups = lsoa_shares(own(*shuffled), LSOAS)
    pd.testing.assert_frame_equal(groups, lsoa_shares(own(*sorted(members)), LSOAS))
    blocks = area_blocks(LOOKUP, "msoa11")
    within = area_blocks(LOOKUP, "ctyua21").rename(columns={"block": "part"})
    whole = membership(blocks, groups, sizes=SIZES)
    cut = parts(blocks, groups, within=within, sizes=SIZES)
    assert (cut.weights.sum(axis=0) == whole.weights.sum(axis=0)).all()


def test_share_of_lsoas_through_wards_by_plain_loops() -> None:
    wards = pd.DataFrame(
        {
            "lsoa": ["E01000001", "E01000001", "E01000001", "E01000002", "E01000003"],
            "block": ["W1", "W2", "W3", "W2", "W3"],
            "weight": [0.7, 0.2, 0.1, 1.0, 1.0],
        }
    )
    made = own("W1", "W2", "W3", area_type="wd25", shares=(1, 1, 0.5))
    expected: dict[str, float] = {}
    for row in wards.itertuples():
        expected[row.lsoa] = expected.get(row.lsoa, 0.0) + row.weight * made.weights.get(row.block, 0.0)
    found = lsoa_shares(made, wards).set_index("lsoa")["weight"]
    assert found.to_dict() == pytest.approx(expected)
    whole = own("W1", "W2", "W3", area_type="wd25")
    assert lsoa_shares(whole, wards).set_index("lsoa").at["E01000001", "weight"] == 1.0
    assert lsoa_shares(own(), LSOAS).empty


def test_converting_takes_what_is_half_inside() -> None:
    msoas = area_blocks(LOOKUP, "msoa11")
    two_of_three = own("E01000001", "E01000002", "E01000004")
    found = converted(two_of_three, "msoa11", blocks=LSOAS, to=msoas, sizes=SIZES)
    assert found.members == ("E02000000",)  # 207 of 321 people; of the second 121 of 384
    assert (found.area_type, found.rule, found.name) == ("msoa11", "half", "A")
    assert converted(two_of_three, "lsoa11", blocks=LSOAS, to=LSOAS, sizes=SIZES) is two_of_three
    assert converted(own(), "msoa11", blocks=LSOAS, to=msoas, sizes=SIZES).members == ()
    back = converted(found, "lsoa11", blocks=msoas, to=LSOAS, sizes=SIZES)
    assert back.members == ("E01000001", "E01000002", "E01000003")
