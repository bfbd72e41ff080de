"""Small views to draw: hand-made areas with every status, for every kind of measure."""

from dataclasses import replace

import numpy as np
import pandas as pd

from charts.evidence import AreaRow, Evidence, Measure, SourceItem
from data.schema import Polarity, ValueType
from equity.breaks import class_index
from equity.comparing.comparison import compared
from equity.values.valuation import valued

UPTAKE = Measure(
    indicator_id="dose",
    name="First dose",
    short_name="First dose",
    unit="%",
    value_type=ValueType.PROPORTION,
    polarity=Polarity.HIGH_IS_GOOD,
    people="people aged 16 and over on the NHS register",
    numerator_name="had a first dose",
    complement="had no first dose",
    word="Uptake",
    period_phrase="by {period}",
    not_ranked="register unreliable",
    notes={"base": "Armed-forces base."},
)
RATE = Measure(
    indicator_id="stroke",
    name="Emergency stroke admissions",
    short_name="Stroke admissions",
    unit="per 100,000",
    value_type=ValueType.CRUDE_RATE,
    polarity=Polarity.LOW_IS_GOOD,
    multiplier=100_000,
    people="people",
    numerator_name="emergency stroke admissions",
    word="The stroke admission rate",
)
COUNT = replace(RATE, value_type=ValueType.COUNT, unit="", decimals=0, people="", polarity=Polarity.NONE, multiplier=1)
MINUTES = Measure(
    "minutes",
    "Travel time",
    "Travel time",
    "minutes",
    ValueType.MEAN,
    Polarity.LOW_IS_GOOD,
    decimals=0,
    word="Travel time",
)
RURAL = replace(
    UPTAKE,
    name="Rural share",
    word="The rural share",
    polarity=Polarity.NONE,
    numerator_name="live in a rural area",
    complement="",
)
MEASURES = (UPTAKE, RATE, COUNT, MINUTES, RURAL)

# name, counted, people, status, note
AREAS = (
    ("Harbour", 5306, 9573, "ok", ""),
    ("Central & Northgate", 6000, 9000, "ok", ""),
    ("Village", 8200, 9000, "ok", ""),
    ("Meadow <b>", 7353, 9000, "estimated", ""),
    ("Airfield", 6275, 6529, "not_comparable", "base"),
    ("Island", np.nan, 800, "suppressed", ""),
    ("Marsh", np.nan, np.nan, "missing", ""),
    ("Fen", np.nan, np.nan, "not_collected", ""),
)
BREAKS = (60.0, 70.0, 80.0, 85.0)
CODES = tuple(f"E0{place}" for place in range(len(AREAS)))


def frame(measure: Measure = UPTAKE, areas=AREAS) -> pd.DataFrame:
    """A released view of the areas."""
    table = pd.DataFrame(
        areas, columns=["name", "numerator", "denominator", "status", "note"], index=CODES[: len(areas)]
    )
    table = table.astype({"numerator": "float64", "denominator": "float64"})
    if measure.value_type == ValueType.MEAN:
        table["value"] = table["numerator"] / 200
        table[["numerator", "denominator"]] = np.nan
    table = valued(table, measure.value_type, multiplier=measure.multiplier)
    return table.assign(district="Great Yarmouth", county="Norfolk")


def view(measure: Measure = UPTAKE, areas=AREAS, **changes) -> Evidence:
    """A view with a system as benchmark, a place of two parts, and the first area selected."""
    table = frame(measure, areas)
    shown = table[table["status"].isin(["ok", "estimated", "not_comparable"])]
    middle = float(shown["value"].sum() if measure.value_type == ValueType.COUNT else shown["value"].mean())
    breaks = BREAKS if measure.unit == "%" else tuple(np.quantile(shown["value"], [0.25, 0.5, 0.75]))
    table["compared"] = compared(table, middle, polarity=measure.polarity)
    table["class_index"] = class_index(table, breaks, decimals=measure.decimals)
    system = AreaRow("S1", "Norfolk and Waveney", role="system", value=middle, compared="benchmark")
    if measure.value_type != ValueType.MEAN:
        system = replace(
            system, numerator=float(shown["numerator"].sum()), denominator=float(shown["denominator"].sum())
        )
    place = replace(
        system, code="P1", name="Great Yarmouth and Waveney", role="place", compared="similar", value=middle - 1
    )
    part = replace(
        place, code="P1n", name="Norfolk part", role="part", members=(3, 4), coverage=0.93, apportioned=0.004
    )
    given = {
        "measure": measure,
        "period": "2021-07-08",
        "area_type": "msoa11",
        "frame": table,
        "scope_name": "Norfolk and Waveney",
        "benchmark": system,
        "rows": (place, part, system),
        "selected": CODES[0],
        "breaks": breaks,
        "sources": (
            SourceItem("NHS England", "COVID-19 Vaccinations", "2021-07-08", derived=True),
            SourceItem("ONS", "Areas"),
        ),
        "facts": (("Deprivation in England", "decile 1 of 10, most deprived"),),
    }
    return Evidence(**(given | changes))


def alone(evidence: Evidence, *codes: str) -> Evidence:
    """The view with only these areas."""
    return replace(evidence, frame=evidence.frame.loc[list(codes)])
