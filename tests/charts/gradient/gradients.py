"""Hand-made gradients for tests: five groups of 1,000 people, uptake from 60 to 80 %."""

from __future__ import annotations

from dataclasses import replace

from charts.board.lenses import Fifths
from charts.evidence import AreaRow, Measure, SourceItem
from charts.gradient.evidence import NATIONAL, OWN, Dot, GradientEvidence, Ladder, Slope, Step
from equity.comparing.gap import Estimate

UPTAKE = Measure(
    indicator_id="dose1",
    name="First dose",
    short_name="First dose",
    unit="%",
    value_type="proportion",
    polarity="high_is_good",
    people="people aged 16 and over",
    numerator_name="had a first dose",
    complement="had no first dose",
    word="Uptake",
    period_phrase="by {period}",
)
RATE = Measure(
    indicator_id="stroke",
    name="Stroke admissions",
    short_name="Stroke",
    unit="per 100,000 a year",
    value_type="crude_rate",
    polarity="low_is_good",
    decimals=0,
    multiplier=100_000,
    people="residents",
    numerator_name="emergency admissions",
    word="The rate",
)


def row(number: int, value: float, *, name: str = "", spread: float = 2.0, people: float = 1000) -> AreaRow:
    return AreaRow(
        f"5-{number}",
        name or {1: "Most deprived fifth", 5: "Least deprived fifth"}.get(number, f"Fifth {number} of 5"),
        value=value,
        lower_ci=value - spread,
        upper_ci=value + spread,
        numerator=people * value / 100,
        denominator=people,
        coverage=1.0,
    )


def ladder(values: tuple[float, ...] = (60, 70, 76, 79, 80), *, lens: str = OWN, spread: float = 2.0) -> Ladder:
    rows = [row(place + 1, value, spread=spread) for place, value in enumerate(values)]
    share = 1 / len(rows)
    steps = tuple(Step(place + 1, one, place * share, (place + 1) * share, 2) for place, one in enumerate(rows))
    return Ladder(
        lens=lens,
        of="10 MSOAs",
        steps=steps,
        dots=tuple(
            Dot(f"Area {place}", value - 1, place * share + 0.05, place + 1) for place, value in enumerate(values)
        ),
        slope=Slope(62.0, 84.0, Estimate(22.0, 20.0, 24.0), Estimate(84 / 62, 1.3, 1.4)),
        fifths=Fifths(rows[0], rows[-1], "10 MSOAs"),
        ratio=Estimate(0.75, 0.70, 0.80),
        known_by="near" if lens == NATIONAL else "",
    )


def gradient(**changes) -> GradientEvidence:
    own = changes.pop("own", ladder())
    made = GradientEvidence(
        measure=UPTAKE,
        period="2021-07-08",
        name="Harbour",
        on="2026-03-31",
        whole=AreaRow("h", "Harbour"),
        shown=own,
        own=own,
        national=ladder(lens=NATIONAL),
        no_ages="No ages here.",
        sources=(SourceItem("Office", "Table", "2021"),),
    )
    return replace(made, **changes)
