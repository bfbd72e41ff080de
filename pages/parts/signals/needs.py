"""What each method of unusual change needs, and what the figures of a measure have: said in words, also when it fails.

Lives here: the list of methods with their needs. Not here: the methods (`equity.change`).
"""

from __future__ import annotations

from charts.signals.figures import Need
from data.catalogue import Indicator
from data.schema import ValueType
from equity.change.change_funnel import FEWEST_OTHERS
from equity.change.control_chart import FIRM_FROM
from equity.change.season import FEWEST_YEARS
from equity.change.signal import Watch
from pages.parts.signals.released_series import FEWEST_VALUES, SHORT, Released
from pages.parts.signals.second_opinion import SETTINGS


def needs(found: Released, watch: Watch, *, indicator: Indicator) -> tuple[Need, ...]:
    """One line per method."""
    points, areas = len(found.periods), len(found.values)
    counted = bool(found.counts.notna().any(axis=None)) and not found.reason
    least = watch.baseline + min(watch.windows)
    enough = counted and bool(found.counts.notna().sum(axis=1).max() >= least)
    short, share = SHORT.get(found.reason, ""), indicator.value_type == ValueType.PROPORTION
    has = short or _number(points) + ("" if counted else ", values without counts")
    return (
        Need("Own past", f"counts and people of {least} periods, the latest among them", has, enough),
        Need("Other areas (funnel on change)", f"the same of {FEWEST_OTHERS + 1} areas",
             f"{areas:,} areas" if counted else short or "no counts", enough and areas > FEWEST_OTHERS),
        Need("p chart (shares)" if share else "XmR chart",
             f"{FEWEST_VALUES} periods; limits are provisional below {FIRM_FROM}", short or _number(points),
             not short and points >= FEWEST_VALUES),
        Need("CUSUM (few events)", f"counts of {least} periods", has, enough),
        _season(watch, points, counted=counted, short=short),
        _past_years(watch, points, counted=counted, short="not for shares" if share and not short else short),
        Need("Time between rare events (g and t charts)", "the day of every event", "counts by period", False),
    )  # fmt: skip


def _season(watch: Watch, points: int, *, counted: bool, short: str) -> Need:
    past = points - max(watch.windows_of(points), default=points)
    whole = past // watch.per_year if watch.per_year > 1 else 0
    return Need(
        "Season taken out",
        f"monthly, weekly or quarterly counts with {FEWEST_YEARS} whole years before the latest periods",
        short or (f"{whole} such years" if watch.per_year > 1 else "yearly figures: no season in them"),
        counted and whole >= FEWEST_YEARS,
    )


def _past_years(watch: Watch, points: int, *, counted: bool, short: str) -> Need:
    settings = SETTINGS.get(watch.per_year)
    wanted = settings.years * settings.per_year + 1 if settings else 0
    return Need(
        "Five past years (Farrington and Noufaily)",
        "monthly counts of 61 periods, or weekly counts of 261",
        short or _number(points, _step(watch.per_year)),
        counted and not short and 0 < wanted <= points,
    )


def _number(points: int, step: str = "") -> str:
    return f"{points:,} {step} {'period' if points == 1 else 'periods'}".replace("  ", " ")


def _step(per_year: int) -> str:
    return {12: "monthly", 4: "quarterly", 52: "weekly", 1: "yearly"}.get(per_year, "")
