// When names and inset are laid out: after the camera has come to rest and after every message. Lives here: the order
// (inset first, then names around it). Not here: the places themselves (placing.mjs, inset.mjs).

import { Camera } from "./camera.mjs";
import { arranged, nameable } from "./labels.mjs";

export class Naming {
  constructor(stage) {
    this.stage = stage;
  }

  soon() {
    clearTimeout(this.arranging);
    this.arranging = setTimeout(() => this.arrange().catch((fault) => console.warn(`map names: ${fault.message}`)), 60);
  }

  corners() {
    const home = this.stage.box.getBoundingClientRect();
    return [...this.stage.box.querySelectorAll(".corner > :not([hidden])")].map((part) => part.getBoundingClientRect())
      .map(({ x, y, width, height }) => ({ x: x - home.x, y: y - home.y, width, height }));
  }

  async arrange() {
    if (!this.stage.pane?.styled) return;
    const names = await nameable(this.stage.model);
    const { map } = this.stage.pane;
    if (!map || !this.stage.pane.styled) return;
    const camera = Camera.of(map);
    const taken = this.corners();
    const rect = this.stage.inset.update(map, taken, names.towns);
    const now = this.mark(camera, rect);
    if (now !== this.now || this.map !== map) {
      this.stage.labels.show(this.placing(camera, names, { taken: rect ? [...taken, rect] : taken, inset: rect }));
      this.stage.pane.selection();
    }
    Object.assign(this, { now, map });
    this.stage.root.dataset.names = String(Number(this.stage.root.dataset.names ?? 0) + 1);
  }

  // Everything that decides where names stand: while it stays the same (another indicator), they stay.
  mark(camera, rect) {
    const { model } = this.stage;
    const { header, land, geometry, selected, narrow } = model;
    const shown = model.overlays.map((one) => [one.file, model.shows(one)]);
    return JSON.stringify([camera, rect, shown, header.layer.file, header.towns, header.emphasis, header.emphasis_text, Boolean(land),
      Boolean(geometry), Boolean(model.names), selected, narrow]);
  }

  placing(camera, names, { taken, inset }) {
    const { model } = this.stage;
    const box = model.selected >= 0 ? model.box(camera) : null;
    const showSelected = box && !inset && model.narrow ? { name: model.nameOf(model.selected), box } : null;
    if (box && Math.max(box.width, box.height) < 200) taken.push(box);
    return arranged(model, names, { camera, land: model.landMask(camera), taken, showSelected });
  }

  stop() {
    clearTimeout(this.arranging);
  }
}
