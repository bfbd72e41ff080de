// One slide: title, sentence, the page's leading figure as large as fits, what the card says, the source.
// Lives here: what of a page stands on a slide, and fitting it. The page itself stays where it is, unseen: its words and
// drawings are copied at every change; its map is laid over its place. Not here: steps and keys (presenter.mjs).

import { fitDrawing } from "./drawing.mjs";
import { fitTable } from "./table.mjs";

const FIGURES = {
  "": { map: ".st-key-map", beside: [".he-card h2", ".he-card .he-big", ".he-card .he-judge"] },
  board: { figure: ".hb-lenses, .he-board-sheet .he-scroll", full: true, most: 1.9, least: 1.2 },
  gradient: { figure: ".he-gradient-sheet>figure .hg-wide", full: true },
  compare: { figure: ".hc-main [data-marks] .hc-wide, .hc-main .hc-turning", full: true, most: 1.55, least: 1.3 },
  area: { figure: ".hp-main table", full: true, most: 1.6, least: 1.3 },
  trend: { figure: ".he-trend-wide, .hs-all", full: true, most: 1.9, least: 1.3 },
  similar: { figure: ".hs-figure .hs-wide, .hs-areas, .hs-finder", full: true, most: 1.6, least: 1.3 },
  signals: { figure: ".hs-main", full: true, most: 1.7, least: 1.3 },
  programmes: { figure: ".he-programmes-sheet .he-scroll, .hp-list", full: true, most: 1.7, least: 1.3 },
  footprints: { map: ".st-key-own_map", beside: [] },
  misfit: { map: ".st-key-misfit_map", beside: [".hm-card .he-sent"] },
  tier: { figure: ".ht-page .he-scroll", full: true, most: 1.7, least: 1.3 },
  sources: { figure: ".hs-entry .hs-facts, .he-sources-sheet", full: true, most: 1.7, least: 1.4 },
};
const FLAT = 2.4; // width to height
const MOST_SOURCE = 330; // letters: two lines

// A number stays with its unit: their space does not break.
const plain = (words) => words.replace(/[ \t\n\r]+/g, " ").replaceAll(" %", "\u00a0%").trim();
const text = (root, selector) => plain(root.querySelector(selector)?.textContent ?? "");

function paragraph(words, classes = "") {
  const made = document.createElement("p");
  if (classes) made.className = classes;
  made.textContent = words;
  return made;
}

// What stands there already is not written again.
function put(place, ...parts) {
  const made = place.cloneNode(false);
  made.append(...parts);
  if (made.innerHTML !== place.innerHTML) place.replaceChildren(...made.childNodes);
}

// A copy with the classes of everything around it, so that the page's own style sheet dresses it.
function copied(element) {
  let copy = element.cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
  for (let above = element.parentElement; above && above.closest(".he-sheet,.stHtml"); above = above.parentElement) {
    if (!above.className || above.classList.contains("stHtml")) continue;
    const shell = document.createElement("div");
    shell.className = above.className;
    shell.style.cssText = "display:block;margin:0;min-height:0";
    shell.append(copy);
    copy = shell;
    if (above.classList.contains("he-sheet")) break;
  }
  return copy;
}

const uniqueIds = (copy) => {
  for (const svg of copy.querySelectorAll("svg")) svg.removeAttribute("tabindex");
  for (const one of copy.querySelectorAll("[tabindex],a,button,summary")) one.setAttribute("tabindex", "-1");
};

function seen(selector) {
  const all = selector ? [...document.querySelectorAll(`#root :is(${selector})`)] : [];
  return all.find((one) => one.getClientRects().length) ?? null;
}

function fitMap(slot, map) {
  const { left, top, width, height } = slot.getBoundingClientRect();
  const zoom = 1.5; // its letters have 16 px then (area_map.css, label_images.mjs), 24 in the room
  const look = { left: `${left / zoom}px`, top: `${top / zoom}px`, zoom: String(zoom) };
  Object.assign(map.style, look);
  map.style.setProperty("width", `${width / zoom}px`, "important");
  document.documentElement.style.setProperty("--he-present-height", `${Math.max(height / zoom, 160)}px`);
  map.classList.add("he-mapped");
}

export function letGo() {
  for (const map of document.querySelectorAll(".he-mapped")) {
    map.classList.remove("he-mapped");
    map.removeAttribute("style");
  }
  document.documentElement.style.removeProperty("--he-present-height");
}

function source(place) {
  const near = place?.closest("figure,.hc-main,.ht-page") ?? document.querySelector("#root");
  const within = near.querySelector(".he-src") ? near : document.querySelector("#root");
  const said = [...within.querySelectorAll(".he-src")].slice(0, near === within ? 3 : 1).map((one) => {
    const copy = one.cloneNode(true);
    for (const link of copy.querySelectorAll('a[href*="#"],a.he-along,a.he-origins')) link.remove();
    return plain(copy.textContent);
  });
  const whole = [...new Set(said)].join(" ");
  const licence = [...whole.matchAll(/(Open Government Licence|OGL) v3\.0\./g)].at(-1);
  const end = licence ? licence.index + licence[0].length : whole.length;
  const kept = whole.length - end > 200 ? whole.slice(0, end) : whole; // what is said of the method is on the page
  if (kept.length <= MOST_SOURCE) return kept;
  const parts = kept.slice(0, MOST_SOURCE).split(/(?<=[.;]) (?=[A-Z])/).slice(0, -1).join(" ");
  return `${parts} Further sources: on the page.${licence ? ` ${licence[0]}` : ""}`;
}

// What stands beside a drawing as well, as far as there is room.
function saidToo(said, told, slot) {
  const bottom = slot.getBoundingClientRect().bottom;
  for (const words of told) {
    const made = paragraph(/[.?!]$/.test(words) ? words : `${words}.`, "he-told");
    said.append(made);
    if (made.getBoundingClientRect().bottom > bottom) made.remove();
  }
}

// Everything of the page in sight, on the slide. True when the page had something to show. What stands there already is left
// alone, so that nothing flickers and no reader loses the place; presenter.mjs forgets it when letters or screen change.
export function fill(slide, page, step) {
  const root = document.querySelector("#root");
  const finding = text(root, ".he-head h1") || text(root, ".he-box b");
  if (!finding) return false;
  const plan = FIGURES[page] ?? {};
  const map = seen(plan.map);
  const figure = map ?? seen(plan.figure);
  const key = looks(root, { page, step, figure: map ? null : figure });
  if (slide.shown?.key === key && slide.shown.map === map && (!map || map.classList.contains("he-mapped"))) return true;
  const own = step?.title && step.title !== finding ? step.title : "";
  put(slide.querySelector("h1"), own || finding);
  const said = slide.querySelector(".he-said-now");
  const lines = [own ? paragraph(finding, "he-found") : null, text(root, ".he-head .he-lead") ? paragraph(text(root, ".he-head .he-lead")) : null];
  for (const notice of root.querySelectorAll(".he-notice")) lines.push(paragraph(notice.textContent, "he-told"));
  const beside = (plan.beside ?? []).map((one) => text(root, one)).filter(Boolean);
  if (beside.length) {
    const box = document.createElement("div");
    box.className = "he-beside";
    box.append(...beside.map((words, place) => paragraph(words, place === 1 ? "he-large" : "")));
    lines.push(box);
  }
  put(said, ...lines.filter(Boolean));
  const from = slide.querySelector(".he-from");
  const mark = text(document, ".he-synthetic"); // figures that are not real say so in the room, too
  put(from, mark ? `${mark} ` : "", Object.assign(document.createElement("b"), { textContent: text(root, ".he-head .he-sub") }), ` ${source(figure)}`);
  const drawing = figure?.matches("[class$=-wide]") && figure.querySelector("svg[viewBox]")?.viewBox.baseVal;
  const beneath = drawing ? drawing.width / drawing.height > FLAT : Boolean(plan.full); // a flat drawing has the whole width
  slide.querySelector(".he-slide-body").classList.toggle("he-full", beneath);
  slide.querySelector(".he-slide-body").classList.toggle("he-drawing", Boolean(drawing) && !beneath);
  const slot = slide.querySelector(".he-slot");
  if (plan.map && figure) {
    slot.replaceChildren();
    fitMap(slot, figure);
  } else if (figure) {
    letGo();
    const inner = document.createElement("div");
    inner.className = `he-shown${drawing ? " he-of-svg" : ""}`;
    inner.append(copied(figure));
    uniqueIds(inner);
    slot.replaceChildren(inner);
    slot.classList.toggle("he-drawn", Boolean(drawing));
    if (drawing) {
      const told = fitDrawing(slot, inner);
      if (!beneath) saidToo(said, told, slot);
    } else fitTable(slot, inner, plan);
  } else {
    letGo();
    slot.replaceChildren();
  }
  const whole = Boolean(figure) || Boolean(root.querySelector(".he-sheet > *, .he-box")); // a page's figure comes after its words
  if (whole) slide.shown = { key, map };
  return whole;
}

// All that a slide is made of, as one text.
function looks(root, { page, step, figure }) {
  const words = [...root.querySelectorAll(".he-head, .he-box b, .he-notice, .he-src, .he-card")].map((one) => one.textContent);
  return JSON.stringify([page, step?.title, words, text(document, ".he-synthetic"), figure?.outerHTML ?? ""]);
}

// A step that cannot be shown says which it is and why, in the room as in the deck.
export function fillWrong(slide, { number, title, page, reasons }) {
  letGo();
  slide.shown = null;
  slide.querySelector("h1").textContent = `Step ${number} cannot be shown as it was saved`;
  slide.querySelector(".he-said-now").replaceChildren(paragraph(title || page || "Map"));
  slide.querySelector(".he-from").textContent = "";
  slide.querySelector(".he-slide-body").classList.add("he-full");
  slide.querySelector(".he-slide-body").classList.remove("he-drawing");
  const box = document.createElement("ul");
  box.className = "he-wrong";
  box.append(...reasons.map((one) => Object.assign(document.createElement("li"), { textContent: one })));
  slide.querySelector(".he-slot").replaceChildren(box);
}
