"""Every page's file as an Excel workbook: `/r/<page>.xlsx` beside each `/r/<page>.csv`, with the same question.

Lives here: the routes, and what the sheet "About these figures" says. Not here: the rows (`page_files`, `view_api`),
how a workbook is written (`charts.files.workbook`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import PurePath

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from charts import seen_as, watermark
from charts.files import workbook
from charts.sources.listing import Entry
from charts.words import period_words
from pages.parts import opened_pack
from pages.parts.serving import page_files, view_api
from pages.parts.showing.map_component import base_path
from pages.parts.sources import measures

MOST_MEASURES = 12  # whose definitions are repeated; a file of more names them and says where they stand
Made = Callable[[Mapping[str, str]], tuple[str, bytes]]


def routes() -> list[Route]:
    """One route per CSV of a page; they stand before the catch-all of `routes.routes`."""
    tables = {name.removesuffix(".csv"): made for name, made in page_files.FILES.items() if name.endswith(".csv")}
    return [
        Route(f"{base_path()}/r/{stem}.xlsx", _answer(stem, made), methods=["GET", "HEAD"])
        for stem, made in {"view": view_api.csv, **tables}.items()
    ]


def _answer(stem: str, made: Made) -> Callable[[Request], Response]:
    def file(request: Request) -> tuple[str, bytes]:
        name, content = made(dict(request.query_params))
        if not content:
            return name, content
        if opened_pack.pack().synthetic:
            content = watermark.on_table(content)
        if (role := opened_pack.role()).sees:
            content = seen_as.on_table(content, role.title)
        title = PurePath(name).stem.replace("_", " ")
        page = str(request.base_url).rstrip("/").removesuffix(base_path())
        link = f"{page}{base_path()}/{page_of(stem, request.query_params)}"
        told = [*_about(content, link), *_method(stem, request.query_params)]
        return f"{PurePath(name).stem}.xlsx", workbook.workbook(content, told, title=title)

    return page_files.answered(file)


def page_of(stem: str, query: Mapping[str, str]) -> str:
    """Path and query of the page that shows what a file holds."""
    path = {"view": query.get("page", ""), "cards": "signals"}.get(stem, stem)
    rest = "&".join(part for part in str(query).split("&") if part and not part.startswith("page="))
    return f"{path}?{rest}" if rest else path


def _about(content: bytes, link: str) -> list[workbook.Part]:
    pack = opened_pack.pack()
    here = [
        ("Opens the page", link),
        ("Written on", period_words(date.today().isoformat())),
        ("Pack", f"{pack.title}, version {pack.version}, built {period_words(pack.built[:10])}"),
    ]
    if pack.synthetic:
        here.insert(0, ("Caution", watermark.NOTE))
    here.append(("Empty cells", "There is no number: the columns “status”, “symbol” and “note” say why. Never zero."))
    found = list(dict.fromkeys(_named(content)))
    parts: list[workbook.Part] = [("This file", here)]
    parts += [(entry.name, _facts(entry)) for entry in map(measures.entry, found[:MOST_MEASURES])]
    if len(found) > MOST_MEASURES:
        more = ", ".join(pack.indicators[one].name for one in found[MOST_MEASURES:])
        parts.append(("Further measures", [("Defined on the page of definitions", more)]))
    return parts


def _method(stem: str, query: Mapping[str, str]) -> list[workbook.Part]:
    """What the page's own panel says of gaps, lines, limits and tests that stand beside the measures' values."""
    from pages.parts.taking import figures  # loads lxml, which no page needs

    lines = figures.method(page_of(stem, query).partition("?")[0], dict(query))
    rows = [(label, words) for label, _, words in (line.partition(": ") for line in lines)]
    return [("Method and limits of the page", rows)] if rows else []


def _named(content: bytes) -> list[str]:
    """The measures that a CSV has rows of."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    known = opened_pack.pack().indicators
    return [row["indicator_id"] for row in rows if row.get("indicator_id") in known]


def _facts(entry: Entry) -> list[tuple[str, str]]:
    facts = [(one.label, "\n".join(cell.words for cell in one.cells)) for one in entry.facts]
    return [("In short", entry.lead), *[(label, words) for label, words in facts if words]]
