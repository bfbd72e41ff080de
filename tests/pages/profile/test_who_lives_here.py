"""The population pyramid against the publisher's own tables, counted again by single years of age."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from charts.profile import people_figure, words
from charts.profile.profile_evidence import Ages, Band, Tenths
from pages.parts.profile.people import STAGES
from tests.shared_folder import shared

SCRIPT = """
import json
from charts.profile import words
from pages.parts.profile import people, subjects
told = {}
for code in ("sys-nw-icb", "pl-gyw"):
    ages = people.ages(code, "2026-03-31", system="sys-nw-icb")
    told[code] = {
        "bands": [[one.words, one.sex, one.people, one.beside] for one in ages.bands],
        "stages": [[one.words, one.people] for one in ages.stages],
        "said": words.ages_words(ages), "beside": ages.beside, "total": ages.total,
        "members": list(subjects.subject(code, "2026-03-31").shares.index),
    }
print("@@" + json.dumps(told))
"""
EDGES = [*range(0, 90, 5), 121]
SAPE = "sape_health_geographies_mid2021_2022.xlsx"


@pytest.fixture(scope="module")
def told(england_pack: Path) -> dict:
    env = os.environ | {"PYTHONPATH": ".", "PACK": str(england_pack)}
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)
    assert not done.returncode, done.stderr[-2000:]
    return json.loads(done.stdout.partition("@@")[2])


def counted(years: pd.Series) -> list[float]:
    """People by five-year band, of people by year of age."""
    age = years.index.astype(int)
    return [int(years[(age >= first) & (age < end)].sum()) for first, end in itertools.pairwise(EDGES)]


def test_a_place_has_its_residents_in_five_years_of_age(told: dict) -> None:
    place = told["pl-gyw"]
    raw = pd.read_parquet(shared("data", "ons", "population", "population20_lsoa11.parquet")).set_index("lsoa11_code")
    years = raw.loc[place["members"]].filter(regex=r"^\d+\+?$").sum().rename(lambda name: name.rstrip("+"))
    assert [people for _, _, people, _ in place["bands"]] == counted(years)
    assert place["total"] == years.sum() == sum(people for _, people in place["stages"])
    oldest = years[years.index.astype(int) >= 65].sum()
    assert dict(place["stages"])["65 and over"] == oldest
    assert place["beside"] == "Norfolk and Waveney" and "aged 20 to 64, 54 % in Norfolk" in place["said"].replace(
        "\u00a0", " "
    )


def test_a_system_has_women_and_men_beside_all_systems(told: dict) -> None:
    system = told["sys-nw-icb"]
    sheet = pd.read_excel(shared("data", "ons", "population", SAPE), sheet_name="Mid-2022 ICB 2023", header=3)
    every = sheet[sheet["ICB 2023 Code"].astype(str).str.match(r"^E54")]
    ours = every[every["ICB 2023 Name"].str.contains("Norfolk and Waveney")]
    for sex, letter in (("female", "F"), ("male", "M")):
        years = ours.filter(regex=rf"^{letter}\d+$").sum().rename(lambda name: name[1:])
        england = every.filter(regex=rf"^{letter}\d+$").sum().rename(lambda name: name[1:])
        bands = [one for one in system["bands"] if one[1] == sex]
        assert len(bands) == 18 and [people for _, _, people, _ in bands] == counted(years)
        assert [share for *_, share in bands] == pytest.approx([n / every["Total"].sum() for n in counted(england)])
    assert system["beside"] == "England" and "aged 65 and over" in system["said"]


def test_eighteen_bands_stand_closer_and_the_sentence_speaks_of_few_ages() -> None:
    """Each bar keeps its number; the sentence does not pick one of thirty-six slivers."""
    fine = tuple(
        Band(f"{low} to {low + 4}", 10, 10 / 360, 1 / 36, sex) for low in range(0, 90, 5) for sex in ("female", "male")
    )
    stages = tuple(Band(name, 120, 1 / 3, 0.2 + place / 10) for place, name in enumerate(STAGES))
    ages = Ages(fine, 360, "2022", beside="England", stages=stages)
    drawn = people_figure.people(ages, Tenths(reason="None here."))
    assert drawn.count("2.8\u00a0%</text>") + drawn.count("2.8 %</text>") == 36 and 'viewBox="0 0 332 304"' in drawn
    assert words.ages_words(ages).replace("\u00a0", " ").endswith("33 % are aged 0-19, 20 % in England.")
