"""The budgets, the verdicts and the table.

Lives here: what must be reached (the one place with these numbers) and how a row is judged and printed.
Not here: measuring.
"""

from __future__ import annotations

from dataclasses import dataclass

LSOA, MSOA, DISTRICT, ONE_SYSTEM = "England LSOA", "England MSOA", "England districts", "one system LSOA"

# What one change of measure may send, in bytes, and how many times fewer than the peer.
CHANGE_BYTES = {LSOA: (40_000, 400), ONE_SYSTEM: (3_000, 150)}
GEOMETRY_BYTES = {LSOA: 1_200_000, ONE_SYSTEM: 45_000}
PICTURE_BYTES = 5_000  # of the script that draws what stands in for the map, from the map's own files
CHANGE_RATIO = {LSOA: 40, MSOA: 20, DISTRICT: 8, ONE_SYSTEM: 4}
FIRST_PAINT_RATIO = {LSOA: 6, ONE_SYSTEM: 2}
SCRIPT_RATIO, SCRIPT_OVER_EMPTY = 700, 3.0
RERUN_OVER_EMPTY = 1.3
SESSIONS_RATIO, SESSIONS_BYTES = 5, 200_000_000
AREAS_DRAWN = 32_844
CUBE_MS = SUMS_MS = 500
XMR_MS, XMR_RATIO = 500, 10
MEMBERSHIP_MS = 100
VALUES_MS, VALUES_RATIO = 3_000, 50  # values and both limits of 33,000 areas x 50 indicators; against row by row
SLOPE_MS = 200
PROFILE_MS, PROFILE_RATIO = 150, 5  # benchmark, trend and gap of 60 measures of one place; against one at a time
EXCLUSION_MS = 2_000
CACHED_MEMBERSHIP_MS = 5
FIRST_VIEW_OVER_MAP, CHANGE_OVER_EMPTY = 3.0, 2.0  # every other page
OPENED_MS, SELECTION_MS = 500, 30  # the full pack, and one selection out of it
LONG_TABLE = 1_000_000  # rows from which on it is worth making a table many times as long
SLIDES_MS = 30_000  # twenty figures to PowerPoint
CALLED_OFF_MS = 5_000  # a file that nobody wants: at most one view is finished first
BUILT_MS = 1_000  # a footprint just built: from the last click to outline and card


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, against what, and whether that is enough."""

    what: str
    scope: str
    ours: str
    peer: str
    budget: str
    passed: bool


def at_most(what: str, scope: str, *, value: float, limit: float, unit: str) -> Row:
    """A row that passes when the value is no more than the limit."""
    return Row(what, scope, shown(value, unit), "", f"at most {shown(limit, unit)}", value <= limit)


def beside(what: str, scope: str, *, ours: float, peer: float, limit: float) -> Row:
    """A row of milliseconds that passes when ours is no more than the limit and no more than the peer's."""
    budget = f"at most {shown(limit, 'ms')} and the other's"
    return Row(what, scope, shown(ours, "ms"), shown(peer, "ms"), budget, ours <= min(limit, peer))


def ratio(what: str, scope: str, *, ours: float, peer: float, least: float, unit: str) -> Row:
    """A row that passes when the peer's value is at least so many times ours."""
    times = peer / ours if ours else float("inf")
    return Row(what, scope, shown(ours, unit), shown(peer, unit), f"{times:,.1f}x, at least {least:g}x", times >= least)


def told(what: str, scope: str, *, ours: float, peer: float, unit: str) -> Row:
    """A row without a limit: beside a budget it says more than is asked."""
    return Row(what, scope, shown(ours, unit), shown(peer, unit), f"{peer / ours:,.1f}x, told only", True)


def grown(what: str, scope: str, *, ours: float, base: float, unit: str) -> Row:
    """A row without a limit: how many times as long something takes when there is more of it."""
    return Row(what, scope, shown(ours, unit), shown(base, unit), f"{ours / base:,.1f}x, told only", True)


def on_paper(what: str, scope: str, *, value: float, unit: str) -> Row:
    """A row without a limit that nobody ran: what a straight line says."""
    return Row(what, scope, shown(value, unit), "", "on paper, not run", True)


def times(what: str, scope: str, *, ours: float, base: float, least: float, unit: str) -> Row:
    """A row that passes when ours is at least so many times the base (more is better)."""
    found = ours / base
    return Row(what, scope, shown(ours, unit), shown(base, unit), f"{found:,.1f}x, at least {least:g}x", found >= least)


def over(what: str, scope: str, *, ours: float, base: float, most: float, unit: str) -> Row:
    """A row that passes when our value is at most so many times the base's."""
    times = ours / base
    return Row(what, scope, shown(ours, unit), shown(base, unit), f"{times:.2f}x, at most {most:g}x", times <= most)


def exactly(what: str, scope: str, *, value: int, wanted: int) -> Row:
    """A row that passes when two things are equal."""
    texts = [("yes" if one else "no") if isinstance(one, bool) else f"{one:,}" for one in (value, wanted)]
    return Row(what, scope, texts[0], "", texts[1], value == wanted)


def shown(value: float, unit: str) -> str:
    """A number with its unit, as short as is honest."""
    if unit == "B":
        return (
            f"{value / 1e6:,.2f} MB" if value >= 1e6 else f"{value / 1e3:,.1f} kB" if value >= 1e3 else f"{value:.0f} B"
        )
    if unit == "ms":
        return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms"
    return f"{value:,.1f} {unit}".rstrip()


def table(rows: list[Row]) -> str:
    """The rows as aligned text, one verdict on each."""
    head = ("what", "scope", "this app", "compared with", "budget", "")
    lines = [head, *((r.what, r.scope, r.ours, r.peer, r.budget, "pass" if r.passed else "FAIL") for r in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    text.insert(1, "-" * len(text[0]) if len(text[0]) > 60 else "-" * 60)
    return "\n".join(text)
