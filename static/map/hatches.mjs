// The hatches and dashes of areas without a colour: withheld, not comparable, not collected, no data. They have a source
// of their own that holds only these areas, so that a change of classes never has all areas cut and laid out again, and
// areas with a colour cost nothing twice. Lives here: that source, its layers, and which areas are in it.

import { EMPTY } from "./mesh.mjs";
import { CLASS } from "./payload.mjs";
import { areaSource, dashedLayer, PATTERNS, patternLayer } from "./style.mjs";

const DASHED = [CLASS.missing, CLASS.notCollected];
const CODES = [...PATTERNS, CLASS.missing];

const hatched = (classes) => CODES.some((code) => classes.includes(code));

export class Hatches {
  constructor(map, layer, tag) {
    Object.assign(this, { map, layer, source: `hatched${tag}`, made: false, shown: "" });
  }

  // GeoJSON: the areas themselves, once they are here. Tiles: the same tiles again, of which only these areas are read.
  update({ classes, geometry }) {
    const tiles = this.layer.kind === "tiles";
    const ids = Object.fromEntries(CODES.map((code) => [code, []]));
    classes.forEach((code, id) => ids[code]?.push(id));
    const now = JSON.stringify([ids, tiles || Boolean(geometry)]);
    if (now === this.shown || (!this.made && !hatched(classes)) || (!tiles && !geometry)) return;
    this.shown = now;
    if (!this.made) this.make();
    if (tiles) this.filter(ids);
    else {
      const features = CODES.flatMap((c) => ids[c].map((id) => ({ ...geometry.features[id], properties: { c } })));
      this.map.getSource(this.source).setData({ type: "FeatureCollection", features });
    }
  }

  make() {
    this.made = true;
    const tiles = this.layer.kind === "tiles";
    const source = tiles ? areaSource(this.layer) : { type: "geojson", data: EMPTY, tolerance: 0, buffer: 8, maxzoom: 12 };
    this.map.addSource(this.source, source);
    for (const code of PATTERNS) {
      const filter = tiles ? false : ["==", ["get", "c"], code];
      this.map.addLayer({ ...patternLayer(this.layer, code, this.source), filter }, "z-areas");
    }
    const filter = tiles ? false : ["in", ["get", "c"], ["literal", DASHED]];
    this.map.addLayer({ ...dashedLayer(this.layer, this.source), filter }, "z-edges");
  }

  filter(ids) {
    const among = (some) => (some.length ? ["match", ["id"], some, true, false] : false);
    for (const code of PATTERNS) this.map.setFilter(`${this.source}-${code}`, among(ids[code]));
    this.map.setFilter(`${this.source}-dashed`, among(DASHED.flatMap((code) => ids[code])));
  }

  remove() {
    if (!this.made) return;
    for (const name of [...PATTERNS, "dashed"]) this.map.removeLayer(`${this.source}-${name}`);
    this.map.removeSource(this.source);
  }
}
