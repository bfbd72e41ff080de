"""The deprivation groups of a footprint with their released figures, the line through them, and the gap of the fifths.

Lives here: which frames become a `Ladder`. Not here: the cut and its sums (`answering.deprivation_groups`), formulas
(`equity.inequality`), drawing (`charts.gradient`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from charts.board.lenses import Fifths
from charts.gradient.evidence import NATIONAL, SAME_AGES, Dot, Ladder, Slope, Step
from data.catalogue import Indicator
from data.schema import AREA_TYPES, Status
from equity.comparing.fifths import FIFTHS, LEAST, MOST
from equity.comparing.gap import Estimate
from equity.inequality.gap import gap_of_counts, gap_of_values
from equity.inequality.gradient import SCALES, gradient
from equity.inequality.slope_index import slope_index
from equity.inequality.slope_inputs import SlopeSettings
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, pooled_ages, reach_shares, released_cells, resident_fifths
from pages.parts.answering.deprivation_groups import Segment
from pages.parts.answering.releasing import protected
from pages.parts.answering.relevant_ages import relevant
from pages.parts.answering.resident_fifths import Cut
from pages.parts.asking.selection import Selection
from pages.parts.gradient.question import GradientQuestion

MOST_DOTS = 400
SETTINGS = SlopeSettings(draws=20_000)
PARTS = {5: "fifth", 10: "tenth"}


def ladder(asked: GradientQuestion, *, lens: str, ages: str) -> Ladder:
    """The groups of a question's footprint by a lens, with the ages as they are or the same in every group."""
    found = _ladder(asked.indicator, asked.footprint, asked.segment, lens=lens, ages=ages)
    if not found.known or ages == SAME_AGES:
        return found
    return replace(found, dots=_dots(asked, found))


def measured(indicator_id: str) -> Indicator:
    """The measure as it is counted: residents beyond a limit where the pack's own is a time."""
    return reach_shares.reach(indicator_id) or opened_pack.pack().indicators[indicator_id]


def part_name(number: int, of: int) -> str:
    """ "Most deprived tenth", "Tenth 3 of 10"."""
    part = PARTS[of]
    return {1: f"Most deprived {part}", of: f"Least deprived {part}"}.get(
        number, f"{part.capitalize()} {number} of {of}"
    )


def estimate(frame: pd.DataFrame, *, sampled: bool = True) -> Estimate:
    """The first row of a result as value and 95 % limits; without limits where nobody was sampled."""
    value, lower, upper = (float(frame[name].iloc[0]) for name in ("value", "lower_ci", "upper_ci"))
    return Estimate(value, lower, upper) if sampled else Estimate(value)


@lru_cache(maxsize=512)
def _ladder(indicator_id: str, footprint: str, segment: Segment, *, lens: str, ages: str) -> Ladder:
    source = deprivation_groups.source_of(indicator_id)
    number = deprivation_groups.parts_of(footprint, source)
    shared = relevant(indicator_id)
    cut = deprivation_groups.lens_cut(footprint, source, lens=lens, number=number, ages=shared)
    if cut.members is None:
        return Ladder(lens, reason=cut.reason)
    frame = _figures(indicator_id, footprint, segment, cut=cut, ages=ages)
    fewer = frame
    if number != FIFTHS:
        fifths = deprivation_groups.lens_cut(footprint, source, lens=lens, number=FIFTHS, ages=shared)
        fewer = _figures(indicator_id, footprint, segment, cut=fifths, ages=ages)
    indicator, sampled = measured(indicator_id), reach_shares.reach(indicator_id) is None
    steps = _steps(frame, cut, number=number)
    return Ladder(
        lens=lens,
        number=number,
        of=cut.of,
        steps=steps,
        slope=_slope(steps, indicator, counted=ages != SAME_AGES, sampled=sampled),
        fifths=_ends(fewer, cut.of),
        ratio=_ratio(fewer, indicator, counted=ages != SAME_AGES, sampled=sampled),
        known_by=deprivation_groups.national(source, number)[1] if lens == NATIONAL else "",
        reason=next((step.row.reason for step in steps if not step.row.has_value), ""),
    )


def _figures(indicator_id: str, footprint: str, segment: Segment, *, cut: Cut, ages: str) -> pd.DataFrame:
    """Released rows by part; as if every part had the standard's ages where that is asked for."""
    indicator, source = opened_pack.pack().indicators[indicator_id], deprivation_groups.source_of(indicator_id)
    if ages == SAME_AGES:
        return pooled_ages.pooled(indicator, cut.members, source=source, segment=segment).assign(note="")
    above = resident_fifths.parents(footprint, int(max(cut.members.groups)))
    return deprivation_groups.figures(indicator, cut.members, source=source, segment=segment, above=above)


def _steps(frame: pd.DataFrame, cut: Cut, *, number: int) -> tuple[Step, ...]:
    """The parts side by side, as wide as their people; by residents where a number of people is withheld."""
    residents = cut.order.groupby("part")["people"].sum().reindex(frame.index)
    people = frame["denominator"] if frame["denominator"].gt(0).all() else residents
    ends = (people.cumsum() / people.sum()).to_numpy()
    areas = cut.order["part"].value_counts()
    return tuple(
        Step(
            number=int(part),
            row=replace(
                released_cells.fifth_row(frame, part, name=part_name(int(part), number)), code=f"{number}-{part}"
            ),
            start=float(ends[place - 1]) if place else 0.0,
            end=float(ends[place]),
            areas=int(areas[part]),
        )
        for place, part in enumerate(frame.index)
    )


def _ends(frame: pd.DataFrame, of: str) -> Fifths:
    """The most and the least deprived fifth; the reason where the footprint has no area in one."""
    absent = [word for word, fifth in (("most", MOST), ("least", LEAST)) if fifth not in frame.index]
    if absent:
        return Fifths(of=of, reason=f"No area here is in England’s {' or '.join(absent)} deprived fifth.")
    most, least = (released_cells.fifth_row(frame, fifth, name=part_name(fifth, FIFTHS)) for fifth in (MOST, LEAST))
    reason = next((row.reason or "Withheld." for row in (most, least) if not row.has_value), "")
    return Fifths(most, least, of, reason)


def _ratio(frame: pd.DataFrame, indicator: Indicator, *, counted: bool, sampled: bool) -> Estimate:
    """Most over least deprived fifth."""
    if not {MOST, LEAST} <= set(frame.index):
        return Estimate()
    most, least = (frame.loc[[fifth]].set_axis(["gap"]) for fifth in (MOST, LEAST))
    if not counted:
        return estimate(gap_of_values(most, least).ratio)
    kind = {"value_type": indicator.value_type, "multiplier": indicator.multiplier}
    return estimate(gap_of_counts(most, least, **kind).ratio, sampled=sampled)


def _slope(steps: tuple[Step, ...], indicator: Indicator, *, counted: bool, sampled: bool) -> Slope:
    """The line through the groups that have people; none where one is withheld."""
    rows = [step.row for step in steps]
    if not all(row.has_value and row.denominator > 0 for row in rows) or len(rows) < FIFTHS:
        return Slope()

    def grid(name: str, divisor: float = 1.0) -> pd.DataFrame:
        return pd.DataFrame([[getattr(row, name) / divisor for row in rows]])

    if counted:
        kind = {"value_type": indicator.value_type, "multiplier": indicator.multiplier}
        found = gradient(grid("numerator"), grid("denominator"), settings=SETTINGS, **kind).slopes
    else:
        values, *limits = (grid(name, indicator.multiplier) for name in ("value", "lower_ci", "upper_ci"))
        how = replace(SETTINGS, scale=SCALES[indicator.value_type], multiplier=indicator.multiplier)
        found = slope_index(values, grid("denominator"), limits=tuple(limits), settings=how)
    low = float(found.slope["intercept"].iloc[0]) * indicator.multiplier
    slope = estimate(found.slope, sampled=sampled)
    return Slope(low, low + slope.value, slope, estimate(found.relative, sampled=sampled))


def _dots(asked: GradientQuestion, found: Ladder) -> tuple[Dot, ...]:
    """The areas behind the groups, in order of deprivation; none where they are too many or have no value of theirs."""
    source = deprivation_groups.source_of(asked.indicator)
    cut = deprivation_groups.lens_cut(asked.footprint, source, lens=found.lens, number=found.number)
    if len(cut.order) > MOST_DOTS or reach_shares.reach(asked.indicator) is not None:
        return ()
    rows = protected.rows(areas_of(asked, source), tuple(cut.order.index))
    known = rows["status"].isin([str(Status.OK), str(Status.ESTIMATED)]) & rows["value"].notna()
    people = cut.order.groupby("part")["people"]
    inside = ((people.cumsum() - cut.order["people"] / 2) / people.transform("sum")).to_numpy()
    placed = {step.number: step for step in found.steps}
    names = opened_pack.pack().areas
    names = names[names["area_type"] == source].set_index("area_code")["name"]
    return tuple(
        Dot(
            name=str(names.get(code, code)),
            value=float(value),
            at=placed[part].start + share * (placed[part].end - placed[part].start),
            group=int(part),
        )
        for code, part, share, value, has in zip(
            cut.order.index, cut.order["part"], inside, rows["value"], known, strict=True
        )
        if has
    )


def areas_of(asked: GradientQuestion, source: str) -> Selection:
    """The map's view of the areas themselves."""
    own = opened_pack.pack().indicators[asked.indicator]
    return Selection(
        asked.indicator, asked.system, asked.place, AREA_TYPES[source], source, "", asked.period, own.default_sex,
        asked.age, own.default_category, asked.date, "level", "", "",
    )  # fmt: skip
