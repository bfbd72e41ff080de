// Names on the large map: gathers what may be named, has it placed for the present camera, and hands pictures to
// MapLibre. Laid out again when the camera has come to rest; between, names stay at their places on the ground.

import { json, mapFile } from "./fetching.mjs";
import { image } from "./label_images.mjs";
import { Mask } from "./mask.mjs";
import { countyBorders } from "./outlines.mjs";
import { Placing } from "./placing.mjs";

const FEW = 24;
const feature = (geometry, properties) => ({ type: "Feature", properties, geometry });
const collection = (features) => ({ type: "FeatureCollection", features });

// Everything with a name, fetched once for a header: towns, the place, counties and the borders between them.
export async function nameable(model) {
  const { header } = model;
  const shown = model.overlays.filter((one) => model.shows(one));
  const named = (style) => shown.find((one) => one.style === style && one.names);
  const [place, county] = [named("place"), named("county")];
  const get = (file) => (file ? json(mapFile(file)).catch(() => null) : null);
  const [towns, places, counties, shapes, borders] = await Promise.all([
    get(header.towns), get(place?.names), get(county?.names), get(county?.file), county ? countyBorders([county, ...model.overlays.filter((one) => one.style === "place")], header.emphasis).catch(() => []) : [],
  ]);
  const position = places?.codes.indexOf(header.emphasis) ?? -1;
  return {
    towns: townList(towns),
    place: position < 0 ? null : { name: header.emphasis_text?.[0] ?? places.names[position], note: header.emphasis_text?.[1] ?? "", bounds: places.bounds[position] },
    counties: counties && shapes ? counties.names.map((name, i) => ({ name, shape: shapes.features[i]?.geometry, bounds: counties.bounds[i] })) : [],
    borders,
  };
}

// The chosen place's own bounds, also while its outline is switched off.
export async function placeBounds({ header, overlays }) {
  const place = overlays.find((one) => one.style === "place" && one.names);
  const names = place && header.emphasis ? await json(mapFile(place.names)).catch(() => null) : null;
  return names?.bounds[names.codes.indexOf(header.emphasis)];
}

function townList(file) {
  if (!file) return [];
  const towns = file.features
    ? file.features.map(({ properties, geometry }) => ({ name: properties.name, point: geometry.coordinates, rank: properties.rank ?? 5 }))
    : file.names.map((name, i) => ({ name, point: file.points[i], rank: file.ranks?.[i] ?? i }));
  return towns.sort((a, b) => a.rank - b.rank);
}

const within = ([lon, lat], [west, south, east, north], margin = 0) =>
  lon >= west - margin && lon <= east + margin && lat >= south - margin && lat <= north + margin;

// Places every name for a camera. Returns the Placing.
export function arranged(model, names, { camera, land, taken, showSelected }) {
  const placing = new Placing(camera, land, taken);
  const on = (style) => model.overlays.some((one) => one.style === style && model.shows(one) && one.labels !== false);
  if (showSelected) placing.pointed(showSelected.name, showSelected.box);
  if (on("county")) borderNames(placing, names);
  const areas = model.scopeMask(camera);
  for (const town of names.towns.filter(({ point }) => near(areas, camera.point(point))).slice(0, model.narrow ? 8 : 14)) {
    placing.town(town.name, town.point);
  }
  if (on("place") && names.place) placing.place(names.place.name, names.place.note, camera.box(names.place.bounds));
  const bordered = placing.placed.some((label) => label.kind === "border");
  if (on("county") && !(model.narrow && bordered)) countyNames(placing, names, model);
  return placing;
}

// Whether a point of the picture is in the areas or just beside them.
function near(areas, [x, y]) {
  const { width, height } = areas.camera;
  return x > 10 && y > 10 && x < width - 10 && y < height - 10 && areas.share({ x: x - 8, y: y - 8, width: 16, height: 16 }) > 0;
}

// Only borders that the chosen place straddles: their names stand where the border meets the sea inside the place.
function borderNames(placing, names) {
  if (!names.place) return;
  const done = new Set();
  for (const { line, pair, inside } of names.borders) {
    const key = pair.join();
    const touches = [line[0], line.at(-1)].some((point) => within(point, names.place.bounds, 0.001));
    if (inside || done.has(key) || !touches) continue;
    const two = pair.map((id) => names.counties[id]).filter(Boolean);
    if (two.length < 2) continue;
    two.sort((a, b) => (b.bounds[1] + b.bounds[3]) - (a.bounds[1] + a.bounds[3])); // the northern one above
    const own = line.filter((point) => within(point, names.place.bounds, 0.001));
    if (placing.border(two.map((county) => county.name), own)) done.add(key);
  }
}

function countyNames(placing, names, model) {
  if (names.counties.length > FEW) return; // the whole country: towns say enough
  for (const { name, shape } of names.counties) {
    if (!shape) continue;
    const mask = new Mask(placing.camera).polygon(shape);
    if (mask.whole() === 0) continue;
    const areas = model.scopeMask(placing.camera);
    const clear = mask.without(areas);
    // Named inside the scope where it has most of itself there, else on the white land beside it.
    const mostlyInside = clear.whole() < mask.whole() * 0.5;
    placing.county(name, mostlyInside ? mask : clear, !mostlyInside);
  }
}

export class Labels {
  constructor(map) {
    this.map = map;
    this.known = new Map();
  }

  show(placing) {
    const points = placing.placed.map((label, order) => {
      const key = `${label.kind}:${label.lines[0].size}:${label.align}:${label.lines.map((line) => line.text).join("|")}`;
      if (!this.known.has(key)) {
        const { data, ratio } = image(label.lines, label.align);
        this.map.addImage(`name:${key}`, data, { pixelRatio: ratio });
        this.known.set(key, true);
      }
      const properties = { image: `name:${key}`, anchor: "center", order };
      return feature({ type: "Point", coordinates: label.at }, properties);
    });
    this.map.getSource("labels").setData(collection(points));
    const lines = placing.leaders.map(({ line, dashed }) => feature({ type: "LineString", coordinates: line }, { dashed }));
    this.map.getSource("leaders").setData(collection(lines));
  }
}
