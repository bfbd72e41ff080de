// What MapLibre is told to draw under and over the areas: the empty frame of the style, the sources and the layers of
// the areas. Colours come with the payload; the fixed ones are the design's. Not here: outlines (outlines.mjs).

import { mapFile, tileFile } from "./fetching.mjs";
import { CLASS } from "./payload.mjs";
import { EMPTY } from "./mesh.mjs";

export const LOOK = {
  sea: "#F3F5F6", land: "#FFFFFF", coast: "#C9CFD3", ink: "#0B0C0C", secondary: "#505A5F", mark: "#8A9399", white: "#FFFFFF",
};
export const ANCHORS = ["z-areas", "z-edges", "z-outlines", "z-selected", "z-labels"];
const MANY = 5000; // areas: above this their edges fade in with the zoom

const anchor = (id) => ({ id, type: "background", layout: { visibility: "none" } });
const line = (id, source, paint, more = {}) => ({
  id, source, type: "line", layout: { "line-join": "round", "line-cap": "round" }, paint, ...more,
});

export function frame(land) {
  return {
    version: 8,
    transition: { duration: 0, delay: 0 },
    sources: {
      land: { type: "geojson", data: land ? mapFile(land) : EMPTY, tolerance: 0.2, buffer: 8 },
      hovered: { type: "geojson", data: EMPTY, tolerance: 0 },
      selected: { type: "geojson", data: EMPTY, tolerance: 0 },
      leaders: { type: "geojson", data: EMPTY, tolerance: 0 },
      labels: { type: "geojson", data: EMPTY },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": LOOK.sea } },
      { id: "land", source: "land", type: "fill", paint: { "fill-color": LOOK.land, "fill-antialias": false } },
      line("coast", "land", { "line-color": LOOK.coast, "line-width": 0.75 }),
      ...ANCHORS.slice(0, 3).map(anchor),
      line("hovered", "hovered", { "line-color": LOOK.ink, "line-width": 1.5 }),
      line("selected-casing", "selected", { "line-color": LOOK.white, "line-width": 6 }),
      line("selected-ink", "selected", { "line-color": LOOK.ink, "line-width": 3 }),
      anchor("z-selected"),
      line("leaders", "leaders", { "line-color": LOOK.ink, "line-width": 1 }, { filter: ["!", ["get", "dashed"]] }),
      line("leaders-dashed", "leaders", { "line-color": LOOK.ink, "line-width": 1.5, "line-dasharray": [3.3, 2.3] },
        { filter: ["get", "dashed"], layout: { "line-cap": "butt" } }),
      anchor("z-labels"),
      {
        id: "labels", source: "labels", type: "symbol",
        layout: {
          "icon-image": ["get", "image"], "icon-anchor": ["get", "anchor"], "icon-padding": 1,
          "icon-overlap": "never", "symbol-sort-key": ["get", "order"],
        },
      },
    ],
  };
}

// Small areas vanish with MapLibre's default tolerance: a third of England's LSOAs at national zoom.
export function areaSource(layer) {
  if (layer.kind === "tiles") {
    return {
      type: "vector", tiles: [tileFile(layer.file)], minzoom: layer.minzoom ?? 0, maxzoom: layer.maxzoom ?? 8,
      ...(layer.bounds ? { bounds: layer.bounds } : {}),
    };
  }
  return { type: "geojson", data: mapFile(layer.file), tolerance: 0, buffer: 8, maxzoom: 12 };
}

// An area's state holds its colour as a number (24 bits of red, green, blue; NOTHING is not drawn). The classes' colours
// change with the measure: were they in the paint, each change would have all areas cut and laid out again.
export const NOTHING = -1;
const fillColour = ["let", "k", ["coalesce", ["feature-state", "k"], NOTHING], ["case", ["<", ["var", "k"], 0], "rgba(0,0,0,0)",
  ["rgb", ["floor", ["/", ["var", "k"], 65536]], ["%", ["floor", ["/", ["var", "k"], 256]], 256], ["%", ["var", "k"], 256]]]];

// The colour, as that number, of every code a class byte may be.
export function colourNumbers(colours) {
  const numbers = new Int32Array(256).fill(NOTHING);
  for (const code of [CLASS.suppressed, CLASS.missing, CLASS.notCollected, CLASS.notComparable]) numbers[code] = 0xFFFFFF;
  for (const [code, colour] of Object.entries(colours)) numbers[code] = parseInt(colour.slice(1), 16);
  return numbers;
}

export const PATTERNS = [CLASS.suppressed, CLASS.notComparable, CLASS.notCollected];

// The layers of one set of areas; `tag` keeps two sets apart while one takes over from the other.
export function areaLayers(layer, tag) {
  const many = layer.count > MANY;
  const more = layer.kind === "tiles" ? { "source-layer": "a" } : {};
  const shown = many ? ["interpolate", ["linear"], ["zoom"], 8, 0, 9.5, 1] : 1;
  const late = many ? { ...more, minzoom: 8 } : more;
  return {
    fill: {
      id: `areas${tag}`, source: tag, type: "fill", ...more,
      paint: { "fill-color": fillColour, "fill-antialias": false },
    },
    edges: line(`edges${tag}`, tag, { "line-color": LOOK.white, "line-width": 0.6, "line-opacity": shown }, late),
  };
}

export function patternLayer(layer, code, source) {
  const more = layer.kind === "tiles" ? { "source-layer": "a" } : {};
  return { id: `${source}-${code}`, source, type: "fill", ...more, paint: { "fill-pattern": `pattern-${code}` } };
}

export function dashedLayer(layer, source) {
  const more = layer.kind === "tiles" ? { "source-layer": "a" } : {};
  const late = layer.count > MANY ? { ...more, minzoom: 9 } : more;
  const paint = { "line-color": LOOK.mark, "line-width": 0.9, "line-dasharray": [3, 2.5] };
  return { ...line(`${source}-dashed`, source, paint, late), layout: { "line-cap": "butt" } };
}
