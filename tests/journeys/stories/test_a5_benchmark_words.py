"""A5: every state against a benchmark has a word, a symbol and a colour in map, hover, table, chart and file.

First on made counts around the benchmark (`made_states`), then on the real tables of both packs.
"""

from __future__ import annotations

import io
from itertools import pairwise

from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.reader import Reader, downloaded
from tests.journeys.servers import Server
from tests.journeys.stories.made_states import ABOVE, BARE, BELOW, BETWEEN, GONE, MEASURE, SMALL, TOUCHING, TURNED
from tests.journeys.stories.telling import Visit, opened, pictured, plain

SYSTEM = "sys-nw-icb"
WORDS = {
    ABOVE: "Better", BELOW: "Worse", BETWEEN: "Worse", TOUCHING: "Similar", BARE: "Not compared",
    SMALL: "Suppressed (small number)", GONE: "No data", SYSTEM: "Benchmark",
}  # fmt: skip
FAR = {ABOVE: "Better (99.8 %)", BELOW: "Worse (99.8 %)"}
TURN = {"Better": "Worse", "Worse": "Better"}
SHAPES = "row => row.querySelector('svg.he-mark, svg.he-swatch, td svg')?.innerHTML ?? ''"


def told_of(row: dict[str, str]) -> str:
    """What a file says of an area against the benchmark: its state where it has no value."""
    return row["compared"] if row["status"] in ("ok", "estimated") else row["status_words"]


def in_file(page: Page) -> dict[str, str]:
    return {row["area_code"]: told_of(row) for row in downloaded(page)}


def in_table(reader: Reader) -> dict[str, str]:
    """What the table says, by name; every page of it."""
    return {row[0].split("\n")[0]: plain(" ".join(row)) for row in reader.table_rows()}


def greys(page: Page, blocks: str) -> list[float]:
    """How light each block of the legend is to somebody who sees no colours."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    found = []
    for block in page.locator(blocks).all():
        picture = Image.open(io.BytesIO(block.screenshot())).convert("RGB")
        red, green, blue = picture.getpixel((picture.width // 2, picture.height // 2))
        assert max(red, green, blue) - min(red, green, blue) <= 3
        found.append(red / 255)
    session.send("Emulation.setEmulatedVisionDeficiency", {"type": "none"})
    return found


def test_made_intervals_give_the_six_words_everywhere(visit: Visit, made: Server) -> None:
    reader = Reader(visit(f"{made.url}/?place=&colours=against&area={BELOW}")).settled()
    expect(reader.card).to_contain_text("Worse than Norfolk and Waveney")
    rows = {row["area_code"]: row for row in downloaded(reader.page)}
    assert {code: told_of(rows[code]) for code in WORDS} == WORDS
    middle = float(rows[SYSTEM]["value"])
    assert float(rows[ABOVE]["lower_95"]) > middle > float(rows[BETWEEN]["upper_95"])
    assert float(rows[TOUCHING]["lower_95"]) < middle < float(rows[TOUCHING]["upper_95"])
    assert rows[BARE]["value"] and rows[BARE]["lower_95"] == "" and rows[SMALL]["value"] == ""
    table = in_table(reader)
    below = reader.table().locator("tfoot tr, tr.he-pinned", has_text="Norfolk and Waveney")
    expect(below.last).to_contain_text("Benchmark")
    for code, word in WORDS.items():
        if code == SYSTEM:
            continue
        shown = table[rows[code]["area_name"]]
        assert ("*" if word == WORDS[SMALL] else word) in shown, (code, shown)
    light = sorted(one + 0.05 for one in greys(reader.page, ".block-colour"))
    assert len(light) == 4 and all(two / one > 1.1 for one, two in pairwise(light))
    chosen = [(code, WORDS[code]) for code in (ABOVE, BELOW, TOUCHING, BARE, SMALL)]
    hovered = hovering(reader, rows, chosen)
    assert len(hovered) >= 3 and len(set(hovered.values())) == len(hovered)  # a mark of its own each
    pictured(reader.page, made, "a5-map")


def hovering(reader: Reader, rows: dict[str, dict[str, str]], chosen: list[tuple[str, str]]) -> dict[str, str]:
    """The picture beside the words in the box at the pointer, for every chosen area that is in sight."""
    codes = sorted(code for code, row in rows.items() if row["area_type"] == "msoa11")
    reader.page.locator(".hem").scroll_into_view_if_needed()
    sighted = {position: point for position, point, _ in reader.areas_in_sight()}
    seen = {}
    for code, word in chosen:
        if codes.index(code) in sighted:
            reader.page.mouse.move(*sighted[codes.index(code)])
            expect(reader.page.locator(".tip")).to_contain_text(rows[code]["area_name"])
            expect(reader.page.locator(".tip")).to_contain_text(word)
            seen[word] = reader.page.locator(".tip svg").first.evaluate("mark => mark.innerHTML")
    return seen


def test_two_limits_tell_far_from_near_and_the_other_direction_swaps_the_words(visit: Visit, made: Server) -> None:
    reader = Reader(visit(f"{made.url}/?place=&colours=against998&area={BETWEEN}")).settled()
    found = in_file(reader.page)
    assert {code: found[code] for code in WORDS} == WORDS | FAR
    legend = reader.page.locator(".block-words").all_inner_texts()
    assert legend[:2] == ["◉ Better, 99.8 %", "● Better, 95 %"] and legend[3:5] == ["◆ Worse, 95 %", "◈ Worse, 99.8 %"]
    light = greys(reader.page, ".block-colour")
    assert light[0] < light[1] and light[4] < light[3]  # what is beyond 95 % only is lighter
    ordered = sorted(one + 0.05 for one in light)
    assert all(two / one > 1.1 for one, two in pairwise(ordered))
    expect(reader.card).to_contain_text("Worse than Norfolk and Waveney")
    expect(reader.card).not_to_contain_text("99.8 %")

    chart = opened(visit, made, f"compare?indicator={TURNED}&sure=998&place=&area={BELOW}")
    turned = in_file(chart)
    back = {word: TURN.get(word, word) for word in WORDS.values()}
    beyond = {code: f"{TURN[WORDS[code]]} (99.8 %)" for code in FAR}
    assert {code: turned[code] for code in WORDS} == {code: back[word] for code, word in WORDS.items()} | beyond
    shapes = {}
    for code in (ABOVE, BETWEEN, BELOW, TOUCHING):
        row = chart.locator(f".hc-ranked tr[data-area='{code}']")
        expect(row).to_contain_text(turned[code])
        shapes[turned[code]] = row.locator("svg.he-mark").evaluate("mark => mark.innerHTML")
    assert len(set(shapes.values())) == len(shapes) == 4
    pictured(chart, made, "a5-chart")
    assert MEASURE in reader.page.url or "indicator" not in reader.address


def test_real_small_areas_hold_every_word_and_99_8_only_takes_away_from_95(visit: Visit, told: Server) -> None:
    """Strokes by LSOA: also A6 on the England pack, whose small counts are withheld by their publisher's rule."""
    query = "?indicator=stroke_admissions_rate&level=lsoa&place=&area=none&colours="
    reader = Reader(visit(f"{told.url}/{query}against")).settled()
    rows = {row["area_code"]: row for row in downloaded(reader.page)}
    small = [code for code, row in rows.items() if row["status"] == "suppressed"]
    assert small and all(rows[code][name] == "" for code in small for name in ("value", "numerator", "lower_95"))
    assert {rows[code]["symbol"] for code in small} == {"*"}
    expect(reader.page.get_by_text("Suppressed (small number)").first).to_be_visible()
    page = reader.page
    table = reader.table()
    expect(table.locator("tbody tr").first).to_contain_text("Worse")
    page.goto(f"{told.url}/{query}against998")
    reader.settled()
    far = in_file(page)
    assert {word.removesuffix(" (99.8 %)") for word in far.values()} >= {"Better", "Worse", "Similar"}
    assert {code: word.removesuffix(" (99.8 %)") for code, word in far.items()} == {
        code: told_of(row) for code, row in rows.items()
    }
    changed = [code for code, word in far.items() if word.endswith("(99.8 %)")]
    assert 0 < len(changed) < sum(told_of(row) in ("Better", "Worse") for row in rows.values())
    expect(page.locator("body")).not_to_contain_text("NaN")
