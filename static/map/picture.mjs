// The map without WebGL: the same areas, classes, outlines and names as an SVG picture. It can be pointed at and
// clicked, but not moved. Lives here: that picture. Not here: the notice beside it (area_map.mjs).

import { json, mapFile } from "./fetching.mjs";
import { rings } from "./mask.mjs";
import { countyBorders, emphasisOf, LINES, ORDER } from "./outlines.mjs";
import { patternSvg } from "./patterns.mjs";
import { CLASS } from "./payload.mjs";
import { LOOK, PATTERNS } from "./style.mjs";
import { svgLabels } from "./svg_labels.mjs";

function path(geometry, camera) {
  return rings(geometry).map((ring) => `M${ring.map((place) => camera.point(place).map((n) => n.toFixed(1)).join(",")).join("L")}Z`).join("");
}

// The looks of values: hatches for areas without a colour.
const STATES = {
  defs: () => PATTERNS.map((code) => patternSvg(code, `picture-${code}`)).join(""),
  fill(code, colours) {
    if (code in colours) return colours[code];
    if (PATTERNS.includes(code)) return `url(#picture-${code})`;
    return code === CLASS.notDrawn ? "none" : LOOK.white;
  },
};

// reader: { over(id, point), out(), choose(id) }; looks: { defs() as SVG, fill(code, colours) } of the classes
export class Picture {
  constructor(home, model, { looks = STATES, ...reader }) {
    Object.assign(this, { model, looks });
    this.element = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.element.setAttribute("class", "picture");
    this.element.setAttribute("role", "img");
    home.append(this.element);
    const id = (event) => (event.target.dataset?.id === undefined ? -1 : Number(event.target.dataset.id));
    this.element.addEventListener("pointermove", (event) => {
      const box = this.element.getBoundingClientRect();
      if (id(event) >= 0) reader.over(id(event), [event.clientX - box.left, event.clientY - box.top]);
      else reader.out();
    });
    this.element.addEventListener("click", (event) => id(event) >= 0 && reader.choose(id(event)));
  }

  // placing(camera): the names for this camera
  async draw(camera, placing) {
    const { model } = this;
    const { header, classes, geometry } = model;
    const shown = model.overlays.filter((overlay) => model.shows(overlay));
    const outlines = await this.outlines(shown, camera);
    const areas = geometry.features.map(({ id, geometry: shape }) => {
      const empty = classes[id] === CLASS.missing || classes[id] === CLASS.notCollected;
      const edge = empty ? `stroke="${LOOK.mark}" stroke-dasharray="3 2.5"` : "";
      return classes[id] === CLASS.notDrawn ? "" : `<path data-id="${id}" d="${path(shape, camera)}" fill="${this.looks.fill(classes[id], header.colours)}" ${edge}/>`;
    });
    const chosen = geometry.features[model.selected];
    const selected = chosen ? double(path(chosen.geometry, camera), 4, 2) : "";
    const land = model.land?.features.map((feature) => path(feature.geometry, camera)).join("") ?? "";
    const labels = await placing(camera);
    this.element.setAttribute("viewBox", `0 0 ${camera.width} ${camera.height}`);
    this.element.setAttribute("aria-label", header.alt ?? "Map");
    this.element.innerHTML = `<defs>${this.looks.defs()}</defs>
<rect width="100%" height="100%" fill="${LOOK.sea}"/><path d="${land}" fill="${LOOK.land}" stroke="${LOOK.coast}" stroke-width=".75" fill-rule="evenodd"/>
<g stroke="${LOOK.white}" stroke-width=".6" stroke-linejoin="round" fill-rule="evenodd">${areas.join("")}</g>
<g class="still" fill="none">${outlines}${selected}</g><g class="still" fill="none">${svgLabels(labels)}</g>`;
  }

  async outlines(shown, camera) {
    const { header } = this.model;
    const county = shown.some((one) => one.style === "county");
    const borders = county ? await countyBorders(this.model.overlays, header.emphasis) : [];
    const drawn = [];
    for (const overlay of ORDER.flatMap((style) => shown.filter((one) => one.style === style))) {
      if (overlay.style === "county") drawn.push(countyPaths(borders, camera));
      else drawn.push(await this.outline(overlay, camera));
    }
    return drawn.join("");
  }

  async outline(overlay, camera) {
    const { header } = this.model;
    const look = LINES[overlay.style] ?? LINES.district;
    const shapes = await json(mapFile(overlay.file));
    const emphasis = overlay.style === "place" ? await emphasisOf(overlay, header.emphasis) : -1;
    const wanted = shapes.features.filter(({ id }) => id === emphasis || !overlay.ids || overlay.ids.includes(id));
    return wanted.sort((a, b) => (a.id === emphasis) - (b.id === emphasis)).map(({ id, geometry }) => {
      const d = path(geometry, camera);
      if (id === emphasis) return double(d, 6, 3);
      return (look.casing ? line(d, LOOK.white, look.casing) : "") + line(d, look.colour, look.width);
    }).join("");
  }
}

const line = (d, colour, width, dash = "") =>
  `<path d="${d}" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" ${dash ? 'stroke-dasharray="5 3.5"' : ""}/>`;
const double = (d, casing, ink) => line(d, LOOK.white, casing) + line(d, LOOK.ink, ink);

function countyPaths(borders, camera) {
  return borders.map(({ line: points, inside }) => {
    const d = `M${points.map((place) => camera.point(place).map((n) => n.toFixed(1)).join(",")).join("L")}`;
    return inside ? line(d, LOOK.white, 1.2, "dashed") : line(d, LOOK.white, 3.5) + line(d, LOOK.ink, 1.5, "dashed");
  }).join("");
}
