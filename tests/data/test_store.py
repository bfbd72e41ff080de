"""The store against a slow and obvious second reading of the same rows."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.schema import OBSERVATION_COLUMNS, Status
from data.store import STATUS_CODES, Block, Store
from data.writing import STORE_ORDER, observations_frame, write_observations

CODES = [f"E0200000{n}" for n in range(6)]
PERIODS = ["2020", "2021"]
AGES = ["16+", "16-24"]


def many(seed: int = 7) -> pd.DataFrame:
    """Rows of two indicators over areas, years and ages, some absent, some withheld."""
    random = np.random.default_rng(seed)
    keys = itertools.product(["uptake", "stays"], CODES, PERIODS, AGES, ["", "quintile:1"])
    frame = pd.DataFrame(list(keys), columns=["indicator_id", "area_code", "period", "age", "category"])
    frame = frame.sample(frac=0.8, random_state=seed).assign(area_type="msoa11")
    frame["area_type"] = np.where(frame["period"] == "2020", "msoa11", "msoa21")
    frame["status"] = random.choice(list(Status), len(frame))
    frame["numerator"] = pd.Series(random.integers(0, 9, len(frame)), frame.index, dtype="Float64").mask(
        frame["status"] != Status.OK
    )
    frame["denominator"], frame["note"] = 10.0, np.where(frame["age"] == "16+", "base", "")
    return frame


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The rows of `many` in a store."""
    return Store(write_observations(many(), tmp_path_factory.mktemp("store")))


def slow_block(frame: pd.DataFrame, codes: list[str], **where: str) -> dict[str, list]:
    """Area by area, row by row."""
    result: dict[str, list] = {name: [] for name in ("numerator", "status", "note", "found")}
    for code in codes:
        row = None
        for _, candidate in frame.iterrows():
            if candidate["area_code"] == code and all(candidate[name] == value for name, value in where.items()):
                row = candidate
        result["numerator"].append(float("nan") if row is None or pd.isna(row["numerator"]) else row["numerator"])
        result["status"].append("missing" if row is None else row["status"])
        result["note"].append("" if row is None else row["note"])
        result["found"].append(row is not None)
    return result


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*CODES, "E09999999"]), max_size=8),
    st.sampled_from(["uptake", "stays", "none"]),
    st.sampled_from(PERIODS),
    st.sampled_from(AGES),
    st.sampled_from(["", "quintile:1"]),
)
def test_block_equals_the_loop(store: Store, codes: list, indicator: str, period: str, age: str, category: str) -> None:
    block = store.block(indicator, "msoa11", codes=codes, period=period, age=age, category=category)
    where = {"indicator_id": indicator, "area_type": "msoa11", "period": period, "age": age, "category": category}
    slow = slow_block(observations_frame(many()), codes, **where)
    np.testing.assert_array_equal(block.numerator, np.array(slow["numerator"], dtype=float))
    assert [STATUS_CODES[code] for code in block.status] == slow["status"]
    assert block.note.tolist() == slow["note"]
    assert block.found.tolist() == slow["found"]
    assert np.isnan(block.value).all() and block.denominator[block.found].tolist() == [10.0] * int(block.found.sum())


@pytest.mark.parametrize(
    "where",
    [
        {},
        {"period": "2021"},
        {"age": "16+", "category": ""},
        {"area_code": CODES[2]},
        {"period": None, "sex": "female"},
    ],
)
def test_observations_equal_a_filter(store: Store, where: dict) -> None:
    wanted = observations_frame(many())
    wanted = wanted[wanted["indicator_id"] == "uptake"]
    for name, value in where.items():
        if value is not None:
            wanted = wanted[wanted[name] == value]
    found = store.observations("uptake", **where)
    pd.testing.assert_frame_equal(found, wanted.sort_values(list(STORE_ORDER), ignore_index=True))
    assert {name: str(kind) for name, kind in found.dtypes.items()} == OBSERVATION_COLUMNS


def test_what_there_is_to_select(store: Store) -> None:
    frame = observations_frame(many())
    assert store.indicators() == ["stays", "uptake"]
    assert store.area_types("uptake") == ["msoa11", "msoa21"]
    assert store.area_types("nothing") == []
    assert store.periods("uptake", "msoa11") == ["2020"]
    found = {tuple(row) for row in store.segments("uptake", "msoa11").to_numpy()}
    mine = frame[(frame["indicator_id"] == "uptake") & (frame["area_type"] == "msoa11")]
    assert found == set(zip(mine["sex"], mine["age"], mine["category"], strict=True))
    assert int(store.segment_index["n_rows"].sum()) == len(frame)


def test_a_selection_must_be_whole_and_known(store: Store) -> None:
    with pytest.raises(TypeError, match="needs a period"):
        store.block("uptake", "msoa11", codes=CODES)
    with pytest.raises(TypeError, match="unknown selection: colour"):
        store.observations("uptake", colour="red")


def test_words_of_a_query_are_only_words(store: Store) -> None:
    assert store.observations("' or 1 = 1 --").empty


def test_a_path_with_a_quote_is_only_a_path(tmp_path: Path) -> None:
    store = Store(write_observations(many(), tmp_path / "it's"))
    assert store.indicators() == ["stays", "uptake"]


def test_a_file_that_is_written_anew_is_read_anew(tmp_path: Path) -> None:
    """What is remembered of a file goes with its contents: an own indicator may be saved again under an open store."""
    path = write_observations(many(), tmp_path)
    store = Store(path)
    before = store.observations("uptake", period="2020")
    write_observations(many().assign(denominator=20.0), tmp_path)
    after = store.observations("uptake", period="2020")
    assert set(before["denominator"]) == {10.0}
    assert set(after["denominator"]) == {20.0}


def test_threads_get_their_own_answers(store: Store) -> None:
    jobs = [(indicator, period) for indicator in ("uptake", "stays") for period in PERIODS] * 10

    def ask(job: tuple[str, str]) -> Block:
        area_type = "msoa11" if job[1] == "2020" else "msoa21"
        return store.block(job[0], area_type, codes=CODES, period=job[1], age="16+")

    alone = [ask(job) for job in jobs]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(ask, jobs))
    for one, other in zip(alone, together, strict=True):
        for name in Block.__dataclass_fields__:
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
