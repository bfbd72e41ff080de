"""Every rule of observations: a row that breaks it is named, an honest table has no fault."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalogue import read_indicators
from data.schema import KEY_COLUMNS, OBSERVATION_COLUMNS
from data.store_checks import is_period, observation_faults
from data.validation import Fault
from data.writing import observations_frame, write_observations
from tests.data.packs import CODES, areas, indicators_toml, observations


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The indicators of the small pack."""
    path = tmp_path_factory.mktemp("catalogue") / "indicators.toml"
    path.write_text(indicators_toml(), encoding="utf-8")
    return read_indicators(path)


def faults_of(frame: pd.DataFrame, catalogue: dict) -> list[Fault]:
    return observation_faults(frame, indicators=catalogue, areas=areas())


def test_honest_rows_have_no_fault(catalogue: dict, tmp_path: Path) -> None:
    assert faults_of(observations_frame(observations()), catalogue) == []
    path = write_observations(observations(), tmp_path)
    assert observation_faults(path, indicators=catalogue, areas=areas()) == []


@pytest.mark.parametrize(
    ("row", "change", "column", "message"),
    [
        (0, {"indicator_id": "nothing"}, "indicator_id", "unknown indicator"),
        (0, {"indicator_id": ""}, "indicator_id", "empty"),
        (0, {"area_code": "E02999999"}, "area_code", "no area of type msoa11 has this code"),
        (4, {"area_code": CODES[0]}, "area_code", "no area of type ctry has this code"),
        (0, {"area_type": "msoa"}, "area_type", "unknown area type"),
        (0, {"period": "2021-07-38"}, "period", "not a period"),
        (0, {"sex": "f"}, "sex", "unknown sex"),
        (0, {"age": ""}, "age", "empty"),
        (0, {"category": "quintile"}, "category", "a category is empty or"),
        (0, {"status": "fine"}, "status", "unknown status"),
        (0, {"note": "barracks"}, "note", "uptake has no such note"),
        (0, {"note": "base;barracks"}, "note", "uptake has no such note"),
        (0, {"numerator": -1.0}, "numerator", "below zero"),
        (0, {"denominator": -1.0}, "denominator", "below zero"),
        (4, {"value": -0.1}, "value", "below zero"),
        (0, {"numerator": 101.0}, "numerator", "numerator above denominator"),
        (4, {"value": 100.1}, "value", "a proportion above the whole"),
        (4, {"lower_ci": 82.0, "upper_ci": 81.0}, "lower_ci", "lower limit above upper limit"),
        (0, {"numerator": np.inf}, "numerator", "not a finite number"),
        (0, {"value": np.nan}, "value", "not a finite number"),
        (0, {"denominator": None}, "value", "a row that is shown needs a value"),
        (5, {"numerator": None}, "value", "a row that is shown needs a value"),
        (6, {"value": 3.0}, "value", "must not carry one"),
        (6, {"numerator": 3.0}, "numerator", "must not carry a numerator"),
        (5, {"numerator": 3.0}, "numerator", "a count of 1 to 7 must be suppressed"),
        (5, {"numerator": 23.0}, "numerator", "must be rounded to the nearest 5"),
    ],
)
def test_each_broken_row_is_named(
    catalogue: dict, tmp_path: Path, row: int, change: dict, column: str, message: str
) -> None:
    frame = observations_frame(observations())
    place = _place(frame, row)
    table = pa.Table.from_pandas(frame, preserve_index=False).to_pylist()
    table[place] |= change
    kinds = {"str": pa.string(), "Float64": pa.float64()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in OBSERVATION_COLUMNS.items()])
    pq.write_table(pa.Table.from_pylist(table, schema), tmp_path / "o.parquet")
    faults = observation_faults(tmp_path / "o.parquet", indicators=catalogue, areas=areas())
    found = [fault for fault in faults if fault.column == column and message in fault.message]
    assert [(fault.rows, fault.count) for fault in found] == [((place + 1,), 1)], faults


def _place(frame: pd.DataFrame, row: int) -> int:
    """Where a row of `observations` stands after sorting."""
    want = observations_frame(observations().iloc[[row]])[list(KEY_COLUMNS)].iloc[0]
    return int(np.flatnonzero((frame[list(KEY_COLUMNS)] == want).all(axis=1))[0])


def test_all_faults_of_a_file_come_together_with_five_examples(catalogue: dict) -> None:
    frame = pd.concat([observations_frame(observations())] * 8, ignore_index=True)
    frame["sex"] = "x"
    faults = {fault.message.split(";")[0]: fault for fault in faults_of(frame, catalogue)}
    assert set(faults) == {"unknown sex", "the same key twice"}
    assert faults["unknown sex"].count == len(frame) and faults["unknown sex"].rows == (1, 2, 3, 4, 5)
    assert faults["the same key twice"].count == 7 * len(observations())
    assert faults["the same key twice"].rows == (8, 9, 10, 11, 12)


def test_not_comparable_may_exceed_its_denominator(catalogue: dict) -> None:
    frame = observations_frame(observations())
    assert (frame["numerator"] > frame["denominator"]).sum() == 1
    frame["status"] = "ok"
    assert {fault.message for fault in faults_of(frame[frame["note"] == "base"], catalogue)} == {
        "numerator above denominator in a proportion"
    }


@pytest.mark.parametrize("column", list(OBSERVATION_COLUMNS))
def test_a_missing_or_mistyped_column_is_named(catalogue: dict, column: str) -> None:
    frame = observations_frame(observations())
    (fault,) = faults_of(frame.drop(columns=column), catalogue)
    assert f"missing column {column};" in fault.message
    wrong = pd.Series(range(len(frame))) if OBSERVATION_COLUMNS[column] == "str" else frame["area_code"]
    (fault,) = faults_of(frame.assign(**{column: wrong}), catalogue)
    assert fault.column == column and "holds" in fault.message


@pytest.mark.parametrize("content", [b"", b"PAR1", b"not a table" * 99])
def test_what_is_no_parquet_is_a_fault(catalogue: dict, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "o.parquet").write_bytes(content)
    (fault,) = observation_faults(tmp_path / "o.parquet", indicators=catalogue, areas=areas())
    assert "cannot be read as Parquet" in fault.message


keys = st.tuples(st.sampled_from(CODES), st.sampled_from(["2020", "2021"]), st.sampled_from(["all", "female"]))


@settings(max_examples=15, deadline=None)
@given(st.lists(keys, max_size=14))
def test_duplicates_are_what_a_loop_finds(catalogue: dict, drawn: list) -> None:
    frame = pd.DataFrame(drawn, columns=["area_code", "period", "sex"])
    frame = frame.assign(indicator_id="uptake", area_type="msoa11", value=1.0).astype({"value": "Float64"})
    frame = pd.DataFrame({name: frame.get(name, pd.Series("all", frame.index)) for name in OBSERVATION_COLUMNS})
    numbers = [name for name, kind in OBSERVATION_COLUMNS.items() if kind == "Float64" and name != "value"]
    frame[numbers] = np.nan
    frame = frame.assign(category="", note="", status="ok").astype(OBSERVATION_COLUMNS)
    seen, again = set(), []
    for place, key in enumerate(drawn):
        if key in seen:
            again.append(place + 1)
        seen.add(key)
    found = [(fault.count, fault.rows) for fault in faults_of(frame, catalogue)]
    assert found == ([(len(again), tuple(again[:5]))] if again else [])


@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("2021-07-08", True),
        ("2021-07", True),
        ("2019", True),
        ("2023/24", True),
        ("1999/00", True),
        ("2023/24 Q1", True),
        ("2023 Q4", True),
        ("2017-2019", True),
        ("2021-02-29", False),
        ("2021-13", False),
        ("2023/25", False),
        ("2019-2017", False),
        ("23/24", False),
        ("2023/24 Q5", False),
        ("", False),
        ("July 2021", False),
    ],
)
def test_periods(word: str, good: bool) -> None:
    assert is_period(word) is good
