// The panel "Share this view": the server writes what stands in it (charts/sharing/share_sheet.py), this file opens it, copies, shows
// the picture large, and makes code and preview of what is chosen.

import { handedOut, showLarge, withSheet } from "./room_code.mjs";

const quoted = (words) => words.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export async function sharing(button) {
  if (document.querySelector(".he-share")) return;
  const menu = button.closest("details");
  if (menu) menu.open = false;
  const dialog = document.createElement("dialog");
  dialog.className = "he-share";
  dialog.setAttribute("aria-labelledby", "he-share-title");
  dialog.innerHTML = `<h2 id="he-share-title">Share this view</h2><button type="button" class="hs-close">Close</button><div class="hs-inside"><p>One moment ...</p></div><p class="hs-said" role="status"></p>`;
  dialog.querySelector(".hs-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => { dialog.remove(); (menu?.querySelector("summary") ?? button).focus(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  await withSheet();
  document.body.append(dialog);
  dialog.showModal();
  try {
    dialog.querySelector(".hs-inside").replaceChildren(...(await handedOut()).childNodes);
  } catch {
    dialog.querySelector(".hs-inside").innerHTML = "<p>The server cannot be reached, so there is no short link now. The address of this page holds the whole view: copy it.</p>";
  }
  wire(dialog);
}

function wire(dialog) {
  const say = (words) => { dialog.querySelector(".hs-said").textContent = words; };
  for (const button of dialog.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const field = dialog.querySelector(`#${button.dataset.copy}`);
      field.select();
      say((await copied(field)) ? button.dataset.said : "Your browser does not let a page copy. The text is selected: press Ctrl and C.");
    });
  }
  dialog.querySelector("[data-large]")?.addEventListener("click", () =>
    showLarge(dialog.querySelector(".hs-room img").src, dialog.querySelector("#hs-link").value));
  const form = dialog.querySelector("form[data-embed]");
  if (!form) return;
  const details = form.closest("details");
  const change = () => { if (details.open) embedded(dialog, form); };
  form.addEventListener("change", change);
  details.addEventListener("toggle", change);
}

async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}

// The code to paste, and the same frame as a preview, as small as fits.
function embedded(dialog, form) {
  const chosen = new FormData(form);
  const still = chosen.get("look") === "still";
  form.querySelector("[data-still]")?.toggleAttribute("hidden", !still);
  const address = new URL(form.dataset.embed);
  address.searchParams.set("look", chosen.get("look"));
  if (still && chosen.get("figure")) address.searchParams.set("figure", chosen.get("figure"));
  const [width, height] = chosen.get("size").split("x");
  const title = document.querySelector(".he-head h1")?.innerText.trim() || document.title;
  const code = `<iframe src="${quoted(address.href)}" title="${quoted(title)}" width="${width}" height="${height}" loading="lazy" style="border:1px solid #6F777B;max-width:100%"></iframe>`;
  form.querySelector("#hs-code").value = code;
  const home = dialog.querySelector("[data-preview]");
  const wide = width.endsWith("%") ? home.clientWidth : Number(width);
  const scale = Math.min(1, home.clientWidth / wide);
  const frame = home.querySelector("iframe") ?? home.appendChild(document.createElement("iframe"));
  frame.title = `Preview: ${title}`;
  if (frame.src !== address.href) frame.src = address.href;
  Object.assign(frame.style, { width: `${wide}px`, height: `${height}px`, transform: `scale(${scale})` });
  home.style.height = `${Number(height) * scale + 2}px`;
}
