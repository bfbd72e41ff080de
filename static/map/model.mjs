// What all parts of one map look at: the last message from Python, the names, the geometry (when it came as GeoJSON)
// and what the reader has done since. Lives here: that state and questions about it. Nothing here draws.

import { Camera } from "./camera.mjs";
import { Mask } from "./mask.mjs";

const TINY = 24; // pixels: an area narrower than this needs the inset

export class Model {
  constructor() {
    Object.assign(this, { header: null, classes: new Uint8Array(0), names: null, geometry: null, land: null, selected: -1, narrow: false });
    this.outlines = new Map(); // id -> on, where the reader has switched since Python last spoke
    this.period = null; // the period shown, when it is not the header's
    this.announce = () => {};
  }

  accept({ header, classes }) {
    this.header = header;
    this.classes = classes;
    this.selected = header.selected ?? -1;
    this.outlines.clear();
    this.period = null;
  }

  get overlays() {
    return this.header.overlays ?? [];
  }

  get view() {
    return this.period?.view ?? this.header.view;
  }

  get words() {
    return { unit: this.header.legend.unit, ...this.header.words };
  }

  shows(overlay) {
    return this.outlines.get(overlay.id) ?? overlay.on !== false;
  }

  nameOf(id) {
    return this.names?.names[id] ?? "";
  }

  // "60 to 70", or the state in words: known at once, before any value is fetched.
  classWords(id) {
    const code = this.classes[id];
    const { labels, codes, keys = [] } = this.header.legend;
    const index = codes ? codes.indexOf(code) : code;
    return labels[index] ?? keys.find(([one]) => one === code)?.[1] ?? "";
  }

  box(camera, id = this.selected) {
    const bounds = this.names?.bounds?.[id];
    return bounds ? camera.box(bounds) : null;
  }

  tiny(map) {
    const box = this.selected >= 0 ? this.box(Camera.of(map)) : null;
    return Boolean(box) && Math.min(box.width, box.height) < TINY;
  }

  // Where the areas are; the land when their geometry is not here (tiles). Kept for the last camera asked about.
  scopeMask(camera) {
    return this.kept("scope", camera, () => new Mask(camera).add(this.geometry ?? this.land));
  }

  landMask(camera) {
    return this.kept("land", camera, () => this.scopeMask(camera).copy().add(this.land));
  }

  kept(name, camera, make) {
    const { left, top, scale, width, height } = camera;
    const key = [left, top, scale, width, height].join();
    const last = this.masks?.[name];
    if (last?.key === key && last.geometry === this.geometry && last.land === this.land) return last.mask;
    this.masks = { ...this.masks, [name]: { key, geometry: this.geometry, land: this.land, mask: make() } };
    return this.masks[name].mask;
  }
}
