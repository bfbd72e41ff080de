"""Every page: its first view in a cold browser beside the map's, and a change of measure beside an empty app's rerun.

A page stands when its script rests and nothing in the document has changed for a while; what counts is when the last
change was, on the page's own clock. Lives here: the pages other than the map, whose own budgets `driver.py` measures.
`python -m tests.bench.pages` prints these rows alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from pages.parts.showing.navigation import PAGES
from tests.bench import budgets, load
from tests.bench.budgets import Row
from tests.bench.driver import BREATH, INSTRUMENT, LIMIT, VIEWPORT
from tests.bench.sessions import Session, rerun_median
from tests.journeys.browser import launched
from tests.journeys.servers import Server

BOXES = ("Measure", "Leading measure")
MOST_MEASURES, ROUNDS, CHANGES = 3, 3, 12
WATCHED = """new MutationObserver(() => { window.altered = performance.now(); })
  .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });"""
STANDS = """([quiet, limit]) => new Promise((resolve, reject) => {
  const begun = performance.now();
  const look = () => {
    const now = performance.now(), resting = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
    const drawn = [...document.querySelectorAll(".hem")].every((one) => one.dataset.state === "drawn");
    const there = document.querySelector("h1") && resting === "notRunning" && drawn;
    if (there && now - window.altered > quiet) resolve(window.altered);
    else if (now - begun > limit) reject(new Error("the page does not come to rest"));
    else setTimeout(look, 25);
  };
  look();
})"""


def first_view(browser: Browser, address: str) -> float:
    """Milliseconds from asking for a page in a cold, empty window until it stands."""
    with browser.new_context(viewport=VIEWPORT, locale="en-GB") as context:
        context.set_default_timeout(LIMIT)
        context.add_init_script(path=INSTRUMENT)
        context.add_init_script(WATCHED)
        page = context.new_page()
        page.wait_for_timeout(BREATH)
        page.goto(address, wait_until="commit")
        return page.evaluate(STANDS, [500, LIMIT])


def in_the_browser(browser: Browser, server: Server) -> list[Row]:
    """First view of every page, in turns with the map's; each page was opened once before."""
    for page in PAGES:
        first_view(browser, f"{server.url}/{page.path}")
    seen = {page.title: [first_view(browser, f"{server.url}/{page.path}") for _ in range(ROUNDS)] for page in PAGES}
    start = median(seen[PAGES[0].title])
    most = budgets.FIRST_VIEW_OVER_MAP
    return [
        budgets.over(
            "first view, cold browser, to the map's", title, ours=median(times), base=start, most=most, unit="ms"
        )
        for title, times in seen.items()
        if title != PAGES[0].title
    ]


def changes(url: str, path: str) -> float | None:
    """Median milliseconds of a rerun with another measure, each seen before; None for a page that has no such box."""
    with Session(url, path=path) as session:
        box = next((name for name in BOXES if name in session.boxes), None)
        words = session.options.get(box, [])[:MOST_MEASURES] if box else []
        if len(words) < 2:
            return None
        for word in words:
            session.choose(box, word)
        return median(session.choose(box, words[turn % len(words)]) for turn in range(CHANGES)) * 1000


def of_the_servers(pack: Path) -> list[Row]:
    """A change of measure on every page that has one, against an empty app's rerun on the same server."""
    with load.serving(script="tests/bench/empty_app.py", ready="/_stcore/health") as server:
        empty = rerun_median(server.url)
    with load.serving(env={"PACK": str(pack)}) as server:
        found = {page.title: changes(server.url, page.path) for page in PAGES}
    most = budgets.CHANGE_OVER_EMPTY
    return [
        budgets.over("change of measure, to an empty rerun", title, ours=took, base=empty, most=most, unit="ms")
        for title, took in found.items()
        if took is not None
    ]


def main() -> None:
    """These rows alone."""
    pack = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else load.HERE.parents[1] / "data" / "pack" / "embedded"
    with sync_playwright() as playwright, load.serving(env={"PACK": str(pack)}) as server:
        browser = launched(playwright)
        rows = in_the_browser(browser, server)
        browser.close()
    print(budgets.table([*rows, *of_the_servers(pack)]))


if __name__ == "__main__":
    main()
