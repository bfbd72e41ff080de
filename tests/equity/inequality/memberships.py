"""Memberships made by hand, with what `geo.membership.Membership` offers to sums."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse


@dataclass
class Membership:
    """Groups x blocks with weights in 0 to 1."""

    weights: sparse.csr_array
    groups: pd.Index
    blocks: pd.Index
    sizes: pd.DataFrame
    reached: np.ndarray


def membership(weights, groups, *, blocks):
    matrix = sparse.csr_array(np.asarray(weights, dtype="float64"))
    return Membership(
        matrix, pd.Index(groups, name="group"), pd.Index(blocks), pd.DataFrame(index=blocks), np.ones(len(groups))
    )
