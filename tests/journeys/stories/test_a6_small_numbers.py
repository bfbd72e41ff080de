"""Small numbers as a reader meets them (A6): a pack with counts of 3, none and 0, in table, hover, file and words.

And an own footprint that differs from a place by one small area: refused with a safe choice, also after a restart.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, expect

from data.keeping.release_store import FILE
from tests.journeys.footprint_reader import opened, paste
from tests.journeys.reader import Reader
from tests.journeys.servers import Server
from tests.journeys.stories.made_states import EMBEDDED, GONE, NONE, SMALL

Visit = Callable[..., Page]


def test_small_missing_and_zero_are_told_apart_everywhere(made: Server, visit: Visit) -> None:
    reader = Reader(visit(f"{made.url}/?area={SMALL}")).settled()
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


def test_hover_and_the_picture_s_words_withhold_it_too(made: Server, visit: Visit) -> None:
    page = visit(f"{made.url}/?area={SMALL}")
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
    made_folder: Path, start: Callable[..., Server], visit: Visit
) -> None:
    lookup = pd.read_parquet(EMBEDDED / "lookups" / "lsoa11.parquet")
    place = pd.read_parquet(EMBEDDED / "lookups" / "footprint_lsoa11.parquet")
    inside = lookup[lookup["lsoa11cd"].isin(place.loc[place["footprint_id"] == "pl-gyw", "lsoa11cd"])]
    codes = sorted(set(inside["msoa11cd"]) - {SMALL, GONE, NONE})
    server = start(env={"PACK": str(made_folder)})
    page = opened(visit, server, "?way=codes")
    paste(page, " ".join(codes))
    card = page.get_by_role("region", name="This footprint")
    expect(card).to_contain_text("is not shown for this footprint", timeout=60_000)
    expect(card).to_contain_text("The nearest footprint that is safe to show")
    kept = (made_folder / FILE).read_text(encoding="utf-8")
    assert '"shown": false' in kept and codes[0] in kept
    page.close()
    server.stop()
    again = opened(visit, start(env={"PACK": str(made_folder)}), "?way=codes")
    paste(again, " ".join(codes))
    card = again.get_by_role("region", name="This footprint")
    expect(card).to_contain_text("is not shown for this footprint", timeout=60_000)
