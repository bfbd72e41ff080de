// Drawing on the map: which press, move and key adds to the sketch, and the sketch's layers and radius label. A shape is
// clicked point by point, or dragged round with Shift held; a circle is dragged, or clicked centre first. Not here: what a
// sketch is (sketch.mjs) or the crosshair (crosshair.mjs).

import { kilometres } from "./circle.mjs";
import { EMPTY } from "./mesh.mjs";
import { Sketch, shapeFeatures } from "./sketch.mjs";
import { LOOK } from "./style.mjs";

const NEAR = 10; // pixels: a click this close to the first point closes the shape
const STEP = 6; // pixels between the corners of a dragged outline
const collection = (features) => ({ type: "FeatureCollection", features });
const far = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

export class Sketching {
  constructor(stage) {
    this.stage = stage;
    this.sketch = new Sketch();
    this.pressed = null; // the point where a drag began
    this.finger = null; // where one finger touched
    this.lasso = false;
    this.label = Object.assign(document.createElement("div"), { className: "sketch-label", hidden: true });
    stage.box.append(this.label);
  }

  get open() {
    return this.sketch.open;
  }

  get drawing() {
    return this.stage.tool === "shape" || this.stage.tool === "circle";
  }

  join(map) {
    this.map = map;
    map.addSource("sketch", { type: "geojson", data: EMPTY, tolerance: 0 });
    const line = (id, paint) => ({ id, source: "sketch", type: "line", filter: ["!=", ["geometry-type"], "Point"], layout: { "line-join": "round" }, paint });
    const layers = [
      { id: "sketch-fill", source: "sketch", type: "fill", filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": LOOK.ink, "fill-opacity": 0.12 } },
      line("sketch-casing", { "line-color": LOOK.white, "line-width": 5 }),
      line("sketch-ink", { "line-color": LOOK.ink, "line-width": 2, "line-dasharray": [3, 1.5] }),
      {
        id: "sketch-points", source: "sketch", type: "circle", filter: ["==", ["geometry-type"], "Point"],
        paint: { "circle-radius": 4, "circle-color": LOOK.white, "circle-stroke-color": LOOK.ink, "circle-stroke-width": 2 },
      },
    ];
    for (const layer of layers) map.addLayer(layer, "z-labels");
    map.on("mousedown", (event) => this.press(event));
    map.on("mousemove", (event) => this.drag(event));
    map.on("touchstart", (event) => this.touch(event));
    map.on("touchmove", (event) => this.finger && this.follow(event));
    map.on("touchend", () => this.lift());
    map.on("touchcancel", () => this.lift());
    map.on("click", (event) => this.stage.tool === "shape" && this.click(event));
    map.on("dblclick", () => this.stage.tool === "shape" && this.finish());
    map.on("move", () => this.write());
    this.paint();
  }

  begin(kind) {
    this.sketch = new Sketch(kind);
    this.lasso = false;
    this.paint();
  }

  press(event) {
    const { tool } = this.stage;
    if (event.originalEvent.button) return;
    const round = event.originalEvent.shiftKey && (tool === "areas" || tool === "shape");
    if (tool !== "circle" && !round) return;
    event.preventDefault(); // the map stays where it is
    if (round) {
      this.begin("shape");
      this.lasso = true;
    }
    this.hold(event);
    addEventListener("mouseup", () => this.release(), { once: true });
  }

  // One finger on the map while a circle is drawn; a tap stays a click, which the browser tells as one.
  touch(event) {
    const one = event.points.length === 1 && this.stage.tool === "circle";
    this.finger = one ? event : null;
    if (one) event.preventDefault(); // the map stays where it is
  }

  follow(event) {
    if (!this.pressed && far(this.finger.point, event.point) <= 4) return;
    if (event.originalEvent.cancelable) event.originalEvent.preventDefault(); // and so does the page
    if (!this.pressed) this.hold(this.finger);
    this.drag(event);
  }

  lift() {
    this.finger = null;
    if (this.pressed) this.release();
  }

  hold({ point, lngLat }) {
    this.pressed = { point, open: this.open };
    this.stage.tooltip.hide();
    if (!this.open) this.add(lngLat.toArray());
  }

  drag({ point, lngLat }) {
    if (!this.open) return;
    const place = lngLat.toArray();
    if (this.lasso && this.pressed && far(point, this.lastCorner ?? this.pressed.point) >= STEP) {
      this.lastCorner = point;
      this.sketch.add(place);
    }
    this.last = point;
    this.move(place);
  }

  // Let go where it was pressed: the centre is set, the next click sets the radius.
  release() {
    const { pressed, last } = this;
    const dragged = pressed && last && far(pressed.point, last) > 4;
    Object.assign(this, { pressed: null, last: null, lastCorner: null });
    if (this.lasso) {
      this.lasso = false;
      if (dragged && !this.sketch.lacking) this.finish();
      else this.cancel(false);
    } else if (pressed?.open || dragged) this.finish();
  }

  click({ point, lngLat, originalEvent }) {
    if (originalEvent.shiftKey) return;
    const first = this.sketch.points[0];
    if (this.sketch.points.length > 2 && far(this.map.project(first), point) < NEAR) this.finish();
    else this.add(lngLat.toArray());
  }

  add(place) {
    const { announce } = this.stage.model;
    this.stage.tooltip.hide(); // it would lie over the next corner
    this.sketch.add(place);
    const { length } = this.sketch.points;
    announce(this.sketch.kind === "circle" ? "Centre set" : `Point ${length} set`);
    this.paint();
  }

  move(place) {
    if (!this.open) return;
    this.sketch.move(place);
    this.paint();
  }

  undo() {
    if (!this.open) return;
    this.sketch.undo();
    this.stage.model.announce(this.open ? `Point taken back, ${this.sketch.points.length} left` : "Nothing drawn");
    this.paint();
  }

  cancel(aloud = true) {
    const something = this.open;
    this.begin(this.stage.tool === "circle" ? "circle" : "shape");
    if (something && aloud) this.stage.model.announce("Drawing cancelled");
    return something;
  }

  finish() {
    const { sketch, stage } = this;
    if (sketch.lacking) return stage.tools.say(sketch.lacking);
    const shape = sketch.shape();
    stage.outbox.add("drawn", { shape, how: stage.tools.how });
    const words = shape.centre ? `Circle of ${kilometres(shape.radius_m)} drawn` : `Shape with ${shape.coordinates[0].length - 1} corners drawn`;
    stage.model.announce(words);
    this.begin(sketch.kind);
  }

  // The sketch; else the last finished shape until Python has heard of it, then the one Python hands back.
  paint() {
    const { model, outbox, tools } = this.stage;
    const kept = outbox.waiting("drawn").at(-1)?.shape ?? model.header?.shape;
    const features = this.open ? this.sketch.features() : shapeFeatures(kept);
    this.map?.getSource("sketch")?.setData(collection(features));
    tools?.update();
    this.write();
  }

  write() {
    const { radius, tip } = this.sketch;
    this.label.hidden = !radius || !this.map;
    if (this.label.hidden) return;
    const { x, y } = this.map.project(tip);
    const { clientWidth, clientHeight } = this.stage.box;
    this.label.textContent = kilometres(radius);
    this.label.style.transform = `translate(${Math.min(Math.max(x + 12, 4), clientWidth - 70)}px, ${Math.min(Math.max(y - 30, 4), clientHeight - 30)}px)`;
  }
}
