"""The numbers of a page as its file has them, each with the address of where it is from; and that itself.

Lives here: from a page's question to the two documents. Every number here has passed the page's gate: it is the one in
the page's own file. Not here: the HTML (`charts.origins`), finding rows (`data.trace`), routes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from charts.origins.origin_document import Number, numbers_document, origin_document, refused_document
from charts.words import period_words, sentence_case
from data import trace
from data.adding.periods import period_of
from data.trace_record import Trace, source_words
from pages.parts import opened_pack
from pages.parts.answering.own import own_known
from pages.parts.origins import rested
from pages.parts.origins.rested import RESIDENTS
from pages.parts.serving import page_files, view_api
from pages.parts.showing import navigation
from pages.parts.showing.map_component import base_path

MOST = 500  # numbers of a list
OF = "of"  # the parameter that names the page
QUESTION = "question"  # and the one that holds the page's own question, for the way back
GROUP = ("sex", "age", "category")
FROM = "from"  # how many numbers come before the list
SIMILAR = "similar"
SINCE = "since"  # the first of several periods that a number was made of
FILES = {"footprints": "footprint"}  # pages whose file has another name
AREAS, NAMES = ("area_code", "line_code"), ("area", "area_name", "line", "group", "row")


def numbers(query: Mapping[str, str]) -> str:
    """The list of a page's numbers as a document."""
    path, asked = query.get(OF, ""), {name: value for name, value in query.items() if name not in (OF, FROM)}
    page = next((one for one in navigation.PAGES if one.path == path), None)
    back = f"{base_path()}/{path if page else ''}?{urlencode(asked)}".rstrip("?")
    if page is None:
        return refused_document("There is no such page.", back=f"{base_path()}/")
    rows = [row for row in map(_measured, _rows(path, asked)) if row.get("indicator_id") and _is_number(row)]
    first = int(query.get(FROM, "0")) if query.get(FROM, "0").isdecimal() else 0
    first = first if first < len(rows) else 0
    found = [_number(row, path, asked=asked) for row in rows[first : first + MOST]]
    which = f"Numbers {first + 1:,} to {first + len(found):,} of {len(rows):,}." if len(found) < len(rows) else ""
    near = {"Those before": first - MOST, "Those after": first + MOST}
    ways = [(words, _list_at(path, asked, max(0, at))) for words, at in near.items() if -MOST < at < len(rows)]
    return numbers_document(page.title, found, back=back, which=which, ways=ways)


def _is_number(row: Mapping[str, str]) -> bool:
    """Whether a row has, or could have, a number: "no figure" of a measure is none."""
    return bool(row.get("value") or row.get("period"))


def _list_at(path: str, asked: Mapping[str, str], first: int) -> str:
    return f"{base_path()}/r/origins?{urlencode({OF: path, **asked, FROM: str(first)})}"


def _rows(path: str, asked: Mapping[str, str]) -> list[dict[str, str]]:
    """The page's file, the chosen area first."""
    if path in ("", "trend"):
        content = view_api.csv({**asked, **({"page": "trend"} if path else {})})[1]
    elif (file := f"{FILES.get(path, path)}.csv") in page_files.FILES:
        content = page_files.FILES[file](asked)[1]
    else:
        return []
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    chosen = asked.get("area", "")
    return sorted(rows, key=lambda row: next((row[name] for name in AREAS if row.get(name)), "") != chosen)


def _measured(row: Mapping[str, str]) -> dict[str, str]:
    """The row with its measure's id and one period, where its page names them in its own way."""
    told = dict(row)
    ids = {one.name: one.id for one in opened_pack.pack().indicators.values()} if "measure" in row else {}
    if "systems_as_on" in row:  # the footprint page
        told |= {"indicator_id": ids.get(row["measure"], ""), "indicator": row["measure"], "area": row["name"]}
        if row["row"].startswith("residents"):
            year = row["period"].replace("-", "")
            told |= {"indicator_id": f"population_{year}", "period": year.removeprefix("mid")}
    elif "measure" in row and "indicator_id" not in row:  # which tier
        told |= {"indicator_id": ids.get(row["measure"], ""), "indicator": row["measure"], "area": row.get("level", "")}
        told["value"] = row.get("events_median", "")
    elif "counted" in row and "code_a" in row:  # misfit
        told |= {"indicator_id": RESIDENTS, "indicator": row["counted"], "area_code": row["code_a"], "period": "2015"}
        told |= {"area": f"{row['name_a'] or 'Elsewhere'} in {row['name_b']}", "value": row["count"]}
        told["area_code"] = row["code_a"] or row["code_b"]
    elif "recent_periods" in row:  # signals
        spans = [period_of(part) or part for part in re.split(r"[;,]\s*| to ", row["recent_periods"])]
        told |= {"period": spans[-1], SINCE: spans[0], "value": row["value_recent"]}
        told["period_words"] = row["recent_periods"]
    elif row.get("what") == "Core20" and not row.get("period"):  # the gradient's share of residents
        told |= {"indicator_id": RESIDENTS, "indicator": "Residents in the most deprived fifth", "period": "2015"}
    elif row.get("row") == "Matched on":  # similar places
        told |= rested.matched(row)
        told |= {"indicator": row.get("matched_on", ""), "area_name": row.get("compared_place", "")}
    return told


def _number(row: Mapping[str, str], path: str, *, asked: Mapping[str, str]) -> Number:
    name = next((row[name] for name in NAMES if row.get(name)), "") or row.get("footprint", "")
    told = {"indicator": row["indicator_id"], "period": (period := row.get("period", ""))} | _area(row, name, asked)
    value = " ".join(part for part in (row.get("value", ""), row.get("unit", "")) if part) if row.get("value") else ""
    shown = value or row.get("status_words") or row.get("symbol") or sentence_case(row.get("status", ""))
    told |= {"shown": shown, "named": name, OF: path} | {name: row[name] for name in (SINCE,) if row.get(name)}
    group = {name: row[name] for name in GROUP if row.get(name) and row.get("row") == "Matched on"}
    told |= {name: asked[name] for name in GROUP if asked.get(name)} | group | {QUESTION: urlencode(asked)}
    sure = bool(value and told["kind"])  # a stored area with a value
    there = bool(told["code"] and period) and (sure or _is_there(tuple(sorted(told.items()))))
    href = f"{base_path()}/r/origin?{urlencode(told)}" if there else ""
    return Number(name, row.get("indicator", ""), row.get("period_words") or period_words(period), shown, href)


def _area(row: Mapping[str, str], name: str, asked: Mapping[str, str]) -> dict[str, str]:
    """The code of the area whose rows a number rests on, and what part of it."""
    code = next((row[name] for name in AREAS if row.get(name)), "")
    known = own_known.is_own(code) or code in _known_areas()
    whole = (
        asked["area"] if "profile_of" in row and asked.get("area") in _known_areas() else rested.footprint(asked, row)
    )
    if row.get("row") == "Similar areas together":
        areas = [one["area_code"] for one in _rows(SIMILAR, dict(asked)) if one.get("row") == "Similar area"]
        return {"code": whole if 0 < len(areas) <= rested.MOST_AREAS else "", "kind": "", rested.AREAS: ",".join(areas)}
    if part := rested.part_of(row, name, code=code if known else "", whole=whole):
        return {"code": whole, "kind": ""} | part
    if not known:
        code = rested.named(name, asked, indicator_id=row["indicator_id"]) or whole
    return {"code": code, "kind": row.get("area_type", "") if known else ""}


@lru_cache(maxsize=4096)
def _is_there(query: tuple[tuple[str, str], ...]) -> bool:
    """Whether a number has rows at all: a missing one may have none."""
    asked, pack = dict(query), opened_pack.pack()
    if asked["kind"] in pack.store.area_types(asked["indicator"]):
        group = tuple(asked.get(name, "") for name in GROUP)
        return asked["code"] in _held(asked["indicator"], asked["kind"], asked["period"], group)
    try:
        _found(asked)
    except LookupError:
        return False
    return True


@lru_cache(maxsize=256)
def _held(indicator_id: str, kind: str, period: str, group: tuple[str, ...]) -> frozenset[str]:
    """Codes of the areas of a kind that have a row of a group, the measure's usual one where none is asked for."""
    pack = opened_pack.pack()
    indicator = pack.indicators[indicator_id]
    usual = (indicator.default_sex, indicator.default_age, indicator.default_category)
    where = dict(zip(GROUP, (one or other for one, other in zip(group, usual, strict=True)), strict=True))
    return frozenset(pack.store.traced(indicator_id, area_type=kind, period=period, **where)["area_code"])


@lru_cache(maxsize=1)
def _known_areas() -> frozenset[str]:
    return frozenset(opened_pack.pack().areas["area_code"])


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
    parts = any(query.get(one) for one in rested.NAMES)  # the command knows areas and footprints, not parts of them
    facts += [("Ask again", command)] if not own_known.is_own(code) and not parts else []
    rows = [line for line in _lines(found) if line]
    span = period_words(found.period)
    if earlier := _earlier(query, found.period):
        rows = [f"{period_words(one.period)}: {line}" for one in (*earlier, found) for line in _lines(one) if line]
        span = f"{period_words(earlier[0].period)} to {span}"
    title = f"{sentence_case(indicator.name)}, {name}, {span}"
    return origin_document(title, facts, rows=rows, back=here, value=query.get("shown", ""))


def _earlier(query: Mapping[str, str], last: str) -> list[Trace]:
    """The same for every earlier period that the number was made of."""
    if not query.get(SINCE) or not query.get("indicator"):
        return []
    store, measure = opened_pack.pack().store, query["indicator"]
    known = {period for kind in store.area_types(measure) for period in store.periods(measure, kind)}
    wanted = sorted(period for period in known if query[SINCE] <= period < last)
    return [_found({**query, "period": period}) for period in wanted if _is_there(_asked(query, period))]


def _asked(query: Mapping[str, str], period: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({**query, "kind": query.get("kind", ""), "period": period}.items()))


def _found(query: Mapping[str, str]) -> Trace:
    pack, indicator_id, code = opened_pack.pack(), query.get("indicator", ""), query.get("code", "")
    where = {name: query.get(name, "") for name in GROUP}
    period = query.get("period", "")
    if own_known.is_own(code) and indicator_id in pack.indicators:
        indicator = pack.indicators[indicator_id]
        usual = {"sex": indicator.default_sex, "age": indicator.default_age, "category": indicator.default_category}
        blocks = trace.blocks_of(pack, own_known.lsoas(code), block=trace.counted_by(pack, indicator_id, period=period))
        group = usual | {name: value for name, value in where.items() if value}
        return trace.of_members(pack, indicator_id, codes=blocks, period=period, where=group)
    kind = {"area_type": query["kind"]} if query.get("kind") else {}
    blocks = rested.blocks(query, indicator_id) if indicator_id in pack.indicators else None
    if blocks is not None:
        indicator = pack.indicators[indicator_id]
        usual = {"sex": indicator.default_sex, "age": indicator.default_age, "category": indicator.default_category}
        group = usual | {name: value for name, value in where.items() if value}
        return trace.of_members(pack, indicator_id, codes=blocks, period=period, where=group)
    return trace.trace(pack, indicator_id, area=code, period=period, where=where | kind)


def _lines(found: Trace) -> list[str]:
    """What the trace says of rows: no publication, which stands below."""
    words = found.words()[1 : -len(source_words(found.source))]
    return [line for line in words if not line.startswith("Method: ")]
