// One MapLibre map over the areas: the large one, and the inset. Lives here: creating it, keeping its sources, classes
// and selection in step with the model, and making it anew when the graphics context is lost (MapLibre 5.3 never
// recovers by itself). Not here: labels, hover, the camera's rules.

import { mapFile, maplibre } from "./fetching.mjs";
import { Hatches, STATES } from "./hatches.mjs";
import { EMPTY } from "./mesh.mjs";
import { Outlines } from "./outlines.mjs";
import { patternImage } from "./patterns.mjs";
import { areaLayers, areaSource, colourNumbers, frame, NOTHING } from "./style.mjs";

export function webgl() {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext(); // browsers allow few at a time: give it back
  return Boolean(context);
}

export class Pane {
  // events: { made(map), broken(error), lost() }
  constructor(container, model, { camera, interactive, title, events, only = null }) {
    Object.assign(this, { container, model, interactive, title, events, only });
    this.shown = new Int32Array(0);
    this.layer = null;
    this.turns = 0;
    this.closed = false;
    this.starting = this.make(camera);
  }

  async make(camera) {
    const library = await maplibre();
    if (this.closed) return;
    try {
      this.begin(library, camera);
    } catch (fault) {
      this.container.replaceChildren(); // without WebGL MapLibre leaves its empty canvas behind
      throw fault;
    }
  }

  begin(library, { center, zoom }) {
    const started = frame(this.model.header.land);
    this.tag = `@${++this.turns}`;
    this.layer = this.model.header.layer;
    this.land = this.model.header.land;
    started.sources[this.tag] = areaSource(this.layer);
    this.map = new library.Map({
      container: this.container, style: started, center, zoom, attributionControl: false, fadeDuration: 0,
      interactive: this.interactive, dragRotate: false, pitchWithRotate: false, maxPitch: 0, maxZoom: 15, minZoom: 3,
      renderWorldCopies: false, cooperativeGestures: this.interactive && this.model.narrow,
      locale: { "Map.Title": this.title },
    });
    this.map.touchZoomRotate?.disableRotation();
    this.map.keyboard?.disableRotation();
    this.map.on("error", ({ error, sourceId }) => this.failed(error, sourceId));
    this.map.on("webglcontextlost", () => this.lost());
    this.map.once("style.load", () => this.ready());
  }

  ready() {
    this.outlines = new Outlines(this.map);
    this.marked = "";
    this.images();
    this.addAreas();
    this.styled = true;
    this.update();
    this.events.made?.(this.map);
  }

  // Which classes have a pattern, and the patterns: those of values without a colour.
  get looks() {
    return STATES;
  }

  images() {
    for (const code of STATES.patterns) this.map.addImage(`pattern-${code}`, patternImage(code), { pixelRatio: 2 });
  }

  addAreas() {
    const { fill, edges } = areaLayers(this.layer, this.tag);
    this.map.addLayer(fill, "z-areas");
    this.map.addLayer(edges, "z-edges");
    this.hatches?.remove();
    this.hatches = new Hatches(this.map, this.layer, { tag: this.tag, looks: this.looks });
    this.shown = new Int32Array(this.layer.count).fill(NOTHING);
  }

  get target() {
    return this.layer.kind === "tiles" ? { source: this.tag, sourceLayer: "a" } : { source: this.tag };
  }

  get fill() {
    return `areas${this.tag}`;
  }

  update() {
    if (!this.styled) return;
    const { header } = this.model;
    if (header.layer.file !== this.layer.file) this.exchange(header.layer);
    if (header.land !== this.land) this.map.getSource("land").setData(header.land ? mapFile(header.land) : EMPTY);
    this.land = header.land;
    this.classes();
    this.selection();
    this.outlines.update(this.model);
  }

  // Another area type: the new areas are laid over the old, which go when the new are drawn.
  exchange(layer) {
    const old = this.tag;
    this.tag = `@${++this.turns}`;
    this.layer = layer;
    this.map.addSource(this.tag, areaSource(layer));
    this.addAreas();
    this.map.once("idle", () => {
      const stale = this.map.getStyle().layers.filter((one) => one.source === old);
      for (const { id } of stale) this.map.removeLayer(id);
      this.map.removeSource(old);
    });
  }

  // Only areas whose colour changed are told: a step is a few milliseconds also for 33,000. The inset tells but those
  // it can show (`only`).
  classes() {
    const { classes, header } = this.model;
    const { target } = this;
    const numbers = colourNumbers(header.colours);
    const tell = (id) => {
      const k = numbers[classes[id]];
      if (this.shown[id] === k) return;
      this.map.setFeatureState({ ...target, id }, { k });
      this.shown[id] = k;
    };
    if (this.only) this.only.forEach(tell);
    else for (let id = 0; id < classes.length; id++) tell(id);
    this.hatches.update(this.model);
  }

  // GeoJSON: one feature in its own source. Tiles: the geometry is not here, so the line is a filter on the tiles.
  selection() {
    const { selected, geometry } = this.model;
    const thin = this.model.tiny?.(this.map) ? 0.5 : 1;
    const tiles = this.layer.kind === "tiles";
    const feature = selected >= 0 && !tiles ? geometry?.features[selected] : null;
    const now = [selected, thin, this.tag, Boolean(feature)].join();
    if (now === this.marked) return;
    this.marked = now;
    this.map.getSource("selected").setData(feature ?? EMPTY);
    for (const [name, width] of [["casing", 6], ["ink", 3]]) {
      this.map.setPaintProperty(`selected-${name}`, "line-width", width * thin);
      const id = `selected-tile-${name}`;
      if (this.map.getLayer(id) && (!tiles || this.map.getLayer(id).source !== this.tag)) this.map.removeLayer(id);
      if (!tiles) continue;
      const filter = ["==", ["id"], selected];
      if (this.map.getLayer(id)) this.map.setFilter(id, filter);
      else {
        const paint = { "line-color": name === "ink" ? "#0B0C0C" : "#FFFFFF", "line-width": width * thin };
        this.map.addLayer({ id, type: "line", source: this.tag, "source-layer": "a", filter, paint }, "z-selected");
      }
    }
  }

  hover(feature) {
    if (this.styled) this.map.getSource("hovered").setData(feature ?? EMPTY);
  }

  // The area under a point of the canvas, or null for sea and for areas that are not drawn.
  under(point) {
    if (!this.styled || !this.map.getLayer(this.fill)) return null;
    const [found] = this.map.queryRenderedFeatures(point, { layers: [this.fill] });
    return found && this.shown[found.id] !== NOTHING ? found : null;
  }

  // MapLibre's own message is an address; what the server answered is for the reader.
  async failed(error, sourceId) {
    const message = error?.message ?? String(error);
    if (sourceId !== this.tag) return console.warn(`map: ${message}`);
    const words = await error.body?.text?.().catch(() => "");
    this.events.broken?.(new Error((words || "The server did not answer.").slice(0, 200)));
  }

  // The old canvas is lost for good: a new map takes over at the same camera.
  lost() {
    if (this.closed) return;
    const camera = { center: this.map.getCenter().toArray(), zoom: this.map.getZoom() };
    const again = () => {
      clearTimeout(this.waiting);
      if (this.closed || !this.map) return;
      this.drop();
      if (!webgl()) this.events.lost?.();
      else this.make(camera).catch(() => this.events.lost?.());
    };
    this.map.once("webglcontextrestored", again);
    this.waiting = setTimeout(again, 1500);
  }

  drop() {
    this.styled = false;
    this.hatches = null;
    const { map } = this;
    this.map = null;
    map?.remove();
    this.container.replaceChildren();
  }

  close() {
    this.closed = true;
    clearTimeout(this.waiting);
    this.drop();
  }
}
