// A sheet whose areas are linked: figure, table and map mark the same area; choosing one, or sorting the table, is told
// to Python. Lives here: what Streamlit calls. Not here: putting the HTML in place (sheet.mjs), marking (linking.mjs).

import { linked } from "./linking.mjs";
import { render as put } from "./sheet.mjs";

const heard = new WeakMap(); // sheet -> how it tells Python of an order

export function render(given) {
  const { order } = put(given);
  const sheet = given.parentElement.querySelector(".he-sheet");
  if (!heard.has(sheet)) sheet.addEventListener("he-ordered", ({ detail }) => heard.get(sheet)("order", detail));
  heard.set(sheet, given.setTriggerValue);
  for (const home of sheet.querySelectorAll(".hc-turning")) {
    home.dispatchEvent(new CustomEvent("he-order", { detail: order }));
  }
  linked(sheet, (code) => given.setTriggerValue("area", code));
}
