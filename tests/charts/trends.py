"""Trends for tests of words and drawings: Norfolk, Suffolk and England as published, and one with a change."""

from __future__ import annotations

from charts.evidence import NAN, Measure, SourceItem
from charts.trend.trend_evidence import Break, Line, Point, TrendEvidence
from data.schema import Polarity, ValueType
from equity.comparing.trend import Direction, Trend

# UKHSA COVER, MMR two doses by age five, 2013/14 to 2024/25.
NORFOLK = (88.41, 91.07, 94.95, 90.65, 91.61, 90.2, 91.91, 92.77, 91.68, 90.6, 90.29, 90.4)
SUFFOLK = (90.81, 92.57, 91.32, 90.34, 90.04, 88.18, 91.32, 91.69, 90.81, 89.07, 90.24, 91.42)
ENGLAND = (88.32, 88.62, 88.23, 87.55, 87.17, 86.43, 86.81, 86.62, 85.69, 84.52, 83.91, 83.7)
MEASURE = Measure(
    "mmr2_5y", "MMR, two doses by age 5", "MMR, two doses", "%", ValueType.PROPORTION, Polarity.HIGH_IS_GOOD,
    people="children who reached their 5th birthday in the year", numerator_name="had two doses of MMR",
    word="Coverage",
)  # fmt: skip
NOT_TESTED = Trend(Direction.NOT_CALCULATED, reason="counts are needed for five years and are here for 2024/25 only.")
LANES = (
    ("NHS footprint over Norfolk and Waveney", (
        ("", "2020-03-31", "not recorded here"), ("2020-04-01", "2026-03-31", "Norfolk and Waveney"),
                                                ("2026-04-01", "", "Norfolk and Suffolk"))),
    ("Council for the area of the former Waveney district", (
        ("", "2019-03-31", "Waveney district"), ("2019-04-01", "", "East Suffolk"))),
)  # fmt: skip


def points(values, **last):
    """Yearly points from 2013/14; `last` changes the latest one."""
    made = [
        Point(
            f"{2013 + at}/{14 + at}",
            f"{2013 + at}-09-30",
            value,
            standing="x",
            status="ok" if value == value else "missing",
        )
        for at, value in enumerate(values)
    ]
    kept = {name: getattr(made[-1], name) for name in ("period", "day", "value", "status", "standing")}
    return (*made[:-1], Point(**(kept | last)))


def line(name, role, values, **last):
    """One line."""
    outcome = "benchmark" if role == "benchmark" else "better"
    return Line(name.lower(), name, role, points(values, **last), NOT_TESTED, outcome)


def trend(**changes):
    """The trend of the design's picture."""
    counts = {"lower": 89.73, "upper": 91.01, "numerator": 7689.0, "denominator": 8508.0}
    given = {
        "measure": MEASURE,
        "lines": (
            line("Norfolk", "first", NORFOLK, **counts),
            line("Suffolk", "second", SUFFOLK),
            line("England", "benchmark", ENGLAND),
        ),
        "footprint": "then",
        "on": "2026-03-31",
        "breaks": (Break("2026-04-01", "Norfolk and Suffolk began, part of Suffolk and North East Essex joined"),),
        "lanes": LANES,
        "notes": (
            ("norfolk", "2015/16", "Norfolk 2015/16 stands out."),
            ("", "", "Of no point."),
            ("england", "2024/25", "Last."),
        ),
        "footprint_note": "County lines are the same throughout.",
        "sources": (SourceItem("UKHSA", "COVER", "2025-08-28"),),
    }
    return TrendEvidence(**(given | changes))


def empty_trend():
    """A trend without a value."""
    return trend(lines=(line("Frimley", "first", (NAN,) * 3),), notes=(), breaks=(), lanes=())
