// Where names stand: beside things, in the sea if possible, never over the selected area nor over each other.
// Pure: camera and masks in, placed names out. Lives here: the candidates and the choice.

import { block, extent, wrapped } from "./label_images.mjs";
import { overlaps } from "./mask.mjs";

const SIDES = {
  right: { anchor: "left", align: "left", at: (box, size) => ({ x: box.x + box.width, y: box.y + box.height / 2 - size.height / 2 }) },
  left: { anchor: "right", align: "right", at: (box, size) => ({ x: box.x - size.width, y: box.y + box.height / 2 - size.height / 2 }) },
  above: { anchor: "bottom", align: "center", at: (box, size) => ({ x: box.x + box.width / 2 - size.width / 2, y: box.y - size.height }) },
  below: { anchor: "top", align: "center", at: (box, size) => ({ x: box.x + box.width / 2 - size.width / 2, y: box.y + box.height }) },
  over: { anchor: "center", align: "center", at: (box, size) => ({ x: box.x + box.width / 2 - size.width / 2, y: box.y + box.height / 2 - size.height / 2 }) },
};

// To which side of a border's end its names stand, and how far up or down where other names are in the way.
const ASIDE = [0, 8, -8, 16, -16, 24, -24].flatMap((down) => [[1, down], [-1, down]]);

export class Placing {
  // land: mask of land; taken: rectangles nothing may cover
  constructor(camera, land, taken) {
    Object.assign(this, { camera, land, taken: [...taken], placed: [], leaders: [] });
  }

  free(rect, gap = 2) {
    const { width, height } = this.camera;
    const inside = rect.x > 2 && rect.y > 2 && rect.x + rect.width < width - 2 && rect.y + rect.height < height - 2;
    return inside && !this.taken.some((other) => overlaps(rect, other, gap));
  }

  put(kind, lines, rect, align, more = {}) {
    const centre = [rect.x + rect.width / 2, rect.y + rect.height / 2];
    this.taken.push(rect);
    this.placed.push({ kind, lines, align, rect, at: this.camera.place(centre), onLand: this.land.share(rect) > 0.3, ...more });
  }

  leader(from, to, dashed = false) {
    this.leaders.push({ line: [this.camera.place(from), this.camera.place(to)], dashed });
  }

  // Tries sides of a box in order; `sea` is the largest share of land allowed under the words.
  beside(kind, lines, box, tries) {
    const size = extent(lines);
    for (const [side, gap, sea] of tries) {
      const { align, at } = SIDES[side];
      const grown = { x: box.x - gap, y: box.y - gap, width: box.width + 2 * gap, height: box.height + 2 * gap };
      const rect = { ...at(grown, size), width: size.width, height: size.height };
      if (this.free(rect) && this.land.share(rect) <= sea) {
        this.put(kind, lines, rect, align);
        return rect;
      }
    }
    return null;
  }

  town(name, point) {
    const [x, y] = this.camera.point(point);
    const dot = { x: x - 1, y: y - 1, width: 2, height: 2 };
    const sea = [["right", 8, 0.1], ["left", 8, 0.1], ["right", 20, 0.1], ["left", 20, 0.1], ["above", 6, 0.25], ["below", 6, 0.25]];
    return this.beside("town", block("town", [name]), dot, [...sea, ["over", 0, 1], ["above", 4, 1], ["below", 4, 1]]);
  }

  // The place's own name: in the sea beside its box, as near to its middle as may be.
  place(name, note, box) {
    const lines = block("place", [...wrapped(name), ...(note ? [{ text: note, weight: 400, size: 13, colour: "#505A5F" }] : [])]);
    const size = extent(lines);
    const middle = [box.x + box.width / 2, box.y + box.height / 2];
    let best = null;
    const step = 12;
    for (let y = box.y - size.height - 12; y < box.y + box.height + 12; y += step) {
      for (let x = box.x - size.width - 30; x < box.x + box.width + 30; x += step) {
        const rect = { x, y, width: size.width, height: size.height };
        if (!this.free(rect, 6) || this.land.share({ ...rect, x: x - 4, width: size.width + 8 }) > 0) continue;
        const away = Math.hypot(x + size.width / 2 - middle[0], (y + size.height / 2 - middle[1]) * 0.8);
        if (!best || away < best.away) best = { rect, away };
      }
    }
    if (best) {
      const left = best.rect.x + size.width / 2 > middle[0];
      this.put("place", lines, best.rect, left ? "left" : "right");
      return best.rect;
    }
    return null;
  }

  // "Norfolk / Suffolk" where their border meets the sea, with a dashed leader; else on the border itself.
  border(names, line, dashed = true) {
    const lines = block("border", names);
    const size = extent(lines);
    for (const end of [line.at(-1), line[0]]) {
      const [x, y] = this.camera.point(end);
      for (const [way, down] of ASIDE) {
        const rect = { x: way > 0 ? x + 26 : x - 26 - size.width, y: y + down - size.height / 2, width: size.width, height: size.height };
        if (!this.free(rect) || this.land.share(rect) > 0.03) continue;
        this.leader([x + way * 2, y], [x + way * 23, y + down], dashed);
        this.put("border", lines, rect, way > 0 ? "left" : "right");
        return rect;
      }
    }
    return null;
  }

  // A county's name: inside its visible part, near that part's middle, away from everything else.
  county(name, mask, outside) {
    const kind = outside ? "outside" : "county";
    const lines = block(kind, [name]);
    const size = extent(lines);
    const inside = [];
    for (let y = 20; y < this.camera.height - size.height - 6; y += 12) {
      for (let x = 8; x < this.camera.width - size.width - 8; x += 16) {
        const rect = { x, y, width: size.width, height: size.height };
        const roomy = { x: x - 6, y: y - 6, width: size.width + 12, height: size.height + 12 };
        if (mask.share(roomy) > 0.995 && this.free(rect, 6)) inside.push(rect);
      }
    }
    if (!inside.length) return null;
    const middle = (axis) => inside.reduce((sum, rect) => sum + rect[axis], 0) / inside.length;
    const [mx, my] = [middle("x"), middle("y")];
    inside.sort((a, b) => Math.hypot(a.x - mx, a.y - my) - Math.hypot(b.x - mx, b.y - my));
    this.put(kind, lines, inside[0], "center");
    return inside[0];
  }

  // An area's name with a leader, as near as there is room: in the sea (share of land at most seas[0]), else on land.
  // The leader starts at `at` (else at the box) and must not run over `clear`, the box of another named area.
  pointed(name, box, { note = "", weight = 700, seas = [0.02, 1], clear = null, at = null } = {}) {
    const words = wrapped(name, 12).map((text) => ({ text, weight }));
    const lines = block("selected", [...words, ...(note ? [{ text: note, weight: 400 }] : [])]);
    const size = extent(lines);
    for (const sea of seas) {
      const best = this.nearest(size, box, { sea, clear, at });
      if (!best) continue;
      const { rect, from, to } = best;
      this.leader(from, to);
      this.put("selected", lines, rect, to[0] <= rect.x + rect.width / 2 ? "left" : "right");
      return rect;
    }
    return null;
  }

  nearest(size, box, { sea, clear, at }) {
    let best = null;
    const reach = 110;
    const [low, high] = at ? [at[0], at[0]] : [box.x, box.x + box.width];
    for (let y = box.y - size.height - reach; y < box.y + box.height + reach; y += 3) {
      for (let x = box.x - size.width - reach; x < box.x + box.width + reach; x += 3) {
        const rect = { x, y, width: size.width, height: size.height };
        if (!this.free(rect, 1) || this.land.share(rect) > sea || overlaps(rect, box, 6)) continue;
        const to = legOf(rect, low - 8, high + 8, box);
        const from = at ?? [held(to[0], box.x, box.width), held(to[1], box.y, box.height)];
        if (clear && crosses(from, to, clear)) continue;
        const away = Math.hypot(to[0] - from[0], 1.6 * (to[1] - from[1]));
        if (!best || away < best.away) best = { rect, from, to, away };
      }
    }
    return best;
  }
}

// Where a leader reaches the words: their side, or their near edge when they stand above or below.
function legOf({ x, y, width, height }, low, high, box) {
  if (x >= high) return [x - 2, y + height / 2];
  if (x + width <= low) return [x + width + 2, y + height / 2];
  return [x + width / 2, y > box.y ? y : y + height];
}

function crosses(from, to, { x, y, width, height }) {
  for (let share = 0; share <= 1; share += 0.05) {
    const [px, py] = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    if (px > x && px < x + width && py > y && py < y + height) return true;
  }
  return false;
}

// The point of an interval, shrunk by a quarter at each end, that is nearest to n.
const held = (n, from, length) => Math.min(Math.max(n, from + length / 4), from + (length * 3) / 4);
