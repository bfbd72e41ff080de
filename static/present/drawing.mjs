// A drawing on a slide: as large as fits, its letters larger than it was drawn for, and still none over another.
// Lives here: fitting and placing. Not here: how much larger letters are (charts.presenting_style), the slide (slide.mjs).

export function fitDrawing(slot, inner) {
  const svg = inner.querySelector("svg");
  const { width, height } = svg.viewBox.baseVal;
  const scale = Math.min(slot.clientWidth / width, slot.clientHeight / height);
  svg.style.width = `${width * scale}px`;
  svg.style.height = `${height * scale}px`;
  keysApart(svg);
  namesApart(svg);
  apart(svg, slot.getBoundingClientRect());
}

// Entries of a key stand one after the other, however long their words have become.
function keysApart(svg) {
  const unit = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
  let from = null;
  for (const entry of svg.querySelectorAll("g[data-key]")) {
    const { left, right, top } = entry.getBoundingClientRect();
    const by = from && Math.abs(from.top - top) < 20 ? Math.max(0, from.right + 24 - left) : 0;
    if (by) entry.setAttribute("transform", `translate(${by * unit},0)`);
    from = { right: right + by, top };
  }
}

// Names at the ends of lines stand under each other: larger letters push them down and up, in their order.
function namesApart(svg) {
  const { width } = svg.viewBox.baseVal;
  const unit = width / svg.getBoundingClientRect().width;
  const columns = new Map();
  for (const one of svg.querySelectorAll("text")) {
    const x = one.getAttribute("x");
    if (Number(x) > 0.7 * width && one.getAttribute("text-anchor") !== "end") columns.set(x, [...(columns.get(x) ?? []), one]);
  }
  for (const names of columns.values()) {
    const rows = names.map((one) => ({ one, at: one.getBoundingClientRect() })).sort((one, other) => one.at.top - other.at.top);
    const high = Math.min(...rows.map(({ at }) => at.height)) * 0.86;
    const wanted = rows.map(({ at }) => at.top);
    const placed = [];
    for (const top of wanted) placed.push(Math.max(top, (placed.at(-1) ?? -Infinity) + high));
    const back = Math.min((placed.at(-1) - wanted.at(-1)) / 2, placed[0] - svg.getBoundingClientRect().top); // shared between up and down
    rows.forEach(({ one }, place) => {
      const by = (placed[place] - Math.max(back, 0) - wanted[place]) * unit;
      if (Math.abs(by) > 0.5) one.setAttribute("transform", `translate(0,${by})`);
    });
  }
}

// Texts are larger than they were placed for: those that meet another or leave the drawing give way, never below their
// own size.
function apart(svg, room) {
  const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim() && one.getClientRects().length);
  const least = texts.map((one) => Number(one.getAttribute("font-size")) || 12);
  const now = texts.map((one) => parseFloat(getComputedStyle(one).fontSize));
  const { left, right } = room;
  for (let turn = 0; turn < 8; turn++) {
    const boxes = texts.map((one) => one.getBoundingClientRect());
    const crowded = new Set(boxes.flatMap((box, place) => (box.right > right + 20 || box.left < left - 24 ? [place] : [])));
    for (let one = 0; one < boxes.length; one++) for (let other = one + 1; other < boxes.length; other++) {
      if (meet(boxes[one], boxes[other])) crowded.add(one).add(other);
    }
    for (const place of crowded) texts[place].style.fontSize = `${now[place] = Math.max(least[place], now[place] * 0.94)}px`;
    if (!crowded.size) return;
  }
}

function meet(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  const room = Math.abs(one.top - other.top) < 4 ? -14 : 2; // in one line a mark may stand between two words
  return across > room && down > 0.36 * Math.min(one.height, other.height);
}
