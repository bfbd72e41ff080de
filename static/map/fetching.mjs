// Everything the component asks the server for. Addresses come from where this module itself was served, so a base
// path needs no setting. Lives here: addresses and a cache of answers. Not here: what the answers mean.

const ROOT = new URL("../../", import.meta.url);
const answers = new Map();

export const library = (file) => new URL(file, import.meta.url).href;
export const mapFile = (file) => new URL(`map/${encodeURIComponent(file)}`, ROOT).href;
// Braces must stay as they are: MapLibre fills them in.
export const tileFile = (file) => `${ROOT.href}tiles/${encodeURIComponent(file)}/{z}/{x}/{y}`;

// The header may say "view/..." or "/base/r/view/...": both mean the same address.
export function viewAddress(path) {
  return new URL(path.replace(/^.*?\/r\//, "").replace(/^\//, ""), ROOT).href;
}

async function answer(url, read) {
  const response = await fetch(url);
  if (!response.ok) throw new Error((await response.text()).slice(0, 200) || `The server answered ${response.status}.`);
  return read(response);
}

function remembered(url, read) {
  if (!answers.has(url)) {
    const promise = answer(url, read);
    promise.catch(() => answers.delete(url));
    answers.set(url, promise);
    if (answers.size > 400) answers.delete(answers.keys().next().value);
  }
  return answers.get(url);
}

export const json = (url) => remembered(url, (response) => response.json());
export const bytes = (url) => remembered(url, async (response) => new Uint8Array(await response.arrayBuffer()));

let loading = null;

// The library is a classic script: it is fetched once for the whole page, by whichever map comes first.
export function maplibre() {
  if (window.maplibregl) return Promise.resolve(window.maplibregl);
  loading ??= new Promise((resolve, reject) => {
    // The document may have asked for it before this module came (pages/parts/front_page.py).
    const asked = [...document.scripts].find((one) => one.src === library("maplibre-gl.js"));
    const script = asked ?? Object.assign(document.createElement("script"), { src: library("maplibre-gl.js") });
    script.addEventListener("load", () => resolve(window.maplibregl));
    script.addEventListener("error", () => {
      script.remove();
      loading = null;
      reject(new Error("The map's program could not be fetched."));
    });
    if (!asked) document.head.append(script);
  });
  return loading;
}

export function stylesheets(root, more = []) {
  const home = root instanceof ShadowRoot ? root : document.head;
  const sheets = ["maplibre-gl.css", "area_map.css", ...more].map((file) => sheet(home, library(file)));
  return Promise.all(sheets);
}

function sheet(home, href) {
  const present = [...home.querySelectorAll("link")].find((link) => link.href === href);
  if (present) return present.ready;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  link.ready = new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error("The map's style sheet could not be fetched."));
    };
  });
  home.append(link);
  return link.ready;
}
