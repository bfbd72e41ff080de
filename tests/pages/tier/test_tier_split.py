"""The tier page's figures on the embedded pack: which rows go in, what is withheld and why."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from charts.tier.tier_words import cautions, finding
from geo.own import OwnFootprint
from geo.own_text import link
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas, own_figures, own_known
from pages.parts.serving import page_files
from pages.parts.tier import tier_pieces, tier_question
from pages.parts.tier.tier_split import tiers, years_of
from tests.pages.asgi import ask
from tests.pages.test_own_choice import LETTERS, OURS


def shown(**changes: str):
    return tiers(tier_question.resolved(tier_question.landing() | changes)[0])


def test_landing_splits_the_first_dose_between_places_and_neighbourhoods() -> None:
    found = shown()
    assert (found.used, found.units) == (122, 125)  # the three areas with an unreliable register are left out
    assert found.split.tiers == ("place", "neighbourhood") and found.split.units == (8, 122)
    assert found.share("place") + found.share("neighbourhood") == pytest.approx(1)
    assert finding(found) == "Most of the difference seems to lie between neighbourhoods"
    low, high = found.limits("place")
    assert 0 < low < found.share("place") < high < 1
    assert found.limits("neighbourhood") == pytest.approx((1 - high, 1 - low))


def test_events_are_the_systems_sums() -> None:
    found = {one.tier: one for one in shown(indicator="stroke_admissions_rate").events}
    store = opened_pack.pack().store
    total = store.block(
        "stroke_admissions_rate", "system", codes=("sys-nw-icb",), period="2017-2019", sex="all", age="all", category=""
    ).numerator[0]
    assert found["system"].median == pytest.approx(total / 3, abs=1)
    assert found["neighbourhood"].shown == 125 and 10 < found["neighbourhood"].median < 20


def test_too_little_coverage_withholds_the_split() -> None:
    found = shown(system="england")
    assert found.split is None and found.coverage < 0.9
    assert "Not enough figures" in tier_pieces.pieces(tier_question.resolved(
        tier_question.landing() | {"system": "england"})[0]).head  # fmt: skip


def test_measure_without_msoa_counts_is_said() -> None:
    found, notices = tier_question.resolved(tier_question.landing() | {"indicator": "mmr2_5y"})
    assert found.indicator == "covid_dose1" and "no counts by MSOA" in notices[0]
    assert set(tier_question.measures()) == {"covid_dose1", "stroke_admissions_rate"}


@pytest.mark.parametrize(
    ("period", "years"), [("2017-2019", 3), ("2023/24", 1), ("2019", 1), ("2021-07-08", None), ("2020/21 Q1", None)]
)
def test_years_of_a_period(period: str, years: float | None) -> None:
    assert years_of(period) == years


def test_file_has_the_rows_of_the_page() -> None:
    given = ask(Starlette(routes=page_files.routes()), "/r/tier.csv")
    rows = list(csv.DictReader(io.StringIO(given.body.decode("utf-8-sig"))))
    assert rows[0]["level"] == "system" and rows[-1]["level"] == "neighbourhood"
    assert float(rows[-1]["share_of_difference"]) == pytest.approx(shown().share("neighbourhood"), abs=1e-4)


def test_period_is_asked_for_shown_and_kept_in_the_address() -> None:
    given, notices = tier_question.resolved(tier_question.landing() | {"period": "2021-07-08"})
    assert (given.period, notices) == ("2021-07-08", ())
    assert tier_question.parameters(given)["period"] == ""  # the latest needs no word in the address
    assert tier_question.periods("covid_dose1") == {"2021-07-08": "8 July 2021"}
    strange, said = tier_question.resolved(tier_question.landing() | {"period": "1999"})
    assert strange.period == "2021-07-08" and "no figures for 1999" in said[0]
    older = replace(given, indicator="stroke_admissions_rate", period="2014-2016")
    assert tier_question.parameters(older)["period"] == "2014-2016"


def test_own_footprint_has_a_row_of_its_own_and_stays_in_the_address() -> None:
    """Its events are the sum over its areas, told beside the tiers; the split is the system's all the same."""
    asked, notices = tier_question.resolved(tier_question.landing() | {"own": LETTERS})
    found, alone = tiers(asked), shown()
    row = next(one for one in found.events if one.tier == "own footprint")
    value = own_figures.figures(OURS, asked).value
    assert notices == () and tier_question.parameters(asked)["own"] == LETTERS
    assert (row.units, row.median) == (1, min(value.numerator, value.denominator - value.numerator))
    assert [one for one in found.events if one is not row] == list(alone.events)
    assert found.share("place") == alone.share("place")
    made = tier_pieces.pieces(asked)
    assert "<small>Riverside</small>" in made.body and "Riverside, an own footprint, has" in made.body
    given = ask(Starlette(routes=page_files.routes()), "/r/tier.csv", query=f"own={LETTERS}").body.decode("utf-8-sig")
    kept = next(one for one in csv.DictReader(io.StringIO(given)) if one["level"] == "own footprint")
    assert (kept["stands_for"], float(kept["events_median"])) == ("Riverside", pytest.approx(row.median, abs=0.05))


def test_own_footprint_that_may_not_be_shown_is_said_and_has_no_count(monkeypatch) -> None:
    monkeypatch.setattr(own_figures.own_release, "refusal", lambda *_, **__: "Too near to a ward.")
    asked, _ = tier_question.resolved(tier_question.landing() | {"own": LETTERS, "period": "2021-07-08"})
    found = tiers.__wrapped__(asked)
    row = next(one for one in found.events if one.tier == "own footprint")
    assert (row.shown, row.holding) == (0, 0)
    assert cautions(found)[0] == "Riverside: Too near to a ward."


def test_system_of_an_own_footprint_is_where_most_of_its_people_live() -> None:
    """Few areas with many homes outweigh many with few."""
    lookup = opened_pack.pack().lookup("lsoa11").set_index("lsoa11cd")["postcodes"]
    inside, outside = (own_areas.registered(one).members for one in ("sys-ns-icb", "sys-thames-valley"))
    few = sorted(inside, key=lambda code: -lookup[code])[:3]
    many = sorted(outside, key=lambda code: lookup[code])[:4]
    letters = link(OwnFootprint("own-two", "Two systems", "lsoa11", (*few, *many)))
    assert sum(lookup[code] for code in few) > sum(lookup[code] for code in many)
    assert own_known.home(letters, "2026-05-01") == "sys-ns-icb"
