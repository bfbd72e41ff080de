"""`make bench`: both apps in the same browser, in alternation; then the servers alone; then the table of budgets.

PACK names the pack (else packs/england if it is there, else the embedded one); both apps read the same one. ROUNDS=1 is
a quick look. Ends with 1 if a budget is missed.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Error, sync_playwright

from tests.bench import budgets, load, matching, measures, own, pages, profile, series, slides, store, sums
from tests.bench.budgets import LSOA, MSOA, Row
from tests.bench.driver import App, geometry_on_the_wire
from tests.bench.scopes import Scope, scopes, stepping
from tests.bench.sessions import Session
from tests.bench.steps import period_step
from tests.journeys.browser import launched
from tests.journeys.servers import ROOT, Server

# Both servers are asked for every view once before they are timed (`warm`); what ours would make of other pages in
# quiet moments, some minutes long, is left out.
os.environ.setdefault("QUIET_WORK", "0")
ROUNDS = {LSOA: 2, MSOA: 2}
USUAL_ROUNDS = 3


def pack_folder() -> Path:
    """The pack both apps open."""
    named = [os.environ.get("PACK", ""), str(ROOT / "packs" / "england"), str(ROOT / "data" / "pack" / "embedded")]
    return next(Path(name).resolve() for name in named if name and Path(name).is_dir())


def say(words: str) -> None:
    """One line of progress."""
    print(f"{time.strftime('%H:%M:%S')}  {words}", flush=True)


def visits(browser: Browser, scope: Scope, sides: dict[str, tuple[Server, Path]]) -> dict[str, list[App]]:
    """Both apps opened and changed in alternation, each round in fresh windows."""
    done: dict[str, list[App]] = {side: [] for side in sides}
    for number in range(int(os.environ.get("ROUNDS", ROUNDS.get(scope.name, USUAL_ROUNDS)))):
        for side, (server, times) in sides.items():
            query = scope.ours if side == "ours" else scope.peer
            with App(side, browser, server.url, query, scope.measures, times) as app:
                for _ in scope.measures[1:]:
                    app.change()
            done[side].append(app)
            took = ", ".join(f"{change.milliseconds:,.0f}" for change in app.changes)
            first = f"first paint {app.first_paint:,.0f} ms, calm {app.first_calm:,.0f} ms"
            say(f"{scope.name}, round {number + 1}, {side}: {first}, changes {took} ms")
    return done


def judged(scope: Scope, done: dict[str, list[App]]) -> list[Row]:
    """The rows of one scope."""
    name = scope.name
    changes = {side: [change for app in apps for change in app.changes] for side, apps in done.items()}
    size = {side: median(change.bytes_down for change in found) for side, found in changes.items()}
    took = {side: median(change.milliseconds for change in found) for side, found in changes.items()}
    script = {side: median(change.script for change in found) for side, found in changes.items()}
    rows = []
    if name in budgets.CHANGE_BYTES:
        limit, least = budgets.CHANGE_BYTES[name]
        rows.append(budgets.at_most("bytes per change of measure", name, value=size["ours"], limit=limit, unit="B"))
        rows.append(
            budgets.ratio(
                "... against the naive app", name, ours=size["ours"], peer=size["peer"], least=least, unit="B"
            )
        )
    least = budgets.CHANGE_RATIO[name]
    rows.append(
        budgets.ratio("click to settled paint", name, ours=took["ours"], peer=took["peer"], least=least, unit="ms")
    )
    rows += first_rows(name, done)
    if name == LSOA:
        least = budgets.SCRIPT_RATIO
        rows.append(
            budgets.ratio(
                "script time per change", name, ours=script["ours"], peer=script["peer"], least=least, unit="ms"
            )
        )
    kept = all(change.camera_kept for change in changes["ours"])
    rows.append(budgets.exactly("camera kept over every change", name, value=kept, wanted=True))
    return rows


def first_rows(name: str, done: dict[str, list[App]]) -> list[Row]:
    """First paint (the areas in their colours) against its budget; beside it the first lasting calm, only told."""
    if name not in budgets.FIRST_PAINT_RATIO:
        return []
    first = {side: median(app.first_paint for app in apps) for side, apps in done.items()}
    calm = {side: median(app.first_calm for app in apps) for side, apps in done.items()}
    least = budgets.FIRST_PAINT_RATIO[name]
    return [
        budgets.ratio("first paint, cold browser: areas in colour", name, **first, least=least, unit="ms"),
        budgets.told("... first lasting calm of the map", name, **calm, unit="ms"),
    ]


def in_the_browser(pack: Path, found: dict[str, Scope]) -> tuple[list[Row], float]:
    """Everything a reader would notice, and the milliseconds our script took for a change at the first scope."""
    rows: list[Row] = []
    scripts: list[float] = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        times = {side: Path(folder) / f"{side}.txt" for side in ("ours", "peer")}
        env = {side: {"PACK": str(pack), "SCRIPT_TIMES": str(path)} for side, path in times.items()}
        with (
            load.serving("timed uvicorn", env=env["ours"]) as ours,
            load.serving(
                "timed streamlit", folder=load.HERE, script="peer.py", ready="/_stcore/health", env=env["peer"]
            ) as peer,
        ):
            sides = {"ours": (ours, times["ours"]), "peer": (peer, times["peer"])}
            browser = launched(playwright)
            smallest = list(found.values())[-1]
            with App("peer", browser, peer.url, smallest.peer, smallest.measures, times["peer"]):
                pass  # the browser's own start (graphics, first shaders) is nobody's first paint
            for scope in found.values():
                warm(scope, ours, peer)
                try:
                    done = visits(browser, scope, sides)
                    scripts += [median(change.script for app in done["ours"] for change in app.changes)]
                    rows += judged(scope, done)
                    rows += geometry(browser, ours, scope)
                except Error as fault:  # one scope that does not settle must not hide the others
                    rows.append(
                        Row("every visit settles", scope.name, fault.message.split("\n")[0][:60], "", "", False)
                    )
            rows += period_step(browser, ours, times["ours"], query=stepping(pack))
            rows += own.in_the_browser(browser, ours, pack)
            rows += pages.in_the_browser(browser, ours)
            browser.close()
    return rows, scripts[0] if scripts else float("nan")


def warm(scope: Scope, ours: Server, peer: Server) -> None:
    """Let both servers load what they keep, so that no first visitor pays for it."""
    for server, query in ((ours, scope.ours), (peer, scope.peer)):
        with Session(server.url, query=query.removeprefix("?")) as session:
            for measure in scope.measures[1:]:
                session.choose("Measure", measure)


def geometry(browser: Browser, ours: Server, scope: Scope) -> list[Row]:
    """Geometry on the wire, cold and on reload, and whether every area is drawn."""
    if scope.name not in budgets.GEOMETRY_BYTES:
        return []
    cold, picture, again, drawn = geometry_on_the_wire(browser, ours.url, scope.ours)
    limit, most = budgets.GEOMETRY_BYTES[scope.name], budgets.PICTURE_BYTES
    rows = [
        budgets.at_most("geometry on the wire", scope.name, value=cold, limit=limit, unit="B"),
        budgets.at_most("... the picture before the map", scope.name, value=picture, limit=most, unit="B"),
        budgets.exactly("... requests for either on reload", scope.name, value=again, wanted=0),
    ]
    if scope.name == LSOA:
        rows.append(budgets.exactly("areas drawn at national zoom", LSOA, value=drawn, wanted=budgets.AREAS_DRAWN))
    return rows


def of_the_servers(pack: Path, scope: Scope, *, script: float) -> list[Row]:
    """Reruns, sessions, memory, and sums; `script` is what a change took ours, in milliseconds."""
    found = load.compared(pack, scope.ours)
    ours, empty, default = found["ours"], found["empty"], found["default"]
    say(f"idle server: {(ours.idle - empty.idle) / 1e6:,.0f} MB above an empty app's (the pack, opened once)")
    return [
        budgets.over(
            "script time per change, to an empty rerun",
            scope.name,
            ours=script,
            base=empty.rerun,
            most=budgets.SCRIPT_OVER_EMPTY,
            unit="ms",
        ),
        budgets.over(
            "rerun p50, one session, to an empty app",
            scope.name,
            ours=ours.rerun,
            base=empty.rerun,
            most=budgets.RERUN_OVER_EMPTY,
            unit="ms",
        ),
        budgets.times(
            "ten sessions, reruns/s, to a default empty app",
            scope.name,
            ours=ours.per_second,
            base=default.per_second,
            least=budgets.SESSIONS_RATIO,
            unit="/s",
        ),
        budgets.at_most(
            "ten sessions, memory they add", scope.name, value=ours.added, limit=budgets.SESSIONS_BYTES, unit="B"
        ),
        *store.rows(pack),
        *sums.rows(pack),
        *slides.rows(pack),
        *measures.rows(),
        *matching.rows(),
        *own.from_the_cache(pack),
        *series.rows(),
        *profile.rows(),
        *pages.of_the_servers(pack),
    ]


def main() -> int:
    """Measure, print, and say whether all is met."""
    begun, pack = time.monotonic(), pack_folder()
    found = scopes(pack)
    say(f"pack: {pack}")
    for name in (name for name in budgets.CHANGE_RATIO if name not in found):
        say(f"{name}: left out, this pack has fewer than two measures for it (make england builds the full pack)")
    rows, script = in_the_browser(pack, found)
    say("servers without a browser")
    rows += of_the_servers(pack, next(iter(found.values())), script=script)
    failed = sum(not row.passed for row in rows)
    print(f"\n{budgets.table(rows)}\n")
    print("Medians. Bytes are counted on the wire by a relay. The naive app inlines GeoJSON into px.choropleth_map.")
    print(f"{len(rows) - failed} budgets met, {failed} missed, in {time.monotonic() - begun:,.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
