// Lines between neighbours: the edges two polygons of a coverage share, drawn once, and which of them also run along
// another outline. Coordinates of one coverage are equal digit by digit: a point is one whole number of its 4 decimals.

import { rings } from "./mask.mjs";

const whole = ([lon, lat]) => Math.round((lon + 180) * 1e4) * 2097152 + Math.round((lat + 90) * 1e4); // 2 ** 21 > 180e4

const key = (a, b) => {
  const [p, q] = [whole(a), whole(b)];
  return p < q ? `${p};${q}` : `${q};${p}`;
};

function* edges(geometry) {
  for (const ring of rings(geometry)) {
    for (let i = 1; i < ring.length; i++) yield [ring[i - 1], ring[i]];
  }
}

export function edgeKeys(geometries) {
  const keys = new Set();
  for (const geometry of geometries) for (const [a, b] of edges(geometry)) keys.add(key(a, b));
  return keys;
}

// Border lines as { line, pair: [i, j], inside }: i and j are the neighbours' positions, inside says that the piece
// runs along one of the outlines in `along` (a set of edge keys).
export function borders(collection, along = new Set()) {
  const seen = new Map();
  const found = [];
  for (const feature of collection.features) {
    for (const ring of rings(feature.geometry)) {
      let open = null;
      for (let i = 1; i < ring.length; i++) {
        const name = key(ring[i - 1], ring[i]);
        const other = seen.get(name);
        if (other === undefined) seen.set(name, feature.id);
        if (other === undefined || other === feature.id) {
          open = null;
          continue;
        }
        const inside = along.has(name);
        if (!open || open.inside !== inside || open.pair[0] !== other) {
          open = { line: [ring[i - 1]], pair: [other, feature.id], inside };
          found.push(open);
        }
        open.line.push(ring[i]);
      }
    }
  }
  return joined(found);
}

// Rings start anywhere, so a border may come in pieces: join those that meet end to end.
function joined(pieces) {
  const lines = [];
  const text = (point) => point.join(",");
  for (const piece of pieces) {
    const partner = lines.find((line) => line.inside === piece.inside && text(line.pair) === text(piece.pair) && meet(line.line, piece.line));
    if (!partner) lines.push(piece);
    else if (text(partner.line.at(-1)) === text(piece.line[0])) partner.line.push(...piece.line.slice(1));
    else partner.line.unshift(...piece.line.slice(0, -1));
  }
  return lines;
  function meet(a, b) {
    return text(a.at(-1)) === text(b[0]) || text(a[0]) === text(b.at(-1));
  }
}

export const linesCollection = (lines) => ({
  type: "FeatureCollection",
  features: lines.map(({ line, inside }) => ({
    type: "Feature",
    properties: { inside: Boolean(inside) },
    geometry: { type: "LineString", coordinates: line },
  })),
});

export const EMPTY = { type: "FeatureCollection", features: [] };
