"""The maps of the map page and of two sets of borders as figures to take away.

Lives here: from a question to the finished figure. Not here: paths (`ground`), drawing (`charts.taking.map_picture`).
"""

from __future__ import annotations

from collections.abc import Mapping

from charts import sentences, tables
from charts.evidence import Evidence
from charts.frame import fingertips
from charts.map import legend
from charts.misfit.misfit_words import finding, lead, subtitle
from charts.source_line import source_text
from charts.taking import map_picture, reading
from charts.taking.taken import Taken
from charts.taking.tree import table_text, tree
from pages.parts import opened_pack
from pages.parts.answering import view
from pages.parts.asking import resolution
from pages.parts.asking.address import FINGERTIPS, PALETTE
from pages.parts.misfit import misfit_map, two_borders, two_sets
from pages.parts.showing import map_view, pieces
from pages.parts.taking.ground import ground


def area_map(query: Mapping[str, str], told: Taken) -> Taken:
    """The map page's map.

    Parameters
    ----------
    told : Taken
        With address, day and nature.
    """
    chosen = resolution.asked_by(query)
    shown = view.shown(chosen)
    evidence, scene = shown.evidence, map_view.scene(chosen)
    drawn = ground(
        (chosen.area_type, chosen.system),
        shown.classes,
        bounds=map_view.scope_bounds(chosen),
        overlays=scene["overlays"],
        marked={"selected": evidence.selected, "emphasis": scene["emphasis"]},
    )
    table = tree(tables.area_table(evidence)).find(".//table")
    columns, rows = table_text(table)
    source = source_text(evidence.sources)
    return reading.finished(
        reading.filled(
            told,
            name="map",
            words=(sentences.finding(evidence), sentences.lead(evidence), sentences.subtitle(evidence)),
            alt=sentences.alt_text(evidence),
            table=(columns, rows),
            source=source,
            notes=reading.notes_of(tree(pieces.method_words(shown))),
        ),
        map_picture.map_figure(drawn, colours=_colours(query, evidence), legend=legend.legend(evidence)),
    )


def _colours(query: Mapping[str, str], evidence: Evidence) -> dict[str, str]:
    usual = legend.legend_colours(evidence)
    return fingertips.instead(usual) if query.get(PALETTE) == FINGERTIPS else usual


def two_set_map(query: Mapping[str, str], told: Taken) -> Taken:
    """The map of two sets of borders; `told` has everything but the map's own words."""
    asked = two_sets.asked_by(query)
    answer = two_borders.answer(asked)
    shown = misfit_map.misfit_map(asked, answer)
    scene = {"overlays": [], "emphasis": ""}
    drawn = ground(
        (shown.area_type, shown.scope), shown.classes, bounds=shown.fit or _bounds(shown.scope),
        overlays=scene["overlays"], marked=scene,
    )  # fmt: skip
    misfit = answer.misfit
    return reading.finished(
        reading.filled(
            told, name="misfit-map", words=(finding(misfit), lead(misfit), subtitle(misfit)), alt=shown.alt,
            table=(told.columns, told.rows), source=told.source, notes=told.notes,
        ),
        map_picture.sets_figure(drawn, shown.kinds),
    )  # fmt: skip


def _bounds(scope: str) -> list[float]:
    return opened_pack.pack().manifest["scopes"][scope]["bounds"]
