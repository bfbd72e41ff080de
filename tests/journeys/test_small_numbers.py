"""Small numbers as a reader meets them (A6): a pack with counts of 3, none and 0, in table, hover, file and words.

And an own footprint that differs from a place by one small area: refused with a safe choice, also after a restart.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from data.release_store import FILE
from tests.journeys.footprint_reader import opened, paste
from tests.journeys.reader import Reader
from tests.journeys.servers import ROOT, Server, started

EMBEDDED = ROOT / "data" / "pack" / "embedded"
SMALL, GONE, NONE = "E02005538", "E02005539", "E02005540"  # of Great Yarmouth: 3 doses, no figure, no dose
Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def small_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded pack with the doses as counts of its own, to be withheld where they are 1 to 7."""
    folder = tmp_path_factory.mktemp("small") / "pack"
    shutil.copytree(EMBEDDED, folder, copy_function=os.symlink, ignore=shutil.ignore_patterns("own"))
    file, catalogue = folder / "observations.parquet", folder / "indicators.toml"
    rows = pd.read_parquet(file)
    doses = (rows["indicator_id"] == "covid_dose1") & (rows["age"] == "16+")
    for code, number in ((SMALL, 3.0), (NONE, 0.0)):
        rows.loc[doses & (rows["area_code"] == code), "numerator"] = number
    gone = doses & (rows["area_code"] == GONE)
    rows.loc[gone, ["numerator", "denominator"]] = None
    rows.loc[gone, "status"] = "missing"
    text = catalogue.read_text(encoding="utf-8").replace('release_rule = "published"', 'release_rule = "small7"', 1)
    for replaced in (file, catalogue):
        replaced.unlink()
    rows.to_parquet(file)
    catalogue.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def small_server(small_pack: Path) -> Iterator[Server]:
    """The app with that pack, for journeys that only look."""
    running = started(env={"PACK": str(small_pack)})
    yield running
    running.stop()
    assert running.complaints() == []


def test_small_missing_and_zero_are_told_apart_everywhere(small_server: Server, visit: Visit) -> None:
    reader = Reader(visit(f"{small_server.url}/?area={SMALL}")).settled()
    expect(reader.card).to_contain_text("Suppressed (small number)")
    expect(reader.page.get_by_text("Suppressed (small number)").first).to_be_visible()
    names = pd.read_parquet(EMBEDDED / "areas.parquet").set_index("area_code")["name"]
    shown = {row[0].split("\n")[0]: " ".join(row) for row in reader.table_rows()}
    cells = {code: next(text for name, text in shown.items() if names[code] in name) for code in (SMALL, GONE, NONE)}
    assert "*" in cells[SMALL] and "No data" in cells[GONE] and " 0 " in cells[NONE]
    file = {row["area_code"]: row for row in reader.download()}
    assert "*" in file[SMALL].values() and file[SMALL]["numerator"] in ("", "*")
    assert "[x]" in file[GONE].values() and float(file[NONE]["numerator"]) == 0
    words = f"{reader.page.locator('body').inner_text()} {json.dumps(file)}".split()
    assert not {"nan", "NaN", "None", "undefined"} & set(words)
    assert not {"3 of", "3.0 of"} & {" ".join(pair) for pair in pairwise(words)}


def test_hover_and_the_picture_s_words_withhold_it_too(small_server: Server, visit: Visit) -> None:
    page = visit(f"{small_server.url}/?area={SMALL}")
    reader = Reader(page).settled()
    with page.expect_response(lambda answer: "/values?" in answer.url) as answered:
        _, point, _ = max(reader.areas_in_sight(), key=lambda area: area[2])
        page.mouse.move(*point)
    columns = answered.value.json()["columns"]
    codes = sorted({row["area_code"] for row in reader.download()})
    told = {code: {name: column[codes.index(code)] for name, column in columns.items()} for code in (SMALL, GONE, NONE)}
    assert told[SMALL]["value"] is None and told[GONE]["value"] is None and told[NONE]["value"] == 0
    assert "Suppressed" in told[SMALL]["text"] and "No data" in told[GONE]["text"]
    assert not [text for text in told[SMALL].values() if isinstance(text, str) and text.startswith("3")]
    sighted = {position: point for position, point, _ in reader.areas_in_sight()}
    for code, words in ((SMALL, "Suppressed (small number)"), (GONE, "No data")):
        if codes.index(code) in sighted:
            page.mouse.move(*sighted[codes.index(code)])
            expect(page.locator(".tip")).to_contain_text(words)
    described = page.locator("body").inner_text()
    assert "NaN" not in described and "undefined" not in described


def test_a_footprint_one_small_area_short_of_a_place_is_refused_also_after_a_restart(
    small_pack: Path, start: Callable[..., Server], visit: Visit
) -> None:
    lookup = pd.read_parquet(EMBEDDED / "lookups" / "lsoa11.parquet")
    place = pd.read_parquet(EMBEDDED / "lookups" / "footprint_lsoa11.parquet")
    inside = lookup[lookup["lsoa11cd"].isin(place.loc[place["footprint_id"] == "pl-gyw", "lsoa11cd"])]
    codes = sorted(set(inside["msoa11cd"]) - {SMALL, GONE, NONE})
    server = start(env={"PACK": str(small_pack)})
    page = opened(visit, server, "?way=codes")
    paste(page, " ".join(codes))
    card = page.get_by_role("region", name="This footprint")
    expect(card).to_contain_text("is not shown for this footprint", timeout=60_000)
    expect(card).to_contain_text("The nearest footprint that is safe to show")
    kept = (small_pack / FILE).read_text(encoding="utf-8")
    assert '"shown": false' in kept and codes[0] in kept
    page.close()
    server.stop()
    again = opened(visit, start(env={"PACK": str(small_pack)}), "?way=codes")
    paste(again, " ".join(codes))
    card = again.get_by_role("region", name="This footprint")
    expect(card).to_contain_text("is not shown for this footprint", timeout=60_000)
