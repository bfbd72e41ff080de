"""Footprints asked for in several periods or groups: who adds and takes away all totals finds no small count.

The outsider has every shown total as a 0/1 row over blocks x pieces and eliminates exactly (fractions). He looks for
every set of blocks in every run or set of pieces, which is what a reader could ask for.
"""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from equity.disclosure import ReleaseRule
from equity.release.across import Earlier, exposed_across
from equity.release.differencing import exposure
from equity.release.ledger import Told, official_ledger
from equity.release.segments import families
from tests.equity.attacker import derivable, row_space

BLOCKS = 4
CASES = {"weeks": 30, "years": 25, "ages": 25, "crossed": 9, "pooled": 25}
NAMES = [f"b{i}" for i in range(BLOCKS)]
WEEKS = {f"2021-07-{day:02d}": ("", f"2021-07-{day:02d}") for day in (1, 8, 15)}
YEARS = {
    "2015-2016": ("2015-01-01", "2016-12-31"),
    "2016-2017": ("2016-01-01", "2017-12-31"),
    "2015-2017": ("2015-01-01", "2017-12-31"),
    "2015..2017": ("2015-01-01", "2017-12-31"),
    **{year: (f"{year}-01-01", f"{year}-12-31") for year in ("2015", "2016", "2017")},
}
AGES = ("all", "0-15", "16-64", "65+")
HELD = {
    "weeks": [(week, "all", "all", "") for week in WEEKS],
    "years": [(years, "all", "all", "") for years in YEARS],
    "ages": [("2020", "all", age, "") for age in AGES],
    "crossed": [(week, "all", age, "") for week in list(WEEKS)[:2] for age in ("all", "0-15", "16+")],
    "pooled": [(year, "all", "all", "") for year in ("2015", "2016", "2017", "2015..2017")],
}


class Pack:
    """Counts of every block in every piece; official areas shown in every segment where they are not small."""

    def __init__(self, random, held):
        self.held = held
        spans = {**WEEKS, **YEARS, "2020": ("2020-01-01", "2020-12-31")}
        self.family = {one: families(one, held, spans=spans)[0] for one in held}
        first = self.family[held[0]]
        self.parts = dict(zip(first.segments, first.parts, strict=True))
        pieces = first.parts.shape[1]
        self.rule = ReleaseRule("test", largest=int(random.integers(2, 5)))
        self.counts = random.choice([0, 1, 2, 4, 6, 9], size=(BLOCKS, pieces), p=[0.15, 0.15, 0.1, 0.2, 0.2, 0.2])
        kinds = {"county": np.where(random.random(BLOCKS) < 0.3, None, "all")}
        kinds["ward"] = [str(code) for code in random.integers(0, 3, BLOCKS)]
        areas = pd.DataFrame(kinds, index=NAMES, dtype=object)
        self.tables = {
            one: pd.DataFrame({"numerator": (self.counts @ self.parts[one]).astype(float)}, index=NAMES) for one in held
        }
        self.ledgers = {one: official_ledger(table, areas, rule=self.rule) for one, table in self.tables.items()}
        self.answers = []  # (members, segment)

    def total(self, inside, segment):
        return float(inside @ self.tables[segment]["numerator"])

    def cells(self, inside, pieces):
        return np.outer(inside, pieces).astype(int).ravel()

    def official_rows(self):
        return [
            self.cells(row, self.parts[one])
            for one, ledger in self.ledgers.items()
            for row in ledger.rows.toarray()[ledger.shown]
        ]

    def own_rows(self):
        """An own footprint that is a small official area is answered by the mark of a small count."""
        large = [(inside, one) for inside, one in self.answers if not 0 < self.total(inside, one) <= self.rule.largest]
        return [self.cells(inside, self.parts[one]) for inside, one in large]

    def ask(self, inside, segment):
        """As the page asks: among areas, then beside other segments; what is shown is noted."""
        codes = [NAMES[block] for block in np.flatnonzero(inside)]
        told = {}
        for held, one in self.answers:
            told.setdefault(tuple(NAMES[block] for block in np.flatnonzero(held)), set()).add(one)
        earlier = [Earlier(members, frozenset(segments)) for members, segments in told.items()]
        ledger = self.ledgers[segment].with_told(Told("", one.members) for one in earlier if segment in one.segments)
        if exposure(ledger, ledger.indicator_of(codes)) is not None:
            return
        base = self.ledgers[segment]
        beside = {"family": self.family[segment], "ledgers": self.ledgers, "earlier": earlier}
        if not exposed_across(base, base.indicator_of(codes), **beside):
            self.answers.append((inside, segment))

    def small(self):
        """Every set of blocks in every set of pieces with a small count."""
        sets = [np.array(held) for held in product((0, 1), repeat=BLOCKS) if any(held)]
        pieces = [np.array(held) for held in product((0, 1), repeat=self.counts.shape[1]) if any(held)]
        return [
            self.cells(inside, part)
            for inside in sets
            for part in pieces
            if 0 < inside @ self.counts @ part <= self.rule.largest
        ]


@pytest.mark.parametrize("kind", list(HELD))
@pytest.mark.parametrize("share", range(3))
def test_nothing_follows_from_several_periods_or_groups(kind, share):
    random, cases, shown = np.random.default_rng(share), 0, 0
    while cases < CASES[kind]:
        pack = Pack(random, HELD[kind])
        targets, official = pack.small(), [row.tolist() for row in pack.official_rows()]
        if any(derivable(cells, row_space(official)) for cells in targets):
            continue  # the official areas alone give something away
        cases += 1
        masks = [(random.random(BLOCKS) < 0.5).astype(int) for _ in range(2)]
        for inside, one in [
            (masks[int(n)], HELD[kind][int(random.integers(len(HELD[kind])))]) for n in (0, 1, 0, 1, 0, 0)
        ]:
            if inside.any():
                pack.ask(inside, one)
        shown += len(pack.answers)
        rows = [*pack.official_rows(), *pack.own_rows()]
        if rows:
            space = row_space([row.tolist() for row in rows])
            assert not [cells for cells in targets if derivable(cells, space)], (kind, share, cases)
    assert shown > CASES[kind] / 2  # not safe by refusing everything
