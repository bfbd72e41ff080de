"""Reference numbers and published figures outside the repository; tests skip with a word when they are absent."""

import json
import math
import os
from pathlib import Path

import pandas as pd
import pytest

SHARED = Path(os.environ.get("SHARED", Path(__file__).resolve().parents[3] / "shared"))
COLUMNS = {
    "value": "value",
    "lower95": "lower_ci",
    "upper95": "upper_ci",
    "lower99_8": "lower_998",
    "upper99_8": "upper_998",
}


def cases(*methods: str) -> list[dict]:
    """Reference cases of some methods; one empty case where the file is absent, so that the test can say so."""
    path = SHARED / "reference" / "cases.json"
    if not path.exists():
        return [{}]
    return [case for case in json.loads(path.read_text()) if case["method"] in methods]


def name(case: dict) -> str:
    return case.get("id", "absent")


def needed(case: dict) -> None:
    if not case:
        pytest.skip("the shared reference numbers are not here")


def facts(file: str) -> pd.DataFrame:
    """A table of published figures."""
    path = SHARED / "facts" / file
    if not path.exists():
        pytest.skip("the shared published figures are not here")
    return pd.read_csv(path)


def assert_agrees(result: pd.DataFrame, case: dict) -> None:
    """The result's one row holds the expected numbers within the case's tolerance; null means withheld."""
    for key, column in COLUMNS.items():
        if key in case["expected"]:
            near(result[column].iloc[0], case["expected"][key], case=case)


def near(actual: float, expected: float | None, *, case: dict) -> None:
    if expected is None:
        assert math.isnan(actual), f"{case['id']}: must be withheld"
    else:
        tolerance = max(case["tolerance"]["abs"], case["tolerance"]["rel"] * max(1, abs(expected)))
        assert abs(actual - expected) <= tolerance, f"{case['id']}: {actual} is not {expected}"
