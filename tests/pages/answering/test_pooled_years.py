"""Three years pooled on the map page and for an own footprint, on the training pack: A6's value that appears."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pandas as pd
import pytest

from data.schema import POOL
from pages.parts import opened_pack
from pages.parts.answering.own import own_areas
from pages.parts.answering.releasing import official_sets
from pages.parts.asking import possible
from tests.data.test_training import FOLDER

POOLED, YEARS = f"2023/24{POOL}2025/26", ("2023/24", "2024/25", "2025/26")
SCRIPT = """
import json, re
from charts import sentences
from charts.files.csv_export import csv_bytes
from geo.own import OwnFootprint
from pages.parts.answering import groups, view
from pages.parts.answering.own import own_figures
from pages.parts.asking import controls, resolution, selection
from pages.parts.showing import pieces

def asked(**changes):
    given = {"indicator": "asthma_admissions", "level": "msoa"} | changes
    return resolution.resolved(selection.landing() | given)

def plain(html):
    return " ".join(re.sub("<[^>]+>", " ", html).split())

said = {"notices": asked(period="2023/24..2025/26")[1], "impossible": asked(period="2022/23..2024/25")[1]}
frames = {}
for period in ("2023/24", "2024/25", "2025/26", "2023/24..2025/26"):
    chosen = asked(period=period)[0]
    frame = view.shown(chosen).evidence.frame
    frames[period] = {code: [row["numerator"], row["denominator"], row["value"], row["status"]]
                      for code, row in frame.astype(object).where(frame.notna(), None).iterrows()}
said["frames"] = frames
gone, pool = (
    {c: one[3] for c, one in frames[p].items()} for p in ("2025/26", "2023/24..2025/26"))
said["code"] = code = next(c for c in gone if gone[c] == "suppressed" and pool[c] == "ok")
lost = next(c for c in gone if pool[c] == "suppressed")
for name, period, area in (("alone", "2025/26", code), ("pooled", "2023/24..2025/26", code),
                           ("lost", "2023/24..2025/26", lost)):
    made = pieces.pieces(asked(period=period, area=area)[0])
    said[name] = {"card": plain(made.card), "html": made.card, "head": plain(made.head), "words": made.paragraph,
                  "address": made.parameters["period"], "slider": controls.choices(asked(period=period)[0]).period}
chosen = asked(period="2023/24..2025/26", area=code)[0]
said["csv"] = csv_bytes(view.shown(chosen).evidence).decode("utf-8-sig").splitlines()[:2]
near = sorted(c for c, one in frames["2025/26"].items() if one[3] == "suppressed")[:12]
own = OwnFootprint("own-ours", "Ours", "msoa11", tuple(near))
for period in ("2025/26", "2023/24..2025/26"):
    found = own_figures.figures(own, asked(period=period)[0])
    said["own " + period] = [found.period, found.refused, found.value and found.value.numerator]
said["own counts"] = near
two = OwnFootprint("own-two", "Two", "msoa11", (lost, code))
said["two"] = [own_figures.figures(two, asked(period=p)[0]).refused
               for p in ("2023/24", "2024/25", "2025/26", "2023/24..2025/26")]
said["two members"] = [lost, code]
print("@@" + json.dumps(said, default=str))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What the pages say, in a process that has the training pack open."""
    kept = {"RELEASE_LEDGER": str(tmp_path_factory.mktemp("ledger"))}
    env = os.environ | kept | {"PACK": str(FOLDER), "PYTHONPATH": "."}
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=120)
    return json.loads(done.stdout.partition("@@")[2])


@pytest.fixture(scope="module")
def counts() -> pd.DataFrame:
    """Counts per neighbourhood and year, straight from the pack's file."""
    rows = pd.read_parquet(FOLDER / "observations.parquet")
    rows = rows[rows["indicator_id"] == "asthma_admissions"]
    return rows.pivot(index="area_code", columns="period", values="numerator").astype(float)


def test_a_withheld_value_appears_with_the_pooled_label_everywhere(said, counts):
    code, label = said["code"], "2023/24-2025/26 (three years pooled)"
    assert "Suppressed (small number)" in said["alone"]["card"]
    assert "Pool 3 years: 2023/24-2025/26" in said["alone"]["card"]
    assert f"period=2023%2F24{POOL}2025%2F26" in said["alone"]["html"] and f"area={code}" in said["alone"]["html"]
    card = said["pooled"]["card"]
    assert "Suppressed" not in card and label in card and "those of each year added up" in card
    assert "Show 2025/26 alone" in card and label in said["pooled"]["head"] and label in said["pooled"]["words"]
    assert said["pooled"]["address"] == POOLED and said["notices"] == []
    assert label in said["pooled"]["slider"].values()
    assert POOLED in said["csv"][1] and label in said["csv"][1]
    numerator, people, value, _ = said["frames"][POOLED][code]
    assert numerator == counts.loc[code, list(YEARS)].sum()
    assert value == pytest.approx(1000 * numerator / people)


def test_no_pool_shows_what_is_left_of_it_as_a_small_count(said, counts):
    """A plain loop: pool less the years that are shown is nothing or more than seven."""
    frames, seen = said["frames"], {"shown": 0, "withheld": 0}
    for code, (total, _, _, status) in frames[POOLED].items():
        left = [counts.loc[code, year] for year in YEARS if frames[year][code][3] == "suppressed"]
        if status == "suppressed":
            seen["withheld"] += 1
            continue
        seen["shown"] += 1
        assert total == counts.loc[code, list(YEARS)].sum() and not 0 < sum(left) <= 7, code
    assert seen["shown"] > 60 and seen["withheld"] > 10
    assert "would give away a year that is withheld" in said["lost"]["card"]


def test_an_own_footprint_over_three_years_is_asked_of_the_ledger(said, counts):
    """Large enough in each year and over three; one that holds a withheld neighbourhood is judged across."""
    total = counts.loc[said["own counts"], list(YEARS)].sum()
    period, refused, number = said[f"own {POOLED}"]
    assert (period, refused) == (POOLED, "") and number == total.sum()
    alone, number = said["own 2025/26"][1:]
    assert (alone, number) == ("", counts.loc[said["own counts"], "2025/26"].sum()) or "not shown" in alone
    *years, together = said["two"]
    left = [counts.loc[said["two members"], year].sum() for year, why in zip(YEARS, years, strict=True) if why]
    assert together or not 0 < sum(left) <= 7  # the pool less the years that were shown is no small count


def test_years_that_do_not_follow_each_other_are_not_pooled(said):
    assert "has no figures for 2022/23-2024/25 (three years pooled)" in said["impossible"][0]


def test_packs_whose_counts_were_controlled_before_have_no_pools():
    """In the embedded pack asthma admissions have counts for one council only, none of them withheld."""
    pack = opened_pack.pack()
    for indicator in pack.indicators.values():
        types = tuple(pack.store.area_types(indicator.id))
        pools = possible.pools(pack, indicator, types=types)
        assert not pools or indicator.id == "asthma_admissions_u19", indicator.id


def test_footprints_of_the_register_are_taken_whole_in_one_pass_as_one_by_one():
    found = {one.name: set(one.members) for one in official_sets.registered("msoa11") if one.kind != "part"}
    for known in list(opened_pack.registry())[:12]:
        inside = official_sets.whole_blocks(own_areas.registered(known.id), "msoa11")
        assert found.get(known.short_name, set()) == set(inside or ())
