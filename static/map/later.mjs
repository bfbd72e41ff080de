// A part of a sheet that the browser asks for once the sheet is there: it stands below the first screen. Until it comes,
// what stood there before stays, pale. Lives here: asking and putting in place. Not here: any row or word (charts).

// Returns what takes the part's place in the next sheet.
export function kept(home) {
  const part = home.querySelector("[data-later]");
  if (!part?.dataset.come) return null;
  const open = [...part.querySelectorAll("details[open] > summary")].map((one) => one.textContent);
  return { address: part.dataset.later, html: part.innerHTML, open };
}

export function later(home, before) {
  const part = home.querySelector("[data-later]");
  if (!part) return;
  if (before) part.innerHTML = before.html;
  if (before?.address === part.dataset.later) {
    part.dataset.come = "1";
    return;
  }
  part.setAttribute("aria-busy", "true");
  fetch(part.dataset.later).then(async (response) => {
    const html = await response.text();
    if (!response.ok) throw new Error(html.slice(0, 200));
    if (!part.isConnected) return;
    part.innerHTML = html; // made and escaped by charts
    for (const one of part.querySelectorAll("details > summary")) one.parentElement.open = before?.open.includes(one.textContent) ?? false;
    part.dataset.come = "1";
    part.removeAttribute("aria-busy");
  }).catch((fault) => failed(part, fault.message));
}

function failed(part, words) {
  part.removeAttribute("aria-busy");
  const told = document.createElement("p");
  told.setAttribute("role", "alert");
  told.textContent = `The rest of this page could not be fetched: ${words}. Load the page again.`;
  part.replaceChildren(told);
}
