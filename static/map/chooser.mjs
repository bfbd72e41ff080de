// What the reader does on a map of classes: pointing and finding show an area's name and class; in "choose" mode a click
// turns its class over, at once here and, through the outbox, in Python. Not here: shapes (sketching.mjs).

import { Reader } from "./reader.mjs";

export class Chooser extends Reader {
  mark() {}

  // While something is being drawn no box stands in the way.
  hover(id, point, feature = null) {
    if (!this.stage.sketching.open) super.hover(id, point, feature);
  }

  unhover() {
    this.hovered = -1;
    this.stage.pane?.hover(null);
  }

  say(id) {
    const { model } = this.stage;
    model.announce(`${model.nameOf(id)}, ${model.classWords(id)}`);
  }

  // bring: chosen by name, perhaps out of sight
  choose(id, bring = false) {
    if (bring) this.bring(id);
    if (this.stage.tool === "areas") this.turn(id);
    else if (bring) this.preview(id);
  }

  turn(id) {
    const { model, outbox } = this.stage;
    const code = model.names?.codes[id];
    const to = model.header.turns[model.classes[id]];
    if (!code || to === undefined) return;
    const inside = model.header.inside.includes(to);
    const { file } = model.header.layer;
    const done = ({ header, classes }) => { if (header.layer.file === file) classes[id] = to; };
    done(model);
    outbox.add("toggled", { code, inside }, done);
    this.stage.tooltip.hide();
    this.stage.repaint();
    const count = this.stage.chosen().toLocaleString("en-GB");
    model.announce(`${model.nameOf(id)} ${inside ? "added" : "taken out"}, ${count} ${model.header.noun}`);
  }
}
