// A selected area too small to see gets a second, closer map in a corner, with leader lines to where it is.
// Lives here: whether, where, how close, its title and names. Not here: drawing areas (pane.mjs).

import { Camera } from "./camera.mjs";
import { overlaps } from "./mask.mjs";
import { Pane } from "./pane.mjs";
import { CLASS } from "./payload.mjs";
import { Placing } from "./placing.mjs";
import { row, said } from "./rows.mjs";
import { svgLabels } from "./svg_labels.mjs";

const SIZE = { width: 180, height: 262, title: 24, margin: 10 };
const SMALL = { width: 150, height: 190, title: 24, margin: 10 };

// Where the inset stands: the corner or side that hides least of the areas, away from what must stay visible.
export function corner(camera, areas, { keep, avoid }) {
  const choices = [];
  for (const size of [SIZE, SMALL]) {
    const [right, bottom] = [camera.width - size.width - size.margin, camera.height - size.height - size.margin];
    for (const x of [right, size.margin]) {
      for (const y of [size.margin, bottom, (size.margin + bottom) / 2, 48]) {
        const rect = { x, y, width: size.width, height: size.height };
        if (y < 0 || y > bottom || overlaps(rect, keep, 4) || avoid.some((other) => overlaps(rect, other, 4))) continue;
        choices.push({ ...rect, size, hidden: areas.share(rect) + (size === SMALL ? 0.12 : 0) });
      }
    }
  }
  return choices.sort((a, b) => a.hidden - b.hidden)[0] ?? null;
}

// How much closer: the area's longer side takes about two fifths of the inset.
export function closeness(box, rect) {
  const wanted = (rect.height - rect.size.title) * 0.42;
  return Math.min(Math.max(wanted / Math.max(box.width, box.height), 3), 14);
}

// Moved a little so that the side with more sea has room for names.
function asideOf(camera, land) {
  const half = { y: 0, width: camera.width / 2, height: camera.height };
  const [left, right] = [0, camera.width / 2].map((x) => land.share({ ...half, x }));
  if (Math.abs(left - right) < 0.1) return camera;
  return camera.moved(right < left ? 26 : -26, 0);
}

export class Inset {
  constructor(home, over, model) {
    Object.assign(this, { home, over, model });
    this.element = document.createElement("div");
    this.element.className = "inset";
    this.element.hidden = true;
    this.element.innerHTML = `<p class="inset-title"></p><div class="inset-map"></div><svg class="inset-names" aria-hidden="true"></svg>`;
    home.append(this.element);
    [this.title, this.canvas, this.names] = this.element.children;
    this.pane = null;
  }

  // The rectangle taken on the large map, or null.
  update(map, avoid, towns) {
    const camera = Camera.of(map);
    const { model } = this;
    const box = model.selected >= 0 && !model.narrow ? model.box(camera) : null;
    const seen = box && box.x + box.width > 0 && box.y + box.height > 0 && box.x < camera.width && box.y < camera.height;
    if (!seen || !model.tiny(map)) return this.hide();
    const keep = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 };
    const rect = corner(camera, model.scopeMask(camera), { keep, avoid });
    if (!rect) return this.hide();
    const middle = camera.place([box.x + box.width / 2, box.y + box.height / 2]);
    const inner = new Camera(middle, camera.zoom + Math.log2(closeness(box, rect)), rect.width - 2, rect.height - rect.size.title - 2);
    this.show(rect, asideOf(inner, model.landMask(inner)), towns);
    this.lines(map);
    return rect;
  }

  show(rect, inner, towns) {
    Object.assign(this.element.style, { left: `${rect.x}px`, top: `${rect.y}px`, width: `${rect.width}px`, height: `${rect.height}px` });
    this.element.hidden = false;
    this.rect = rect;
    this.camera = inner;
    const inside = towns.find(({ point }) => within(inner.point(point), inner));
    this.title.textContent = this.model.header.inset_title ?? inside?.name ?? this.model.names?.districts?.[this.model.selected] ?? "";
    const only = this.within(inner);
    if (this.pane) {
      this.pane.only = only;
      this.pane.map?.resize();
      this.pane.map?.jumpTo({ center: inner.center, zoom: inner.zoom });
      this.pane.update();
    } else {
      const own = Object.create(this.model, { overlays: { get: () => [] }, tiny: { value: () => false } });
      this.pane = new Pane(this.canvas, own, {
        camera: inner, interactive: false, title: "Inset map",
        only, events: { made: (map) => map.getCanvas().setAttribute("aria-hidden", "true") },
      });
    }
    this.write();
  }

  // Areas the inset may show, with a margin.
  within(camera) {
    const reach = { x: -40, y: -40, width: camera.width + 80, height: camera.height + 80 };
    return (this.model.names?.bounds ?? []).flatMap((bounds, id) => (overlaps(camera.box(bounds), reach) ? [id] : []));
  }

  // The selected area's name and value, and those of the most extreme neighbour in the inset that finds room in the sea.
  async write() {
    const { model, camera } = this;
    const { width, height } = camera;
    const turn = (this.turn = (this.turn ?? 0) + 1);
    this.names.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const inside = (model.names?.points ?? []).flatMap((point, id) => (within(camera.point(point), camera) && id !== model.selected ? [id] : []));
    const text = async (id) => row(model.view, id).catch(() => null);
    const [own, ...others] = await Promise.all([model.selected, ...inside.slice(0, 60)].map(text));
    if (turn !== this.turn || this.element.hidden || model.selected < 0) return;
    const words = (found) => (found ? said(found, model.words).value : "");
    const placing = new Placing(camera, model.landMask(camera), []);
    const box = model.box(camera);
    placing.taken.push({ ...box });
    const named = placing.pointed(model.nameOf(model.selected), box, { note: words(own), seas: [0.02, 0.3, 1] });
    const valued = ({ id, row: one }) => typeof one?.value === "number" && model.classes[id] !== CLASS.notComparable;
    const ranked = inside.map((id, index) => ({ id, row: others[index] })).filter(valued).sort((a, b) => a.row.value - b.row.value);
    // The end of the scale the selected area is at: below half of its neighbours, or above.
    if (own?.value > ranked[Math.floor(ranked.length / 2)]?.row.value) ranked.reverse();
    for (const { id, row: found } of named ? ranked.slice(0, 4) : []) { // a neighbour alone would be taken for it
      const more = { note: words(found), weight: 400, seas: [0.02], clear: box, at: camera.point(model.names.points[id]) };
      if (placing.pointed(model.nameOf(id), model.box(camera, id), more)) break;
    }
    this.names.innerHTML = svgLabels(placing);
  }

  // Frame and leaders on the large map; called again while it moves.
  lines(map) {
    if (this.element.hidden) return;
    const camera = Camera.of(map);
    const [west, north] = this.camera.place([0, 0]);
    const [east, south] = this.camera.place([this.camera.width, this.camera.height]);
    const box = camera.box([west, south, east, north]);
    const { rect } = this;
    const up = rect.y + rect.height / 2 < box.y + box.height / 2;
    const right = rect.x + rect.width / 2 > box.x + box.width / 2;
    const corners = up === right ? [[0, 0], [1, 1]] : [[1, 0], [0, 1]];
    const at = (one, [h, v]) => `${(one.x + h * one.width).toFixed(1)},${(one.y + v * one.height).toFixed(1)}`;
    this.over.innerHTML = `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" fill="none" stroke="#0B0C0C"/>
${corners.map((corner) => `<path d="M${at(box, corner)}L${at(rect, corner)}" stroke="#505A5F" stroke-width=".75"/>`).join("")}`;
  }

  hide() {
    this.element.hidden = true;
    this.over.replaceChildren();
    this.pane?.close();
    this.pane = null;
    return null;
  }
}

const within = ([x, y], camera) => x > 0 && y > 0 && x < camera.width && y < camera.height;
