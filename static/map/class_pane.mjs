// A pane whose classes carry patterns of their own (class_looks.mjs) instead of the states of values. Lives here: keeping
// pattern images and layers in step with the message's kinds. Everything else is a pane like any other.

import { classImage, patterned } from "./class_looks.mjs";
import { Hatches } from "./hatches.mjs";
import { Pane } from "./pane.mjs";

export class ClassPane extends Pane {
  get looks() {
    return { patterns: patterned(this.model.header.kinds).map((kind) => kind.code), dashed: [] };
  }

  images() {
    const { kinds } = this.model.header;
    for (const kind of patterned(kinds)) {
      const name = `pattern-${kind.code}`;
      if (this.map.hasImage(name)) this.map.removeImage(name);
      this.map.addImage(name, classImage(kind), { pixelRatio: 2 });
    }
    this.drawnKinds = JSON.stringify(kinds);
  }

  update() {
    if (!this.styled) return;
    if (this.drawnKinds !== JSON.stringify(this.model.header.kinds)) {
      this.hatches.remove();
      this.images();
      this.hatches = new Hatches(this.map, this.layer, { tag: this.tag, looks: this.looks });
    }
    super.update();
  }
}
