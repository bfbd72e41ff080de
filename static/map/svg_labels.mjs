// Placed names and leaders as SVG: for the inset and for the picture without WebGL.

import { LOOK } from "./style.mjs";

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

export function svgLabels(placing) {
  const leaders = placing.leaders.map(({ line, dashed }) => {
    const [a, b] = line.map((place) => placing.camera.point(place).map((n) => n.toFixed(1)));
    return `<path d="M${a}L${b}" stroke="${LOOK.ink}" stroke-width="${dashed ? 1.5 : 1}" ${dashed ? 'stroke-dasharray="5 3.5"' : ""}/>`;
  });
  return leaders.join("") + placing.placed.map(svgLabel).join("");
}

// A named area's words stand on white where they cannot stand in the sea: the areas below may be as dark as the ink.
function svgLabel({ kind, lines, align, rect, onLand }) {
  const ground = kind === "selected" && onLand
    ? `<rect x="${rect.x - 2}" y="${rect.y - 1}" width="${rect.width + 4}" height="${rect.height + 2}" fill="${LOOK.white}" fill-opacity=".92"/>` : "";
  const anchor = { left: "start", center: "middle", right: "end" }[align];
  const x = rect.x + { left: 2, center: rect.width / 2, right: rect.width - 2 }[align];
  let y = rect.y;
  return ground + lines.map((line) => {
    const base = y + line.line / 2 + line.size * 0.36;
    y += line.line;
    return `<text x="${x.toFixed(1)}" y="${base.toFixed(1)}" text-anchor="${anchor}" font-size="${line.size}" font-weight="${line.weight}"
 fill="${line.colour}" letter-spacing="${line.spacing ?? 0}" paint-order="stroke" stroke="#fff" stroke-width="3.5" stroke-linejoin="round"
 stroke-opacity=".92">${escaped(line.text)}</text>`;
  }).join("");
}
