// The hatches: drawn once on a canvas for the map, and as SVG for the legend and the picture.
// Suppressed rises, not comparable falls, not collected is one wide diagonal on white.

import { CLASS } from "./payload.mjs";
import { LOOK } from "./style.mjs";

const SHAPES = {
  [CLASS.suppressed]: { size: 6, rising: true, width: 1.6 },
  [CLASS.notComparable]: { size: 6, rising: false, width: 1.6 },
  [CLASS.notCollected]: { size: 24, rising: true, width: 0.8 },
};

// A seamless square: the diagonal and its two neighbours, so that corners meet.
export function patternImage(code, ratio = 2) {
  const { size, rising, width } = SHAPES[code];
  const side = Math.round(size * Math.SQRT2) * ratio;
  const canvas = new OffscreenCanvas(side, side);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.fillStyle = LOOK.white;
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = LOOK.secondary;
  pen.lineWidth = width * ratio;
  pen.beginPath();
  for (const shift of [-side, 0, side]) {
    const [from, to] = rising ? [side * 2, -side] : [-side, side * 2];
    pen.moveTo(-side + shift, from);
    pen.lineTo(side * 2 + shift, to);
  }
  pen.stroke();
  return pen.getImageData(0, 0, side, side);
}

export function patternSvg(code, id) {
  const { size, rising, width } = SHAPES[code];
  const turn = rising ? 45 : -45;
  return `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})">
<rect width="${size}" height="${size}" fill="${LOOK.white}"/>
<path d="M1,0V${size}" stroke="${LOOK.secondary}" stroke-width="${width}"/></pattern>`;
}

// A legend key: the same shapes in a 22 x 14 box.
export function keySvg(code, id) {
  const dashed = code === CLASS.missing || code === CLASS.notCollected;
  const box = `<rect x=".5" y=".5" width="21" height="13" fill="${dashed ? LOOK.white : `url(#${id})`}" stroke="${LOOK.secondary}"
${dashed ? 'stroke-dasharray="3 2"' : ""}/>`;
  const diagonal = code === CLASS.notCollected ? `<path d="M1,13L21,1" stroke="${LOOK.secondary}"/>` : "";
  const defs = dashed ? "" : `<defs>${patternSvg(code, id)}</defs>`;
  return `<svg width="22" height="14" aria-hidden="true">${defs}${box}${diagonal}</svg>`;
}
