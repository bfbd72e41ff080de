// A map on a presenter's slide: stronger colours, sharp though enlarged, the whole in sight, and back as it was.
// Lives here: what of a map changes then. Not here: the slide (static/present).

const presented = () => document.documentElement.classList.contains("he-presenting");

function stronger(value, colours) {
  if (Array.isArray(value)) return value.map((one) => stronger(one, colours));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, stronger(one, colours)]));
  return typeof value === "string" ? colours[value] ?? value : value;
}

// Colours of classes and kinds give way to the projector's; nothing else of a message changes.
function coloured(message) {
  const known = globalThis.hePresent?.colours ?? {};
  const { colours, kinds } = message.header;
  return { ...message, header: { ...message.header, colours: stronger(colours, known), ...(kinds ? { kinds: stronger(kinds, known) } : {}) } };
}

export class Projector {
  constructor(stage) {
    this.stage = stage;
    this.shown = false;
    this.watcher = new MutationObserver(() => presented() !== this.shown && this.turn());
    this.watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  }

  // The message as it is drawn; the one that came is kept for the way back.
  message(message) {
    this.last = message;
    this.shown = presented();
    this.stage.root.classList.toggle("presenting", this.shown);
    return this.shown ? coloured(message) : message;
  }

  turn() {
    const { map } = this.stage.pane ?? {};
    if (!this.last) return;
    if (presented() && map) this.before = { center: map.getCenter(), zoom: map.getZoom() };
    this.stage.accept(this.last);
    if (this.shown) return;
    map?.setPixelRatio(devicePixelRatio);
    this.whole = null;
    if (this.before) requestAnimationFrame(() => map?.jumpTo(this.before));
  }

  // The slide gave the map another size: all of it in sight, and as many pixels as it is enlarged.
  sized(box) {
    const { map } = this.stage.pane ?? {};
    const size = `${box.clientWidth}x${box.clientHeight}`;
    if (!this.shown || !map || size === this.whole) return;
    this.whole = size;
    const enlarged = box.getBoundingClientRect().width / box.clientWidth || 1;
    map.setPixelRatio(devicePixelRatio * enlarged);
    const { header } = this.stage.model;
    this.stage.moveTo(header.fit?.[1] ?? header.bounds, 0);
  }

  close() {
    this.watcher.disconnect();
  }
}
