// One area, marked everywhere: in the map, the figure, the table. Pointing or focusing marks it, a click or Enter chooses
// it. Lives here: which area is near and which is chosen, drawing both over the marks. Not here: any mark (charts).
// The sheets of a page find each other in the document: [data-chosen] says who is chosen, [data-area] who is meant,
// a script of type application/json what is said of each.

import { inSight, rowOf } from "./sorting.mjs";

const SVG = "http://www.w3.org/2000/svg";
const heard = new WeakMap(); // sheet -> how it tells Python
const kept = new WeakMap(); // script -> its words
let near = "";
let meant = ""; // chosen here, not yet heard of by Python
let told = "";

const chosen = () => meant || (document.querySelector("[data-chosen]")?.dataset.chosen ?? "");

function words(code) {
  const script = document.querySelector("script.hc-words");
  if (!script) return null;
  if (!kept.has(script)) kept.set(script, JSON.parse(script.textContent));
  return kept.get(script)[code] ?? null;
}

const made = (name, look) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(look)) element.setAttribute(key, value);
  return element;
};

function ring(mark, kind) {
  if (mark.tagName === "path") {
    return ["hc-casing", kind].map((look) => made("path", { d: mark.getAttribute("d"), class: `hc-line ${look}` }));
  }
  const [x, y] = mark.dataset.at.split(",").map(Number);
  return ["hc-casing", kind].map((look) => made("circle", { cx: x, cy: y, r: 8, class: `hc-line ${look}` }));
}

// Name and number beside a mark, on the side with more room.
function label(mark, svg, said) {
  const box = mark.getBBox();
  const { width } = svg.viewBox.baseVal;
  const middle = box.x + box.width / 2;
  const left = middle > width / 2;
  const x = left ? Math.min(box.x, middle - 8) - 6 : Math.max(box.x + box.width, middle + 8) + 6;
  const y = Math.max(box.y + box.height / 2, 16);
  return said.slice(0, 2).map((line, row) => {
    const text = made("text", { x, y: y + 15 * row - 2, "text-anchor": left ? "end" : "start", class: row ? "hc-said" : "hc-said hc-name" });
    text.textContent = line;
    return text;
  });
}

// The line of an area through the periods of a box figure, from the pixels the server wrote.
function line(svg, code, kind) {
  if (!svg.dataset.series) return [];
  if (!kept.has(svg)) kept.set(svg, JSON.parse(svg.dataset.series));
  const { xs, ys } = kept.get(svg);
  const points = (ys[code] ?? []).map((y, place) => [xs[place], y]).filter(([, y]) => y !== null);
  const rings = points.map(([cx, cy]) => made("circle", { cx, cy, r: 4.5, class: `hc-line ${kind}` }));
  return [made("polyline", { points: points.join(" "), class: `hc-path ${kind === "hc-near" ? "hc-of-near" : ""}` }), ...rings];
}

// The lowest and highest a line runs between two places across.
function reach(points, from, to) {
  const ys = [];
  for (let at = 1; at < points.length; at += 1) {
    const [[x0, y0], [x1, y1]] = [points[at - 1], points[at]];
    const [left, right] = [Math.max(from, x0), Math.min(to, x1)];
    if (left <= right && x1 > x0) for (const x of [left, right]) ys.push(y0 + ((y1 - y0) * (x - x0)) / (x1 - x0));
  }
  return [Math.min(...ys), Math.max(...ys)];
}

// Words beside the end of a line are moved off the line, to the side where fewer areas are, if there is room.
function offLine(texts, svg, last) {
  const points = [...svg.querySelector(".hc-over polyline:last-of-type").points].map(({ x, y }) => [x, y]);
  const boxes = texts.map((text) => text.getBBox());
  const across = [Math.min(...boxes.map((box) => box.x)), Math.max(...boxes.map((box) => box.x + box.width))];
  const end = last.getBBox();
  const [highest, lowest] = reach([...points, [across[1] + 1, end.y + end.height / 2]], ...across);
  const { y, height } = boxes.reduce((all, box) => ({ y: all.y, height: box.y + box.height - all.y }));
  const under = Math.max(lowest, end.y + end.height) + 4;
  const above = Math.min(highest, end.y) - 4 - height;
  const room = under + height < svg.viewBox.baseVal.height - 32;
  const others = Object.values(kept.get(svg).ys).map((ys) => ys.at(-1)).filter((at) => at !== null);
  const low = others.filter((at) => at > end.y + end.height / 2).length < others.length / 2;
  const to = room && (above < 0 || low) ? under : Math.max(above, 2);
  for (const text of texts) text.setAttribute("y", Number(text.getAttribute("y")) + to - y);
}

// A long name is moved so that all of it stands in the drawing.
function within(texts, svg) {
  const { width } = svg.viewBox.baseVal;
  const boxes = texts.map((text) => text.getBBox());
  const left = Math.min(...boxes.map((box) => box.x)) - 3;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + 3;
  const step = left < 0 ? -left : Math.min(width - right, 0);
  if (step) for (const text of texts) text.setAttribute("x", Number(text.getAttribute("x")) + step);
}

function over(svg) {
  const layer = svg.querySelector(".hc-over");
  if (!layer) return;
  layer.replaceChildren();
  const found = [...new Set([chosen(), near])].filter(Boolean);
  for (const code of found) {
    const marks = [...svg.querySelectorAll(`[data-area="${CSS.escape(code)}"]`)];
    const kind = code === near ? "hc-near" : "hc-chosen";
    if (svg.dataset.series) layer.append(...line(svg, code, kind));
    else for (const mark of marks) layer.append(...ring(mark, kind));
    const said = words(code);
    const last = svg.dataset.series ? [...layer.querySelectorAll(`circle.${kind}`)].at(-1) : marks.at(-1);
    if (!said || !last || (near && code !== near) || !svg.getClientRects().length) continue;
    const texts = label(last, svg, said);
    layer.append(...texts);
    within(texts, svg);
    if (svg.dataset.series) offLine(texts, svg, last);
  }
}

export function marked() {
  const now = chosen();
  for (const row of document.querySelectorAll("tr[data-area]")) {
    row.classList.toggle("he-on", row.dataset.area === now);
    row.classList.toggle("hc-near", row.dataset.area === near);
    const button = row.querySelector("button[data-choose]");
    if (button) button.setAttribute("aria-pressed", String(row.dataset.area === now));
  }
  for (const svg of document.querySelectorAll("[data-marks] svg")) over(svg);
  for (const home of document.querySelectorAll(".hc-turning")) bring(home, now);
}

// A newly chosen area's row is brought into sight; where it stands on another page of the table, that page comes.
function bring(home, code) {
  if (!code || home.dataset.brought === code) return;
  home.dataset.brought = code;
  const row = rowOf(home, code);
  if (row) inSight(row);
  else home.dispatchEvent(new CustomEvent("he-find", { detail: code }));
}

function point(code, speak = false) {
  if (code === near) return;
  near = code;
  marked();
  const status = document.querySelector(".hc-spoken");
  if (status && speak && code !== told) status.textContent = (words(code) ?? []).join(", ");
  told = code;
}

function choose(code, sheet) {
  meant = code;
  marked();
  heard.get(sheet)?.(code);
}

// Arrow keys walk through the marks of the drawing in sight, in the order of need.
function walk(event, sheet) {
  const home = event.target.closest("[data-marks]");
  if (!home || event.target !== home) return;
  const svg = [...home.querySelectorAll("svg")].find((one) => one.getClientRects().length);
  const codes = [...new Set([...(svg?.querySelectorAll("[data-area]") ?? [])].map((one) => one.dataset.area))];
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (step && codes.length) {
    const at = codes.indexOf(near || chosen());
    point(codes[at < 0 ? 0 : (at + step + codes.length) % codes.length], true);
  } else if ((event.key === "Enter" || event.key === " ") && near) {
    choose(near, sheet);
  } else {
    return;
  }
  event.preventDefault();
}

function acts(sheet) {
  const meantBy = (event) => event.target.closest?.("[data-area]")?.dataset.area ?? "";
  sheet.addEventListener("pointerover", (event) => point(meantBy(event)));
  sheet.addEventListener("pointerleave", () => point(""));
  sheet.addEventListener("focusin", (event) => point(meantBy(event) || (event.target.matches?.("[data-marks]") ? chosen() : "")));
  sheet.addEventListener("focusout", () => point(""));
  sheet.addEventListener("keydown", (event) => (event.key === "Escape" ? point("") : walk(event, sheet)));
  sheet.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-choose]");
    const mark = event.target.closest("[data-area]");
    if (button) choose(button.dataset.choose, sheet);
    else if (mark && !event.target.closest("button, a")) choose(mark.dataset.area, sheet);
  });
  new MutationObserver((changes) => {
    if (changes.some(({ target }) => !target.closest?.(".hc-over"))) marked();
  }).observe(sheet, { childList: true, subtree: true });
}

// A sheet takes part; a message of Python's settles who is chosen.
export function linked(sheet, tell) {
  if (!heard.has(sheet)) acts(sheet);
  heard.set(sheet, tell);
  if (sheet.querySelector("[data-chosen]")) meant = "";
  marked();
}
