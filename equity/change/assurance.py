"""Whether a process can be relied on to meet its target.

Lives here: the target against the limits of a chart. Not here: the limits (`xmr` and the other charts), words.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from data.schema import Polarity


class Assurance(StrEnum):
    """What the limits say of the target."""

    PASS = "consistent_pass"
    FAIL = "consistent_fail"
    INCONSISTENT = "inconsistent"  # sometimes met, sometimes not, by usual variation alone
    NOT_ASSESSED = "not_assessed"


def assurance(target, lower, *, upper, polarity: Polarity) -> np.ndarray:
    """Each series' target against its latest limits.

    Parameters
    ----------
    target, lower, upper : float or array of float
        In one unit; the limits of the last stretch.
    polarity : Polarity
        Which side of the target is good.

    Returns
    -------
    array of str
        `Assurance` values: wholly on the good side, wholly on the other, or the target among the limits (a target on a
        limit is among them). Not assessed: no target, no limits, or no polarity.

    References
    ----------
    NHS England, Making Data Count: assurance icons.
    """
    target, lower, upper = np.broadcast_arrays(*(np.asarray(part, "float64") for part in (target, lower, upper)))
    polarity = Polarity(polarity)
    with np.errstate(invalid="ignore"):
        below, above = upper < target, lower > target
    good, bad = (above, below) if polarity is Polarity.HIGH_IS_GOOD else (below, above)
    said = np.select([good, bad], [str(Assurance.PASS), str(Assurance.FAIL)], str(Assurance.INCONSISTENT))
    known = ~np.isnan(target) & ~np.isnan(lower) & ~np.isnan(upper) & (polarity is not Polarity.NONE)
    return np.where(known, said, str(Assurance.NOT_ASSESSED))
