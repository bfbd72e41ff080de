// Words and tables on a slide: every letter as large as a room can read, columns that the room needs, rows that fit.
// Lives here: enlarging and cutting. Not here: which columns stay away (charts.presenting.presenting_style), drawings (drawing.mjs).

const ROWS = "tbody tr, .hs-facts>div, .he-sources-sheet ul>li, .hp-one, .hs-tile, .hs-main li";
const LEAST = 24; // px of a screen 1280 wide, as the title's sentence
const TILES = 3; // in a row
const LOWEST = 5; // times that drawings become a tenth lower
const SYMBOL = 60; // px: a lower drawing is a mark in a line of words

const speaks = (one) => [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());

// Every element that says something is told its own size: the sheet makes it that or the least, whatever the zoom.
function told(inner) {
  const all = [...inner.querySelectorAll("*")].filter((one) => !one.closest("svg,.he-cut") && speaks(one));
  const sizes = all.map((one) => getComputedStyle(one).fontSize);
  all.forEach((one, place) => {
    one.classList.add("he-read");
    one.style.setProperty("--own", sizes[place]);
  });
}

// Words in small drawings beside the words have the letters of the words.
function drawn(inner) {
  for (const one of inner.querySelectorAll("svg text")) {
    const scale = one.getScreenCTM()?.a;
    if (!scale || !one.getClientRects().length) continue;
    one.style.fontSize = `${Math.max(LEAST / scale, parseFloat(one.getAttribute("font-size")) || 0)}px`;
    if (/^rotate/.test(one.getAttribute("transform") ?? "")) continue; // the mark of a synthetic pack lies across
    one.removeAttribute("transform");
    const out = one.ownerSVGElement.getBoundingClientRect().left - one.getBoundingClientRect().left;
    if (out > 0) one.setAttribute("transform", `translate(${out / scale},0)`); // a number that is cut is another number
  }
}

// The axis above a column keeps the numbers that have room.
function thinned(inner) {
  for (const svg of inner.querySelectorAll("svg")) {
    if (svg.getBoundingClientRect().height < SYMBOL / 4) continue;
    const kept = [];
    for (const one of [...svg.querySelectorAll("text")].sort((one, other) => bold(other) - bold(one))) {
      const box = one.getBoundingClientRect();
      const meets = kept.some((other) => box.left < other.right + 6 && other.left < box.right + 6 && box.top < other.bottom - 6 && other.top < box.bottom - 6);
      if (meets) one.remove();
      else kept.push(box);
    }
  }
}

const bold = (one) => Number(one.getAttribute("font-weight") === "700");

// A heading over all columns is over those that are left.
function across(inner) {
  for (const table of inner.querySelectorAll("table")) {
    const left = [...(table.tHead?.rows[0]?.cells ?? [])].filter((one) => one.getClientRects().length);
    const wide = left.reduce((sum, one) => sum + one.colSpan, 0);
    for (const one of table.querySelectorAll("tbody [colspan]")) one.colSpan = Math.min(one.colSpan, wide || 1);
  }
}

// As large as fits; a table too long even at its smallest loses rows from its end, and says so.
export function fitTable(slot, inner, { most = 1.6, least = 1.3 }) {
  const edge = slot.getBoundingClientRect().bottom + 1; // the margins of what is inside move it as a whole
  const fits = () => inner.getBoundingClientRect().bottom <= edge && inner.scrollWidth <= inner.clientWidth + 1;
  const set = (value) => {
    inner.style.zoom = String(value);
    inner.style.setProperty("--least", `${LEAST / value}px`);
    inner.style.width = `${slot.clientWidth / value}px`;
    drawn(inner);
  };
  told(inner);
  across(inner);
  for (let value = most; value >= least - 0.001; value -= 0.1) {
    set(value);
    if (fits()) return void thinned(inner);
  }
  const wide = () => inner.scrollWidth > inner.clientWidth + 1;
  for (let value = least; value > 0.9 && wide(); value -= 0.1) set(value);
  shortened(inner, fits);
  thinned(inner);
  for (const one of [...inner.querySelectorAll(".hb-tile > *")].reverse()) {
    if (one.getBoundingClientRect().bottom > edge) one.remove(); // half a line says nothing
  }
}

function shortened(inner, fits) {
  const all = [...inner.querySelectorAll(ROWS)].filter((row) => row.getClientRects().length && !row.parentElement.closest("tr,.hp-one,.hs-tile"));
  const headings = all.filter((row) => row.querySelector("[colspan]"));
  const rows = all.filter((row) => !headings.includes(row));
  const said = Object.assign(document.createElement("p"), { className: "he-cut" });
  inner.append(said);
  const tested = [...inner.querySelectorAll(".hs-trend > *")].reverse(); // half a sentence says nothing: the page has it
  let [left, lower] = [rows.length, 0];
  const zoom = inner.currentCSSZoom ?? 1;
  while (left > 1 && !fits()) {
    if (left <= TILES && tested.length) {
      for (const one of tested.splice(0)) one.remove();
      continue;
    }
    if (left <= TILES && rows.length > TILES && lower < LOWEST) {
      lower += 1; // of a row of tiles the drawings become lower before a tile goes
      for (const one of inner.querySelectorAll(".hs-tile svg")) one.style.height = `${one.getBoundingClientRect().height * 0.9 / zoom}px`;
      drawn(inner);
      continue;
    }
    left -= 1;
    rows[left].remove();
    const last = rows[left - 1];
    for (const one of headings) if (last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) one.remove();
    said.textContent = `The first ${left} of ${rows.length}; the page has all of them.`;
  }
  for (const one of tested) if (!fits()) one.remove();
  drawn(inner);
}
