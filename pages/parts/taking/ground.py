"""What lies where on a map that leaves the server, in pixels: from the files that the map in the browser is drawn from.

Lives here: projection, fitting, outlines that are switched on, names. Not here: drawing (`charts.taking.map_picture`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from charts.taking.map_picture import Ground
from charts.taking.map_squares import Squares
from data.maps import map_files
from equity.breaks import OUTSIDE_CLASS
from geo import framing
from pages.parts import opened_pack
from pages.parts.answering.own import own_known, own_outline
from pages.parts.compare.geometry import path_of

WIDE, TALLEST, EDGE = 836.0, 620.0, 14.0
THIN, MOST = 0.35, 3000  # pixels of detail left out; areas above which dots are drawn
ORDER = ("ward", "district", "system", "county", "neighbourhood", "place")


class Frame:
    """From degrees to pixels of a drawing that holds the bounds, as high as they need."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self.left, self.top, width, height = framing.mercator_box(bounds)
        self.scale = min((WIDE - 2 * EDGE) / width, (TALLEST - 2 * EDGE) / height)
        self.size = (WIDE, round(height * self.scale + 2 * EDGE))
        self.before = (WIDE - width * self.scale) / 2

    def places(self, points: np.ndarray) -> np.ndarray:
        """Pixels of places in degrees, shape (n, 2)."""
        return (framing.mercator(points) - [self.left, self.top]) * self.scale + [self.before, EDGE]

    def pixels(self, shapes: np.ndarray) -> np.ndarray:
        """Shapes in pixels; what lies far outside is left out."""
        made = shapely.transform(shapes, self.places)
        near = shapely.box(-40, -40, self.size[0] + 40, self.size[1] + 40)
        return np.array([one if shapely.within(one, near) else shapely.intersection(one, near) for one in made])

    def path(self, shapes: np.ndarray, *, thin: float = 2 * THIN) -> str:
        """One path of shapes, thinned each by itself."""
        if not len(shapes):
            return ""
        made = shapely.simplify(shapely.make_valid(self.pixels(shapes)), thin)
        return "".join(path_of(part) for one in made for part in _polygons(one))


def _polygons(shape: shapely.Geometry) -> list[shapely.Geometry]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]


def ground(
    layer: tuple[str, str], classes: np.ndarray, *, bounds: Sequence[float], overlays: Sequence[dict], marked: dict
) -> Ground:
    """The ground of a map.

    Parameters
    ----------
    layer : (str, str)
        Area type and scope.
    classes : array of int
        A class per area of the scope, in code order.
    bounds : sequence of float
        West, south, east, north of what is in sight.
    overlays : sequence of dict
        As the map's scene has them.
    marked : dict
        `selected`: code of the selected area, "" for none; `emphasis`: id of the footprint that stands out;
        `most`: areas above which dots are drawn.
    """
    pack = opened_pack.pack()
    names, file = pack.names(*layer), pack.manifest["layers"][layer[0]][layer[1]]
    frame = Frame(bounds)
    drawn = file["kind"] == "geojson" and file["count"] <= marked.get("most", MOST)
    areas, dots = (_areas(frame, file["file"], classes), {}) if drawn else ((), _dots(frame, names, classes))
    land = pack.manifest["land"].get(layer[1], {}).get("file")
    lines, said = _lines(frame, overlays, marked.get("emphasis", ""))
    place = names.position.get(marked.get("selected", ""))
    if place is not None:
        if drawn:
            lines.append((frame.path(map_files.shapes(pack.geography, file["file"])[[place]]), "selected"))
        x, y = frame.places(np.array([names.points[place]]))[0]
        said.append((float(x), float(y) + 4, names.names[place], True))
    return Ground(
        frame.size,
        frame.path(map_files.shapes(pack.geography, land)) if land else "",
        areas,
        dots,
        lines,
        said,
        _squares(frame, overlays),
    )


def _squares(frame: Frame, overlays: Sequence[dict]) -> Squares:
    """Programmes that are switched on, numbered as on the page."""
    items = [item for one in overlays if one.get("on") for item in one.get("items", ())]
    at = [(place, number) for number, item in enumerate(items, 1) for place in item["points"]]
    pixels = frame.places(np.array([place for place, _ in at])) if at else ()
    return Squares(
        [(float(x), float(y), number) for (x, y), (_, number) in zip(pixels, at, strict=True)],
        [f"{item['name']}: {item['words']}" for item in items],
    )


def _areas(frame: Frame, file: str, classes: np.ndarray) -> list[tuple[str, int]]:
    """Paths and classes of the areas in sight; neighbours are thinned together, so that no gaps open."""
    wanted = np.flatnonzero(classes != OUTSIDE_CLASS)
    shapes = shapely.coverage_simplify(
        shapely.transform(map_files.shapes(opened_pack.pack().geography, file)[wanted], frame.places), THIN
    )
    paths = ("".join(path_of(part) for part in _polygons(one)) for one in shapes)
    return [(path, int(classes[place])) for path, place in zip(paths, wanted, strict=True)]


def _dots(frame: Frame, names: object, classes: np.ndarray) -> dict[int, str]:
    """One path of dots per class, where areas are too many to draw."""
    places = np.round(frame.places(np.array(names.points)), 1)
    return {
        int(code): "".join(f"M{x:g},{y:g}h0" for x, y in places[classes == code])
        for code in np.unique(classes)
        if code != OUTSIDE_CLASS
    }


def _lines(frame: Frame, overlays: Sequence[dict], emphasis: str) -> tuple[list, list]:
    """Outlines that are switched on, quiet ones first; the footprint that stands out last, with its name."""
    lines, said, last = [], [], []
    on = [one for one in overlays if one.get("on") and one.get("style") in ORDER]
    for one in sorted(on, key=lambda one: ORDER.index(one["style"])):
        shapes, own = _outline(one, emphasis)
        wanted = one.get("ids") or range(len(shapes))
        codes = [emphasis] if own else _codes(one["names"])
        for place in wanted:
            stands_out = one["style"] == "place" and codes[place : place + 1] == [emphasis]
            path = frame.path(shapes[[place]])
            (last if stands_out else lines).append((path, "emphasis" if stands_out else one["style"]))
            if one["style"] == "place" and path:
                said.append(_named(frame, shapes[place], _names(one["names"], own, emphasis)[place], stands_out))
    return lines + last, [one for one in said if _in_sight(frame, one)]


def _outline(overlay: dict, emphasis: str) -> tuple[np.ndarray, bool]:
    own = overlay["style"] == "place" and own_known.is_own(emphasis)
    if own:
        return np.array([own_outline.drawn(emphasis)]), True
    return map_files.shapes(opened_pack.pack().geography, overlay["file"]), False


def _codes(file: str) -> list[str]:
    return _table(file).codes


def _names(file: str, own: bool, emphasis: str) -> list[str]:
    return [own_known.footprint(emphasis).name] if own else _table(file).names


def _table(file: str) -> object:
    pack = opened_pack.pack()
    found = next(
        (kind, scope)
        for kind, scopes in pack.manifest["layers"].items()
        for scope, layer in scopes.items()
        if layer["names"] == file
    )
    return pack.names(*found)


def _named(frame: Frame, shape: shapely.Geometry, name: str, bold: bool) -> tuple[float, float, str, bool]:
    """A name over the northern edge of a shape."""
    west, _, east, north = shapely.bounds(shape)
    x, y = frame.places(np.array([[(west + east) / 2, north]]))[0]
    return float(x), float(y) - 6, name, bold


def _in_sight(frame: Frame, name: tuple[float, float, str, bool]) -> bool:
    return 0 <= name[0] <= frame.size[0] and -10 <= name[1] <= frame.size[1]
