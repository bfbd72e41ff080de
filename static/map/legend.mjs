// The legend under the map: equal blocks with words under them, filled marker = selection, hollow = benchmark, the
// hovered value while there is one (the selected becomes a ghost), and keys for hatches and outlines with counts.

import { keySvg } from "./patterns.mjs";
import { LINES } from "./outlines.mjs";
import { projectsOf } from "./projects.mjs";
import { SIGNS } from "./signs.mjs";

const KEY_ORDER = ["place", "county", "neighbourhood", "district", "ward"];
const SVG = "http://www.w3.org/2000/svg";

function make(name, classes = "", text = "") {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  if (text) element.textContent = text;
  return element;
}

// Position (0 to 1) of a value on equal blocks; the open end classes are as wide as their neighbours.
export function position(value, legend) {
  const { breaks = [], labels } = legend;
  if (!breaks.length || value === null || value === undefined) return null;
  const inner = breaks.length;
  const step = inner > 1 ? [breaks[1] - breaks[0], breaks[inner - 1] - breaks[inner - 2]] : [Math.abs(breaks[0]) || 1, Math.abs(breaks[0]) || 1];
  const edges = [legend.range?.[0] ?? breaks[0] - step[0], ...breaks, legend.range?.[1] ?? breaks[inner - 1] + step[1]];
  const block = breaks.filter((edge) => value >= edge).length;
  const share = (value - edges[block]) / Math.max(edges[block + 1] - edges[block], 1e-9);
  return (block + Math.min(Math.max(share, 0.04), 0.96)) / labels.length;
}

export class Legend {
  constructor(home, model) {
    this.model = model;
    this.element = make("div", "legend");
    this.scale = make("div", "scale");
    this.markers = make("div", "markers");
    this.blocks = make("div", "blocks");
    this.scale.append(this.markers, this.blocks);
    this.keys = make("ul", "keys");
    this.element.append(this.scale, this.keys);
    home.append(this.element);
  }

  update() {
    const { header } = this.model;
    const { legend, colours } = header;
    this.codes = legend.codes ?? legend.labels.map((_, index) => index);
    this.scale.hidden = !legend.labels.length;
    this.blocks.style.gridTemplateColumns = `repeat(${legend.labels.length}, 1fr)`;
    this.blocks.replaceChildren(...legend.labels.map((label, index) => {
      const block = make("div", "block");
      const colour = make("span", "block-colour");
      colour.style.background = colours[this.codes[index]];
      const words = make("span", "block-words", label);
      const sign = SIGNS[this.codes[index]];
      if (sign) words.prepend(Object.assign(make("span", "block-sign", `${sign} `), { ariaHidden: "true" }));
      block.append(colour, words);
      return block;
    }));
    this.keys.replaceChildren(...this.keyItems());
    this.mark();
  }

  keyItems() {
    const { header, classes } = this.model;
    const items = [];
    for (const [code, words] of header.legend.keys ?? []) {
      const count = classes.reduce((sum, one) => sum + (one === code ? 1 : 0), 0);
      if (count) items.push(this.key(keySvg(code, `key-${code}`), `${words} (${count.toLocaleString("en-GB")})`, `key-${code}`));
    }
    if (header.legend.dark) items.push(this.key("", header.legend.dark, "key-dark"));
    const styles = new Set(this.model.overlays.filter((one) => this.model.shows(one) && one.style !== "system").map((one) => one.style));
    for (const style of KEY_ORDER) {
      if (!styles.has(style)) continue;
      const look = LINES[style];
      const width = style === "place" ? 3 : look.width;
      const dash = look.dash ? 'stroke-dasharray="5 3.5"' : "";
      const svg = `<svg width="22" height="14" aria-hidden="true"><path d="M0,7H22" stroke="${look.colour}" stroke-width="${width}" ${dash}/></svg>`;
      items.push(this.key(svg, this.model.overlays.find((one) => one.style === style).key ?? look.words, `key-${style}`));
    }
    const projects = projectsOf(this.model);
    if (projects && this.model.shows(projects)) {
      const svg = '<svg width="22" height="14" aria-hidden="true"><path d="M5,1H17V13H5Z" fill="#fff" stroke="#0B0C0C" stroke-width="2"/></svg>';
      items.push(this.key(svg, `Programme (${projects.items.length}), listed under Boundaries`, "key-programmes"));
    }
    return items;
  }

  key(svg, words, name) {
    const item = make("li", name);
    if (svg) item.append(document.createRange().createContextualFragment(svg));
    item.append(make("span", "", words));
    return item;
  }

  // hovered: { name, value, text, code } or null
  mark(hovered = null) {
    const { legend } = this.model.header;
    const selected = this.model.selected >= 0 ? legend.selected : null;
    const wanted = [];
    if (hovered) wanted.push({ ...hovered, kind: "hovered" });
    if (selected) wanted.push({ ...selected, kind: hovered ? "ghost" : "selected" });
    if (legend.benchmark) wanted.push({ ...legend.benchmark, kind: "benchmark" });
    const found = wanted.map((marker) => ({ ...marker, at: this.at(marker) })).filter((marker) => marker.at !== null);
    this.markers.replaceChildren(...found.map((marker) => this.marker(marker)));
    this.spread(found);
  }

  at({ value, code }) {
    const exact = position(value, this.model.header.legend);
    if (exact !== null) return exact;
    const index = this.codes.indexOf(code);
    return index < 0 ? null : (index + 0.5) / this.codes.length;
  }

  marker({ kind, name, text, at }) {
    const element = make("span", `marker marker-${kind}`);
    element.style.left = `${at * 100}%`;
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", "12");
    svg.setAttribute("height", "9");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", "M1,1H11L6,8.4Z");
    svg.append(path);
    element.append(svg);
    if (kind !== "ghost") element.append(make("span", "marker-words"));
    this.say(element, { name, text });
    return element;
  }

  say(element, { name, text }) {
    const words = element.querySelector(".marker-words");
    if (words) words.textContent = [name, text].filter(Boolean).join(" ");
  }

  // Words go to the right of their marker, else to the left; where both would cover a neighbour, the value stands alone.
  spread(found) {
    const width = this.markers.clientWidth;
    const taken = found.map(({ at }) => [at * width - 7, at * width + 7]);
    for (const [index, marker] of found.entries()) {
      const element = this.markers.children[index];
      const words = element.querySelector(".marker-words");
      if (!words) continue;
      const others = taken.filter((_, other) => other !== index);
      const clear = [marker, { text: marker.text }, {}].some((says) => {
        this.say(element, says);
        const x = marker.at * width;
        const size = words.offsetWidth + 10;
        const sides = [[x + 7, x + size, false], [x - size, x - 7, true]].filter(([from, to]) => from >= -2 && to <= width + 2);
        const side = sides.find(([from, to]) => !others.some((other) => from < other[1] + 4 && other[0] < to + 4));
        if (!side) return false;
        element.classList.toggle("marker-left", side[2]);
        taken.push([side[0], side[1]]);
        return true;
      });
      if (!clear) words.remove();
    }
  }
}
