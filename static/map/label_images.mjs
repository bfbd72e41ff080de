// Names as pictures. MapLibre 5.3 draws no text without font files, so each name is drawn on a canvas with the
// reader's own system font and a white halo, and used as an icon. Lives here: the drawing and its measures.

import { LOOK } from "./style.mjs";

const FAMILY = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const HALO = 3.5;
const RATIO = 2;

export const KINDS = {
  town: { size: 13, line: 15 },
  place: { size: 14, line: 17, weight: 700 },
  border: { size: 13, line: 17 },
  county: { size: 12, line: 15, spacing: 3, capitals: true },
  outside: { size: 12, line: 15, spacing: 3, capitals: true, colour: LOOK.secondary },
  selected: { size: 13, line: 15, weight: 700 },
};

const ROOM = 1.34; // on a presenter's slide, which is enlarged half as much again: no letter below 24 px

let measure = null;

const large = () => (document.documentElement.classList.contains("he-presenting") ? ROOM : 1);

function enlarged(look) {
  const by = large();
  return { ...look, size: look.size * by, line: Math.round(look.line * by) };
}

// Text lines as { text, weight, colour, size }, so that a name may carry a lighter second part.
export function block(kind, lines) {
  const look = enlarged(KINDS[kind]);
  return lines.map((line) => ({ weight: 400, colour: LOOK.ink, ...look, ...(typeof line === "string" ? { text: line } : line) }))
    .map((line) => ({ ...line, text: line.capitals ? line.text.toUpperCase() : line.text }));
}

function set(pen, line) {
  pen.font = `${line.weight} ${line.size}px ${FAMILY}`;
  if ("letterSpacing" in pen) pen.letterSpacing = `${line.spacing ?? 0}px`;
}

export function extent(lines) {
  measure ??= new OffscreenCanvas(1, 1).getContext("2d");
  const widths = lines.map((line) => {
    set(measure, line);
    return measure.measureText(line.text).width;
  });
  return { width: Math.ceil(Math.max(...widths)) + HALO, height: lines.reduce((sum, line) => sum + line.line, 0) + 2, widths };
}

// align: "left", "center" or "right"
export function image(lines, align) {
  const { width, height, widths } = extent(lines);
  const canvas = new OffscreenCanvas(width * RATIO, height * RATIO);
  const pen = canvas.getContext("2d", { willReadFrequently: true }); // else each reading waits for the graphics card
  pen.scale(RATIO, RATIO);
  pen.textBaseline = "alphabetic";
  pen.lineJoin = "round";
  let y = 1;
  lines.forEach((line, index) => {
    set(pen, line);
    const spare = width - HALO - widths[index];
    const x = HALO / 2 + (align === "center" ? spare / 2 : align === "right" ? spare : 0);
    const base = y + line.line / 2 + line.size * 0.36;
    pen.lineWidth = HALO;
    pen.strokeStyle = "rgba(255,255,255,.92)";
    pen.strokeText(line.text, x, base);
    pen.fillStyle = line.colour;
    pen.fillText(line.text, x, base);
    y += line.line;
  });
  return { data: pen.getImageData(0, 0, canvas.width, canvas.height), ratio: RATIO };
}

// A long name in lines of at most `longest` letters (a longer word keeps its line to itself).
export function wrapped(text, longest = 16) {
  const lines = [];
  for (const word of text.split(" ")) {
    const together = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && together.length <= longest) lines[lines.length - 1] = together;
    else lines.push(word);
  }
  return lines;
}
