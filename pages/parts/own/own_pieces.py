"""An own footprint's figures as the page shows them: summary, members, steps in time, files.

Lives here: from figures to the plain objects of `charts`. Not here: sums (`answering.own.own_figures`), HTML
(`charts`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from urllib.parse import urlencode

from charts import source_line
from charts.own import own_card, own_file, own_summary, own_tables
from charts.own.own_summary import Likeness, OwnSummary
from charts.own.own_tables import Member, Step, day_words
from charts.words import level_words, period_words
from geo.lineage import Share
from geo.own import RULES, OwnFootprint
from geo.own_text import geojson, register_text
from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.answering.own import own_areas, own_figures
from pages.parts.asking import address, resolution
from pages.parts.asking.footprint_address import of_footprint
from pages.parts.asking.selection import Selection, landing
from pages.parts.own import own_work
from pages.parts.showing.map_component import base_path

NAN = float("nan")
OF_REGISTER = "areas of the register"
Files = dict[str, tuple[str, str, object]]


def summary(own: OwnFootprint, chosen: Selection) -> OwnSummary:
    """Everything that head and card say."""
    registry = opened_pack.registry()
    official = own.id in registry and own == own_areas.registered(own.id)  # a link may borrow the id of another
    kind = own_summary.kind_words(own.tier, own.owner, named=registry[own.id].owner_name if official else "")
    known = OwnSummary(
        own.name,
        kind,
        len(own.members),
        level_words(own.area_type),
        own_areas.type_words(own.area_type),
        OF_REGISTER if official else RULES[own.rule],
        chosen.date,
    )
    if not own.members:
        return known
    found = own_figures.figures(own, chosen)
    like = found.nearest
    return OwnSummary(
        **{name: getattr(known, name) for name in ("name", "kind", "areas", "made_of", "type_words", "rule", "on")},
        size=found.size,
        counties=found.counties,
        systems=found.systems,
        measure=view.measure(chosen),
        value=found.value,
        value_parts=found.value_parts,
        value_systems=found.value_systems,
        standardised=found.standardised,
        period=found.period,
        refused=found.refused,
        notice=found.notice,
        apportioned=found.apportioned,
        like=None if like is None else Likeness(_named(like.id), like.basis, like.both, like.only_own, like.only_other),
        valid=(own.valid_from, own.valid_to),
        description=own.description,
    )


def card(own: OwnSummary, chosen: Selection, *, file: str = "", asked: Mapping[str, str] | None = None) -> str:
    """The card with its source line; where its figures can be had as a file, and pages that show it (`asked`)."""
    tail = "Residents: ONS mid-2015 estimates. Own footprint: figures derived from small areas." if own.size else ""
    tail = " ".join(filter(None, (tail, own.notice)))
    link = f'<p class="he-note"><a href="{escape(file)}" download>These figures as a file (CSV)</a></p>' if file else ""
    link += own_card.ways(urlencode(asked)) if asked else ""
    return own_card.own_card(own) + link + source_line.source_line(view.sources(chosen) if own.value else (), tail=tail)


def file_address(own: OwnSummary, parameters: dict[str, str]) -> str:
    """Where the card's figures can be had as a file; "" of an empty footprint, and of one too long for a link."""
    if own.size is None or parameters["own"] == own_work.LOCAL:
        return ""
    return f"{base_path()}/r/footprint.csv?{urlencode(address.query(parameters, own_work.landing()))}"


def elsewhere(own: OwnFootprint, parameters: dict[str, str]) -> dict[str, str]:
    """What an address asks for to show the footprint on other pages; nothing where no address can hold it."""
    if not own.members or parameters["own"] == own_work.LOCAL:
        return {}
    usual = landing()
    view_of = address.query(usual | {name: parameters[name] for name in ("indicator", "date", "system")}, usual)
    if parameters["own"]:
        return view_of | {"own": parameters["own"]}
    registry = opened_pack.registry()
    if own.id not in registry:
        return {}
    one, day = registry[own.id], parameters["date"]
    return view_of | of_footprint(one, min(max(day, one.valid_from), one.valid_to or day))


def figures_csv(query: Mapping[str, str]) -> tuple[str, bytes]:
    """File name and bytes of the card that an address asks for."""
    asked = address.named(query, own_work.landing())
    chosen, _ = resolution.resolved(landing() | own_work.shared(asked))
    shown = summary(own_work.named(asked), chosen)
    return own_file.csv_name(shown), own_file.csv_bytes(shown, view.sources(chosen) if shown.measure else ())


def then_and_now(own: OwnFootprint, shown: OwnSummary, *, start: str) -> str:
    """The past and future of the footprint, or of the one it was made from."""
    registry = opened_pack.registry()
    of = registry[start].short_name if start in registry and own.id != start else ""
    return own_tables.then_and_now(steps(start), shown, of=of)


@lru_cache(maxsize=64)
def members_table(own: OwnFootprint) -> str:
    """The table of its members."""
    return own_tables.members_table(members(own), title="Members")


@lru_cache(maxsize=64)
def members(own: OwnFootprint) -> tuple[Member, ...]:
    """The members by name, with residents where the pack has them for all LSOAs of the area."""
    table = own_areas.described(own.area_type)
    people = own_areas.residents(own.area_type)
    there = table.index.intersection(own.members)
    known = table.loc[there, ["name", "district", "county"]].apply(tuple, axis=1).to_dict() if len(there) else {}
    rows = [
        Member(code, *known.get(code, (code, "", "")), share, people.get(code, NAN))
        for code, share in own.weights.items()
    ]
    return tuple(sorted(rows, key=lambda one: (one.name, one.code)))


def steps(start: str) -> list[Step]:
    """What came before, the parents with their dates, and what came after a footprint of the register."""
    past, registry = own_figures.past(start), opened_pack.registry()
    if start not in registry:
        return []
    known = registry[start]
    start_words, end_words = f"before {_day(known.valid_from)}", f"after {_day(known.valid_to)}"
    before = [_step(start_words, "its area was in", share) for share in past.predecessors]
    spans = [(day_words(span.start, span.end), f"in the {_tier(span.id)}", _named(span.id)) for span in past.parents]
    after = [_step(end_words, "its area is in", share) for share in past.successors]
    return [*before, *(Step(*span, NAN) for span in spans), *after]


def _day(day: str) -> str:
    return period_words(day) if day else "its dates"


def _step(when: str, what: str, share: Share) -> Step:
    return Step(when, what, opened_pack.registry()[share.id].title, share.share)


def _named(footprint_id: str) -> str:
    registry = opened_pack.registry()
    return registry[footprint_id].short_name if footprint_id in registry else footprint_id


def _tier(footprint_id: str) -> str:
    registry = opened_pack.registry()
    return str(registry[footprint_id].tier) if footprint_id in registry else "footprint"


def files(own: OwnFootprint) -> Files:
    """The files of a footprint with members, made when asked for."""
    if not own.members:
        return {}
    return {
        "GeoJSON": (f"{own.id}.geojson", "application/geo+json", lambda: geojson(own, own_areas.outline(own)).encode()),
        "CSV of codes": (
            f"{own.id}.csv",
            "text/csv",
            lambda: own_tables.members_csv(members(own), area_type=own.area_type, footprint=(own.id, own.name)),
        ),
        "Register entry": (f"{own.id}.toml", "application/toml", lambda: register_text([own]).encode()),
    }
