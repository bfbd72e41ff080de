"""Fingertips' answers in their genuine form, made of the committed published figures (`data/facts`).

The 26 columns of the documented download, the metadata as the API gives them.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.sources.facts import FOLDER
from tests.data.loopback import Answer, Publisher, Question
from tests.data.publishers import as_csv, as_json

COLUMNS = (
    *(
        "Indicator ID",
        "Indicator Name",
        "Parent Code",
        "Parent Name",
        "Area Code",
        "Area Name",
        "Area Type",
        "Sex",
        "Age",
    ),
    *("Category Type", "Category", "Time period", "Value", "Lower CI 95.0 limit", "Upper CI 95.0 limit"),
    *("Lower CI 99.8 limit", "Upper CI 99.8 limit", "Count", "Denominator", "Value note", "Recent Trend"),
    *("Compared to England value or percentiles", "Compared to Region value or percentiles", "Time period Sortable"),
    *("New data", "Compared to goal"),
)
TABLE, ABOUT = "/api/all_data/csv/by_indicator_id", "/api/indicator_metadata/by_indicator_id"
KIND = {"E92": "England", "E12": "Regions (statistical)"}


def row(indicator: int, area: str, period: str, **values: object) -> dict[str, object]:
    """One row of a download."""
    words = {"Indicator ID": indicator, "Indicator Name": "A name", "Parent Code": "E92000001", "Area Name": area}
    kind = KIND.get(area[:3], "Counties & UAs (from Apr 2023)")
    words |= {"Area Code": area, "Area Type": kind, "Sex": "Persons", "Time period": period}
    return {**dict.fromkeys(COLUMNS, ""), **words, **values}


def mmr2_rows(file: Path = FOLDER / "mmr2_5y_utla.csv") -> list[dict[str, object]]:
    """The published figures of MMR, two doses by 5, as indicator 30311."""
    with file.open(encoding="utf-8", newline="") as handle:
        facts = list(csv.DictReader(handle))
    return [
        row(30311, fact["area_code"], fact["period"], Age="5 yrs", Value=fact["value"], Count=fact["numerator"])
        | {"Denominator": fact["denominator"], "Value note": ""}
        for fact in facts
    ]


def metadata(indicator: int, **changes: object) -> dict[str, object]:
    """Metadata of one indicator in the API's form."""
    descriptive = {
        "Name": "Children with something good",
        "Definition": "Children who had it, out of all children.<br>&nbsp;Counted every year.",
        "Rationale": "It is good to have it.",
        "DataSource": "UKHSA",
        "DenomDef": "Children who reached their 5th birthday.",
        "CountDefinition": "Children who had it.",
        "Caveats": "Figures of two councils are estimates.",
        "Frequency": "Annual",
    }
    told = {
        "IID": indicator,
        "Descriptive": descriptive,
        "Unit": {"Id": 5, "Label": "%", "Value": 100.0, "ShowLabelLeft": False},
        "ValueType": {"Id": 5, "Name": "Proportion"},
        "YearType": {"Id": 2, "Name": "Financial"},
    }
    return {str(indicator): {**told, **changes}}


def publish(publisher: Publisher, rows: Sequence[Mapping[str, object]], about: Mapping[str, object]) -> None:
    """Put an indicator on the server: regions and England under area type 6, councils under the others."""

    def table(question: Question) -> Answer:
        regional = question["child_area_type_id"][0] == "6"
        chosen = [item for item in rows if str(item["Area Code"]).startswith("E12") == regional]
        chosen = chosen if not regional else chosen + [r for r in rows if str(r["Area Code"]).startswith("E92")]
        return Answer(as_csv(chosen, COLUMNS))

    publisher.answers[TABLE] = table
    publisher.answers[ABOUT] = as_json(about)
