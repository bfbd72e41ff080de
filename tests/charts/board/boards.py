"""Boards for tests: hand-made tiles of every kind, one empty lens, and a dance floor."""

from __future__ import annotations

from dataclasses import replace

from charts.board.lenses import Absent, Board, Column, Fifths, Floor, FloorRow, Tile
from charts.evidence import NAN, AreaRow, Measure, SourceItem
from charts.trend.trend_evidence import Line, Point
from data.schema import Polarity, ValueType
from equity.comparing.trend import Direction, Trend
from tests.charts.views import COUNT, RATE, UPTAKE

SOURCE = SourceItem("NHS England", "Vaccinations", "2021-07-08", derived=True)
ONE_PERIOD = Trend(Direction.NOT_CALCULATED, reason="one period.")


def row(code: str, name: str, value: float, **changes: object) -> AreaRow:
    """A row with limits of one either side, and counts that make a percentage."""
    given = {"lower_ci": value - 1, "upper_ci": value + 1, "numerator": 10 * value, "denominator": 1000.0}
    return AreaRow(code, name, value=value, **(given | changes))


def point(period: str, value: float, **changes: object) -> Point:
    """A point of a yearly series."""
    return Point(period, f"{period[:4]}-09-30", value, **changes)


def line(role: str, name: str, *values: float, trend: Trend = ONE_PERIOD) -> Line:
    """A yearly line from 2020/21."""
    points = tuple(point(f"{2020 + at}/{21 + at}", value) for at, value in enumerate(values))
    return Line(f"{role}-code", name, role, points, trend)


SYSTEM = row("S1", "Norfolk and Waveney", 81.7, role="system")
OWN = Tile(
    lens="outcomes",
    measure=UPTAKE,
    period="2021-07-08",
    rows=(row("P1", "Great Yarmouth", 70.0, role="selected", compared="worse"),),
    own=True,
    fifths=Fifths(
        row("fifth-1", "Most deprived fifth", 64.6), row("fifth-5", "Least deprived fifth", 87.1), "28 MSOAs"
    ),
    benchmark=SYSTEM,
    benchmark_word="the system",
    parts=(row("N", "Norfolk part", 66.0), row("S", "Suffolk part", 74.0)),
    lines=(Line("P1", "Great Yarmouth", "first", (Point("2021-07-08", "2021-07-08", 70.0),), ONE_PERIOD),),
    cumulative=True,
    coverage="28 of 28 areas, 100 % of people",
    cautions=("The register counts more people.",),
    source=SOURCE,
    where=(("Map", "./?indicator=dose"), ("Trend", "./trend?indicator=dose")),
)
COUNCILS = replace(
    OWN,
    measure=replace(UPTAKE, indicator_id="mmr", name="MMR, two doses", short_name="MMR"),
    period="2024/25",
    rows=(
        row("E10000029", "Suffolk", 91.4, compared="better"),
        row("E10000020", "Norfolk", 90.4, compared="better"),
    ),
    own=False,
    kind="upper-tier authorities",
    fifths=Fifths(reason="Published by councils only."),
    benchmark=row("E92000001", "England", 83.7, role="country"),
    benchmark_word="England",
    parts=(),
    lines=(
        line("first", "Suffolk", 91.7, 90.8, 89.1, 90.2, 91.4),
        line("second", "Norfolk", 92.8, 91.7, 90.6, 90.3, 90.4),
        line("benchmark", "England", 86.6, 85.7, 84.5, 83.9, 83.7),
    ),
    cumulative=False,
    coverage="",
)
RATES = replace(
    OWN,
    measure=replace(RATE, unit="per 100,000 a year", decimals=0),
    period="2017-2019",
    rows=(row("P1", "Great Yarmouth", 202.0, numerator=1305.0, denominator=645_897.0, compared="similar"),),
    fifths=Fifths(row("f1", "Most deprived fifth", 138.0), row("f5", "Least deprived fifth", 206.0), "28 MSOAs"),
    benchmark=replace(SYSTEM, value=206.8),
)
COUNTED = replace(
    RATES,
    measure=replace(COUNT, indicator_id="count", unit="admissions"),
    rows=(row("P1", "Great Yarmouth", 1305.0, lower_ci=NAN, upper_ci=NAN, numerator=1305.0, denominator=NAN),),
    fifths=Fifths(reason="A count has no gap."),
    benchmark=None,
    benchmark_word="",
    parts=(),
)
REACH = replace(
    OWN,
    lens="quality",
    measure=Measure(
        "minutes", "Over 30 minutes away", "Over 30 minutes", "%", ValueType.PROPORTION, Polarity.LOW_IS_GOOD,
        people="residents", numerator_name="live over 30 minutes away", word="The share",
    ),
    period="2022",
    rows=(row("P1", "Great Yarmouth", 8.4, lower_ci=NAN, upper_ci=NAN, numerator=18_150.0, denominator=215_299.0),),
    fifths=Fifths(
        row("f1", "Most deprived fifth", 0.0, lower_ci=NAN, upper_ci=NAN),
        row("f5", "Least deprived fifth", 6.5, lower_ci=NAN, upper_ci=NAN),
        "134 LSOAs",
    ),
    lines=(),
)  # fmt: skip


def many(*outcomes: str) -> Tile:
    """A tile of so many councils."""
    rows = tuple(row(f"E{at}", f"Council {at}", 80.0 + at, compared=one) for at, one in enumerate(outcomes))
    return replace(COUNCILS, rows=rows)


def board(*tiles: Tile, **changes: object) -> Board:
    """A board of a place; without tiles the usual five."""
    given = {
        "name": "Great Yarmouth",
        "kind": "place",
        "system": "Norfolk and Waveney",
        "on": "2026-03-31",
        "tiles": tiles or (OWN, RATES, COUNCILS, COUNTED, REACH),
        "absent": (Absent("outcomes", "Flu vaccination", "flu", "Published for England only (77.8 %).", "Flu"),),
        "words": "28 MSOAs in Norfolk",
    }
    return Board(**(given | changes))


def floor(**changes: object) -> Floor:
    """Three areas and two measures; the first measure's cells are worse, suppressed and better."""
    columns = (
        Column("outcomes", UPTAKE, "2021-07-08", SYSTEM, "the system", SOURCE),
        Column("quality", REACH.measure, "2022", None, "", SOURCE),
    )
    hidden = AreaRow("A2", "Harbour & Quay", status="suppressed", district="East")
    cells = {
        "A1": (row("A1", "Central", 55.4, compared="worse", district="West"), row("A1", "Central", 0.0)),
        "A3": (row("A3", "Village", 90.0, compared="better", district="East"), row("A3", "Village", 100.0)),
        "A2": (hidden, AreaRow("A2", "Harbour & Quay", status="missing")),
    }
    rows = tuple(FloorRow(code, two[0].name, two[0].district, two) for code, two in cells.items())
    given = {
        "name": "Great Yarmouth", "on": "2026-03-31", "area_type": "msoa11", "columns": columns, "rows": rows,
        "total": 3, "whole": (OWN.rows[0], REACH.rows[0]), "sort": "dose", "loaded": ("outcomes", "quality"),
    }  # fmt: skip
    return Floor(**(given | changes))
