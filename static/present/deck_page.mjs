// The deck's page: steps in their order, each with title and notes; open, save, present. Everything stays in this browser.
// Lives here: what the buttons do, undo, the words said. Not here: a step's row (deck_rows.mjs), keeping (deck_store.mjs).

import { heldAgainst, keepDeck, keptDeck, newDeck, NOT_KEPT } from "./deck_store.mjs";
import { row } from "./deck_rows.mjs";

const NAME = "health-equity-deck";
let home = null;
let deck = keptDeck();
let before = null; // the deck before the last act, for Undo
let told = { why: [], otherPack: "" };
let asked = 0;
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("he-present") : null;

const part = (name) => home.querySelector(`.${name}`);

function say(words, { undo = false } = {}) {
  part("hd-said").textContent = words;
  part("hd-undo").hidden = !undo;
}

// Kept at once, then drawn: nothing is lost where the page is closed.
function put(next, words = "", { undo = true, focus = "" } = {}) {
  if (undo) before = deck;
  deck = next;
  const kept = keepDeck(deck);
  part("hd-off").hidden = kept;
  part("hd-off").textContent = kept ? "" : NOT_KEPT;
  if (words) say(words, { undo });
  draw(focus);
  check();
  channel?.postMessage({ kind: "deck" });
}

const steps = (list) => ({ ...deck, steps: list });

function act(what, place) {
  const list = [...deck.steps];
  const name = list[place]?.title || `step ${place + 1}`;
  if (what === "up" || what === "down") {
    const to = place + (what === "up" ? -1 : 1);
    if (to < 0 || to >= list.length) return;
    [list[place], list[to]] = [list[to], list[place]];
    put(steps(list), `“${name}” is step ${to + 1} of ${list.length} now.`, { focus: `${what}-${to}` });
  } else if (what === "copy") {
    list.splice(place + 1, 0, { ...list[place] });
    put(steps(list), `“${name}” is there twice: steps ${place + 1} and ${place + 2}.`, { focus: `title-${place + 1}` });
  } else if (what === "delete") {
    list.splice(place, 1);
    put(steps(list), `“${name}” was taken out.`, { focus: "undo" });
  }
}

function write(name, place, value) {
  const list = deck.steps.map((step, number) => (number === place ? { ...step, [name]: value } : step));
  deck = place === null ? { ...deck, title: value } : steps(list);
  keepDeck(deck);
  channel?.postMessage({ kind: "deck" });
}

async function opened(file) {
  if (!file) return;
  const text = await file.text();
  const faults = part("hd-faults");
  const answer = await heldAgainst(text).catch((fault) => ({ faults: [`The server did not answer: ${fault.message}`] }));
  faults.hidden = !answer.faults.length;
  if (answer.faults.length) {
    faults.querySelector("b").textContent = `“${file.name}” was not opened; your deck is as it was`;
    faults.querySelector("ul").replaceChildren(...answer.faults.map((one) => Object.assign(document.createElement("li"), { textContent: one })));
    faults.focus();
    return;
  }
  put(answer.deck, `“${file.name}” is open: ${count(answer.deck.steps.length)}.`);
}

const count = (number) => (number === 1 ? "1 step" : `${number} steps`);

function saved() {
  const text = `${JSON.stringify(deck, null, 2)}\n`;
  const name = deck.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").toLowerCase();
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: `${name || NAME}.json`,
  });
  link.click();
  URL.revokeObjectURL(link.href);
  say(`Saved as ${link.download}.`);
}

// What the server says of every step; an answer that a later question overtook is not heard.
async function check() {
  const turn = ++asked;
  const answer = await heldAgainst(JSON.stringify(deck)).catch(() => null);
  if (turn !== asked || !answer) return;
  told = { why: answer.steps?.map((step) => step.why) ?? [], otherPack: answer.other_pack ?? "" };
  part("hd-other").textContent = told.otherPack;
  part("hd-other").hidden = !told.otherPack;
  home.querySelectorAll(".hd-why").forEach((box, place) => {
    const why = told.why[place] ?? [];
    box.hidden = !why.length;
    box.textContent = why.length ? `Cannot be shown as it was saved. ${why.join(" ")}` : "";
  });
}

function draw(focus = "") {
  const list = part("hd-steps");
  list.replaceChildren(...deck.steps.map((step, place) => row(step, place, deck.steps.length)));
  part("hd-none").hidden = deck.steps.length > 0;
  part("hd-title").value = deck.title;
  for (const button of home.querySelectorAll("[data-needs-steps]")) button.disabled = !deck.steps.length;
  const to = focus === "undo" ? part("hd-undo") : focus ? list.querySelector(`[data-focus="${focus}"]`) : null;
  (to?.disabled ? to.parentElement.querySelector("button:not(:disabled)") : to)?.focus();
}

function begin(found) {
  home = found;
  home.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const { deck: what, place } = button.dataset;
    if (what === "undo" && before) {
      const was = before;
      before = null;
      put(was, "Taken back.", { undo: false });
      part("hd-undo").hidden = true;
    } else if (what === "save") saved();
    else if (what === "empty") put({ ...newDeck(), title: "" }, "The deck is empty.", { focus: "undo" });
    else if (what === "open") part("hd-file").click();
    else if (what) act(what, Number(place));
  });
  home.addEventListener("input", ({ target }) => {
    if (target.dataset.name) write(target.dataset.name, target.dataset.place === undefined ? null : Number(target.dataset.place), target.value);
  });
  home.addEventListener("keydown", (event) => {
    const place = event.target.closest?.("[data-step]")?.dataset.step;
    const what = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!event.altKey || !what || place === undefined) return;
    event.preventDefault();
    act(what, Number(place));
  });
  part("hd-file").addEventListener("change", ({ target }) => { opened(target.files[0]); target.value = ""; });
  addEventListener("storage", ({ key }) => { if (key === "he-deck") { deck = keptDeck(); draw(); check(); } });
  deck = keptDeck(); // as it is now: another window may have added to it since this program was read
  put(deck, "", { undo: false });
  home.dataset.ready = "yes";
}

const look = () => {
  const found = document.querySelector(".hd-deck");
  if (found && found !== home) begin(found);
};
new MutationObserver(look).observe(document.getElementById("root"), { childList: true, subtree: true });
look();
