// A drawing on a slide: as large as fits, no letter smaller than a room can read, and none over another.
// Lives here: fitting and placing. Not here: words and tables (table.mjs), the slide (slide.mjs); the same for
// PowerPoint is charts.slides.readable.

const LEAST = 24; // px of a screen 1280 wide, as the slide's sentence

export function fitDrawing(slot, inner) {
  const svg = inner.querySelector("svg");
  const { width, height } = svg.viewBox.baseVal;
  const scale = Math.min(slot.clientWidth / width, slot.clientHeight / height);
  svg.style.width = `${width * scale}px`;
  svg.style.height = `${height * scale}px`;
  grown(svg, LEAST / scale);
  keysApart(svg);
  namesApart(svg);
  linesApart(svg);
  fewer(svg, slot.getBoundingClientRect());
}

function grown(svg, least) {
  for (const one of svg.querySelectorAll("text, tspan[font-size]")) {
    one.style.fontSize = `${Math.max(least, Number.parseFloat(one.getAttribute("font-size") ?? 0))}px`;
  }
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

// Lines of one saying stand under each other.
function linesApart(svg) {
  let [above, pushed] = [null, 0];
  for (const one of svg.querySelectorAll("text:not([transform])")) {
    const same = above && ["x", "text-anchor", "fill"].every((name) => one.getAttribute(name) === above.getAttribute(name));
    const by = Number(one.getAttribute("y")) - Number(above?.getAttribute("y"));
    const wanted = Number.parseFloat(one.style.fontSize) * 1.08;
    pushed = same && by > 0 && by < 2 * wanted ? pushed + Math.max(wanted - by, 0) : 0;
    above = one;
    if (pushed) one.setAttribute("transform", `translate(0,${pushed})`);
  }
}

// What a room cannot read does not stand there: fewer words, not smaller ones. What is bold, and the ends of a row of
// numbers, stay before the rest; an entry of a key without its word goes as a whole.
function fewer(svg, room) {
  const kept = [];
  const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim() && one.getClientRects().length);
  const first = (one) => (isBold(one) ? 0 : 1);
  for (const one of alternating(texts).sort((one, other) => first(one) - first(other))) {
    inside(svg, one, room);
    const box = one.getBoundingClientRect();
    if (kept.some((other) => meet(box, other))) (one.closest("g[data-key]") ?? one).remove();
    else kept.push(box);
  }
}

const isBold = (one) => one.getAttribute("font-weight") === "700" || Boolean(one.querySelector('[font-weight="700"]'));

// The numbers of an axis: its ends first, then every second one, so that what stays is evenly apart.
function alternating(texts) {
  const rows = new Map();
  for (const one of texts) {
    const number = /^[\d.,£%−-]+$/.test(one.textContent.trim());
    const end = one.getAttribute("text-anchor") === "end";
    const row = number ? `${isBold(one)} ${end ? `x${one.getAttribute("x")}` : `y${one.getAttribute("y")}`}` : one;
    rows.set(row, [...(rows.get(row) ?? []), one]);
  }
  return [...rows.values()].flatMap((row) => {
    const every = 2 ** Math.ceil(Math.log2(Math.max(1, crowd(row))));
    const [there, gone] = [row.filter((_, place) => place % every === 0), row.filter((_, place) => place % every)];
    if (row.length > 3 && every > 1) gone.forEach((one) => one.remove());
    return row.length > 3 ? there : row;
  });
}

// How many numbers stand where one has room.
function crowd(row) {
  const boxes = row.map((one) => one.getBoundingClientRect());
  const every = [1, 2, 4].find((by) => boxes.every((box, place) => place % by || place < by || !meet(box, boxes[place - by])));
  return every ?? 1;
}

// Moved in from the edges of the slide's room.
function inside(svg, one, room) {
  const unit = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
  const { left, right, top } = one.getBoundingClientRect();
  const across = right > room.right + 8 ? room.right + 8 - right : Math.max(room.left - left, 0);
  const down = Math.max(room.top - 8 - top, 0);
  const before = one.getAttribute("transform")?.match(/^translate\(([-\d.]+),([-\d.]+)\)$/)?.slice(1).map(Number) ?? [0, 0];
  if (across || down) one.setAttribute("transform", `translate(${before[0] + across * unit},${before[1] + down * unit})`);
}

function meet(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return across > -6 && down > 0.36 * Math.min(one.height, other.height);
}
