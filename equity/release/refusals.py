"""What a refusal tells, and when no more is answered: refusals must not add up to the count they protect.

Lives here: whether saying "this set holds a small count" would itself give a count away, and whether a footprint is one
more try beside others that were refused. Not here: the tests (`equity.release.differencing`), keeping the answers (the
caller), reading what was said into a ledger (`Ledger.with_told`).

What remains: a refusal still says that some set holds 1 to `largest`, which the mark of a withheld area says as well; a
reader who tries far apart footprints learns that for as many sets; an answer without a reason says that a reason
would have told too much.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from equity.release.affected import affected
from equity.release.derivation import given_away
from equity.release.differencing import Exposure
from equity.release.ledger import Ledger

NEAR = 2  # blocks in which two footprints differ at most to be tries of the same
TRIES = 4  # refused footprints near one that end the answers there
WITHOUT_REASON = (
    "Figures for it, or for footprints that differ from it by a few areas, would tell too much about small counts."
)
WHOLE_AREAS = "Choose a whole official area, or a footprint that differs from this one by more areas."


def tells(ledger: Ledger, found: Exposure) -> bool:
    """Whether an outsider who hears that these blocks hold a small count could work some small count out."""
    if found.measure not in ledger.measures:
        return False  # too few residents, whose numbers are no secret
    system = affected(ledger, found.blocks, measure=found.measure)
    return given_away(system, largest=ledger.rule.largest) is not None


def tried_too_often(
    members: Collection[str], refused: Iterable[Collection[str]], *, offered: Iterable[Collection[str]] = ()
) -> bool:
    """Whether a footprint is one more try beside `TRIES` refused ones; never one that was refused or offered itself."""
    wanted, tried = frozenset(members), {frozenset(one) for one in refused}
    if wanted in tried or wanted in {frozenset(one) for one in offered}:
        return False
    return sum(len(wanted ^ one) <= NEAR for one in tried) >= TRIES
