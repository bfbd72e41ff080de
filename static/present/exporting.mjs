// A long export's strip: how far it is, Cancel, then the file. It outlives the page it was begun on.
// Lives here: asking the server, the strip, its words. Not here: how it looks (charts.frame.exporting_style), who begins one.

import { keptDeck, viewOf } from "./deck_store.mjs";

const KEPT = "he-export"; // the job of this window, over documents
const EVERY = 400; // milliseconds between two questions
const PATIENCE = 30; // unanswered questions until the strip gives up
const LOST = "The server does not answer, so the file cannot be had now. Please try again.";
const STRIP = `<p class="hx-words"></p><progress aria-label="How far the file is"></progress>
<button type="button" class="hx-cancel">Cancel</button><a class="hx-file" download hidden>Save the file again</a>
<button type="button" class="hx-close" hidden>Close</button><p class="he-vh" role="status"></p>`;

let strip = null;
let opener = null;
let heard = ""; // what was last said to those who listen

const address = (rest) => `${globalThis.hePresent.base}r/${rest}`;
const part = (name) => strip.querySelector(name);
const kept = () => { try { return sessionStorage.getItem(KEPT) ?? ""; } catch { return ""; } };
const keep = (id) => { try { id ? sessionStorage.setItem(KEPT, id) : sessionStorage.removeItem(KEPT); } catch { /* then the strip ends with the page */ } };

function shown() {
  if (strip?.isConnected) return;
  if (!document.getElementById("he-export-css")) {
    document.head.insertAdjacentHTML("beforeend", `<link rel="stylesheet" id="he-export-css" href="${globalThis.hePresent.exportCss}">`);
  }
  strip = document.createElement("section");
  strip.className = "he-export";
  strip.setAttribute("aria-label", "File being made");
  strip.innerHTML = STRIP;
  document.body.append(strip);
  part(".hx-cancel").addEventListener("click", cancel);
  part(".hx-close").addEventListener("click", close);
  strip.addEventListener("keydown", (event) => { if (event.key === "Escape") part(".hx-close").hidden ? cancel() : close(); });
}

function say(words, quarter = "") {
  part(".hx-words").textContent = words;
  if (quarter && quarter === heard) return; // those who listen hear of every quarter, not of every step
  heard = quarter;
  part("[role=status]").textContent = words;
}

function close() {
  const within = strip.contains(document.activeElement);
  strip.remove();
  strip = null;
  if (within) opener?.focus();
}

// The end, good or bad: Cancel gives way to Close, and the reader's place in the strip is kept.
function over(words, { href = "" } = {}) {
  const within = strip.contains(document.activeElement);
  keep("");
  say(words);
  part("progress").hidden = true;
  part(".hx-cancel").hidden = true;
  part(".hx-close").hidden = false;
  strip.dataset.state = href ? "done" : "ended";
  if (href) {
    part(".hx-file").hidden = false;
    part(".hx-file").href = href;
    part(".hx-file").click();
  }
  if (within) part(href ? ".hx-file" : ".hx-close").focus();
}

async function cancel() {
  const id = kept();
  over("Called off: no file was made.");
  if (id) await fetch(address(`jobs/${id}`), { method: "DELETE" }).catch(() => {});
}

async function follow(id) {
  let unanswered = 0;
  while (kept() === id && strip) {
    try {
      const answer = await fetch(address(`jobs/${id}`));
      const told = await answer.json();
      unanswered = 0;
      if (kept() !== id || !strip) return;
      if (!answer.ok) return over(told.words);
      if (told.state === "done") return over(told.words, { href: address(`jobs/${id}/file`) });
      if (told.state === "failed" || told.state === "cancelled") return over(told.words);
      part("progress").max = told.of || 1;
      if (told.of) part("progress").value = told.done;
      say(told.words, `${Math.floor((4 * told.done) / (told.of || 1))} of 4`);
    } catch {
      unanswered += 1;
      if (unanswered > PATIENCE) return over(LOST);
    }
    await new Promise((then) => setTimeout(then, EVERY));
  }
}

// What is sent: the reader's deck, a deck of the view they see, or nothing but an address that says it all.
function asked({ job, export: name, of }) {
  if (job) {
    const to = new URL(job, location.href), palette = new URLSearchParams(location.search).get("palette");
    if (palette) to.searchParams.set("palette", palette); // the colours the reader has on the page
    return { to: to.href, body: "" };
  }
  const { page, query } = viewOf();
  const deck = keptDeck();
  const step = { page, query, title: "", notes: "" };
  return { to: address(name), body: JSON.stringify(of === "deck" ? deck : { ...deck, title: "", pack: globalThis.hePresent.pack ?? deck.pack, steps: [step] }) };
}

export async function exporting(button) {
  if (strip && !strip.dataset.state) return void part(".hx-cancel").focus(); // one at a time
  strip?.remove();
  opener = button.closest("details")?.querySelector("summary") ?? button;
  button.closest("details")?.removeAttribute("open");
  heard = "";
  shown();
  say("Asking the server for the file.");
  part(".hx-cancel").focus({ preventScroll: true });
  const { to, body } = asked(button.dataset);
  try {
    const answer = await fetch(to, { method: "POST", body });
    const told = await answer.json();
    if (!answer.ok) return over(told.words ?? LOST);
    if (strip.dataset.state) return void fetch(address(`jobs/${told.id}`), { method: "DELETE" }).catch(() => {}); // called off meanwhile
    keep(told.id);
    return follow(told.id);
  } catch {
    return over(LOST);
  }
}

// Another page of the same window goes on where the last one was.
export function resume() {
  const id = kept();
  if (!id) return;
  shown();
  say("The file is being made.");
  follow(id);
}
