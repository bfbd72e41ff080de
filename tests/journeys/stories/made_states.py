"""The embedded pack with made counts: every state that a value can have against a benchmark, in MSOAs of one system.

Lives here: which areas have which counts, and the pack's folder. Not here: what a reader is told of them (the stories).
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pandas as pd

from tests.journeys.servers import ROOT

EMBEDDED = ROOT / "data" / "pack" / "embedded"
SMALL, GONE, NONE = "E02005538", "E02005539", "E02005540"  # 3 doses, no figure, no dose
ABOVE, BELOW, BETWEEN, TOUCHING, BARE = "E02005506", "E02005507", "E02005508", "E02005509", "E02005511"
MEASURE, TURNED = "covid_dose1", "covid_dose1_turned"  # the same rows, and low is good
# The system's value is 79.8 %: 2.5 below and 1.5 above standard errors away for the two in the middle.
COUNTS = {SMALL: (3, None), NONE: (0, None), ABOVE: (4_900, 5_000), BELOW: (2_500, 5_000),
          BETWEEN: (3_919, 5_000), TOUCHING: (4_033, 5_000)}  # fmt: skip


def made_pack(folder: Path) -> Path:
    """The pack in a folder: a link to everything that is not changed."""
    shutil.copytree(EMBEDDED, folder, copy_function=os.symlink, ignore=shutil.ignore_patterns("own"))
    file, catalogue = folder / "observations.parquet", folder / "indicators.toml"
    rows, text = pd.read_parquet(file), catalogue.read_text(encoding="utf-8")
    for replaced in (file, catalogue):
        replaced.unlink()
    rows = _counted(rows)
    own = rows[rows["indicator_id"] == MEASURE].assign(indicator_id=TURNED)
    key = ["indicator_id", "area_code", "area_type", "period", "sex", "age", "category"]
    pd.concat([rows, own]).sort_values(key, ignore_index=True).to_parquet(file)
    catalogue.write_text(_catalogue(text), encoding="utf-8")
    return folder


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    # The age bands are left out: judging small counts in all of them together takes minutes before the first page.
    rows = rows[(rows["indicator_id"] != MEASURE) | (rows["age"] == "16+")].copy()
    doses = rows["indicator_id"] == MEASURE
    for code, (number, people) in COUNTS.items():
        rows.loc[doses & (rows["area_code"] == code), "numerator"] = float(number)
        if people:
            rows.loc[doses & (rows["area_code"] == code), "denominator"] = float(people)
    for code in (GONE, BARE):
        rows.loc[doses & (rows["area_code"] == code), ["numerator", "denominator"]] = None
    rows.loc[doses & (rows["area_code"] == GONE), "status"] = "missing"
    rows.loc[doses & (rows["area_code"] == BARE), "value"] = 70.0
    return rows


def _catalogue(text: str) -> str:
    """Counts of 1 to 7 are withheld; and the same measure once more with low being good."""
    text = text.replace('release_rule = "published"', 'release_rule = "small7"', 1)
    start = text.index(f"[{MEASURE}]")
    block = text[start : text.index("\n[mmr2_5y]")]
    turned = block.replace(f"[{MEASURE}", f"[{TURNED}").replace("high_is_good", "low_is_good")
    return text + "\n" + turned.replace('first dose"', 'first dose, turned"').replace('First dose"', 'Turned"')
