"""Who lives in a subject: by age beside a benchmark, and by the national tenth of deprivation they live in.

Lives here: which table answers (district, system by sex, or small areas added up), and its released sums. Not here: how
they are drawn (`charts.profile.people_figure`).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import product

import numpy as np
import pandas as pd

from charts.profile.profile_evidence import Ages, Band, Tenths
from charts.words import age_words, sentence_case
from data.residents import BY_AGE, year
from data.residents import ages as public_ages
from data.residents import people as people_of
from equity.inequality.people_beyond import share_by_tenth
from equity.values.age_bands import age_years, sharing_bands
from pages.parts import opened_pack
from pages.parts.answering import values
from pages.parts.answering.members import OLD
from pages.parts.answering.resident_fifths import residents
from pages.parts.asking.possible import ENGLAND
from pages.parts.profile.figures import source
from pages.parts.profile.subjects import Subject, subject

BY_SEX, DISTRICTS = "population_systems", "population_age"
SEXES = ("female", "male")
STAGES = ("0-19", "20-64", "65+")
NO_AGES = "The pack has no residents by age for all small areas of this area."
NO_PLACE = "This area is a list of patients, so its residents are not known."
DECILE = "imd2019_decile"
NO_TENTHS = "The pack has no deprivation tenths or residents for all small areas of this area."


def prepared() -> None:
    """Read the tables that residents by age and deprivation are taken from, before the first profile needs them."""
    _national_tenths()
    for indicator, kind, sexes in ((BY_SEX, "system", SEXES), (DISTRICTS, "lad22", ("all",))):
        if indicator in opened_pack.pack().indicators:
            _counted(indicator, kind, sexes)
    for indicator in BY_AGE:
        if indicator in opened_pack.pack().indicators:
            _small_areas(indicator)


@lru_cache(maxsize=512)
def ages(code: str, on: str, *, system: str) -> Ages:
    """Residents by age, from the first table that knows the subject; the benchmark from the same table."""
    about = subject(code, on)
    ladder = [other for other in dict.fromkeys((system, ENGLAND)) if other != code]
    for known in (_by_sex, _of_district, *(_small(indicator) for indicator in BY_AGE)):
        own = known(about)
        if own:
            others = ((name, known(subject(name, on))) for name in ladder)
            name, beside = next(((name, found) for name, found in others if found), ("", {}))
            return _ages(own, beside, beside_name=subject(name, on).name if name else "")
    return Ages(reason=NO_AGES if len(about.shares) else NO_PLACE)


def _ages(own: dict, beside: dict, *, beside_name: str) -> Ages:
    """Counts by (band, sex) as shares of all, youngest first."""
    counts, other = own["counts"], beside.get("counts", {})
    total, beside_total = sum(counts.values()), sum(other.values())
    bands = tuple(
        Band(
            words=_band_words(age),
            people=people,
            share=people / total,
            beside=other[(age, sex)] / beside_total if other else float("nan"),
            sex="" if sex == "all" else sex,
        )
        for (age, sex), people in counts.items()
    )
    stages = tuple(
        Band(_band_words(label), people, people / total, beside / beside_total if other else float("nan"))
        for label, people, beside in _in_stages(own["counts"], other)
    )
    found = Ages(bands, total, own["period"], source=source(own["indicator"]), stages=stages)
    return replace(found, beside=beside_name if other else "")


def _in_stages(counts: dict, other: dict) -> list[tuple[str, float, float]]:
    """People and those beside them by stage of life, women and men together; none where no band ends at its ends."""
    found = []
    for stage in STAGES:
        first, end = age_years(stage)
        inside = [key for key in counts if first <= age_years(key[0])[0] and age_years(key[0])[1] <= end]
        found.append((stage, sum(counts[key] for key in inside), sum(other.get(key, 0.0) for key in inside)))
    whole = abs(sum(people for _, people, _ in found) - sum(counts.values())) < 0.5
    return found if whole else []


def _band_words(age: str) -> str:
    words = age_words(age).removeprefix("aged ")
    return sentence_case(words)


def _by_sex(about: Subject) -> dict:
    """Residents of a system by broad age and sex."""
    own = tuple(code for kind, code in about.names if kind == "system")
    if about.code == ENGLAND:
        own = values.area_codes("system")  # every system that has figures: together they are England
    if BY_SEX not in opened_pack.pack().indicators or not own:
        return {}
    return _stored(BY_SEX, "system", codes=own, sexes=SEXES)


def _of_district(about: Subject) -> dict:
    """Residents of a district, or of England, by age."""
    own = next((pair for pair in about.names if pair[0] in ("lad22", "ctry")), None)
    if DISTRICTS not in opened_pack.pack().indicators or own is None:
        return {}
    return _stored(DISTRICTS, own[0], codes=(own[1],), sexes=("all",))


def _stored(indicator_id: str, kind: str, *, codes: tuple[str, ...], sexes: tuple[str, ...]) -> dict:
    """Counts by band and sex of the stored areas together; empty where none has all of them."""
    table, period = _counted(indicator_id, kind, sexes)
    counts = table.reindex(list(codes)).sum(min_count=1)
    known = len(counts) and counts.notna().all()
    return {"counts": counts.to_dict(), "period": period, "indicator": indicator_id} if known else {}


@lru_cache(maxsize=8)
def _counted(indicator_id: str, kind: str, sexes: tuple[str, ...]) -> tuple[pd.DataFrame, str]:
    """Residents of every area of a kind by (band, sex), released, and their year; no columns without bands."""
    store, indicator = opened_pack.pack().store, opened_pack.pack().indicators[indicator_id]
    periods, codes = store.periods(indicator_id, kind), values.area_codes(kind)
    bands = sharing_bands(set(store.segments(indicator_id, kind)["age"]), "all") if periods else ()
    columns = {}
    for age, sex in product(bands or (), sexes):
        rows = values.stored(indicator, kind, segment=(periods[-1], sex, age, ""), codes=codes)
        columns[(age, sex)] = values.for_readers(rows, indicator)["numerator"].astype("float64")
    table = pd.DataFrame(columns, index=pd.Index(codes))
    table.columns = pd.Index(list(columns), tupleize_cols=False)
    return table, periods[-1] if periods else ""


def _small(indicator_id: str):
    """Residents added up from small areas."""

    def added(about: Subject) -> dict:
        if indicator_id not in opened_pack.pack().indicators or about.shares.empty:
            return {}
        table, period = _small_areas(indicator_id)
        rows = table.reindex(about.shares.index)
        if rows.empty or rows.isna().to_numpy().any():
            return {}
        sums = rows.mul(about.shares, axis=0).sum()
        return {"counts": {(age, "all"): float(sums[age]) for age in rows}, "period": period, "indicator": indicator_id}

    return added


@lru_cache(maxsize=4)
def _small_areas(indicator_id: str) -> tuple[pd.DataFrame, str]:
    """Residents of every LSOA 2011 by band, and their year; no columns where no public bands share out all ages."""
    pack, codes = opened_pack.pack(), values.area_codes(OLD)
    bands = sharing_bands(public_ages(pack, indicator_id), "all")
    columns = {age: people_of(pack, indicator_id, bands=(age,), codes=codes) for age in bands}
    return pd.DataFrame(columns, index=pd.Index(codes)), year(pack, indicator_id) if bands else ""


@lru_cache(maxsize=512)
def tenths(code: str, on: str, *, system: str) -> Tenths:
    """Share of a subject's residents in each national tenth of deprivation, and of its system's."""
    about = subject(code, on)
    own, people, areas = _tenths(about)
    if np.isnan(own).any():
        return Tenths(reason=NO_TENTHS if len(about.shares) else NO_PLACE)
    found = Tenths(tuple(own.tolist()), residents=people, areas=areas, source=source(DECILE))
    if system in (code, ENGLAND):
        return found
    beside, _, _ = _tenths(subject(system, on))
    known = () if np.isnan(beside).any() else tuple(beside.tolist())
    return replace(found, beside=known, beside_name=subject(system, on).name if known else "")


def _tenths(about: Subject) -> tuple[np.ndarray, float, int]:
    tenth = _national_tenths()
    people = residents().reindex(about.shares.index).to_numpy("float64") * about.shares.to_numpy("float64")
    shares = share_by_tenth(tenth.reindex(about.shares.index), people)
    return shares, float(people.sum()), len(people)


@lru_cache(maxsize=1)
def _national_tenths() -> pd.Series:
    """National tenth of every LSOA 2011 the pack has, released."""
    indicator = opened_pack.pack().indicators.get(DECILE)
    periods = opened_pack.pack().store.periods(DECILE, OLD) if indicator else []
    if not periods:
        return pd.Series(dtype=float)
    segment = (periods[-1], indicator.default_sex, indicator.default_age, indicator.default_category)
    rows = values.stored(indicator, OLD, segment=segment, codes=values.area_codes(OLD))
    return values.for_readers(rows, indicator)["value"].astype("float64")
