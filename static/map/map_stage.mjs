// The life of one map from the first message to the last, whatever stands on it: box, geometry, camera rules, a map born
// hidden, the picture where WebGL is missing, faults. Lives here: what every map of ours shares. Not here: the parts that
// stand around the areas (stage.mjs, choosing_stage.mjs).

import { cameraFor } from "./framing.mjs";
import { json, mapFile, maplibre } from "./fetching.mjs";
import { FirstPicture } from "./first_picture.mjs";
import { Labels, nameable } from "./labels.mjs";
import { Model } from "./model.mjs";
import { Naming } from "./naming.mjs";
import { Pane } from "./pane.mjs";
import { Picture } from "./picture.mjs";
import { png } from "./png.mjs";
import { Projector } from "./projector.mjs";

const NARROW = 600;
const SKELETON = `<div class="map-box"><div class="canvas"></div><svg class="over" aria-hidden="true"></svg>
<div class="corner top-left"></div><div class="corner bottom-left"></div><div class="corner bottom-right"></div>
<div class="notice" role="status" hidden></div><div class="fault" role="alert" hidden></div></div>
<div class="below"></div><p class="quiet live" role="status" aria-live="polite"></p>`;

// A map of ours fills in: parts(find) builds what stands around the areas, follow() brings it up to date with the model,
// joined(map) ties it to a new MapLibre map. `otherwise` says where the same is told without a map.
export class MapStage {
  constructor(root, styled) {
    Object.assign(this, { root, styled, model: new Model(), tell: () => {}, fitted: null, pane: null, picture: null });
    root.__areaMap = this; // for tests and for the PNG hook
    this.closed = false;
    this.projector = new Projector(this);
    this.inset = { update: () => null, hide: () => null, lines: () => null };
    this.otherwise = "The table below holds the same numbers.";
  }

  async accept(came) {
    const message = this.projector.message(came);
    const scope = this.model.header?.layer.scope;
    const file = this.model.header?.layer.file;
    this.model.accept(message);
    const { header } = message;
    if (!this.box) this.build();
    this.first.follow(header);
    if (file !== header.layer.file) this.fetchNames();
    this.fetchGeometry();
    if (this.started) this.fetchLand();
    this.box.style.setProperty("--height", header.height ?? "480px");
    this.redraw();
    if (scope && scope !== header.layer.scope) this.moveTo(header.fit?.[1] ?? header.bounds);
    else if (this.fitted !== null && header.fit && header.fit[0] !== this.fitted) this.moveTo(header.fit[1] ?? header.bounds);
    this.fitted = header.fit?.[0] ?? this.fitted ?? 0;
    await this.styled.catch((fault) => this.failed(fault));
    this.whenSeen();
  }

  build() {
    const { root, model } = this;
    root.dataset.state = "ready";
    root.innerHTML = SKELETON;
    root.style.visibility = "hidden"; // without its style sheet the map would be a heap of buttons
    this.styled.finally(() => root.style.removeProperty("visibility")).catch(() => {});
    const find = (name) => root.querySelector(`.${name}`);
    Object.assign(this, { box: find("map-box"), canvas: find("canvas"), over: find("over"), notice: find("notice"), fault: find("fault") });
    model.announce = (words) => { find("live").textContent = words; };
    this.names = new Naming(this);
    this.first = new FirstPicture(this.box, model.header.view);
    this.parts(find);
    this.watcher = new ResizeObserver(() => this.whenSeen());
    this.watcher.observe(this.box);
  }

  // A map born in a hidden tab has no width, so it could not frame anything: it is made when first seen.
  whenSeen() {
    const width = this.box.clientWidth;
    if (!width || this.closed) return;
    const narrow = width < NARROW && !this.projector.shown;
    const turned = narrow !== this.model.narrow;
    this.model.narrow = narrow;
    this.root.classList.toggle("narrow", narrow);
    if (!this.started) {
      this.started = true;
      this.start().catch((fault) => this.failed(fault));
    } else if (turned) this.redraw();
    if (width !== this.width) this.widened?.();
    this.width = width;
    this.projector.sized(this.box);
  }

  async start() {
    maplibre().catch(() => {});
    await this.styled;
    const { header } = this.model;
    this.fetchLand();
    const camera = await cameraFor(this.model, this.box, { bounds: header.fit?.[1] ?? header.bounds, first: true });
    if (this.closed) return;
    this.makePane(camera); // without WebGL it fails, and the picture takes its place
  }

  // Which kind of pane draws the areas.
  get kind() {
    return Pane;
  }

  makePane(camera) {
    const { model } = this;
    this.pane = new this.kind(this.canvas, model, {
      camera, interactive: true, title: model.header.alt ?? "Map",
      events: { made: (map) => this.made(map), broken: (fault) => this.failed(fault), lost: () => this.drawPicture() },
    });
    this.pane.starting?.catch(() => this.drawPicture());
  }

  made(map) {
    this.labels = new Labels(map);
    this.joined(map);
    map.on("moveend", () => this.names.soon());
    map.once("movestart", () => this.first.drop());
    map.on("move", () => this.inset.lines(map));
    map.once("idle", () => this.loaded());
    this.projector.sized(this.box);
    this.names.soon();
  }

  loaded() {
    if (this.broken) return;
    this.first.drop();
    this.root.dataset.state = "drawn";
  }

  async fetchNames() {
    const { layer } = this.model.header;
    Object.assign(this.model, { names: null, geometry: null });
    try {
      const names = await json(mapFile(layer.names));
      if (this.model.header.layer.file !== layer.file) return;
      this.model.names = names;
      this.redraw();
    } catch (fault) {
      this.failed(fault);
    }
  }

  async fetchLand() {
    const { land } = this.model.header;
    if (this.landFile === land) return;
    this.landFile = land;
    const shape = land ? await json(mapFile(land)).catch(() => null) : null;
    if (this.landFile !== land) return;
    this.model.land = shape;
    this.names.soon();
  }

  // For hatches, the selected outline and finding room for names, so before names are placed for the first time; MapLibre
  // has its own copy from the browser's cache.
  async fetchGeometry() {
    const { layer } = this.model.header;
    if (layer.kind === "tiles" || this.model.geometry) return;
    const geometry = await json(mapFile(layer.file)).catch(() => null);
    if (this.model.header.layer.file !== layer.file || !geometry) return;
    this.model.geometry = geometry;
    this.redraw();
  }

  async moveTo(bounds, duration = 500) {
    const camera = await cameraFor(this.model, this.box, { bounds });
    if (this.pane?.map) this.pane.map.easeTo({ center: camera.center, zoom: camera.zoom, duration });
    else if (this.picture) this.drawPicture();
  }

  // Everything that follows from the model, at once.
  redraw() {
    this.follow();
    this.pane?.update();
    if (this.pane?.map) this.pane.map.getCanvas().setAttribute("aria-label", this.model.header.alt ?? "Map");
    this.names.soon();
    if (this.picture) this.drawPicture();
  }

  async drawPicture() {
    this.notice.hidden = false;
    this.first.drop();
    const { model } = this;
    const drawable = model.header.layer.kind !== "tiles";
    const words = drawable ? "A still picture: this browser draws no moving map (WebGL is off)." : "This browser cannot draw so many areas (WebGL is off).";
    this.notice.textContent = `${words} ${this.otherwise}`;
    this.root.classList.add("still-picture");
    if (!drawable) return void (this.root.dataset.state = "drawn");
    this.picture ??= new Picture(this.canvas, model, {
      over: (id, point) => this.reader.hover(id, point), out: () => this.tooltip.leave(), choose: (id) => this.reader.choose(id), looks: this.pictureLooks,
    });
    model.geometry ??= await json(mapFile(model.header.layer.file));
    const camera = await cameraFor(model, this.box, { bounds: model.header.bounds, first: true });
    await this.picture.draw(camera, async () => this.names.placing(camera, await nameable(model), { taken: this.names.corners() }));
    this.pictured?.(camera);
    this.root.dataset.state = "drawn";
  }

  failed(fault) {
    if (!this.box || this.closed) return;
    this.broken = true;
    this.first.drop();
    this.fault.innerHTML = "<p>The map could not be fetched.</p><p class=\"fault-why\"></p><button type=\"button\">Try again</button>";
    this.fault.querySelector(".fault-why").textContent = `${fault?.message ?? ""} ${this.otherwise}`.trim();
    this.fault.querySelector("button").addEventListener("click", () => this.retry());
    this.fault.hidden = false;
    this.root.dataset.state = "fault";
  }

  retry() {
    this.broken = false;
    this.fault.hidden = true;
    this.root.dataset.state = "ready";
    this.inset.hide();
    this.pane?.close();
    this.pane = null;
    this.fetchNames();
    this.start().catch((fault) => this.failed(fault));
  }

  png(ratio) {
    return this.pane?.map ? png(this.pane.map, ratio) : Promise.resolve(null);
  }

  close() {
    this.closed = true;
    this.names?.stop();
    this.projector.close();
    this.watcher?.disconnect();
    this.inset?.hide();
    this.pane?.close();
  }
}
