"""England's own figure where no publisher gives one: summed from building blocks, only where the pack has them all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import json
from pages.parts.answering import groups, values
from pages.parts.asking.possible import ENGLAND
from pages.parts.profile.tables import _selection
from pages.parts import opened_pack
chosen = _selection(opened_pack.pack().indicators["covid_dose1"], "msoa11", "2021-07-08")
row = groups.benchmark(chosen).country
blocks = values.stored(opened_pack.pack().indicators["covid_dose1"], "msoa11", segment=chosen.segment,
                       codes=values.area_codes("msoa11"))
sums = {name: float(blocks[name].sum()) for name in ("numerator", "denominator")}
told = {"row": row and [row.name, row.value, row.numerator, row.denominator], "sums": sums}
print("@@" + json.dumps(told))
"""


def told(pack: Path | None) -> dict:
    env = os.environ | {"PYTHONPATH": "."} | ({"PACK": str(pack)} if pack else {})
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)
    assert not done.returncode, done.stderr[-2000:]
    return json.loads(done.stdout.partition("@@")[2])


def test_england_is_the_sum_of_every_msoa_as_trend_has_it(england_pack: Path) -> None:
    found = told(england_pack)
    name, value, numerator, denominator = found["row"]
    sums = found["sums"]
    assert (name, numerator, denominator) == ("England", sums["numerator"], sums["denominator"])
    assert value == pytest.approx(100 * sums["numerator"] / sums["denominator"]) == pytest.approx(74.6, abs=0.05)


def test_a_pack_with_a_part_of_england_has_no_sum_for_it() -> None:
    found = told(None)
    assert found["row"] is None and found["sums"]["numerator"] > 0
