"""Builds the training pack: synthetic monthly (one: yearly) figures of real neighbourhoods, for teams to practise with.

    python -m data.training --to data/pack/training

Nobody was counted. Areas, footprints and the map are those of the embedded pack, by reference; every figure, programme
and response card is made by this script from one seed, so the same bytes come out each time. What was put in, so that
it can be found: see `RISES`. Lives here: the series, the texts around them. Not here: the measures' wording
(`data/pack/training/indicators.toml`), the rule that real and synthetic figures never meet (`data.pack_nature`).
"""

from __future__ import annotations

import argparse
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from data.catalogue import SYNTHETIC, Source, write_sources
from data.pack_nature import GEOGRAPHY
from data.validation import sha256
from data.writing import write_observations, write_pack_toml

HERE = Path(__file__).parent / "pack"
EMBEDDED, REVIEWED = HERE / "embedded", HERE / "training"
TEXTS = ("indicators.toml", "programmes.toml", "cards.jsonl")  # reviewed, carried along
SEED = 20260331
MADE = "2026-11-22"
YEARS = tuple(f"{year}/{year + 1 - 2000}" for year in range(2020, 2026))
MONTHS = tuple(str(month) for month in pd.period_range("2020-10", "2026-03", freq="M"))
SYSTEM, AREA_TYPE = "sys-nw-icb", "msoa11"
# Elsewhere: every place with neighbourhood teams, so that Earley can be held against others; and Tower Hamlets.
ELSEWHERE = {
    "mental_health_referrals": (
        "pl-wokingham", "pl-tower-hamlets", "pl-wigan", "pl-walsall", "pl-north-tyneside", "pl-bassetlaw",
    ),
    "asthma_by_month": ("pl-tower-hamlets",),
}  # fmt: skip
GAMMA = 60.0  # how alike the months of one area are: its rate wanders by 13 %


@dataclass(frozen=True)
class Series:
    """How one measure is drawn: people an area, level of the rate, season and its month, share of people or events."""

    people: tuple[float, float]  # median and spread (of the logarithm)
    rate: float
    between: float  # spread of the areas' own levels
    season: float  # how far the highest month lies above the mean
    peak: int  # calendar month
    share: bool
    periods: int
    age: str
    every: tuple[str, ...] = MONTHS


@dataclass(frozen=True)
class Rise:
    """What was put in: from a month on the rate of an area is so many times what it was."""

    code: str
    since: str
    times: float


MEASURES = {
    "mental_health_referrals": Series((6400, 0.22), 0.0024, 0.22, 0.14, 1, False, 66, "18+"),
    "falls_admissions": Series((1750, 0.35), 0.0021, 0.20, 0.20, 12, False, 66, "65+"),
    "checks_on_time": Series((24, 0.30), 0.86, 0.30, 0.0, 1, True, 36, "2 years"),
    "appointments_unused": Series((3600, 0.25), 0.052, 0.12, 0.08, 12, True, 36, "all"),
    # Few a year and withheld where they are 1 to 7, so that pooling years can be practised.
    "asthma_admissions": Series((1500, 0.30), 0.0046, 0.35, 0.0, 1, False, 6, "0-18", YEARS),
    "asthma_by_month": Series((2100, 0.25), 0.0009, 0.15, 0.25, 10, False, 66, "under 19"),
}
EARLEY_RISE = 1.4
EARLEY = ("E02003444", "E02003446", "E02003449")
# One clear step (Yarmouth Parade), a smaller lasting rise, one of a single month, and one that every area shares.
RISES = {
    "mental_health_referrals": (Rise("E02005543", "2025-10", 2.0), Rise("E02005588", "2025-04", 1.35)),
    "falls_admissions": (Rise("E02005550", "2025-07", 2.6),),
    "checks_on_time": (Rise("E02005585", "2025-10", 0.76),),
    "appointments_unused": (Rise("E02005546", "2025-12", 1.4),),
    "asthma_admissions": (Rise("E02005543", "2023/24", 2.2),),
    "asthma_by_month": (Rise("E02005551", "2025-07", 2.4),),
}
RISES_ELSEWHERE = {
    "mental_health_referrals": tuple(Rise(code, "2025-10", EARLEY_RISE) for code in EARLEY),
    "asthma_by_month": (),
}
FALL = ("asthma_by_month", "2023-07", 0.62)  # in every neighbourhood of the second place
SHARED_RISE = ("appointments_unused", "2026-01", 1.06)


def build(folder: Path) -> None:
    """Write the whole pack below a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_observations(observations(), folder, synthetic=True)
    if folder.resolve() != REVIEWED.resolve():
        for name in TEXTS:
            shutil.copyfile(REVIEWED / name, folder / name)
    write_sources({"training_series": source(folder / "observations.parquet")}, folder)
    card = {
        "id": "training",
        "title": "Training: synthetic series for Norfolk and Waveney, Wokingham and Tower Hamlets",
        "version": "1.0",
        "built": f"{MADE}T00:00:00+00:00",
        SYNTHETIC: True,
        GEOGRAPHY: Path(os.path.relpath(EMBEDDED, folder.resolve())).as_posix(),
        "default_indicator": "mental_health_referrals",
        "default_level": "msoa",
        "default_system": SYSTEM,
        "default_place": "",
        "default_period": MONTHS[-1],
        "default_date": "2026-03-31",
    }
    write_pack_toml(folder, pack=card)


def source(made: Path) -> Source:
    """Where the figures are from: this script; the checksum is that of the table it made."""
    return Source(
        id="training_series",
        publisher="Health equity dashboard",
        title="Synthetic training data, made by a program",
        url="https://example.org/training",
        licence="MIT",
        attribution="Synthetic training data: nobody was counted.",
        published=MADE,
        retrieved=MADE,
        sha256=sha256(made),
        vintage=AREA_TYPE,
        file=Path(__file__).name,
        nature=SYNTHETIC,
    )


def observations() -> pd.DataFrame:
    """Counts and people of every measure, neighbourhood and month."""
    codes = neighbourhoods((SYSTEM,))
    made = [_measure(name, codes, np.random.default_rng([SEED, place])) for place, name in enumerate(MEASURES)]
    made += [
        _measure(name, neighbourhoods(where), np.random.default_rng([SEED, 100 + place]), rises=RISES_ELSEWHERE[name])
        for place, (name, where) in enumerate(ELSEWHERE.items())
    ]
    return pd.concat(made, ignore_index=True)


def neighbourhoods(footprints: tuple[str, ...]) -> list[str]:
    """Codes of the neighbourhoods of footprints, sorted."""
    lookup = pd.read_parquet(EMBEDDED / "lookups" / "lsoa11.parquet", columns=["lsoa11cd", f"{AREA_TYPE}cd"])
    listed = pd.read_parquet(EMBEDDED / "lookups" / "footprint_lsoa11.parquet")
    inside = listed.loc[listed["footprint_id"].isin(footprints), "lsoa11cd"]
    return sorted(lookup.loc[lookup["lsoa11cd"].isin(inside), f"{AREA_TYPE}cd"].unique())


def _measure(
    name: str, codes: list[str], chance: np.random.Generator, *, rises: tuple[Rise, ...] | None = None
) -> pd.DataFrame:
    made, months = MEASURES[name], MEASURES[name].every[-MEASURES[name].periods :]
    shape = (len(codes), len(months))
    middle, spread = made.people
    people = np.round(middle * np.exp(spread * chance.standard_normal((shape[0], 1))), -1) * np.ones(shape)
    if made.share:  # how many are due or booked changes from month to month
        people = np.maximum(chance.poisson(people), 1)
    rate = _rates(name, codes, months, chance=chance)
    for rise in RISES[name] if rises is None else rises:
        rate[codes.index(rise.code), [month >= rise.since for month in months]] *= rise.times
    if rises is not None and name == FALL[0]:
        rate[:, [month >= FALL[1] for month in months]] *= FALL[2]
    wander = chance.gamma(GAMMA, 1 / GAMMA, shape)
    if made.share:
        odds = rate / (1 - rate) * wander ** (0.5 if name == "checks_on_time" else 1)
        counts = chance.binomial(people.astype(int), odds / (1 + odds))
    else:
        counts = chance.poisson(people * rate * wander)
    index = pd.MultiIndex.from_product([codes, months], names=["area_code", "period"])
    frame = pd.DataFrame({"numerator": counts.ravel(), "denominator": people.ravel()}, index=index, dtype="float64")
    return frame.reset_index().assign(indicator_id=name, area_type=AREA_TYPE, age=made.age)


def _rates(name: str, codes: list[str], months: tuple[str, ...], *, chance: np.random.Generator) -> np.ndarray:
    """The true rate of every area and month: its level, the season, and what was put in."""
    made = MEASURES[name]
    level = chance.standard_normal((len(codes), 1)) * made.between
    if made.share:
        odds = made.rate / (1 - made.rate) * np.exp(level)
        rate = np.repeat(odds / (1 + odds), len(months), axis=1)
    else:
        rate = np.repeat(made.rate * np.exp(level), len(months), axis=1)
    calendar = np.array([int(month[5:]) for month in months])
    rate = rate * (1 + made.season * np.cos(2 * np.pi * (calendar - made.peak) / 12))
    if name == SHARED_RISE[0]:
        rate[:, [month >= SHARED_RISE[1] for month in months]] *= SHARED_RISE[2]
    return rate


def main(arguments: list[str] | None = None) -> None:
    """Build from the command line."""
    parser = argparse.ArgumentParser(description="Build the training pack: synthetic figures, one seed, same bytes.")
    parser.add_argument("--to", type=Path, default=REVIEWED, help="folder of the pack")
    build(parser.parse_args(arguments).to)


if __name__ == "__main__":
    main()
