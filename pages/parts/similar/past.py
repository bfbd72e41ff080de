"""The outcome itself in the periods before a start, as one more theme that areas are matched on.

Only a comparison of change may match so: on the outcome as it was before anything could have changed it. Lives here:
which periods, and the themes of a question with them. Not here: matching (`matching`), the panel (`changing`).
"""

from __future__ import annotations

from functools import lru_cache

from charts.words import period_words
from equity.similar.question import with_history
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.similar.changing import panel_for
from pages.parts.similar.covariates import HISTORY, Covariate, Covariates, covariates
from pages.parts.similar.question import SimilarQuestion

MOST = 4  # periods before the start: the latest that nearly all areas have
NEARLY_ALL = 0.8


def known(asked: SimilarQuestion) -> Covariates:
    """Every figure that areas of a question can be matched on, those before its start among them."""
    if not asked.start:
        return covariates(asked.area_type)
    return _with_past(asked.area_type, asked.indicator, level=asked.level, on=asked.date, start=asked.start)


@lru_cache(maxsize=32)
def _with_past(area_type: str, indicator_id: str, *, level: str, on: str, start: str) -> Covariates:
    had, codes = covariates(area_type), tuple(values.area_codes(area_type))
    panel = panel_for(indicator_id, level, on=on, codes=codes)
    order = list(panel.periods)
    before = order[: order.index(start)] if start in order else []
    share = panel.values.reindex(codes).notna().sum() / max(int(panel.values.notna().any(axis=1).sum()), 1)
    used = [one for one in before if share[one] >= NEARLY_ALL][-MOST:]
    if not used:
        return had
    table = with_history(had.table, panel, periods=used, start=start)
    indicator = opened_pack.pack().indicators[indicator_id]
    span = " to ".join(dict.fromkeys(period_words(one) for one in (used[0], used[-1])))
    source = opened_pack.pack().sources[indicator.source]
    items = tuple(
        Covariate(
            key, HISTORY, f"{indicator.short_name}, {period_words(period)}", indicator.unit,
            f"{source.publisher}, {source.title}", span, float(table[key].notna().mean()),
        )
        for key, period in zip(table.columns[len(had.table.columns) :], used, strict=True)
    )  # fmt: skip
    return Covariates(table, had.items + items)
