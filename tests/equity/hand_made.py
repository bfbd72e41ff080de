"""Memberships made by hand, for tests of sums."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse

from geo.membership import Membership


def over(weights: list[list[float]], sizes: list[float] | None = None) -> Membership:
    """A membership made by hand: groups g0, g1.. over blocks b0, b1.."""
    matrix = np.array(weights, dtype=float)
    blocks = pd.Index([f"b{i}" for i in range(matrix.shape[1])])
    return Membership(
        sparse.csr_array(matrix),
        pd.Index([f"g{i}" for i in range(matrix.shape[0])]),
        blocks,
        pd.DataFrame({"population": sizes or [1.0] * len(blocks)}, index=blocks),
        np.array(["population"] * len(blocks)),
        np.ones(matrix.shape[0]),
    )
