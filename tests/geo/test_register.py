"""The texts of the register: runs of codes, and every fault named at once."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.systems import LISTS_FILE, expanded, footprint_membership, listed_members, register_entries


@pytest.mark.parametrize(
    ("runs", "codes"),
    [
        ("E01000001..0003 E01000007", ["E01000001", "E01000002", "E01000003", "E01000007"]),
        ("E01009999..01010001", ["E01009999", "E01010000", "E01010001"]),
        ("", []),
    ],
)
def test_runs_of_codes(runs: str, codes: list[str]) -> None:
    assert expanded(runs) == codes


@given(st.sets(st.integers(0, 99_999_999), max_size=30))
def test_any_list_survives_being_written_as_runs(numbers: set[int]) -> None:
    left, runs = sorted(numbers), []
    while left:
        length = next(i for i in range(1, len(left) + 1) if i == len(left) or left[i] != left[0] + i)
        runs.append(f"E{left[0]:08d}..{left[length - 1]:08d}" if length > 1 else f"E{left[0]:08d}")
        left = left[length:]
    assert expanded(" ".join(runs)) == [f"E{number:08d}" for number in sorted(numbers)]


def test_a_list_of_the_wrong_length_is_named() -> None:
    with pytest.raises(ValueError, match=r"a says 3 LSOAs and lists 2\nlsoa11.csv: b says 2 LSOAs and lists 1"):
        listed_members("footprint_id,n_lsoa11,lsoa11\na,3,E01000001..0002\nb,2,E01000001 E01000001\n")


ENTRY = """[[footprint]]
id = "{id}"
name = "x"
short_name = "x"
tier = "system"
owner = "ICB"
code = ""
valid_from = ""
valid_to = ""
confidence = "confirmed"
source = []
"""


def test_every_fault_of_the_texts_is_listed_at_once() -> None:
    texts = {
        "systems.toml": ENTRY.format(id="a") + ENTRY.format(id="a"),
        "broken.toml": "[[footprint]\n",
        "thin.toml": '[[footprint]]\nid = "b"\nname = "b"\n',
        "towns.toml": "[places]\n",
    }
    with pytest.raises(ValueError) as error:
        register_entries(texts)
    text = str(error.value)
    assert "broken.toml" in text
    assert "thin.toml: footprint 1 (b) has no tier" in text
    assert "id a is used more than once" in text


def test_every_fault_of_the_extents_is_listed_at_once() -> None:
    lsoa = pd.DataFrame({"lsoa11cd": ["E01000001", "E01000002"], "sicbl22cd": ["E38000001", "E38000002"]})
    extent = 'extent = { sicbl22 = ["E38000001"], plus_lsoa11 = ["E01000001"] }\n'
    texts = {
        "systems.toml": ENTRY.format(id="a")
        + "n_lsoa11 = 5\n"
        + ENTRY.format(id="empty")
        + ENTRY.format(id="twice")
        + extent,
        LISTS_FILE: "footprint_id,n_lsoa11,lsoa11\na,1,E01000009\nghost,1,E01000001\n",
    }
    with pytest.raises(ValueError) as error:
        footprint_membership(lsoa, texts)
    text = str(error.value)
    assert "ghost: the register has no entry" in text
    assert "a: 1 LSOAs where the register says 5" in text
    assert "empty: 0 LSOAs where the register says nothing" in text
    assert "a: 1 codes are no LSOA 2011 of England, e.g. E01000009" in text
    assert "an LSOA stands twice in twice" in text
