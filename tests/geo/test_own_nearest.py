"""The footprint most like an own one, against plain sets."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.own_nearest import nearest

CODES = [f"E010000{number:02d}" for number in range(12)]
SIZES = pd.DataFrame({"lsoa": CODES, "population": [100.0 + 10 * n for n in range(12)], "postcodes": 10.0})
SETS = st.sets(st.sampled_from(CODES), min_size=1)


def own(codes: set[str], share: float = 1.0) -> pd.DataFrame:
    return pd.DataFrame({"lsoa": sorted(codes), "weight": share})


@given(SETS, st.dictionaries(st.sampled_from("ABCD"), SETS, min_size=1))
def test_nearest_as_sets_say(mine: set[str], others: dict[str, set[str]]) -> None:
    members = pd.DataFrame(
        [(name, code) for name, codes in others.items() for code in sorted(codes)], columns=["footprint_id", "lsoa11cd"]
    )
    people = dict(zip(SIZES["lsoa"], SIZES["population"], strict=True))

    def count(codes: set[str]) -> float:
        return sum(people[code] for code in codes)

    found = nearest(own(mine), members, sizes=SIZES)
    likeness = {name: count(mine & codes) / count(mine | codes) for name, codes in others.items() if mine & codes}
    if not likeness:
        assert found is None
        return
    assert found.share == pytest.approx(max(likeness.values()))
    codes = others[found.id]
    assert (found.both, found.only_own, found.only_other) == pytest.approx(
        (count(mine & codes), count(mine - codes), count(codes - mine))
    )
    assert found.same == (mine == codes)
    assert found.both + found.only_own + found.only_other == pytest.approx(count(mine | codes))


def test_basis_is_what_all_have() -> None:
    members = pd.DataFrame({"footprint_id": "A", "lsoa11cd": CODES[:3]})
    gap = SIZES.assign(population=SIZES["population"].where(SIZES["lsoa"] != CODES[2]))
    assert nearest(own({CODES[0]}), members, sizes=gap).basis == "postcodes"
    none = gap.assign(postcodes=float("nan"))
    found = nearest(own({CODES[0]}, 0.5), members, sizes=none)
    assert (found.basis, found.both, found.only_own, found.only_other) == ("areas", 0.5, 0.0, 2.5)
