// Which camera a map starts with and goes back to. Pure geometry is in camera.mjs; this knows about the model.

import { framed, leaned, PADDING } from "./camera.mjs";
import { json, mapFile } from "./fetching.mjs";
import { placeBounds } from "./labels.mjs";

// The period slider stands at the foot of the map: nothing of the areas should hide behind it.
function padding({ header, narrow }) {
  if (narrow) return { top: 44, right: 8, bottom: slider(header) ? 80 : 8, left: 8 };
  return slider(header) ? { ...PADDING, bottom: 44 } : PADDING;
}

const slider = (header) => (header.planes?.items?.length ?? 0) > 1;

// The chosen place, unless the selected area lies elsewhere.
async function startingPlace(model) {
  const place = await placeBounds(model);
  const { selected, layer } = model.header;
  if (!place || !(selected >= 0)) return place;
  const names = await json(mapFile(layer.names)).catch(() => null);
  const [lon, lat] = names?.points[selected] ?? [place[0], place[1]];
  const [west, south, east, north] = place;
  return lon >= west && lon <= east && lat >= south && lat <= north ? place : null;
}

// A narrow map starts at the chosen place; a wide one at the whole, leaning to where the server has found most sea for
// names (geo/framing.py). A map of sets of areas names no side and keeps them in the middle.
export async function cameraFor(model, box, { bounds, first = false }) {
  const { clientWidth: width, clientHeight: height } = box;
  const { header, narrow } = model;
  const close = narrow && first ? header.narrow_bounds ?? (await startingPlace(model)) : null;
  if (close) return framed(close, width, height, { top: 44, bottom: slider(header) ? 80 : 12, left: 90, right: 90 });
  const camera = framed(bounds, width, height, padding(model));
  return narrow ? camera : leaned(camera, bounds, header.fit?.[2] ?? 0);
}
