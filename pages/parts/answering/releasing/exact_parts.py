"""Rows of parts whose counts, as shown, sum to the count of the whole.

Lives here: which counts of a row are rounded. Not here: the rounding (`equity.totals.remainders`), any value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.evidence import AreaRow
from equity.totals.remainders import rounded_parts


def exact_parts(rows: Sequence[AreaRow], whole: AreaRow) -> tuple[AreaRow, ...]:
    """The rows with numerators and denominators that sum to those of the whole as shown; values stay as they are.

    Where a count of one part is withheld or missing, those of the others are left as they are.
    """
    counts = {
        name: rounded_parts([getattr(row, name) for row in rows], getattr(whole, name))
        for name in ("numerator", "denominator")
    }
    return tuple(replace(row, **{name: found[at] for name, found in counts.items()}) for at, row in enumerate(rows))
