// One step of the deck as a row: number, title, page, what cannot be shown of it, notes, buttons.

import { addressOf } from "./deck_store.mjs";

function field(kind, label, look) {
  const home = document.createElement("label");
  home.textContent = label;
  const { name, place, value, focus, ...more } = look;
  const made = Object.assign(document.createElement(kind), { value, ...more });
  Object.assign(made.dataset, { name, place, focus });
  home.append(made);
  return home;
}

function button(words, what, place, { off = false, of }) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: words, disabled: off });
  Object.assign(made.dataset, { deck: what, place, focus: `${what}-${place}` });
  made.setAttribute("aria-label", `${words}: step ${place + 1}, ${of}`);
  return made;
}

export function row(step, place, last) {
  const made = document.createElement("li");
  made.dataset.step = place;
  const page = globalThis.hePresent.pages[step.page];
  const where = Object.assign(document.createElement("p"), { className: "hd-where" });
  if (page === undefined) where.textContent = `Page “${step.page}”`;
  else where.append(Object.assign(document.createElement("a"), { href: addressOf(step, ""), textContent: `${page}: open this view` }));
  const why = Object.assign(document.createElement("p"), { className: "hd-why", hidden: true });
  const of = step.title || page || step.page;
  const acts = Object.assign(document.createElement("div"), { className: "hd-acts" });
  acts.append(
    button("Up", "up", place, { off: place === 0, of }), button("Down", "down", place, { off: place === last - 1, of }),
    button("Duplicate", "copy", place, { of }), button("Delete", "delete", place, { of }),
  );
  const number = Object.assign(document.createElement("b"), { className: "hd-number", textContent: String(place + 1) });
  const words = document.createElement("div");
  words.append(field("input", "Title", { name: "title", place, value: step.title, maxLength: 200, focus: `title-${place}` }), where, why);
  made.append(number, words, field("textarea", "Notes", { name: "notes", place, value: step.notes, maxLength: 5000, rows: 3 }), acts);
  return made;
}
