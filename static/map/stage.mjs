// Everything on the stage of the area map: names to find, boundaries, periods, inset, legend, tooltip. Lives here: those
// parts and what ties them to the map. Not here: the life of a map (map_stage.mjs) or what the reader's acts lead to.

import { Camera } from "./camera.mjs";
import { Boundaries, cameraButtons } from "./controls.mjs";
import { Finder } from "./finder.mjs";
import { Inset } from "./inset.mjs";
import { Legend } from "./legend.mjs";
import { MapStage } from "./map_stage.mjs";
import { Periods } from "./periods.mjs";
import { pointing } from "./pointing.mjs";
import { Projects } from "./projects.mjs";
import { Reader } from "./reader.mjs";
import { Tooltip } from "./tooltip.mjs";

export class Stage extends MapStage {
  parts(find) {
    const { model } = this;
    this.reader = new Reader(this);
    this.tooltip = new Tooltip(this.box, model);
    this.tooltip.onhide = () => this.reader.unhover();
    this.finder = new Finder(find("top-left"), model, {
      active: (id) => this.reader.preview(id), choose: (id) => this.reader.choose(id, true), left: () => this.tooltip.hide(),
    });
    this.boundaries = new Boundaries(find("top-left"), model, (ids) => this.reader.switched(ids));
    cameraButtons(find("bottom-left"), (name) => this.reader.act(name));
    this.periods = new Periods(find("bottom-right"), model, {
      step: (classes, item) => this.reader.step(classes, item), release: (period) => this.tell("period", period),
    });
    this.inset = new Inset(this.box, this.over, model);
    this.legend = new Legend(find("below"), model);
    this.projects = new Projects(this.box, model);
    this.box.addEventListener("keydown", (event) => event.key === "Escape" && this.tooltip.dismiss());
  }

  widened() {
    this.legend.mark();
  }

  joined(map) {
    pointing(map, this);
    map.on("move", () => this.projects.place(Camera.of(map)));
    this.projects.place(Camera.of(map));
  }

  pictured(camera) {
    this.projects.place(camera);
  }

  follow() {
    this.boundaries.update();
    this.periods.update();
    this.legend.update();
    this.projects.update();
  }
}
