// Before a page is printed everything that is folded is opened, and what would be fetched only when it is looked at is fetched
// at once: printing waits for nothing that is under way. Afterwards all is folded as it was. Lives here: that. Not here: how
// the page looks on paper (`charts/frame/print_style.py`).

const WAITING = /^Loading/;
const COLUMN = 690; // px of a map's column on paper (charts/frame/print_style.py)
let folded = [];

function fetched(home) {
  if (!WAITING.test(home.textContent.trim())) return;
  const request = new XMLHttpRequest();
  request.open("GET", home.dataset.print, false);
  try {
    request.send();
    if (request.status === 200) home.innerHTML = request.responseText; // made and escaped by charts
  } catch { /* the page says on paper that it was loading */ }
}

// A map is not drawn again for paper: as wide as it is on the screen, it is made smaller until all of it is beside its card.
function wholeMaps() {
  for (const one of document.querySelectorAll(".st-key-map, .st-key-own_map, .st-key-misfit_map")) {
    if (one.clientWidth) one.style.setProperty("--paper-zoom", Math.min(1, COLUMN / one.clientWidth).toFixed(4));
  }
}

function unfold() {
  wholeMaps();
  document.querySelectorAll("#root [data-print]").forEach(fetched);
  folded = [...document.querySelectorAll("#root details:not([open])")].filter((one) => !one.matches(".he-actions,.he-drawer"));
  for (const one of folded) one.open = true;
}

function fold() {
  for (const one of folded) one.open = false;
  folded = [];
}

export function printing() {
  addEventListener("beforeprint", unfold);
  addEventListener("afterprint", fold);
}
