// The map component of one element: takes messages from Python, wires the parts together, tells Python what the reader
// chose. Lives here: the wiring and the order of things. Every part is a file of its own beside this one.

import { json, maplibre, stylesheets, viewAddress } from "./fetching.mjs";
import { decode, newer } from "./payload.mjs";
import { Stage } from "./stage.mjs";

maplibre().catch(() => {}); // the largest file: asked for first, waited for later

const stages = new WeakMap();

// What stands around the areas has an address of its own: fetched once, then known.
async function whole({ header, classes }) {
  if (!header.scene) return { header, classes };
  const scene = await json(viewAddress(header.scene));
  return { header: { ...scene, ...header }, classes };
}

// Streamlit calls this at every change of data; the element stays, so the map stays.
export function render({ data, parentElement, setStateValue }) {
  const root = parentElement.querySelector(".hem") ?? parentElement.appendChild(Object.assign(document.createElement("div"), { className: "hem" }));
  let stage = stages.get(root);
  if (!stage) {
    stage = new Stage(root, stylesheets(root.getRootNode()));
    stages.set(root, stage);
  }
  stage.tell = setStateValue;
  const message = decode(data);
  // Calls may arrive out of order: an older message never replaces a newer one.
  if (newer(message.header, stage.newest)) {
    stage.newest = message.header;
    whole(message).then((one) => stage.newest === message.header && stage.accept(one), (fault) => stage.failed(fault));
  }
  // A call that a newer one overtook is cleaned up at once although the element lives: only a gone element is let go.
  return () => setTimeout(() => {
    if (root.isConnected || stages.get(root) !== stage) return;
    stages.delete(root);
    stage.close();
  }, 0);
}
