// The legend of a map of classes: fill or pattern, words and how many areas, then the lines. Text under the map.

import { swatch } from "./class_looks.mjs";
import { LINES } from "./outlines.mjs";

function item(svg, words, name) {
  const line = document.createElement("li");
  line.className = name;
  line.append(document.createRange().createContextualFragment(svg), Object.assign(document.createElement("span"), { textContent: words }));
  return line;
}

export class ClassLegend {
  constructor(home, model) {
    this.model = model;
    this.element = document.createElement("div");
    this.element.className = "legend class-legend";
    this.element.innerHTML = '<ul class="keys"></ul>';
    this.keys = this.element.firstElementChild;
    home.append(this.element);
  }

  update() {
    const { header, classes } = this.model;
    const counts = new Uint32Array(256);
    for (const code of classes) counts[code]++;
    const wanted = header.kinds.filter(({ code }) => counts[code] || header.inside.includes(code));
    const kinds = wanted.map((kind) => item(swatch(kind), `${kind.words} (${counts[kind.code].toLocaleString("en-GB")})`, `key-class-${kind.code}`));
    const lines = new Map(this.model.overlays.map((overlay) => [`${overlay.style} ${overlay.words}`, overlay]));
    this.keys.replaceChildren(...kinds, ...[...lines.values()].map((overlay) => this.line(overlay)));
  }

  line({ style, words }) {
    const look = LINES[style];
    const width = style === "place" && this.model.header.emphasis ? 3 : look.width;
    const svg = `<svg width="26" height="16" aria-hidden="true"><path d="M0,8H26" stroke="${look.colour}" stroke-width="${width}" ${look.dash ? 'stroke-dasharray="5 3.5"' : ""}/></svg>`;
    return item(svg, words, `key-${style}`);
  }
}
