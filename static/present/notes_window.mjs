// The second window: notes of the step shown, what comes next, the time. Its keys step the presentation.
// Lives here: following the presentation over a BroadcastChannel. Not here: the presentation (presenter.mjs).

import { keyMeans } from "./keys.mjs";

const HERE = ["on", "back", "first", "last"];

export function notes() {
  const channel = new BroadcastChannel("he-present");
  const part = (name) => document.querySelector(`.${name}`);
  const title = document.querySelector("h1");
  const pages = globalThis.hePresent.pages;
  let began = Date.now();
  const clock = () => {
    const passed = Math.floor((Date.now() - began) / 1000);
    part("clock").textContent = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    part("since").textContent = `${Math.floor(passed / 60)}:${String(passed % 60).padStart(2, "0")} since you began`;
  };
  const nameOf = (step) => step.title || pages[step.page] || step.page;
  const shown = ({ number, deck, why }) => {
    const step = deck.steps[number - 1];
    const next = number ? deck.steps[number] : deck.steps[0];
    title.textContent = step ? `Step ${number} of ${deck.steps.length}: ${nameOf(step)}` : "One view, outside the deck";
    const broken = why[number - 1] ?? [];
    part("notes").textContent = [...broken.map((one) => `Cannot be shown: ${one}`), step?.notes || (step ? "No notes for this step." : "")].join("\n");
    document.querySelector(".next .title").textContent = next ? nameOf(next) : deck.steps.length ? "The end of the deck." : "The deck is empty.";
    pictured(next && !(why[number] ?? []).length ? next : null);
    const wrong = next ? (why[number] ?? []).join(" ") : "";
    document.querySelector(".next .of").textContent = next ? `${pages[next.page] ?? next.page}${wrong ? `. Cannot be shown: ${wrong}` : ""}` : "";
  };
  const picture = document.querySelector(".next img");
  const pictured = (next) => {
    const query = new URLSearchParams(next?.query ?? "");
    const address = next ? `${globalThis.hePresent.base}r/figure.svg?${new URLSearchParams({ path: `/${next.page}`, ...Object.fromEntries(query) })}` : "";
    if (picture.getAttribute("src") === address) return;
    picture.hidden = true; // until it is there: a page without a figure has none
    if (address) picture.src = address;
    else picture.removeAttribute("src");
  };
  picture.addEventListener("load", () => { picture.hidden = false; });
  const tell = (what) => channel.postMessage({ kind: "go", what });
  channel.onmessage = ({ data }) => {
    if (data.kind === "at") shown(data);
    if (data.kind === "left") title.textContent = "No presentation is running";
  };
  addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.closest("button")) return;
    const what = keyMeans(event);
    if (!HERE.includes(what)) return;
    event.preventDefault();
    tell(what);
  });
  addEventListener("click", ({ target }) => {
    const what = target.closest("[data-do]")?.dataset.do;
    if (what === "again") began = Date.now();
    else if (what) tell(what);
    clock();
  });
  clock();
  setInterval(clock, 1000);
  channel.postMessage({ kind: "hello" });
}
