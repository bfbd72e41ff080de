"""An outsider who tries everything: all whole numbers that the blocks could hold, crossed off by each shown total.

A second, slow and obvious way to see what is given away; it shares no code with the ledger. `Attacker` lists every
assignment of 0 to `TOP` events to a few blocks once; `row_space` does exact elimination with fractions.
"""

from fractions import Fraction
from itertools import product

import numpy as np


class Attacker:
    """Knows the rule, and for each released set of blocks (a bit mask) what is shown of it."""

    def __init__(self, blocks, *, top):
        self.blocks, self.worlds = blocks, np.array(list(product(range(top + 1), repeat=blocks)), dtype=np.int8)
        self.sums = {mask: self.worlds[:, self.members(mask)].sum(axis=1, dtype=np.int8) for mask in self.masks()}

    def masks(self):
        return range(1, 1 << self.blocks)

    def members(self, mask):
        return [block for block in range(self.blocks) if mask >> block & 1]

    def total(self, counts, mask):
        return sum(counts[block] for block in self.members(mask))

    def small_sets(self, counts, *, largest):
        return [mask for mask in self.masks() if 1 <= self.total(counts, mask) <= largest]

    def given_away(self, counts, released, *, largest, step):
        """Sets of blocks with a small count that has one possible value only."""
        looks = [appearance(total, largest, step) for total in range(self.blocks * self.worlds.max() + 1)]
        left = None  # positions of the worlds that are not crossed off yet
        for mask in released:
            seen = looks[self.total(counts, mask)]
            alike = np.array([look == seen for look in looks])
            fits = np.flatnonzero(alike[self.sums[mask] if left is None else self.sums[mask][left]])
            left = fits if left is None else left[fits]
        found = set()
        for mask in self.small_sets(counts, largest=largest):
            values = self.sums[mask] if left is None else self.sums[mask][left]
            if values.min() == values.max():
                found.add(mask)
        return found


def appearance(total, largest, step):
    """What a reader sees of a total."""
    if 1 <= total <= largest:
        return "*"
    return total if not step or total == 0 else int((total + step / 2) // step * step)


def row_space(rows):
    """Reduced rows (fractions) of 0/1 rows, and the position of each leading 1."""
    rest = [[Fraction(int(entry)) for entry in row] for row in rows]
    reduced, leads = [], []
    for column in range(len(rest[0]) if rest else 0):
        lead = next((row for row in rest if row[column]), None)
        if lead is None:
            continue
        rest.remove(lead)
        lead = [entry / lead[column] for entry in lead]
        rest = [_without(row, lead, column) for row in rest]
        reduced = [_without(row, lead, column) for row in reduced] + [lead]
        leads.append(column)
    return reduced, leads


def derivable(chosen, space):
    """True if a set (0/1) is a sum of multiples of the rows."""
    reduced, leads = space
    left = [Fraction(int(entry)) for entry in chosen]
    for row, column in zip(reduced, leads, strict=True):
        left = _without(left, row, column)
    return not any(left)


def _without(row, lead, column):
    return [entry - row[column] * other for entry, other in zip(row, lead, strict=True)] if row[column] else row
