"""A step of the period slider inside the map: it must neither rerun the script nor send a byte.

Lives here: dragging the slider and counting. Not here: the changes of measure (`driver.py`).
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import budgets
from tests.bench.budgets import Row
from tests.bench.driver import App
from tests.journeys.servers import Server

STEPS = 3


def period_step(browser: Browser, server: Server, times: Path, *, query: str) -> list[Row]:
    """Rows on bytes and reruns while the slider is dragged over several periods, before it is let go."""
    if not query:
        return []
    with App("ours", browser, server.url, query, ("",), times) as app:
        slider = app.page.get_by_role("slider", name="Period")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        last = int(slider.get_attribute("max"))
        middle = box["y"] + box["height"] / 2
        app.page.mouse.move(box["x"] + box["width"] - 8, middle)
        app.quiet()
        app.page.mouse.down()
        app.quiet()
        down, up, runs = app.relay.down, app.relay.up, len(app.script_times())
        drawn = app.page.evaluate("bench.journal.changed")
        for step in range(1, min(STEPS, last) + 1):
            app.page.mouse.move(box["x"] + 8 + (box["width"] - 16) * (last - step) / last, middle, steps=4)
            app.page.wait_for_timeout(400)
        moved = app.page.evaluate("bench.journal.changed") > drawn
        sent = app.relay.down - down + app.relay.up - up
        reruns = len(app.script_times()) - runs
        app.page.mouse.up()
    scope = f"{last + 1} periods"
    return [
        budgets.exactly("period step inside the map redraws", scope, value=moved, wanted=True),
        budgets.exactly("... bytes both ways", scope, value=sent, wanted=0),
        budgets.exactly("... reruns", scope, value=reruns, wanted=0),
    ]
