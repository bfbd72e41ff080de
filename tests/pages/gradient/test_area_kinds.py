"""Areas in fifths by the ethnic groups of their residents: every area once, sums whole, names apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from equity.inequality.axes import Axis
from pages.parts.answering import deprivation_groups
from pages.parts.gradient import area_kinds
from pages.parts.similar.covariates import Covariate

WHITE = Covariate("census_ethnic_group:White", "ethnicity", "residents of White ethnic groups", "%", "ONS", "2021", 1.0)


@pytest.fixture
def known(asked, monkeypatch):
    """The landing question, with a share of White residents for every area but one; and these shares."""
    question = asked()[0]
    codes = list(deprivation_groups.ordered("pl-gyw", "msoa11").index)
    share = pd.Series(np.linspace(86.0, 98.5, len(codes)), index=codes)
    share.iloc[3] = np.nan
    monkeypatch.setattr(area_kinds, "theme_of", lambda *_: ((WHITE, share),))
    area_kinds._by_residents.cache_clear()
    yield question, share
    area_kinds._by_residents.cache_clear()


def test_fifths_hold_every_area_whose_residents_are_known_once(known) -> None:
    question, share = known
    rows, words = area_kinds.area_kinds("covid_dose1", "pl-gyw", segment=question.segment)[Axis.ETHNICITY]
    kind = area_kinds._by_residents("pl-gyw", "msoa11")
    assert sorted(kind.index) == sorted(share.dropna().index) and kind.value_counts().between(5, 6).all()
    names = [row.whole.name for row in rows]
    assert len(rows) == 5 == len(set(names)) and names[0].startswith("Areas with 11 to 14 %") and "." in names[-1]
    cells = deprivation_groups.opened_pack.pack().store.observations("covid_dose1", area_type="msoa11")
    usual = cells[(cells["period"] == question.segment[0]) & (cells["age"] == question.segment[2])]
    counts = usual.set_index("area_code").loc[share.dropna().index, "numerator"]
    assert sum(row.whole.numerator for row in rows) == counts.sum()
    assert rows[0].whole.numerator == counts[kind.index[kind.str.startswith("1 ")]].sum()
    assert "not the people in them" in words


def test_few_areas_make_no_fifths(known, monkeypatch) -> None:
    monkeypatch.setattr(area_kinds, "LEAST_AREAS", 40)
    found = area_kinds.area_kinds("covid_dose1", "pl-gyw", segment=known[0].segment)
    assert Axis.ETHNICITY not in found and Axis.RURALITY in found
