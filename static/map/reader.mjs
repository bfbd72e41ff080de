// What the reader does on the stage and what follows: pointing, choosing, switching boundaries, stepping through
// periods, moving the camera by button. Lives here: those acts. Not here: which event leads to which act.

import { Camera } from "./camera.mjs";
import { viewOf } from "./periods.mjs";
import { row, rowNow, said } from "./rows.mjs";

export class Reader {
  constructor(stage) {
    this.stage = stage;
    this.hovered = -1;
  }

  hover(id, point, feature = null) {
    if (id === this.hovered && this.stage.tooltip.showing(id)) return;
    this.hovered = id;
    this.stage.tooltip.show(id, point);
    this.stage.pane?.hover(this.stage.model.geometry?.features[id] ?? feature);
    this.mark(id);
  }

  unhover() {
    this.hovered = -1;
    this.stage.pane?.hover(null);
    this.stage.legend.mark();
  }

  // The class at once, the value as soon as its block is here.
  mark(id) {
    const show = (found) => {
      const text = found ? said(found, this.stage.model.words).value : "";
      this.stage.legend.mark({ value: found?.value ?? null, code: this.stage.model.classes[id], text });
    };
    show(rowNow(this.stage.model.view, id));
    row(this.stage.model.view, id).then((found) => this.hovered === id && show(found)).catch(() => {});
  }

  // Focus in the list: the same box and outline as under a pointer.
  preview(id) {
    const camera = this.stage.pane?.map ? Camera.of(this.stage.pane.map) : null;
    const point = this.stage.model.names.points[id];
    const at = camera?.point(point) ?? [this.stage.box.clientWidth / 2, this.stage.box.clientHeight / 2];
    this.hover(id, [Math.min(Math.max(at[0], 10), this.stage.box.clientWidth - 10), Math.min(Math.max(at[1], 10), this.stage.box.clientHeight - 10)]);
    this.say(id);
  }

  // What a screen reader hears of an area.
  say(id, after = "") {
    const { model } = this.stage;
    row(model.view, id).catch(() => null).then((found) => {
      model.announce(`${model.nameOf(id)}${after}${found ? `, ${said(found, model.words).value}` : ""}`);
    });
  }

  choose(id, bring = false) {
    const { model } = this.stage;
    const code = model.names?.codes[id];
    if (!code) return;
    model.selected = id;
    this.stage.pane?.update();
    this.stage.legend.mark();
    if (bring) this.bring(id);
    this.stage.names.soon();
    if (this.stage.picture) this.stage.drawPicture();
    this.stage.tell("area", code);
    this.say(id, " selected");
  }

  bring(id) {
    const { map } = this.stage.pane ?? {};
    const box = map && this.stage.model.box(Camera.of(map), id);
    const { clientWidth, clientHeight } = this.stage.box;
    const seen = box && box.x > 0 && box.y > 0 && box.x + box.width < clientWidth && box.y + box.height < clientHeight;
    if (map && !seen) map.easeTo({ center: this.stage.model.names.points[id], duration: 400 });
  }

  switched(ids) {
    this.stage.pane?.outlines?.update(this.stage.model);
    this.stage.legend.update();
    this.stage.projects?.update();
    this.stage.names.soon();
    if (this.stage.picture) this.stage.drawPicture();
    this.stage.tell("outlines", ids.join(","));
  }

  step(classes, item) {
    this.stage.model.classes = classes;
    this.stage.model.period = { view: viewOf(this.stage.model.header, item) };
    this.stage.pane?.update();
    this.stage.legend.update();
    this.stage.projects?.update();
    this.stage.tooltip.hide();
    if (this.stage.picture) this.stage.drawPicture();
  }

  act(name) {
    const { map } = this.stage.pane ?? {};
    if (!map) return;
    const step = { up: [0, -100], down: [0, 100], left: [-100, 0], right: [100, 0] }[name];
    if (step) map.panBy(step, { duration: 200 });
    else if (name === "whole") this.stage.moveTo(this.stage.model.header.bounds);
    else map.easeTo({ zoom: map.getZoom() + (name === "closer" ? 1 : -1), duration: 200 });
  }
}
