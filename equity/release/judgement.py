"""May this footprint be shown? The verdict for a footprint that a reader built, with the nearest one that may.

Lives here: `judged` and what it answers. Not here: the tests (`equity.release.differencing`), the list of what was
released (`equity.release.ledger`), keeping that list (the caller: ledger = ledger.with_released(...) once the footprint
is shown).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from equity.release.differencing import exposure
from equity.release.ledger import Ledger
from equity.release.refusals import WHOLE_AREAS, WITHOUT_REASON, tells
from equity.release.safe_choice import nearest_safe


@dataclass(frozen=True)
class Verdict:
    """May a footprint be shown, and if not, why not and what may.

    Attributes
    ----------
    safe : bool
        Shown values give no small count away.
    reason : str
        In plain words; names the released area, never a count. "" if safe.
    against : str
        Name of the released area or areas; "" if safe, or if the footprint alone is too small.
    exposed : frozenset of str
        Blocks whose count would be given away; none where no reason is given. For the server only: never shown, never
        logged beside a reader's name.
    alternative : tuple of str or None
        Members of the nearest footprint that may be shown; None if safe, or if none was found.
    added, removed : tuple of str
        What the alternative changes.
    advice : str
        One sentence on the alternative; "" if safe.
    """

    safe: bool
    reason: str = ""
    against: str = ""
    exposed: frozenset[str] = frozenset()
    alternative: tuple[str, ...] | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    advice: str = ""


def judged(ledger: Ledger, members: Collection[str], *, nearby: Collection[str] | None = None) -> Verdict:
    """Judge a footprint against every official area and every footprint released before.

    Parameters
    ----------
    ledger : Ledger
        What is released of this indicator, period and breakdown. Left as it is.
    members : collection of str
        Codes of the footprint's building blocks.
    nearby : collection of str, optional
        Blocks an alternative may add (say, those that touch the footprint).

    Returns
    -------
    Verdict

    Raises
    ------
    ValueError
        No members, or members that are no blocks of the ledger.

    Notes
    -----
    A count is protected if fewer than two whole numbers would remain for it, and no plain difference with a released
    area may be a count of 1 to `largest` at all. A refusal says that the blocks exposed hold a small count: the caller
    keeps them (`equity.release.ledger.Told`), and where that alone would give a count away no reason is given.
    """
    inside = ledger.indicator_of(members)
    found = exposure(ledger, inside)
    if found is None:
        return Verdict(safe=True)
    if tells(ledger, found):
        return Verdict(safe=False, reason=WITHOUT_REASON, advice=WHOLE_AREAS)
    other = nearest_safe(ledger, inside, found=found, nearby=nearby)
    exposed = frozenset(ledger.blocks[found.blocks > 0])
    if other is None:
        advice = "No nearby footprint was found that is safe to show. Choose a whole official area, or a larger one."
        return Verdict(safe=False, reason=found.reason, against=found.against, exposed=exposed, advice=advice)
    added, removed = _codes(ledger, other > inside), _codes(ledger, other < inside)
    return Verdict(
        safe=False,
        reason=found.reason,
        against=found.against,
        exposed=exposed,
        alternative=_codes(ledger, other > 0),
        added=added,
        removed=removed,
        advice=_advice(added, removed),
    )


def _codes(ledger: Ledger, chosen: np.ndarray) -> tuple[str, ...]:
    return tuple(map(str, ledger.blocks[chosen]))


def _advice(added: tuple[str, ...], removed: tuple[str, ...]) -> str:
    """What to do, with the number of blocks; the caller knows their names."""
    parts = [f"{verb} {_areas(len(codes))}" for verb, codes in (("adds", added), ("leaves out", removed)) if codes]
    return f"The nearest footprint that is safe to show {' and '.join(parts)}."


def _areas(number: int) -> str:
    return "one area" if number == 1 else f"{number:,} areas"
