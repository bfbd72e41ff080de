// The hatches and dashes of areas without a colour (withheld, not comparable, not collected, no data), or the patterns of
// other classes. They have a source of their own that holds only these areas, so that a change of classes never has all
// areas cut and laid out again, and areas with a plain colour cost nothing twice. Lives here: that source, its layers, and which areas are in it.

import { EMPTY } from "./mesh.mjs";
import { CLASS } from "./payload.mjs";
import { areaSource, dashedLayer, PATTERNS, patternLayer } from "./style.mjs";

// The states of values: which class bytes have a pattern and which a dashed edge.
export const STATES = { patterns: PATTERNS, dashed: [CLASS.missing, CLASS.notCollected] };

export class Hatches {
  constructor(map, layer, { tag, looks }) {
    Object.assign(this, { map, layer, source: `hatched${tag}`, looks, made: false, shown: "" });
    this.codes = [...new Set([...looks.patterns, ...looks.dashed])];
  }

  hatched(classes) {
    return this.codes.some((code) => classes.includes(code));
  }

  // GeoJSON: the areas themselves, once they are here. Tiles: the same tiles again, of which only these areas are read.
  update({ classes, geometry }) {
    const tiles = this.layer.kind === "tiles";
    const ids = Object.fromEntries(this.codes.map((code) => [code, []]));
    classes.forEach((code, id) => ids[code]?.push(id));
    const now = JSON.stringify([ids, tiles || Boolean(geometry)]);
    if (now === this.shown || (!this.made && !this.hatched(classes)) || (!tiles && !geometry)) return;
    this.shown = now;
    if (!this.made) this.make();
    if (tiles) this.filter(ids);
    else {
      const features = this.codes.flatMap((c) => ids[c].map((id) => ({ ...geometry.features[id], properties: { c } })));
      this.map.getSource(this.source).setData({ type: "FeatureCollection", features });
    }
  }

  make() {
    this.made = true;
    const tiles = this.layer.kind === "tiles";
    const source = tiles ? areaSource(this.layer) : { type: "geojson", data: EMPTY, tolerance: 0, buffer: 8, maxzoom: 12 };
    this.map.addSource(this.source, source);
    for (const code of this.looks.patterns) {
      const filter = tiles ? false : ["==", ["get", "c"], code];
      this.map.addLayer({ ...patternLayer(this.layer, code, this.source), filter }, "z-areas");
    }
    const filter = tiles ? false : ["in", ["get", "c"], ["literal", this.looks.dashed]];
    this.map.addLayer({ ...dashedLayer(this.layer, this.source), filter }, "z-edges");
  }

  filter(ids) {
    const among = (some) => (some.length ? ["match", ["id"], some, true, false] : false);
    for (const code of this.looks.patterns) this.map.setFilter(`${this.source}-${code}`, among(ids[code]));
    this.map.setFilter(`${this.source}-dashed`, among(this.looks.dashed.flatMap((code) => ids[code])));
  }

  remove() {
    if (!this.made) return;
    for (const name of [...this.looks.patterns, "dashed"]) this.map.removeLayer(`${this.source}-${name}`);
    this.map.removeSource(this.source);
  }
}
