// A sheet of finished HTML: figure, card, sentence, table and method of a page, made and escaped by the server.
// Lives here: putting it in place. Not here: any row, word or mark (charts), the PNG of a figure (pictures.mjs), the order
// of a table (sorting.mjs), what is asked for afterwards (later.mjs).

import { kept, later } from "./later.mjs";
import { savePng } from "./pictures.mjs";
import { sorted } from "./sorting.mjs";

// Python's message: a line of JSON (kind, digest, order of a table), then the HTML.
function opened(data) {
  const words = new TextDecoder().decode(data instanceof Uint8Array ? data : new Uint8Array(data));
  const end = words.indexOf("\n");
  return { ...JSON.parse(words.slice(0, end)), html: words.slice(end + 1) };
}

// Returns the message.
export function render({ data: sent, parentElement, setTriggerValue }) {
  const data = opened(sent);
  const home = parentElement.querySelector(".he-sheet");
  if (home.dataset.digest === data.digest) return data;
  const before = kept(home);
  const open = [...home.querySelectorAll("details:not([data-later] *)")].map((one) => one.open);
  home.dataset.digest = data.digest;
  home.className = `he-sheet ${data.kind}`;
  home.innerHTML = data.html;
  home.querySelectorAll("details").forEach((one, place) => { one.open = open[place] ?? false; });
  for (const link of home.querySelectorAll('a[href^="#"]')) {
    link.addEventListener("click", () => { home.querySelector(`details${link.getAttribute("href")}`)?.setAttribute("open", ""); });
  }
  later(home, before);
  home.querySelectorAll("[data-rows]").forEach(sorted);
  for (const button of home.querySelectorAll("button[data-png]")) {
    button.addEventListener("click", () => savePng(button, button.parentElement.querySelector("[role=status]")));
  }
  for (const button of home.querySelectorAll("button[data-act]")) {
    button.addEventListener("click", () => {
      home.dataset.about = button.dataset.about;
      setTriggerValue("act", button.dataset.act);
    });
  }
  if (home.dataset.about) home.querySelector(`button[data-about="${CSS.escape(home.dataset.about)}"]`)?.focus({ preventScroll: true });
  delete home.dataset.about;
  return data;
}
