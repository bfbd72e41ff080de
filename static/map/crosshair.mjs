// A cross on the map that the arrow keys move: the pointer of those who have none. What it stands on is shown and said; at
// the edge the map goes on under it. Lives here: the cross and its keys. Not here: what Space does with the tool in hand.

const STRIDE = 20; // pixels; with Shift a fifth of it
const MARGIN = 24;
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Crosshair {
  constructor(stage) {
    this.stage = stage;
    this.at = null;
    this.element = Object.assign(document.createElement("div"), { className: "crosshair", hidden: true });
    this.element.innerHTML = '<svg width="33" height="33" aria-hidden="true"><path class="wide" d="M16.5,1V32M1,16.5H32"/><path d="M16.5,1V32M1,16.5H32"/></svg>';
    stage.box.append(this.element);
  }

  join(map) {
    this.map = map;
    const canvas = map.getCanvas();
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-describedby", "tool-help");
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("focus", () => canvas.matches(":focus-visible") && this.show());
    canvas.addEventListener("blur", () => this.hide());
    map.on("mousemove", () => this.hide());
    this.follow();
  }

  // With the tool "move" the arrow keys move the map itself.
  follow() {
    const moving = this.stage.tool === "move";
    this.map?.keyboard[moving ? "enable" : "disable"]();
    if (moving) this.hide();
  }

  show() {
    if (this.stage.tool === "move") return;
    const { clientWidth, clientHeight } = this.stage.box;
    this.at ??= [clientWidth / 2, clientHeight / 2];
    this.element.hidden = false;
    this.place();
  }

  hide() {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.stage.tooltip.hide();
  }

  place() {
    const [x, y] = this.at;
    this.element.style.transform = `translate(${x - 16.5}px, ${y - 16.5}px)`;
  }

  get position() {
    return this.map.unproject(this.at).toArray();
  }

  key(event) {
    if (this.stage.tool === "move" || event.altKey || event.ctrlKey || event.metaKey) return;
    const act = event.key in WAYS ? () => this.go(WAYS[event.key], event.shiftKey ? STRIDE / 5 : STRIDE) : this.acts()[event.key];
    if (!act) return;
    clearTimeout(this.saying); // what the last step came to must not be said over what this act did
    if (act() === false) return;
    event.preventDefault();
  }

  // Escape with nothing to cancel goes on to whoever else listens.
  acts() {
    const zoom = (by) => () => void this.map.easeTo({ zoom: this.map.getZoom() + by, around: this.map.unproject(this.at ?? [0, 0]), duration: 200 });
    const { stage } = this;
    return {
      " ": () => stage.use(this), Enter: () => stage.complete(this), Escape: () => stage.sketching.cancel(),
      Backspace: () => stage.sketching.undo(), "+": zoom(1), "=": zoom(1), "-": zoom(-1),
    };
  }

  go([right, down], stride) {
    const { clientWidth, clientHeight } = this.stage.box;
    this.show();
    const wanted = [this.at[0] + right * stride, this.at[1] + down * stride];
    this.at = [Math.min(Math.max(wanted[0], MARGIN), clientWidth - MARGIN), Math.min(Math.max(wanted[1], MARGIN), clientHeight - MARGIN)];
    const beyond = [wanted[0] - this.at[0], wanted[1] - this.at[1]];
    if (beyond[0] || beyond[1]) this.map.panBy(beyond, { duration: 0 });
    this.place();
    this.stage.sketching.move(this.position);
    this.look();
  }

  get under() {
    return this.stage.pane.under(this.at);
  }

  look() {
    const { stage } = this;
    const found = this.under;
    if (found && !stage.sketching.open) stage.reader.hover(found.id, this.at, found.toJSON());
    else stage.tooltip.hide();
    clearTimeout(this.saying);
    this.saying = setTimeout(() => {
      const { radius } = stage.sketching.sketch;
      if (radius) stage.model.announce(`${(radius / 1000).toFixed(1)} kilometres`);
      else if (found) stage.reader.say(found.id);
      else stage.model.announce("No area here");
    }, 250);
  }
}
