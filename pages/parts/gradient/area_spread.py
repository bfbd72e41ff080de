"""How unequal the areas of a footprint are: Gini and Theil over their released figures, and the part between fifths.

Lives here: which areas and which side of the measure go in. Not here: formulas (`equity.inequality`), words
(`charts.gradient.spread_section`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from charts.gradient.area_spread import AreaSpread
from charts.gradient.evidence import OWN
from data.schema import Polarity, Status, ValueType
from equity.comparing.fifths import FIFTHS
from equity.inequality.gini import gini_index
from equity.inequality.spread_limits import DRAWS, FEWEST_AREAS, with_limits
from equity.inequality.theil import theil_index
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups, reach_shares
from pages.parts.answering.releasing import protected
from pages.parts.gradient.ladders import areas_of, estimate
from pages.parts.gradient.question import GradientQuestion

MOST_DRAWN = 600_000  # areas drawn anew in all: of very many areas fewer draws say the same
FEWEST_DRAWS = 200
NO_TIMES = "Times of small areas are counted as residents beyond a limit, so areas have no figure of their own here."
FEW = f"Fewer than {FEWEST_AREAS} areas have a figure to show: too few to say how unequal they are."


@lru_cache(maxsize=64)
def area_spread(asked: GradientQuestion) -> AreaSpread:
    """Both indices of a question's areas, or why there are none."""
    if reach_shares.reach(asked.indicator) is not None:
        return AreaSpread(reason=NO_TIMES)
    source, indicator = deprivation_groups.source_of(asked.indicator), opened_pack.pack().indicators[asked.indicator]
    order = deprivation_groups.lens_cut(asked.footprint, source, lens=OWN, number=FIFTHS).order
    if order is None or order.empty:
        return AreaSpread(reason=FEW)
    rows = protected.rows(areas_of(asked, source), tuple(order.index))
    able = rows["status"].isin([str(Status.OK), str(Status.ESTIMATED)]) & (rows["denominator"] > 0)
    known = rows[able & rows["numerator"].notna()].astype({"numerator": "float64", "denominator": "float64"})
    if len(known) < FEWEST_AREAS:
        return AreaSpread(areas=len(known), missing=len(rows) - len(known), reason=FEW)
    without = indicator.value_type == ValueType.PROPORTION and indicator.polarity == Polarity.HIGH_IS_GOOD
    counted = known["denominator"] - known["numerator"] if without else known["numerator"]
    fifths = order["part"].reindex(known.index)
    made = _spread(counted / known["denominator"], known["denominator"], fifths, listed=len(rows))
    return replace(made, without=without)


def _spread(values: pd.Series, people: pd.Series, fifths: pd.Series, *, listed: int) -> AreaSpread:
    draws = min(DRAWS, max(FEWEST_DRAWS, MOST_DRAWN // len(values)))
    gini, theil = (with_limits(index, values, weights=people, draws=draws) for index in (gini_index, theil_index))
    if gini["value"].isna().any():
        return AreaSpread(areas=len(values), missing=listed - len(values), reason=FEW)
    split = theil_index(values, people, groups=fifths)
    total = float(split["value"].iloc[0])
    return AreaSpread(
        gini=estimate(gini),
        theil=estimate(theil),
        between=float(split["between"].iloc[0]) / total if total > 0 else float("nan"),
        areas=len(values),
        missing=listed - len(values),
    )
