// The presenter: one view, or the steps of the deck, on the whole screen; keys, reload, and the way back.
// Lives here: entering, stepping, leaving, the bar, the pointer's rest, word to the notes window. Not here: what stands on
// a slide (slide.mjs), the deck (deck_store.mjs).

import { addressOf, heldAgainst, keepDeck, keptDeck, NOT_KEPT, sameView, viewOf, withStep } from "./deck_store.mjs";
import { showKeys } from "./key_list.mjs";
import { roomCode } from "./room_code.mjs";
import { keyMeans } from "./keys.mjs";
import { fill, fillWrong, letGo } from "./slide.mjs";
import { cameFrom, comeBack, remember, restore, willComeBack } from "./way_back.mjs";

const REST = 3000; // milliseconds until the pointer hides
const ALONE = "view";
const SLIDE = `<h1 tabindex="-1"></h1><div class="he-slide-body"><div class="he-slot"></div><div class="he-said-now"></div></div>
<p class="he-from"></p><div class="he-bar"><div class="he-marks-of-steps" aria-hidden="true"></div><span class="he-count"></span>
<div class="he-keys-of"><button type="button" data-do="back" aria-label="Step back"><kbd>←</kbd></button><button type="button" data-do="on" aria-label="Step on"><kbd>→</kbd></button>
<button type="button" data-do="notes"><kbd>N</kbd>notes</button><button type="button" data-do="keys"><kbd>?</kbd>keys</button><button type="button" data-do="leave"><kbd>Esc</kbd>leave</button></div></div>
<p class="he-vh" role="status"></p>`;

let slide = null;
let deck = keptDeck();
let why = []; // per step: what cannot be shown of it
let watcher = null;
let filling = 0;
let resting = 0;
let running = false; // the page is on its way to another step
let styled = false; // a slide without its style would flash; one whose style cannot be had is shown all the same
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("he-present") : null;

const marked = () => new URLSearchParams(location.search).get("present");
const at = () => {
  const number = Number(marked());
  return Number.isInteger(number) && number >= 1 && number <= deck.steps.length ? number : 0;
};

// Streamlit hears of another address of the same page as it hears of Back: no document is loaded.
function goTo(address) {
  const to = new URL(address, location.href);
  if (to.pathname !== location.pathname) return void location.assign(to);
  const same = sameView(viewOf(to), viewOf());
  history.replaceState(history.state, "", to);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  if (slide && !same) afterRun();
}

export function presenting(how) {
  if (how === "keep") return add();
  if (how === "again") return begin();
  if (how === "back") return comeBack();
  if (document.documentElement.classList.contains("he-presenting")) return undefined;
  remember();
  deck = keptDeck();
  const whole = deck.steps.length && (how === "deck" || viewOf().page === "deck");
  const number = whole ? 1 : deck.steps.findIndex((step) => sameView(step, viewOf())) + 1;
  const address = number ? addressFor(number) : addressOf(viewOf(), ALONE);
  if (new URL(address, location.href).pathname !== location.pathname) return void location.assign(address);
  history.pushState(history.state, "", address);
  document.documentElement.classList.add("he-presenting");
  return begin();
}

function add() {
  const now = viewOf();
  const title = document.querySelector(".he-head h1")?.innerText ?? "";
  const next = withStep(keptDeck(), { ...now, title: title.slice(0, 200) });
  const told = document.querySelector(".he-kept");
  const words = keepDeck(next) ? `Added as step ${next.steps.length}. ` : `${NOT_KEPT} `;
  const link = Object.assign(document.createElement("a"), { href: `${globalThis.hePresent.base}deck`, textContent: "Open the deck" });
  told.replaceChildren(words, link);
  clearTimeout(told.going);
  told.going = setTimeout(() => told.replaceChildren(), 8000);
  channel?.postMessage({ kind: "deck" });
}

function begin() {
  deck = keptDeck();
  if (!document.getElementById("he-present-css")) {
    document.head.insertAdjacentHTML("beforeend", `<link rel="stylesheet" id="he-present-css" href="${globalThis.hePresent.css}">`);
  }
  slide = document.createElement("main");
  slide.className = "he-slide";
  slide.innerHTML = SLIDE;
  document.body.append(slide);
  slide.addEventListener("click", ({ target }) => act(target.closest("[data-do]")?.dataset.do));
  addEventListener("keydown", pressed, true);
  addEventListener("pointermove", stir);
  addEventListener("resize", anew);
  watcher = new MutationObserver((changes) => { if (changes.some(({ target }) => !target.closest?.(".he-mapped"))) soon(); });
  watcher.observe(document.getElementById("root"), { childList: true, subtree: true, characterData: true });
  const css = document.getElementById("he-present-css");
  styled = Boolean(css.sheet);
  for (const end of ["load", "error"]) css.addEventListener(end, () => { styled = true; anew(); });
  stir();
  tell();
  check();
  slide.querySelector("h1").focus({ preventScroll: true });
  document.fonts?.addEventListener("loadingdone", anew);
}

// Which steps cannot be shown, and why: asked once when a presentation starts or goes on.
async function check() {
  try {
    const said = await heldAgainst(JSON.stringify(deck));
    why = said.steps?.map((step) => step.why) ?? deck.steps.map(() => said.faults);
  } catch {
    why = [];
  }
  soon();
  tell();
}

// The bar, the words for those who listen, the notes window.
function tell() {
  const number = at();
  const count = number ? `Step ${number} of ${deck.steps.length}` : deck.steps.length ? `This view · deck of ${deck.steps.length}` : "This view";
  const title = deck.steps[number - 1]?.title ?? "";
  slide.querySelector(".he-count").textContent = count;
  slide.querySelector("[role=status]").textContent = number ? `${count}${title ? `: ${title}` : ""}` : "Presenting this view";
  slide.querySelector(".he-marks-of-steps").innerHTML = deck.steps.map((_, place) => `<i${place + 1 === number ? ' class="he-now"' : ""}></i>`).join("");
  channel?.postMessage({ kind: "at", number, deck, why });
}

function soon() {
  clearTimeout(filling);
  filling = setTimeout(show, 40);
}

// The letters or the screen have another size: what stands is fitted again.
function anew() {
  if (slide) slide.shown = null;
  soon();
}

// A step of the same page is shown when its script has run: until then the page still says the step before.
function afterRun() {
  const app = () => document.querySelector("[data-test-script-state]")?.dataset.testScriptState;
  const began = performance.now();
  let ran = false;
  running = true;
  slide.setAttribute("aria-busy", "true");
  const look = () => {
    ran ||= app() === "running";
    if ((ran && app() === "running") || (!ran && performance.now() - began < 400)) return void setTimeout(look, 20);
    running = false;
    soon();
  };
  look();
}

function show() {
  if (!slide || running || !styled) return;
  const number = at();
  const broken = why[number - 1] ?? [];
  if (broken.length) {
    fillWrong(slide, { ...deck.steps[number - 1], number, reasons: broken });
    slide.setAttribute("aria-busy", "false");
    slide.dataset.step = marked();
    return;
  }
  const shown = fill(slide, viewOf().page, deck.steps[number - 1]);
  slide.setAttribute("aria-busy", String(!shown));
  if (!shown) {
    slide.shown = null;
    slide.querySelector("h1").textContent = deck.steps[number - 1]?.title || "One moment ...";
  }
  slide.dataset.step = marked();
}

// A page that is not there is said on the page that is: only the number goes on.
function addressFor(number) {
  const wanted = deck.steps[number - 1];
  return addressOf(wanted.page in globalThis.hePresent.pages ? wanted : viewOf(), number);
}

function step(to) {
  const last = deck.steps.length;
  const number = Math.min(Math.max(to, 1), last);
  if (!last || number === at()) return;
  goTo(addressFor(number));
  tell();
  soon();
}

function act(what) {
  const number = at();
  if (what === "on") step(number + 1);
  else if (what === "back") step(number ? number - 1 : deck.steps.length);
  else if (what === "first") step(1);
  else if (what === "last") step(deck.steps.length);
  else if (what === "notes") open(`${globalThis.hePresent.base}r/notes`, "he-notes", "width=900,height=640");
  else if (what === "keys") showKeys();
  else if (what === "code") roomCode();
  else if (what === "leave") leave();
}

function pressed(event) {
  if (document.querySelector("dialog[open]")) return;
  if ((event.key === " " || event.key === "Enter") && event.composedPath()[0].closest?.(".he-bar button")) return;
  const what = keyMeans(event);
  if (!what) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act(what);
}

function stir() {
  document.documentElement.classList.remove("he-still");
  clearTimeout(resting);
  resting = setTimeout(() => document.documentElement.classList.add("he-still"), REST);
}

function leave() {
  const from = cameFrom();
  clearTimeout(resting);
  watcher.disconnect();
  removeEventListener("keydown", pressed, true);
  removeEventListener("pointermove", stir);
  removeEventListener("resize", anew);
  document.fonts?.removeEventListener("loadingdone", anew);
  channel?.postMessage({ kind: "left" });
  const to = from?.href ?? addressOf(viewOf(), "");
  if (new URL(to).pathname !== location.pathname) {
    willComeBack();
    location.assign(to);
    return;
  }
  letGo();
  slide.remove();
  slide = null;
  const here = addressOf(viewOf(), "");
  document.documentElement.classList.remove("he-presenting", "he-still");
  const back = addressOf(viewOf(new URL(to)), "");
  if (back !== here) goTo(back);
  else history.replaceState(history.state, "", back);
  restore(from);
}

if (channel) {
  channel.onmessage = ({ data }) => {
    if (data.kind === "go" && slide) act(data.what);
    if (data.kind === "to" && slide) step(data.number);
    if (data.kind === "hello" && slide) tell();
    if (data.kind === "deck" && slide) { deck = keptDeck(); check(); }
  };
}
