// How a map comes to its element: messages in order, a map kept over reruns and let go when its element has left the
// document. Lives here: those rules, for every map of ours. Not here: what a message leads to (the stages).

import { json, maplibre, stylesheets, viewAddress } from "./fetching.mjs";
import { decode, newer } from "./payload.mjs";

maplibre().catch(() => {}); // the largest file: asked for first, waited for later

const stages = new WeakMap();

// What stands around the areas has an address of its own: fetched once, then known.
async function whole({ header, classes }) {
  if (!header.scene) return { header, classes };
  const scene = await json(viewAddress(header.scene));
  return { header: { ...scene, ...header }, classes };
}

// Streamlit calls the result at every change of data; the element stays, so the map stays.
// begin(root, styled) makes the stage; `sheets` are style sheets beside the map's own.
export const mounted = (begin, sheets = []) => ({ data, parentElement, setStateValue }) => {
  const root = parentElement.querySelector(".hem") ?? parentElement.appendChild(Object.assign(document.createElement("div"), { className: "hem" }));
  let stage = stages.get(root);
  if (!stage) {
    stage = begin(root, stylesheets(root.getRootNode(), sheets));
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
};
