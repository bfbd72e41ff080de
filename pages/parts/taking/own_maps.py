"""The map of the footprints page as a figure to take away: the areas of the footprint that an address holds.

Lives here: from the page's question to the finished figure. Not here: paths (`ground`), drawing
(`charts.taking.map_picture`), the map on the page (`pages.parts.own.own_map`).
"""

from __future__ import annotations

from collections.abc import Mapping

from charts.evidence import SourceItem
from charts.own.own_summary import OwnSummary, coverage_line, finding, lead, subtitle
from charts.source_line import source_text
from charts.taking import map_picture, reading
from charts.taking.taken import Taken
from charts.taking.tree import table_text, tree
from pages.parts import opened_pack
from pages.parts.asking import address
from pages.parts.own import own_map, own_measured, own_pieces, own_work
from pages.parts.showing import choosing_map
from pages.parts.taking.ground import ground

RESIDENTS = "population_mid2015"  # what the page counts residents by
OWN = "Areas chosen by a reader, not reviewed."
EMPTY = "The footprint has no areas yet, so there is no map of it to take away."


def footprint_map(query: Mapping[str, str], told: Taken) -> Taken:
    """The map of a footprint.

    Parameters
    ----------
    told : Taken
        With address, day and nature.

    Raises
    ------
    ValueError
        In a sentence: the footprint has no areas, or the pack no map of them.
    """
    asked = address.named(query, own_work.landing())
    own, faults = own_work.linked(asked)
    if not own.members:
        raise ValueError(" ".join([*faults, EMPTY]))
    chosen, _ = own_measured.chosen(asked)
    summary = own_pieces.summary(own, chosen)
    shown = own_map.map_of(own, summary, chosen=chosen, near=own)
    if shown is None:
        raise ValueError(f"{own_map.no_map(own)}.")
    head = choosing_map.header(shown)
    drawn = ground(
        (shown.area_type, shown.scope), shown.classes, bounds=head["fit"][1], overlays=head["overlays"], marked={}
    )
    words = (finding(summary), lead(summary), subtitle(summary))
    table = table_text(tree(own_pieces.members_table(own)).find(".//table"))
    notes = tuple(one for one in (coverage_line(summary), summary.description) if one)
    made = reading.filled(
        told, name="footprints-map", words=words, alt=shown.alt, table=table, source=_source(summary), notes=notes
    )
    return reading.finished(made, map_picture.sets_figure(drawn, shown.kinds))


def _source(summary: OwnSummary) -> str:
    """Where its residents are from, and who chose its areas."""
    pack = opened_pack.pack()
    indicator = pack.indicators.get(RESIDENTS)
    if indicator is None:
        return f"Source: {pack.title}, version {pack.version}. {OWN}"
    used = pack.sources[indicator.source]
    item = SourceItem(used.publisher, used.title, used.published, derived=True, licence=used.licence)
    own = "" if summary.rule == own_pieces.OF_REGISTER else f" {OWN}"
    return f"{source_text((item,))}{own}"
