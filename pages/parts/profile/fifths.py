"""The most and the least deprived fifth of a subject, for every measure that can be summed over its small areas.

Lives here: which measures. Not here: the cut (`answering.resident_fifths`), its figures
(`answering.deprivation_groups`), the gap (`equity.comparing.profile`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from charts.evidence import AreaRow
from data.schema import ValueType
from equity.comparing.fifths import LEAST, MOST
from equity.comparing.profile import Fifths
from equity.disclosure import RULES
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, resident_fifths, values
from pages.parts.answering.members import OLD, base
from pages.parts.answering.released_cells import fifth_row
from pages.parts.answering.relevant_ages import relevant
from pages.parts.profile import tables
from pages.parts.profile.subjects import Subject

PAIR = ((MOST, "Most"), (LEAST, "Least"))


@dataclass(frozen=True, eq=False)
class Found:
    """Rows of the two fifths by measure."""

    rows: dict[str, tuple[AreaRow, AreaRow]]

    def arrays(self, indicators: tuple[str, ...]) -> Fifths:
        """Values and limits as arrays, in the order of the measures."""
        fifths = Fifths.none(len(indicators))
        for place, one in enumerate(indicators):
            for side, row in zip((fifths.most, fifths.least), self.rows.get(one, ()), strict=False):
                for array, number in zip(side, (row.value, row.lower_ci, row.upper_ci), strict=True):
                    array[place] = number
        return fifths


def fifths_of(about: Subject, indicators: tuple[str, ...]) -> Found:
    """The fifths of a subject made of whole LSOAs; of an own footprint only where the counts of small areas are public.

    With counts that are withheld where small each fifth would be one more footprint to judge.
    """
    whole = len(about.shares) and bool(np.isclose(about.shares.to_numpy(), 1.0).all())
    if not whole:
        return Found({})
    catalogue = opened_pack.pack().indicators
    wanted = [
        one
        for one in indicators
        if catalogue[one].lens != "context"
        and catalogue[one].value_type != ValueType.COUNT
        and catalogue[one].building_block
        and base(catalogue[one].building_block) == OLD
        and values.summable(catalogue[one], catalogue[one].building_block)
        and not (about.is_own and RULES[catalogue[one].release_rule].largest)
    ]
    made = {one: _fifths(about.code, one) for one in wanted}
    return Found({one: pair for one, pair in made.items() if pair})


@lru_cache(maxsize=2048)
def _fifths(code: str, indicator_id: str) -> tuple[AreaRow, ...]:
    """Released rows of both fifths; () where there are no fifths or one of them is withheld."""
    indicator = opened_pack.pack().indicators[indicator_id]
    source = indicator.building_block
    found = resident_fifths.cut(code, source, ages=relevant(indicator_id))
    period = tables.latest(indicator, source)
    if found.members is None or not period:
        return ()
    segment = (period, indicator.default_sex, indicator.default_age, indicator.default_category)
    above = resident_fifths.parents(code)
    frame = deprivation_groups.figures(indicator, found.members, source=source, segment=segment, above=above)
    rows = tuple(_row(frame, fifth, word) for fifth, word in PAIR)
    return rows if all(row.has_value and row.has_interval for row in rows) else ()


def _row(frame: pd.DataFrame, fifth: int, word: str) -> AreaRow:
    """The row of one fifth, named as readers know it."""
    return fifth_row(frame, fifth, name=f"{word} deprived fifth")
