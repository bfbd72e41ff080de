"""Small maps on one scale: one per age band or period, the same areas, the same classes, one legend, one table.

Lives here: SVG and HTML of the section. Not here: shapes and classes (`charts.gradient.evidence.SmallMaps`).
"""

from __future__ import annotations

from itertools import groupby

from charts.evidence import Measure
from charts.gradient.evidence import GradientEvidence, SmallMap, SmallMaps
from charts.map.legend import class_labels, dark_words
from charts.markup import text
from charts.states import state, state_of_class
from charts.theme import CONTROL_EDGE, INK, PAPER, SECONDARY, class_colours
from charts.words import number_text, value_text
from data.schema import Polarity

FILL = "hg-hatch"
LAST_CLASS = 9  # codes above are states without a class


def maps_section(shown: GradientEvidence) -> str:
    """The section; the reason where there is nothing to lay side by side."""
    found, measure = shown.maps, shown.measure
    by = {"age": "age band", "period": "period"}.get(found.by, "group")
    title = f'<h2 id="hg-maps">The same areas, one map per {by}</h2>'
    start = f'<section class="hg-section" aria-labelledby="hg-maps">{title}'
    if not found.maps:
        return f"{start}<p>{text(found.reason)}</p></section>" if found.reason else ""
    drawn = "".join(_figure(one, found, measure, first=place == 0) for place, one in enumerate(found.maps))
    return (
        f'{start}<p>{text(maps_words(shown))}</p>{_legend(found, measure)}<div class="hg-maps">{drawn}</div>'
        f"{_table(found, measure)}</section>"
    )


def maps_words(shown: GradientEvidence) -> str:
    """One sentence: lowest and highest map by the footprint's own value."""
    known = [one for one in shown.maps.maps if one.value.has_value]
    if not known:
        return "No map has a value for the footprint."
    low, high = (end(known, key=lambda one: one.value.value) for end in (min, max))
    return (
        f"All maps share one scale, so a colour means the same in each. In {shown.name} as a whole the value runs from "
        f"{value_text(low.value.value, shown.measure)} ({low.title}) to {value_text(high.value.value, shown.measure)} "
        f"({high.title})."
    )


def _figure(one: SmallMap, found: SmallMaps, measure: Measure, *, first: bool) -> str:
    value = value_text(one.value.value, measure) if one.value.has_value else state(one.value.status).label
    width, height = found.size
    defs = _defs(found) if first else ""
    order = sorted(range(len(one.classes)), key=lambda place: one.classes[place])
    groups = "".join(
        f'<g fill="{_fill(code, found, measure)}">'
        + "".join(f'<use href="#hg-s{place}"/>' for place in places)
        + "</g>"
        for code, places in groupby(order, key=lambda place: one.classes[place])
    )
    label = text(f"Map, {one.title}: {value} in all; {len(one.classes)} areas, see the table below the maps")
    return (
        f'<figure><figcaption>{text(one.title)} <b>{text(value)}</b></figcaption><svg viewBox="0 0 {width:.0f} '
        f'{height:.0f}" role="img" aria-label="{label}">{defs}<g stroke="{PAPER}" stroke-width=".5">{groups}</g>'
        f'<path d="{found.outline}" fill="none" stroke="{INK}" stroke-width="1.2"/></svg></figure>'
    )


def _use(place: int) -> str:
    return f'<use href="#hg-s{place}"/>'


def _defs(found: SmallMaps) -> str:
    """Every shape once, and the hatch of areas without a class."""
    shapes = "".join(f'<path id="hg-s{place}" d="{path}"/>' for place, path in enumerate(found.shapes))
    hatch = (
        f'<pattern id="{FILL}" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" '
        f'fill="{PAPER}"/><path d="M0,5L5,0" stroke="{SECONDARY}" stroke-width="1.2"/></pattern>'
    )
    return f"<defs>{shapes}{hatch}</defs>"


def _fill(code: int, found: SmallMaps, measure: Measure) -> str:
    if code > LAST_CLASS:
        return f"url(#{FILL})"
    return class_colours(len(found.breaks) + 1, Polarity(measure.polarity))[str(code)]


def _legend(found: SmallMaps, measure: Measure) -> str:
    """One legend for all maps."""
    colours = class_colours(len(found.breaks) + 1, Polarity(measure.polarity))
    keys = [
        f'<li><i style="background:{colours[str(place)]};border:1px solid {SECONDARY}"></i>{text(words)}</li>'
        for place, words in enumerate(class_labels(found.breaks, measure))
    ]
    special = sorted({code for one in found.maps for code in one.classes if code > LAST_CLASS})
    if special:
        said = " or ".join(dict.fromkeys(state_of_class(code, not_ranked=measure.not_ranked).label for code in special))
        look = f"repeating-linear-gradient(135deg,{PAPER} 0 2px,{SECONDARY} 2px 3px)"
        keys.append(f'<li><i style="background:{look};border:1px solid {CONTROL_EDGE}"></i>{text(said)}</li>')
    if measure.polarity != Polarity.NONE:
        keys.append(f"<li>{text(dark_words(measure))}</li>")
    return f'<ul class="hg-legend" aria-label="Legend of all maps">{"".join(keys)}</ul>'


def _table(found: SmallMaps, measure: Measure) -> str:
    """Every area in every map."""
    heads = "".join(f'<th scope="col" class="he-r">{text(one.title)}</th>' for one in found.maps)
    rows = "".join(
        f'<tr><th scope="row">{text(name)}</th>'
        + "".join(f'<td class="he-r">{_cell(one, place, measure)}</td>' for one in found.maps)
        + "</tr>"
        for place, name in enumerate(found.names)
    )
    table = (
        f'<table class="he-table"><thead><tr><th scope="col">Area</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )
    label = f"The maps as a table, {measure.unit}" if measure.unit else "The maps as a table"
    return (
        f'<details class="hg-more"><summary>{text(label)}</summary><div class="he-scroll" tabindex="0" role="region" '
        f'aria-label="{text(label)}">{table}</div></details>'
    )


def _cell(one: SmallMap, place: int, measure: Measure) -> str:
    value = one.values[place]
    if value == value:
        return text(number_text(value, measure.decimals))
    return text(state_of_class(one.classes[place]).symbol if one.classes[place] > LAST_CLASS else "")
