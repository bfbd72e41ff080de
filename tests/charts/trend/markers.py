"""Programmes for tests of the lane, the list and the picture."""

from __future__ import annotations

from charts.trend.trend_evidence import Marker
from data.schema import ValueType
from equity.change.before_after import before_and_after
from equity.change.programme import Programme
from tests.equity.change.test_before_after import series

CLINICS = Programme(
    "clinics", "Catch-up clinics", "E10000020", "2017-09-01", "2019-03-31", "2,400 children seen", "Board paper 2020",
    ("mmr2_5y",),
)  # fmt: skip


def marker(programme: Programme = CLINICS, **changes: object) -> Marker:
    """The clinics in Norfolk, told on nine years of counts."""
    told = before_and_after(
        series([(850 + place, 1000) for place in range(9)]), programme, value_type=ValueType.PROPORTION
    )
    given = {
        "place": "Norfolk",
        "line": "Norfolk",
        "owner": "A council",
        "owner_kind": "council",
        "url": "https://example.org/a?b=1&c=2",
        "reach": (("2,400 children seen", "September 2017 to March 2019", "counted by the owner"),),
        "told": told,
    }
    return Marker(programme, **(given | changes))
