// A drawing on a slide: as large as fits, no letter smaller than a room can read, and none over another.
// Lives here: fitting and placing. Not here: words and tables (table.mjs), the slide (slide.mjs); the same for
// PowerPoint is charts.slides.readable.

const LEAST = 24; // px of a screen 1280 wide, as the slide's sentence

// What there was no room for, and the notes whose numbers stand in the drawing, come back to be said beside it.
export function fitDrawing(slot, inner) {
  const svg = inner.querySelector("svg");
  sized(slot, svg);
  for (let turn = 0; turn < 2 && wider(svg, slot.getBoundingClientRect().right); turn++) sized(slot, svg);
  for (let turn = 0; turn < 2 && rowsApart(svg); turn++) sized(slot, svg);
  keysApart(svg);
  namesApart(svg);
  linesApart(svg);
  notesRound(svg);
  const gone = fewer(svg, slot.getBoundingClientRect());
  return [...gone, ...[...svg.querySelectorAll("g[data-note]")].map((one) => one.dataset.note)];
}

// As large as the slot allows, with letters to read; those in a bar stay in its middle.
function sized(slot, svg) {
  const { width, height } = svg.viewBox.baseVal;
  const scale = Math.min(slot.clientWidth / width, slot.clientHeight / height);
  svg.style.width = `${width * scale}px`;
  svg.style.height = `${height * scale}px`;
  grown(svg, LEAST / scale);
  for (const one of svg.querySelectorAll("text[data-middle]")) {
    one.setAttribute("y", String(Number(one.dataset.middle) + Number.parseFloat(one.style.fontSize) * 0.36));
  }
}

// Names at the ends of lines that would stand out of the room: the drawing gets a wider edge, up to a fifth.
function wider(svg, right) {
  const names = atEnds(svg).filter((one) => !one.closest("g[data-saying]")); // a saying without room is said beside it
  const over = Math.max(...names.map((one) => one.getBoundingClientRect().right)) - right;
  const { width } = svg.viewBox.baseVal;
  if (!(over > 2)) return false;
  svg.viewBox.baseVal.width = width + Math.min((over * width) / svg.getBoundingClientRect().width, width / 5);
  return true;
}

function atEnds(svg) {
  const { width } = svg.viewBox.baseVal;
  return [...svg.querySelectorAll("text")].filter(
    (one) => Number(one.getAttribute("x")) > 0.7 * width && !["end", "middle"].includes(one.getAttribute("text-anchor")),
  );
}

// The ring around a note's number grows with it.
function notesRound(svg) {
  for (const one of svg.querySelectorAll("g[data-note]")) {
    const [ring, number] = [one.querySelector("circle"), one.querySelector("text")];
    const size = Number.parseFloat(number.style.fontSize);
    ring.setAttribute("r", String(size * 0.62));
    number.setAttribute("y", String(Number(ring.getAttribute("cy")) + size * 0.36));
  }
}

// Rows of words above and below what is drawn have the room of their larger letters: the drawing becomes higher.
function rowsApart(svg) {
  const box = svg.viewBox.baseVal;
  const frame = svg.getBoundingClientRect();
  const unit = box.width / frame.width;
  const drawn = [...svg.querySelectorAll("rect,line,path,circle,polyline,polygon")]
    .filter((one) => one.getClientRects().length && !one.closest("defs,g[data-key],g[data-note]"))
    .map((one) => one.getBoundingClientRect());
  const of = (px) => box.y + (px - frame.top) * unit;
  const [high, bottom] = [of(Math.min(...drawn.map((one) => one.top))), of(Math.max(...drawn.map((one) => one.bottom)))];
  const inner = [...svg.querySelectorAll("text")].filter((one) => Number(one.getAttribute("y")) > high);
  const top = Math.min(high, ...inner.map((one) => Number(one.getAttribute("y")) - 0.75 * Number.parseFloat(one.style.fontSize)));
  const [up, down] = [spread(svg, (y) => top - y), spread(svg, (y) => y - bottom)].map((one) => Math.max(one, 0));
  box.y -= up;
  box.height += up + down;
  return up + down > 0.5;
}

// Rows further and further from what is drawn, the next one a line beyond the one before; how far the last was moved.
function spread(svg, beyond) {
  const texts = [...svg.querySelectorAll("text:not([transform])")].filter((one) => one.textContent.trim() && !one.closest("g[data-note]"));
  const at = (one) => Number(one.getAttribute("y"));
  const sign = beyond(1) > beyond(0) ? 1 : -1;
  let [before, by] = [null, 0];
  for (const one of texts.filter((text) => beyond(at(text)) > 0).sort((text, other) => beyond(at(text)) - beyond(at(other)))) {
    const size = Number.parseFloat(one.style.fontSize);
    const own = at(one);
    if (before === null) by = Math.max((sign > 0 ? 0.8 : 0.3) * size - beyond(own), 0);
    else if (Math.abs(own - before) > 0.3 * size) by = Math.max(by, by + 1.08 * size - Math.abs(own - before));
    if (before === null || Math.abs(own - before) > 0.3 * size) before = own;
    moved(one, sign * by);
  }
  return by;
}

function moved(one, by) {
  const key = one.closest("g[data-key]");
  if (key) key.dataset.down = String(by);
  if (key) key.setAttribute("transform", `translate(0,${by})`);
  else one.setAttribute("y", String(Number(one.getAttribute("y")) + by));
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
    if (by) entry.setAttribute("transform", `translate(${by * unit},${entry.dataset.down ?? 0})`);
    from = { right: right + by, top };
  }
}

// Names at the ends of lines stand under each other: larger letters push them down and up, in their order.
function namesApart(svg) {
  const unit = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
  const columns = new Map();
  for (const one of atEnds(svg)) {
    const x = one.getAttribute("x");
    columns.set(x, [...(columns.get(x) ?? []), one]);
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
// numbers, stay before the rest; an entry of a key without its word goes as a whole, and so does a saying of several lines.
function fewer(svg, room) {
  const [kept, gone] = [[], []];
  const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim() && one.getClientRects().length);
  const first = (lines) => (isBold(lines[0]) ? 0 : 1);
  const sayings = alternating(texts).reduce((all, one) => {
    const last = all.at(-1);
    const whole = one.closest("g[data-saying]");
    if (whole && whole === last?.[0].closest("g[data-saying]")) last.push(one);
    else all.push([one]);
    return all;
  }, []);
  for (const lines of sayings.sort((one, other) => first(one) - first(other))) {
    inside(svg, lines, room);
    const boxes = lines.map((one) => one.getBoundingClientRect());
    if (!boxes.some((box) => kept.some((other) => meet(box, other)))) {
      kept.push(...boxes);
      continue;
    }
    const whole = lines[0].closest("g[data-key],g[data-saying]") ?? lines[0];
    if (whole.dataset.saying) gone.push(whole.dataset.saying);
    whole.remove();
  }
  return gone;
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

// Moved in from the edges of the slide's room, lines of one saying by the same.
function inside(svg, lines, room) {
  const unit = svg.viewBox.baseVal.width / svg.getBoundingClientRect().width;
  const boxes = lines.map((one) => one.getBoundingClientRect());
  const most = (name) => Math.max(...boxes.map((box) => box[name]));
  const least = (name) => Math.min(...boxes.map((box) => box[name]));
  const across = most("right") > room.right + 8 ? room.right + 8 - most("right") : Math.max(room.left - least("left"), 0);
  const down = Math.max(room.top - 8 - least("top"), 0);
  if (!across && !down) return;
  for (const one of lines) {
    const before = one.getAttribute("transform")?.match(/^translate\(([-\d.]+),([-\d.]+)\)$/)?.slice(1).map(Number) ?? [0, 0];
    one.setAttribute("transform", `translate(${before[0] + across * unit},${before[1] + down * unit})`);
  }
}

function meet(one, other) {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return across > -6 && down > 0.36 * Math.min(one.height, other.height);
}
