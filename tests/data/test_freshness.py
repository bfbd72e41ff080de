"""When sources are due: counted from the day they were published, as the sources that are fetched declare it."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import freshness
from data.catalogue import Source, read_sources
from data.freshness import due
from data.live.register import sources
from tests.data.packs import write_pack

DATA = Path(freshness.__file__).parent


@pytest.fixture
def source(tmp_path: Path) -> Source:
    """A source of a pack."""
    return read_sources(write_pack(tmp_path) / "sources.toml")["publisher"]


@pytest.mark.parametrize(
    ("known_as", "published", "day"),
    [
        ("ukhsa_cover", "2025-08-28", date(2026, 8, 28)),
        ("ukhsa_cover_quarterly", "2024-11-30", date(2025, 2, 28)),
        ("live_mmr2", "2025", date(2026, 12, 31)),
        ("ons_postcodes", "2022-05", date(2022, 8, 31)),
        ("nhse_covid", "2021-07-08", None),
    ],
)
def test_the_next_one_is_due_so_many_months_later(
    source: Source, known_as: str, published: str, day: date | None
) -> None:
    found = due(replace(source, id=known_as, published=published))
    assert (found.day, found.known) == (day, True)
    if day:
        assert not found.overdue(day) and found.overdue(date(day.year + 1, 1, 1))


def test_of_a_source_that_nobody_told_of_nothing_is_said(source: Source) -> None:
    assert due(source) == freshness.Due(None, known=False) and not due(source).overdue(date(2100, 1, 1))


def test_what_is_fetched_has_the_number_that_is_declared() -> None:
    """Every live source and what it renews; and every source of our packs is told of."""
    told = tomllib.loads((DATA / "cadence.toml").read_text(encoding="utf-8"))
    for live in sources().values():
        for name in (live.id, *live.renews):
            assert told[name]["every"] == live.every, name
    for pack in ("pack/embedded", "england"):
        assert set(read_sources(DATA / pack / "sources.toml")) <= set(told)
