"""A profile of a reader's own footprint: who lives there, how deprived, and its fifths, as plain sums over areas."""

from __future__ import annotations

import pytest

from charts.profile.profile_evidence import Profile
from pages.parts import opened_pack
from pages.parts.answering import deprivation_groups
from pages.parts.answering.own import own_known
from pages.parts.profile import answer, fifths, people, profile_question, subjects
from tests.pages.test_own_choice import LETTERS


@pytest.fixture(scope="module")
def riverside() -> Profile:
    return answer.profile(profile_question.resolved(profile_question.landing() | {"own": LETTERS})[0])


def inside() -> list[str]:
    return sorted(own_known.lsoas(LETTERS))


def test_its_residents_by_age_and_tenth_are_sums_over_its_small_areas(riverside: Profile) -> None:
    store = opened_pack.pack().store
    ages = store.observations("population_mid2015", area_type="lsoa11")
    for band, age in zip(riverside.ages.bands, ("0-15", "16-59", "60+"), strict=True):
        own = ages[(ages["age"] == age) & ages["area_code"].isin(inside())]
        assert band.people == pytest.approx(float(own["numerator"].sum())) and band.beside > 0
    decile = store.observations("imd2019_decile", area_type="lsoa11").set_index("area_code")["value"]
    size = people.residents()
    counted = [sum(size[code] for code in inside() if decile[code] == tenth) for tenth in range(1, 11)]
    assert riverside.tenths.shares == pytest.approx([one / sum(counted) for one in counted])
    assert riverside.tenths.beside_name == "Norfolk and Waveney" and riverside.tenths.areas == len(inside())


def test_its_fifths_are_those_of_public_counts_only(riverside: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    """With counts that are withheld where small, each fifth would be one more footprint to judge: it has none."""
    assert {row.measure.indicator_id for row in riverside.known if row.fifths} == {"covid_dose1"}
    dose = next(row for row in riverside.known if row.measure.indicator_id == "covid_dose1")
    assert dose.gap.value == pytest.approx(dose.fifths[0].value - dose.fifths[1].value)
    asked = []
    monkeypatch.setattr(deprivation_groups, "figures", lambda one, *rest, **more: asked.append(one.id))
    fifths._fifths.cache_clear()
    found = fifths.fifths_of(subjects.subject(own_known.key(LETTERS), "2021-07-08"), ("stroke_admissions_rate",))
    assert found.rows == {} and asked == []
