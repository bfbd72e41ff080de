"""The numbers of a page as its file has them, each with the address of where it is from; and that itself.

Lives here: from a page's question to the two documents. Every number here has passed the page's gate: it is the one in
the page's own file. Not here: the HTML (`charts.origins`), finding rows (`data.trace`), routes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from charts.origins.origin_document import Number, numbers_document, origin_document, refused_document
from charts.words import period_words, sentence_case
from data import trace
from data.trace_record import Trace, source_words
from pages.parts import opened_pack
from pages.parts.answering import own_known
from pages.parts.asking import resolution
from pages.parts.serving import page_files, view_api
from pages.parts.showing import navigation
from pages.parts.showing.map_component import base_path

MOST = 500  # numbers that are listed
OF = "of"  # the parameter that names the page
QUESTION = "question"  # and the one that holds the page's own question, for the way back
GROUP = ("sex", "age", "category")
RESIDENTS = "population_mid2015"  # what footprints are compared by
AREAS, NAMES = ("area_code", "line_code"), ("area", "area_name", "line", "group", "row")


def numbers(query: Mapping[str, str]) -> str:
    """The list of a page's numbers as a document."""
    path, asked = query.get(OF, ""), {name: value for name, value in query.items() if name != OF}
    page = next((one for one in navigation.PAGES if one.path == path), None)
    back = f"{base_path()}/{path if page else ''}?{urlencode(asked)}".rstrip("?")
    if page is None:
        return refused_document("There is no such page.", back=f"{base_path()}/")
    rows = [_measured(row) for row in _rows(path, asked)]
    found = [_number(row, path, asked=asked) for row in rows if row.get("indicator_id")]
    return numbers_document(page.title, found[:MOST], back=back, left=max(0, len(found) - MOST))


def _rows(path: str, asked: Mapping[str, str]) -> list[dict[str, str]]:
    """The page's file, the chosen area first."""
    if path in ("", "trend"):
        content = view_api.csv({**asked, **({"page": "trend"} if path else {})})[1]
    elif f"{path}.csv" in page_files.FILES:
        content = page_files.FILES[f"{path}.csv"](asked)[1]
    else:
        return []
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    chosen = asked.get("area", "")
    return sorted(rows, key=lambda row: next((row[name] for name in AREAS if row.get(name)), "") != chosen)


def _measured(row: Mapping[str, str]) -> dict[str, str]:
    """The row with its measure's id and one period, where its page names them in its own way."""
    told = dict(row)
    if "measure" in row and "indicator_id" not in row:  # which tier
        ids = {one.name: one.id for one in opened_pack.pack().indicators.values()}
        told |= {"indicator_id": ids.get(row["measure"], ""), "indicator": row["measure"], "area": row.get("level", "")}
        told["value"] = row.get("events_median", "")
    elif "counted" in row and "code_a" in row:  # misfit
        told |= {"indicator_id": RESIDENTS, "indicator": row["counted"], "area_code": row["code_a"], "period": "2015"}
        told |= {"area": f"{row['name_a'] or 'Elsewhere'} in {row['name_b']}", "value": row["count"]}
        told["area_code"] = row["code_a"] or row["code_b"]
    elif "recent_periods" in row:  # signals
        told |= {"period": row["recent_periods"].replace(";", ",").split(",")[-1].strip(), "value": row["value_recent"]}
    return told


def _number(row: Mapping[str, str], path: str, *, asked: Mapping[str, str]) -> Number:
    code = next((row[name] for name in AREAS if row.get(name)), "")
    code = code if own_known.is_own(code) or code in _known_areas() else _footprint(asked, row)
    name = next((row[name] for name in NAMES if row.get(name)), "") or row.get("footprint", "")
    period = row.get("period", "")
    value = " ".join(part for part in (row.get("value", ""), row.get("unit", "")) if part) if row.get("value") else ""
    shown = value or row.get("status_words") or row.get("symbol") or sentence_case(row.get("status", ""))
    told = {"indicator": row["indicator_id"], "code": code, "period": period, "shown": shown, "named": name}
    told |= {"kind": row.get("area_type", ""), OF: path}
    told |= {name: asked[name] for name in GROUP if asked.get(name)} | {QUESTION: urlencode(asked)}
    href = f"{base_path()}/r/origin?{urlencode(told)}" if code and period else ""
    return Number(name, row.get("indicator", ""), row.get("period_words") or period_words(period), shown, href)


@lru_cache(maxsize=1)
def _known_areas() -> frozenset[str]:
    return frozenset(opened_pack.pack().areas["area_code"])


def _footprint(asked: Mapping[str, str], row: Mapping[str, str]) -> str:
    """The footprint that a page is about: an own one's key, else place or system (of tiers: the system)."""
    if asked.get("own"):
        return own_known.key(asked["own"])
    chosen = resolution.asked_by(asked)
    return chosen.system if "share_of_difference" in row else chosen.place or chosen.system


def origin(query: Mapping[str, str]) -> str:
    """Where one number is from, as a document."""
    back = dict(parse_qsl(query.get(QUESTION, ""), keep_blank_values=True))
    here = f"{base_path()}/r/origins?{urlencode({OF: query.get(OF, ''), **back})}"
    pack, indicator_id, code = opened_pack.pack(), query.get("indicator", ""), query.get("code", "")
    try:
        found = _found(query)
    except LookupError as error:
        return refused_document(f"{sentence_case(str(error))}.", back=here)
    indicator = pack.indicators[indicator_id]
    name = query.get("named") or code
    facts = [(what, words) for what, _, words in (line.partition(": ") for line in source_words(found.source))]
    facts = [("Method", found.method), *facts] if found.method else facts
    command = f"python -m data.trace {indicator_id} {code} {found.period}"
    facts += [("Ask again", command)] if not own_known.is_own(code) else []
    rows = [line for line in _lines(found) if line]
    title = f"{sentence_case(indicator.name)}, {name}, {period_words(found.period)}"
    return origin_document(title, facts, rows=rows, back=here, value=query.get("shown", ""))


def _found(query: Mapping[str, str]) -> Trace:
    pack, indicator_id, code = opened_pack.pack(), query.get("indicator", ""), query.get("code", "")
    where = {name: query.get(name, "") for name in GROUP}
    period = query.get("period", "")
    if own_known.is_own(code) and indicator_id in pack.indicators:
        indicator = pack.indicators[indicator_id]
        usual = {"sex": indicator.default_sex, "age": indicator.default_age, "category": indicator.default_category}
        blocks = trace.blocks_of(pack, own_known.lsoas(code), block=trace.counted_by(pack, indicator_id))
        group = usual | {name: value for name, value in where.items() if value}
        return trace.of_members(pack, indicator_id, codes=blocks, period=period, where=group)
    kind = {"area_type": query["kind"]} if query.get("kind") else {}
    return trace.trace(pack, indicator_id, area=code, period=period, where=where | kind)


def _lines(found: Trace) -> list[str]:
    """What the trace says of rows: no publication, which stands below."""
    words = found.words()[1 : -len(source_words(found.source))]
    return [line for line in words if not line.startswith("Method: ")]
