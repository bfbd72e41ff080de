// The tools above the map: choose areas, draw a shape, draw a circle, move; and, while something is being drawn, finish,
// take back, cancel. Lives here: the buttons and the line that says what to do. Not here: what the tools do.
// Nothing above the map grows when a tool is taken in hand: the map would move away under the pointer. What comes up then
// stands where there is room already: beside the tools and in the map's corner, or, on a narrow map, below it.

const TOOLS = [["areas", "Choose areas"], ["shape", "Draw shape"], ["circle", "Circle"], ["move", "Move"]];
// What a finished shape does to the areas inside it.
const HOWS = [["add", "Adds areas"], ["remove", "Takes them out"], ["replace", "Replaces all"]];
const STEPS = [["finish", "Finish"], ["undo", "Take back point"], ["cancel", "Cancel"]];
const ROOMY = 700; // pixels: tools and what a shape does side by side
const WORDS = {
  show: "By keyboard: arrow keys move a cross that names the area under it, + and − zoom.",
  areas: "Click an area to add it or take it out. Hold Shift and drag to add several. By keyboard: arrow keys move a cross, Space chooses.",
  shape: "Click the corners one by one; double-click or Enter finishes, Backspace takes back, Esc cancels. By keyboard: arrows, Space.",
  circle: "Press on the centre and drag to the edge, or click both. By keyboard: Space sets the centre, arrow keys the radius, Enter finishes.",
  move: "Drag the map or use the arrow keys; + and − zoom.",
};

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "tool", textContent: words });
  made.addEventListener("click", act);
  return made;
}

export class Tools {
  // acts: { tool(name), finish(), undo(), cancel() }
  constructor(stage, acts) {
    this.stage = stage;
    this.element = Object.assign(document.createElement("div"), { className: "tools" });
    this.group = this.row("Tools");
    this.steps = this.row("Drawing");
    this.hows = this.row("What the shape does");
    this.chosen = HOWS[0][0];
    this.buttons = Object.fromEntries(TOOLS.map(([name, words]) => [name, button(words, () => acts.tool(name))]));
    this.stepButtons = Object.fromEntries(STEPS.map(([name, words]) => [name, button(words, () => acts[name]())]));
    this.howButtons = Object.fromEntries(HOWS.map(([name, words]) => [name, button(words, () => this.choose(name))]));
    this.hows.append(...Object.values(this.howButtons));
    this.group.append(...Object.values(this.buttons));
    this.steps.append(...Object.values(this.stepButtons));
    this.help = Object.assign(document.createElement("p"), { className: "tool-help", id: "tool-help" });
    this.drawing = Object.assign(document.createElement("div"), { className: "drawing" });
    this.drawing.append(this.steps);
    this.element.append(this.group, this.helping());
    stage.box.before(this.element);
  }

  row(words) {
    const row = Object.assign(document.createElement("div"), { className: "tool-row" });
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", words);
    return row;
  }

  // Room for the longest words is held from the start.
  helping() {
    const made = Object.assign(document.createElement("div"), { className: "tool-words" });
    const others = Object.values(WORDS).map((words) => Object.assign(document.createElement("p"), { className: "tool-room", textContent: words }));
    others.forEach((one) => one.setAttribute("aria-hidden", "true"));
    made.append(this.help, ...others);
    return made;
  }

  place() {
    const { box } = this.stage;
    const roomy = box.clientWidth >= ROOMY;
    if (this.roomy === roomy) return;
    this.roomy = roomy;
    if (roomy) box.append(this.drawing);
    else box.after(this.drawing);
    if (roomy) this.group.after(this.hows);
    else this.drawing.prepend(this.hows);
  }

  choose(name) {
    this.chosen = name;
    this.update();
  }

  // With areas in hand a line round several adds them.
  get how() {
    return this.stage.tool === "areas" ? HOWS[0][0] : this.chosen;
  }

  update() {
    const { stage } = this;
    const { tool } = stage;
    this.element.hidden = stage.model.header?.mode !== "choose";
    this.place();
    stage.root.dataset.tool = tool;
    for (const [name, one] of Object.entries(this.buttons)) one.setAttribute("aria-pressed", String(name === tool));
    for (const [name, one] of Object.entries(this.howButtons)) one.setAttribute("aria-pressed", String(name === this.chosen));
    this.hows.hidden = !stage.sketching.drawing;
    this.steps.hidden = !stage.sketching.drawing;
    const { open, sketch } = stage.sketching;
    this.stepButtons.undo.hidden = tool === "circle";
    for (const [name, one] of Object.entries(this.stepButtons)) {
      const off = !open || (name === "finish" && Boolean(sketch.lacking));
      one.setAttribute("aria-disabled", String(off)); // stays in the tab order: focus is never lost
    }
    const told = `${tool} ${sketch.points.length}`;
    if (this.fault === told) return;
    this.fault = "";
    this.help.textContent = WORDS[tool];
    this.help.classList.remove("tool-fault");
  }

  // What keeps the sketch from being finished: it stands until the sketch or the tool is another.
  say(words) {
    const { tool, sketching, model } = this.stage;
    this.fault = `${tool} ${sketching.sketch.points.length}`;
    this.help.textContent = words;
    this.help.classList.add("tool-fault");
    model.announce(words);
  }
}
