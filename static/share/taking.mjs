// "Download figure: PNG SVG" below every figure of a page and what the Download menu offers beside the table, for mouse and
// keyboard. The links ask the server for the very view that is in the address; none of them travels with a change of the
// view. Lives here: where the figures of a page are, and the links. Not here: the files (the server).

import { printing } from "./printing.mjs";

const FIGURES = {
  board: [[".hb-strip", "board-strips", "after", "what changed"],
    [".he-board-sheet:has(.hb-lenses) .hb-strip", "board", "after", "tiles"], [".he-board-sheet .he-scroll:has(.hb-floor)", "board-areas"],
    ...["outcomes", "quality", "finance"].map((lens) => [`.hb-further:has(#hb-more-${lens})`, `board-more-${lens}`, "append"])],
  compare: [[".hc-main > .he-src", "", "before"], [".hc-side .hc-keys", "compare-where"]],
  area: [[".hp-key", "area-spine"], [".hp-people > svg ~ .hp-under", "area-ages"], [".hp-people > svg ~ svg ~ .hp-under", "area-deprivation"],
    [".hp-gaps > .he-scroll", "area-gaps"], [".hp-access > .he-scroll", "area-access"], [".hp-teams > .he-scroll", "area-teams"],
    [".he-around > .he-scroll", "area-county"]],
  gradient: [[".he-gradient-sheet > figure > .he-src", "", "before"], [".hg-section:has(#hg-people) > figure", "gradient-people"],
    [".hg-core20", "gradient-core20"], [".hg-section:has(#hg-lenses) > .he-scroll", "gradient-two-ways"],
    [".hg-section:has(#hg-moments) > figure", "gradient-over-time"], [".hg-section:has(#hg-axes) > .he-scroll", "gradient-groups"],
    [".hg-section:has(#hg-spread) > figure", "gradient-spread"], [".hg-maps", "gradient-maps"]],
  similar: [[".hs-figure > .hs-narrow", "similar-level"], [".he-scroll:has(.hs-finder)", "similar-finder"], [".hs-map > figcaption", "similar-where"],
    [".hs-areas > table", "similar-areas"], [".hs-change figure", "similar-change"], [".hs-alike > .he-scroll", "similar-alike"]],
  signals: [[".he-signals-sheet .hs-main", "", "append"]],
  trend: [[".hs-all", "trend-all"], [".he-around > .he-scroll", "trend-county"]],
  tier: [[".ht-page > .he-scroll", "tier"]],
  misfit: [[".hm-rows", "misfit-matrix"], [".hm-card", "misfit-map"], [".hm-joint > .he-scroll", "misfit-joint"],
    [".hm-below > .he-scroll", "misfit-catchment"]],
  footprints: [[".he-own-card + .he-note:has(a[download])", "footprints-map"]],
  programmes: [[".he-programmes-sheet .he-scroll", ""]],
};

const WORDS_ONLY = new Set(["sources"]); // pages with no figure to take away

const base = globalThis.hePresent?.base ?? "/";
const page = () => location.pathname.slice(base.length).replace(/\/$/, "");

function address(kind, figure) {
  const query = new URLSearchParams(location.search);
  for (const name of ["present", "embed"]) query.delete(name);
  return `${base}r/figure.${kind}?${new URLSearchParams({ path: `/${page()}`, figure, ...Object.fromEntries(query) })}`;
}

function link(kind, figure) {
  const made = document.createElement("a");
  Object.assign(made, { textContent: kind.toUpperCase(), download: "", href: address(kind, figure) });
  made.dataset.kind = kind;
  return made;
}

function control(figure, named = "figure") {
  const made = document.createElement("p");
  made.className = "he-take";
  made.dataset.figure = figure;
  made.append(`Download ${named}: `, link("png", figure), " ", link("svg", figure));
  return made;
}

function place() {
  for (const [selector, figure, where = "after", named] of FIGURES[page()] ?? []) {
    const found = document.querySelector(`#root :is(${selector})`);
    if (!found || document.querySelector(`#root .he-take[data-figure="${figure}"]`)) continue;
    found[where](control(figure, named));
  }
}

function entry(words, href, more = {}) {
  const made = document.createElement("a");
  Object.assign(made, { textContent: words, download: "", href });
  Object.assign(made.dataset, more);
  return made;
}

// The page sends the table's link alone: the other files have the same question.
function menu() {
  const box = document.querySelector("#root .he-actions > div"), table = box?.firstElementChild?.getAttribute("href");
  if (!table || box.childElementCount > 1) return;
  box.append(entry("Excel workbook, with definitions", table.replace(".csv", ".xlsx")));
  if (WORDS_ONLY.has(page())) return;
  const slides = document.createElement("button");
  Object.assign(slides, { type: "button", textContent: "PowerPoint slides" });
  Object.assign(slides.dataset, { export: "deck.pptx", of: "view" });
  box.append(entry("Figure as picture (PNG)", address("png", ""), { kind: "png" }),
    entry("Figure as drawing (SVG)", address("svg", ""), { kind: "svg" }), slides);
  const pack = table.replace("board.csv", "board.pdf");
  if (pack !== table) box.append(entry("Board pack (PDF)", pack, { job: pack }));
}

// The question of the page at the moment of use.
function renewed({ target }) {
  const used = target.closest?.("a[data-kind]");
  if (used) used.href = address(used.dataset.kind, used.parentElement.dataset.figure ?? "");
}

let waiting = 0;
export function taking() {
  printing();
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(() => { place(); menu(); }, 300); };
  addEventListener("toggle", menu, true);
  new MutationObserver(soon).observe(document.querySelector("#root"), { childList: true, subtree: true });
  for (const act of ["pointerdown", "focusin", "click", "contextmenu"]) addEventListener(act, renewed, true);
  soon();
}
