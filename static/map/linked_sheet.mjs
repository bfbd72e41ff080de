// A sheet whose areas are linked: figure, table and map mark the same area, and choosing one is told to Python.
// Lives here: what Streamlit calls. Not here: putting the HTML in place (sheet.mjs), marking (linking.mjs).

import { linked } from "./linking.mjs";
import { render as put } from "./sheet.mjs";

export function render(given) {
  put(given);
  linked(given.parentElement.querySelector(".he-sheet"), (code) => given.setTriggerValue("area", code));
}
