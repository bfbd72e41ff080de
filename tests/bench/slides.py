"""Twenty figures to PowerPoint, as a reader's job does it: how long, whether it says how far it is, and calling it off.

Lives here: the deck and the times. Not here: the limit (`budgets.py`), the slides.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from pptx import Presentation

from tests.bench import budgets
from tests.bench.budgets import Row

PLACES = ("pl-gyw", "pl-nw-north-norfolk", "pl-nw-norwich", "pl-nw-south-norfolk")
PAGES = (("gradient", ""), ("trend", ""), ("compare", "&view=ranked"), ("compare", "&view=funnel"), ("similar", ""))


def rows(pack: Path) -> list[Row]:
    """The rows of the table, measured in a process of its own: nothing of a view has been made there before."""
    asked = [sys.executable, "-m", "tests.bench.slides"]
    found = subprocess.run(asked, env={**os.environ, "PACK": str(pack)}, capture_output=True, check=True, text=True)
    cold, took, pictures, steps, left = json.loads(found.stdout.splitlines()[-1])
    return [
        budgets.at_most(f"{pictures} figures to PowerPoint, none seen before", f"{steps} steps told", value=cold,
                        limit=budgets.SLIDES_MS, unit="ms"),
        budgets.at_most("... of views that were looked at", f"{steps} steps told", value=took,
                        limit=budgets.SLIDES_MS, unit="ms"),
        budgets.at_most("... called off, until the work has ended", "its first view", value=left,
                        limit=budgets.CALLED_OFF_MS, unit="ms"),
    ]  # fmt: skip


def measured() -> tuple[float, float, int, int, float]:
    """Milliseconds of the first file and of the next; its pictures, steps told; milliseconds until called off."""
    from pages.parts.presenting import deck_file, slides
    from pages.parts.serving.jobs import Cancelled, File, Progress

    steps = [
        {"page": page, "query": f"indicator=covid_dose1&place={place}{view}", "title": "", "notes": "Say this."}
        for place in PLACES
        for page, view in PAGES
    ]
    deck = deck_file.checked({"form": deck_file.FORM, "version": deck_file.VERSION, "steps": steps})
    told: list[str] = []

    class Told(Progress):
        def at(self, done: int, of: int, *, words: str) -> None:
            super().at(done, of, words=words)
            told.append(words)

    begun = time.perf_counter()
    slides.slides(slides.Asked(deck, "http://127.0.0.1"), Progress())
    cold = (time.perf_counter() - begun) * 1000
    begun = time.perf_counter()
    made: File = slides.slides(slides.Asked(deck, "http://127.0.0.1"), Told())
    took, said = (time.perf_counter() - begun) * 1000, len(told)
    file = Presentation(io.BytesIO(made.content))
    pictures = sum(hasattr(one, "image") for slide in file.slides for one in slide.placeholders)

    class Stopped(Told):
        def at(self, done: int, of: int, *, words: str) -> None:
            if done == 1:
                self.stopped.set()
            super().at(done, of, words=words)

    begun = time.perf_counter()
    try:
        slides.slides(slides.Asked(deck, "http://127.0.0.1"), Stopped())
    except Cancelled:
        return cold, took, pictures, said, (time.perf_counter() - begun) * 1000
    raise AssertionError("nothing was called off")


if __name__ == "__main__":
    print(json.dumps(measured()))
