// Which camera a map starts with and goes back to. Pure geometry is in camera.mjs; this knows about the model.

import { framed, leaned, PADDING } from "./camera.mjs";
import { placeBounds } from "./labels.mjs";
import { Mask } from "./mask.mjs";

// The period slider stands at the foot of the map: nothing of the areas should hide behind it.
function padding({ header, narrow }) {
  if (narrow) return { top: 8, right: 8, bottom: 8, left: 8 };
  return (header.planes?.items?.length ?? 0) > 1 ? { ...PADDING, bottom: 44 } : PADDING;
}

// A narrow map starts at the chosen place; a wide one at the whole, leaning to where there is least sea.
export async function cameraFor(model, box, { bounds, first = false }) {
  const { clientWidth: width, clientHeight: height } = box;
  const { header, narrow, land } = model;
  if (narrow && first) {
    const close = header.narrow_bounds ?? (await placeBounds(model));
    if (close) return framed(close, width, height, { top: 44, bottom: 12, left: 90, right: 90 });
  }
  const camera = framed(bounds, width, height, padding(model));
  return land && !narrow ? leaned(camera, bounds, (option) => 1 - new Mask(option).add(land).whole()) : camera;
}
