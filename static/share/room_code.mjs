// The QR picture of a view on the whole screen, with its link in text below: for the room, from the panel and from the
// presenter (Q). Lives here: that dialog, and asking the server for a view's links.

import { viewOf } from "./deck_store.mjs";

export function withSheet() {
  const { css } = globalThis.heShare;
  if (document.getElementById("he-share-css")) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", id: "he-share-css", href: css });
  document.head.append(link);
  return new Promise((done) => { link.onload = link.onerror = done; });
}

// What the server hands out of the view in the address, as an element.
export async function handedOut() {
  const { page, query } = viewOf();
  const asked = new URLSearchParams({ page, query, at: location.origin });
  const answer = await fetch(`${globalThis.hePresent.base}r/share.html?${asked}`);
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  const home = document.createElement("div");
  home.innerHTML = await answer.text();
  const picture = home.querySelector("img");
  if (picture) picture.src += `&at=${encodeURIComponent(location.origin)}`;
  return home;
}

export function showLarge(picture, link) {
  const dialog = document.createElement("dialog");
  dialog.className = "he-room-code";
  dialog.setAttribute("aria-labelledby", "he-room-code-title");
  dialog.innerHTML = `<h2 id="he-room-code-title">Open this view on your telephone</h2>${picture ? '<img alt="QR code of the link below">' : ""}<p></p><button type="button" autofocus>Close</button>`;
  if (picture) dialog.querySelector("img").src = picture;
  dialog.querySelector("p").textContent = link;
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => { if (event.key.toLowerCase() === "q") dialog.close(); });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

// For the presenter: the view on the screen, at once.
export async function roomCode() {
  if (document.querySelector(".he-room-code")) return;
  await withSheet();
  let found = null;
  try { found = await handedOut(); } catch { /* said below */ }
  const picture = found?.querySelector("img")?.src;
  const link = found?.querySelector("#hs-link")?.value ?? found?.textContent ?? "The server cannot be reached, so there is no link now.";
  showLarge(picture, picture ? link : `${link.slice(0, 200)}${link.length > 200 ? " ... This link is too long for a picture." : ""}`);
}
