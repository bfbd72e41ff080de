// Boundaries over the areas: system, place, neighbourhood, ward, district, county, each in its own line.
// Lives here: their layers, switching them on and off, and the county border inside a place's outline.

import { json, mapFile } from "./fetching.mjs";
import { borders, edgeKeys, EMPTY, linesCollection } from "./mesh.mjs";
import { LOOK } from "./style.mjs";

const DASH = [5 / 1.5, 3.5 / 1.5];
// Lowest first: what comes later is drawn over what comes before.
export const ORDER = ["ward", "district", "system", "neighbourhood", "place", "county"];
export const LINES = {
  ward: { width: 0.75, colour: LOOK.secondary, words: "Ward" },
  district: { width: 1.25, colour: LOOK.secondary, casing: 3, words: "District" },
  system: { width: 1, colour: LOOK.secondary, words: "System edge" },
  neighbourhood: { width: 1.5, colour: LOOK.ink, casing: 3.5, words: "Neighbourhood" },
  place: { width: 1.75, colour: LOOK.ink, casing: 4, words: "Place boundary" },
  county: { width: 1.5, colour: LOOK.ink, casing: 3.5, dash: DASH, words: "County border" },
};

const filterOf = (ids) => (ids ? ["in", ["id"], ["literal", ids]] : true);
const both = (...filters) => ["all", ...filters.filter((filter) => filter !== true)];

function stroke(id, source, width, colour, more = {}) {
  const { dash, ...rest } = more;
  return {
    id, source, type: "line", layout: { "line-join": "round", "line-cap": dash ? "butt" : "round" },
    paint: { "line-color": colour, "line-width": width, ...(dash ? { "line-dasharray": dash } : {}) }, ...rest,
  };
}

// The layers of one overlay. The emphasised footprint (a position, or -1) is the 3 px one.
export function layersOf(overlay, emphasis, narrow) {
  const look = LINES[overlay.style] ?? LINES.district;
  const source = `outline:${overlay.id}`;
  if (overlay.style === "county") return countyLayers(source, look);
  const base = both(filterOf(overlay.ids), ["!=", ["id"], emphasis]);
  const layers = look.casing ? [stroke(`${source}:casing`, source, look.casing, LOOK.white, { filter: base })] : [];
  layers.push(stroke(`${source}:ink`, source, look.width, look.colour, { filter: base }));
  if (emphasis >= 0) {
    const chosen = ["==", ["id"], emphasis];
    layers.push(stroke(`${source}:wide-casing`, source, narrow ? 5.5 : 6, LOOK.white, { filter: chosen }));
    layers.push(stroke(`${source}:wide-ink`, source, narrow ? 2.5 : 3, LOOK.ink, { filter: chosen }));
  }
  return layers;
}

// Where the county border runs along the place's outline: white dashes inside the ink. Elsewhere ink dashes on white.
function countyLayers(source, look) {
  const [outside, inside] = [["!", ["get", "inside"]], ["get", "inside"]];
  return [
    stroke(`${source}:casing`, source, look.casing, LOOK.white, { filter: outside }),
    stroke(`${source}:ink`, source, look.width, look.colour, { filter: outside, dash: look.dash }),
    stroke(`${source}:inside`, source, 1.2, LOOK.white, { filter: inside, dash: [5 / 1.2, 3.5 / 1.2] }),
  ];
}

export async function emphasisOf(overlay, footprint) {
  if (!footprint || !overlay.names) return -1;
  const names = await json(mapFile(overlay.names));
  return names.codes.indexOf(footprint);
}

// Border lines between counties, with the pieces that run along the emphasised place marked.
export async function countyBorders(overlays, footprint) {
  const county = overlays.find((overlay) => overlay.style === "county");
  if (!county) return [];
  const place = overlays.find((overlay) => overlay.style === "place");
  const [shapes, places] = await Promise.all([county, place].map((one) => (one ? json(mapFile(one.file)) : null)));
  const position = place ? await emphasisOf(place, footprint) : -1;
  const outline = places?.features.filter((feature) => feature.id === position).map((feature) => feature.geometry) ?? [];
  return borders(shapes, edgeKeys(outline));
}

// Keeps the overlays of one MapLibre map in step with the header and with what the reader switched on.
export class Outlines {
  constructor(map) {
    this.map = map;
    this.drawn = new Map();
    this.sequence = 0;
  }

  async update(model) {
    const now = JSON.stringify([model.overlays.map((one) => [one.file, one.ids, one.style, model.shows(one)]), model.header.emphasis, model.narrow]);
    if (now === this.now) return;
    this.now = now;
    const turn = ++this.sequence;
    const wanted = ORDER.flatMap((style) => model.overlays.filter((overlay) => overlay.style === style));
    const emphases = await Promise.all(wanted.map((one) => (one.style === "place" ? emphasisOf(one, model.header.emphasis) : -1)));
    const lines = await countyBorders(wanted.filter((one) => one.style !== "county" || model.shows(one)), model.header.emphasis);
    if (turn !== this.sequence || !this.map.style) return;
    this.remove([...this.drawn.keys()].filter((id) => !wanted.some((one) => one.id === id)));
    wanted.forEach((overlay, index) => this.draw(overlay, emphases[index], { model, lines }));
  }

  draw(overlay, emphasis, { model, lines }) {
    const look = JSON.stringify([overlay.file, overlay.ids, overlay.style, emphasis, model.narrow, model.header.emphasis]);
    const known = this.drawn.get(overlay.id);
    if (known && known.look !== look) this.remove([overlay.id]);
    const shown = model.shows(overlay);
    if (!this.drawn.has(overlay.id)) {
      if (!shown) return; // fetched when first wanted
      const data = overlay.style === "county" ? linesCollection(lines) : mapFile(overlay.file);
      this.map.addSource(`outline:${overlay.id}`, { type: "geojson", data: data ?? EMPTY, tolerance: 0.1, buffer: 16 });
      const layers = layersOf(overlay, emphasis, model.narrow);
      for (const layer of layers) this.map.addLayer(layer, "z-outlines");
      this.drawn.set(overlay.id, { look, layers: layers.map((layer) => layer.id) });
    }
    for (const id of this.drawn.get(overlay.id).layers) {
      this.map.moveLayer(id, "z-outlines");
      this.map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
    }
  }

  remove(ids) {
    for (const id of ids) {
      for (const layer of this.drawn.get(id).layers) this.map.removeLayer(layer);
      this.map.removeSource(`outline:${id}`);
      this.drawn.delete(id);
    }
  }
}
