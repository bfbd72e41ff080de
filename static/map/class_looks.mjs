// The looks of classes of areas: a plain fill, or a pattern over it, tellable apart without colour. One set of shapes for
// the map (a canvas), the legend and the picture without WebGL (SVG). Which class has which look comes from Python.

import { LOOK } from "./style.mjs";

// Paths in a seamless square; a filled one is not stroked.
const SHAPES = {
  rising: { size: 8, path: "M-2,2L2,-2M-2,10L10,-2M6,10L10,6", width: 2 },
  falling: { size: 10, path: "M-2,8L2,12M-2,-2L12,12M8,-2L12,2", width: 1 },
  dots: { size: 8, path: "M2,0.4a1.6,1.6 0 1 0 .01,0ZM6,4.4a1.6,1.6 0 1 0 .01,0Z", width: 0 },
  cross: { size: 9, path: "M-1,-1L10,10M-1,10L10,-1", width: 1.2 },
};

export const patterned = (kinds) => kinds.filter((kind) => kind.pattern);

export function classImage({ colour, pattern, ink }, ratio = 2) {
  const { size, path, width } = SHAPES[pattern];
  const canvas = new OffscreenCanvas(size * ratio, size * ratio);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.scale(ratio, ratio);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, size, size);
  Object.assign(pen, { fillStyle: ink, strokeStyle: ink, lineWidth: width });
  if (width) pen.stroke(new Path2D(path));
  else pen.fill(new Path2D(path));
  return pen.getImageData(0, 0, size * ratio, size * ratio);
}

export function classSvg({ colour, pattern, ink }, id) {
  const { size, path, width } = SHAPES[pattern];
  const paint = width ? `fill="none" stroke="${ink}" stroke-width="${width}"` : `fill="${ink}"`;
  return `<pattern id="${id}" width="${size}" height="${size}" patternUnits="userSpaceOnUse"><rect width="${size}" height="${size}" fill="${colour}"/>
<path d="${path}" ${paint}/></pattern>`;
}

// A legend key, 26 x 16.
export function swatch(kind) {
  const id = `class-${kind.code}`;
  const defs = kind.pattern ? `<defs>${classSvg(kind, id)}</defs>` : "";
  return `<svg width="26" height="16" aria-hidden="true">${defs}<rect x=".5" y=".5" width="25" height="15"
 fill="${kind.pattern ? `url(#${id})` : kind.colour}" stroke="${LOOK.secondary}"/></svg>`;
}

// For picture.mjs: the classes' looks in a still picture.
export const pictureLooks = (model) => ({
  defs: () => patterned(model.header.kinds).map((kind) => classSvg(kind, `picture-class-${kind.code}`)).join(""),
  fill(code, colours) {
    const kind = model.header.kinds.find((one) => one.code === code);
    return kind?.pattern ? `url(#picture-class-${code})` : colours[code] ?? "none";
  },
});
