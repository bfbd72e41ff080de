// Everything on the stage of the map for sets of areas: areas in classes, names to find, legend, tooltip and, to choose
// with, tools. Lives here: those parts and their order. Not here: the life of a map (map_stage.mjs) or the acts.

import { Chooser } from "./chooser.mjs";
import { ClassLegend } from "./class_legend.mjs";
import { pictureLooks } from "./class_looks.mjs";
import { ClassPane } from "./class_pane.mjs";
import { cameraButtons } from "./controls.mjs";
import { Crosshair } from "./crosshair.mjs";
import { Finder } from "./finder.mjs";
import { MapStage } from "./map_stage.mjs";
import { Outbox } from "./outbox.mjs";
import { pointing } from "./pointing.mjs";
import { Sketching } from "./sketching.mjs";
import { Tools } from "./tools.mjs";
import { Tooltip } from "./tooltip.mjs";

export class ChoosingStage extends MapStage {
  constructor(root, styled) {
    super(root, styled);
    this.outbox = new Outbox((name, acts) => this.tell(name, acts));
    this.inHand = "areas";
  }

  // Acts that Python had not heard of when it wrote the message are done to it again.
  accept(message) {
    this.outbox.heard(message);
    return super.accept(message);
  }

  parts(find) {
    const { model } = this;
    this.root.classList.add("choosing");
    this.otherwise = "The lists on this page hold the same areas.";
    this.pictureLooks = pictureLooks(model);
    this.reader = new Chooser(this);
    this.tooltip = new Tooltip(this.box, model);
    this.tooltip.onhide = () => this.reader.unhover();
    this.finder = new Finder(find("top-left"), model, {
      active: (id) => this.reader.preview(id), choose: (id) => this.reader.choose(id, true), left: () => this.tooltip.hide(),
    });
    cameraButtons(find("bottom-left"), (name) => this.reader.act(name));
    this.legend = new ClassLegend(find("below"), model);
    this.sketching = new Sketching(this);
    this.tools = new Tools(this, {
      tool: (name) => this.take(name), finish: () => this.sketching.finish(), undo: () => this.sketching.undo(), cancel: () => this.sketching.cancel(),
    });
    this.crosshair = new Crosshair(this);
    this.box.addEventListener("keydown", (event) => event.key === "Escape" && this.tooltip.dismiss());
  }

  widened() {
    this.tools.place();
  }

  get kind() {
    return ClassPane;
  }

  // areas, shape, circle, move; "show" where there is nothing to choose.
  get tool() {
    return this.model.header?.mode === "choose" ? this.inHand : "show";
  }

  take(name) {
    this.inHand = name;
    this.sketching.begin(name === "circle" ? "circle" : "shape");
    this.crosshair.follow();
  }

  joined(map) {
    pointing(map, this);
    this.sketching.join(map);
    this.crosshair.join(map);
    this.gestures(map);
  }

  // Where areas are chosen, Shift and drag draws, and a double click finishes.
  gestures(map) {
    const way = this.tool === "show" ? "enable" : "disable";
    map.boxZoom[way]();
    map.doubleClickZoom[way]();
  }

  follow() {
    this.legend.update();
    if (this.pane?.map) this.gestures(this.pane.map);
    this.sketching.paint();
    this.crosshair.follow();
  }

  // Space at the crosshair, with the tool in hand.
  use(crosshair) {
    const { sketching } = this;
    if (!sketching.drawing) return this.complete(crosshair);
    if (this.tool === "circle" && sketching.open) sketching.finish();
    else sketching.add(crosshair.position);
  }

  // Enter at the crosshair.
  complete(crosshair) {
    if (this.sketching.drawing) return this.sketching.finish();
    const found = crosshair.at ? crosshair.under : null;
    if (found) this.reader.choose(found.id);
  }

  // How many areas are chosen.
  chosen() {
    const { classes, header } = this.model;
    return classes.reduce((sum, code) => sum + (header.inside.includes(code) ? 1 : 0), 0);
  }

  // Classes changed here, before Python spoke.
  repaint() {
    this.pane?.update();
    this.legend.update();
    if (this.picture) this.drawPicture();
  }
}
