"""Small made-up areas for the comparison's figures and words."""

from __future__ import annotations

import pandas as pd

from charts.compare.compared import Areas
from charts.evidence import AreaRow, Evidence, Measure, SourceItem
from data.schema import Polarity, ValueType
from equity.comparing.comparison import compared

MEASURE = Measure(
    indicator_id="dose", name="First dose", short_name="First dose", unit="%", value_type=ValueType.PROPORTION,
    polarity=Polarity.HIGH_IS_GOOD, people="people", people_short="people", numerator_name="had a first dose",
    complement="had no first dose", word="Uptake", period_phrase="by {period}", not_ranked="register unreliable",
)  # fmt: skip
BENCHMARK = AreaRow("sys", "The System", role="system", value=80.0, lower_ci=79.0, upper_ci=81.0)


def frame() -> pd.DataFrame:
    """Eight areas: three low, two near the benchmark, one high, one withheld, one not to be ranked."""
    rows = [
        ("a", "Ash <b>", 60.0, 58.0, 62.0, 600, 1000, "ok"),
        ("b", "Birch", 65.0, 63.0, 67.0, 650, 1000, "ok"),
        ("c", "Cedar", 70.0, 67.0, 73.0, 700, 1000, "ok"),
        ("d", "Dogwood", 79.0, 76.0, 82.0, 790, 1000, "ok"),
        ("e", "Elm", 81.0, 78.0, 84.0, 810, 1000, "ok"),
        ("f", "Fir", 90.0, 88.0, 92.0, 900, 1000, "ok"),
        ("g", "Gorse", float("nan"), float("nan"), float("nan"), float("nan"), float("nan"), "suppressed"),
        ("h", "Hazel", 50.0, 47.0, 53.0, 500, 1000, "not_comparable"),
    ]
    names = ["area_code", "name", "value", "lower_ci", "upper_ci", "numerator", "denominator", "status"]
    made = pd.DataFrame(rows, columns=names).set_index("area_code")
    return made.assign(district="Wood", county="Shire", note="")


def areas(benchmark: AreaRow | None = BENCHMARK, *, tenths: dict[str, int] | None = None, **changes: object) -> Areas:
    """The eight areas beside a benchmark."""
    rows = frame().iloc[: changes.pop("first", 8)]
    value = float("nan") if benchmark is None else benchmark.value
    rows = rows.assign(compared=compared(rows, value, polarity=MEASURE.polarity))
    evidence = Evidence(
        measure=MEASURE, period="2021-07-08", area_type="msoa11", frame=rows, scope_name="The System",
        benchmark=benchmark, rows=() if benchmark is None else (benchmark,),
        sources=(SourceItem("NHS", "Doses", "2021-07-08"),), **changes,
    )  # fmt: skip
    return Areas(evidence, rows.iloc[:0], tenths or {})
