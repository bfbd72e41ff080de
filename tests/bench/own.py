"""A footprint that was just built: from the last click to outline and card; and memberships had from the cache.

Lives here: pasting lists into both apps and clicking areas in ours, on the page's own clock. Not here: the limits
(`budgets.py`), changes of measure (`driver.py`). `python -m tests.bench.own` prints these rows alone.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median

import pandas as pd
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench import budgets, load, sums
from tests.bench.budgets import Row
from tests.bench.driver import INSTRUMENT, LIMIT, VIEWPORT
from tests.bench.scopes import SYSTEM_CODE
from tests.bench.sums import median_seconds
from tests.journeys.browser import launched
from tests.journeys.reader import VISIBLE
from tests.journeys.servers import ROOT, Server

SIZES = (40, 80, 120, 60)  # LSOAs of the lists; the first warms both apps up
DATES = [f"{year}-{day}" for year in range(2019, 2027) for day in ("03-31", "07-01")]
TIERS = ("system", "place", "neighbourhood")
# Both are there: the map calm with the new areas, and the figure beside it. The later of the two moments.
BOTH = """async ([wanted, selector, figure, limit]) => {
  const shown = new Promise((resolve) => {
    const look = () => [...document.querySelectorAll(selector)].some((one) => one.innerText.includes(figure))
      ? resolve(performance.now()) : requestAnimationFrame(look);
    look();
  });
  return Math.max(...await Promise.all([bench.settled(wanted, 400, limit), shown]));
}"""


def lists(pack: Path) -> list[tuple[list[str], str]]:
    """Codes of each list, and its residents as both apps write them."""
    table = pd.read_parquet(pack / "lookups" / "lsoa11.parquet").sort_values("lsoa11cd")
    there = table[(table["icb22cd"] == SYSTEM_CODE) & table["population"].notna()]
    return [(list(part["lsoa11cd"]), f"{int(part['population'].sum()):,}") for part in map(there.head, SIZES)]


def opened(browser: Browser, address: str) -> Page:
    """A fresh window on an address, once its map is calm."""
    context = browser.new_context(viewport=VIEWPORT, locale="en-GB")
    context.set_default_timeout(LIMIT)
    context.add_init_script(path=INSTRUMENT)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function("window.bench !== undefined")
    page.get_by_label("Codes or postcodes", exact=False).wait_for()
    page.evaluate("addEventListener('keydown', () => { window.pressed = performance.now(); }, true)")
    page.evaluate("bench.settled('')") if "footprints" in address else page.evaluate("bench.settled('0 LSOAs')")
    return page


def pasted(page: Page, given: list[tuple[list[str], str]], *, titles: str, figure: str) -> list[float]:
    """Milliseconds from the last press (ours: the button; the peer: Enter) to map and figure, first list left out."""
    taken = []
    button = page.get_by_role("button", name="Use these")
    for codes, residents in given:
        page.get_by_label("Codes or postcodes", exact=False).fill(" ".join(codes))
        page.keyboard.press("Control+Enter")
        if button.count():
            page.evaluate("bench.idle(400)")
            button.click(no_wait_after=True)
        done = page.evaluate(BOTH, [titles.format(len(codes)), figure, residents, LIMIT])
        taken.append(done - page.evaluate("Math.max(bench.journal.click, window.pressed)"))
        page.evaluate("bench.idle(400)")
    return taken[1:]


def clicked(page: Page, *, times: int = 4) -> list[float]:
    """Milliseconds from a click on an area of the map to its outline and the card, for every click but the first."""
    taken = []
    for _ in range(times):
        heading = page.get_by_role("heading", level=1).inner_text()
        count = int(heading.split(": ")[1].split()[0].replace(",", ""))
        spots = [tuple(point) for _, point, size in page.evaluate(VISIBLE) if size > 3]
        page.mouse.click(*spots[len(spots) // 3 + len(taken)])
        page.wait_for_function("before => document.querySelector('h1').innerText !== before", arg=heading)
        now = page.get_by_role("heading", level=1).inner_text()
        assert abs(int(now.split(": ")[1].split()[0].replace(",", "")) - count) == 1
        done = page.evaluate(BOTH, [now.split(", about")[0], ".he-own-card", "", LIMIT])
        taken.append(done - page.evaluate("bench.journal.click"))
        page.evaluate("bench.idle(400)")
    return taken[1:]


def in_the_browser(browser: Browser, ours: Server, pack: Path) -> list[Row]:
    """Rows on a list that is applied in both apps, and on clicks in ours."""
    given, env = lists(pack), {"PACK": str(pack)}
    page = opened(browser, f"{ours.url}/footprints?way=codes")
    took = median(pasted(page, given, titles="Listed areas: {} LSOAs", figure=".he-own-card"))
    clicks = median(clicked(page))
    page.context.close()
    with load.serving(
        "streamlit", folder=load.HERE, script="peer_own.py", ready="/_stcore/health", env=env
    ) as peer_server:
        peer = opened(browser, peer_server.url)
        naive = median(pasted(peer, given, titles="{} LSOAs", figure="[data-testid=stMetricValue]"))
        peer.context.close()
    return [
        budgets.beside(
            "a list applied: outline and card", "one system LSOA", ours=took, peer=naive, limit=budgets.BUILT_MS
        ),
        budgets.at_most(
            "an area clicked: outline and card", "one system LSOA", value=clicks, limit=budgets.BUILT_MS, unit="ms"
        ),
    ]


def from_the_cache(pack: Path) -> list[Row]:
    """The slowest of many dates and sets of footprints, had from the memberships kept; beside one that is built."""
    os.environ["PACK"] = str(pack)
    from pages.parts import opened_pack
    from pages.parts.answering import members

    registry = opened_pack.registry()

    def had(on: str, tier: str) -> object:
        found = members.footprint_membership("lsoa11")
        wanted = found.groups.get_indexer([footprint.id for footprint in registry.of_tier(tier, on)])
        return found.weights[wanted, :]

    slowest = max(median_seconds(lambda on=on, tier=tier: had(on, tier)) for on in DATES for tier in TIERS)
    built = median_seconds(sums.Lists(pack).built)
    return [
        budgets.beside(
            "membership for a date and set, from the cache",
            sums.SCOPE,
            ours=slowest * 1000,
            peer=built * 1000,
            limit=budgets.CACHED_MEMBERSHIP_MS,
        )
    ]


def main() -> int:
    """These rows alone."""
    pack = Path(os.environ.get("PACK") or ROOT / "data" / "pack" / "embedded").resolve()
    with load.serving(env={"PACK": str(pack)}) as ours, sync_playwright() as playwright:
        browser = launched(playwright)
        rows = in_the_browser(browser, ours, pack)
        browser.close()
    rows += from_the_cache(pack)
    print(budgets.table(rows))
    return sum(not row.passed for row in rows)


if __name__ == "__main__":
    sys.exit(main())
