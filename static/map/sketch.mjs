// A shape while it is being drawn: a polygon point by point, or a circle from its centre. Lives here: what each step makes
// of it and how it looks as GeoJSON. Pure: knows no map and no pointer (sketching.mjs).

import { metres, ring } from "./circle.mjs";

const SMALLEST = 50; // metres
const LARGEST = 300000;
const MOST = 1500; // corners
const rounded = (place) => place.map((degrees) => Number(degrees.toFixed(6)));
const feature = (type, coordinates) => ({ type: "Feature", properties: {}, geometry: { type, coordinates } });

export class Sketch {
  constructor(kind = "shape") {
    Object.assign(this, { kind, points: [], tip: null });
  }

  get open() {
    return this.points.length > 0;
  }

  // Metres from the centre to where the pointer is.
  get radius() {
    return this.kind === "circle" && this.open && this.tip ? metres(this.points[0], this.tip) : 0;
  }

  add(place) {
    const last = this.points.at(-1);
    if (last && metres(last, place) < 1) return; // the second press of a double click
    if (this.kind === "shape" || !this.open) this.points.push(place);
    this.tip = place;
  }

  move(place) {
    this.tip = place;
  }

  undo() {
    this.points.pop();
    this.tip = this.points.at(-1) ?? null;
  }

  // What keeps the shape from being finished, in words; "" if nothing does.
  get lacking() {
    if (this.kind === "shape") return this.points.length < 3 ? "A shape needs at least three points." : "";
    if (!this.open) return "A circle needs a centre.";
    if (this.radius < SMALLEST) return "A circle needs a radius: move away from its centre first.";
    return this.radius > LARGEST ? "A circle may reach 300 km from its centre." : "";
  }

  // What Python is told.
  shape() {
    if (this.kind === "circle") return { centre: rounded(this.points[0]), radius_m: Math.round(this.radius) };
    const step = Math.ceil(this.points.length / MOST);
    const corners = this.points.filter((_, index) => index % step === 0).map(rounded);
    return { type: "Polygon", coordinates: [[...corners, corners[0]]] };
  }

  features() {
    if (!this.open) return [];
    const points = this.points.map((place) => feature("Point", place));
    if (this.kind === "circle") return this.radius ? [...shapeFeatures({ centre: this.points[0], radius_m: this.radius }), ...points] : points;
    const line = [...this.points, ...(this.tip ? [this.tip] : [])];
    const area = line.length > 2 ? [feature("Polygon", [[...line, line[0]]])] : [feature("LineString", line)];
    return [...area, ...points];
  }
}

// A finished shape as features.
export function shapeFeatures(shape) {
  if (!shape) return [];
  if (shape.centre) return [feature("Polygon", [ring(shape.centre, shape.radius_m)]), feature("Point", shape.centre)];
  return [{ type: "Feature", properties: {}, geometry: shape }];
}
