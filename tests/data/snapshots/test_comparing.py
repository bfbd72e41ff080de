"""The comparison of two packs against a slow and obvious one, a row at a time."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.pack import open_pack
from data.snapshots.comparing import change
from tests.data.packs import CODES, write_pack

COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 100)), min_size=3, max_size=3)


def rows(counts: list[int | None]) -> pd.DataFrame:
    """Uptake of three areas; None is a missing row."""
    table = [
        {"indicator_id": "uptake", "area_type": "msoa11", "period": "2021-07-08", "area_code": code, "age": "16+"}
        | {"numerator": count, "denominator": 200}
        for code, count in zip(CODES, counts, strict=True)
        if count is not None
    ]
    fixed = {"indicator_id": "uptake", "area_type": "ctry", "period": "2021-07-08", "area_code": "E92000001"}
    return pd.DataFrame([*table, {**fixed, "age": "16+", "value": 81.5}])


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=COUNTS, now=COUNTS)
def test_shares_and_codes_are_those_of_a_slow_count(
    before: list[int | None], now: list[int | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folders = [write_pack(tmp_path_factory.mktemp("pack"), rows(counts)) for counts in (before, now)]
    found = change(*map(open_pack, folders), indicator="uptake", changed_by=0.1)
    had = {code: count for code, count in zip(CODES, before, strict=True) if count is not None}
    has = {code: count for code, count in zip(CODES, now, strict=True) if count is not None}
    if had == has:
        assert found is None
        return
    both = [(had[code], has[code]) for code in had if code in has]
    assert found.areas_gone == tuple(sorted(set(had) - set(has)))
    assert found.areas_new == tuple(sorted(set(has) - set(had)))
    assert (found.rows_before, found.rows_now) == (len(had) + 1, len(has) + 1)
    assert round(found.rows_lost * (len(had) + 1)) == len(set(had) - set(has))
    # England's row is there in both packs and has the same value.
    assert round(found.values_other * (len(both) + 1)) == sum(a != b for a, b in both)
    clearly = sum(abs(a / 200 - b / 200) > 0.1 * a / 200 for a, b in both)
    assert round(found.values_changed * (len(both) + 1)) == clearly
