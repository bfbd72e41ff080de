// Runs as soon as the document is there, before Streamlit: puts the finding, the legend's blocks and a picture of the areas
// where the page will have them. Drawn on a canvas as the map will draw them (framing.mjs, patterns.mjs), and not as SVG:
// shapes in a page are drawn anew with it, and a computer without a graphics card takes seconds for that; a canvas is drawn
// once. The texts are closed to scripts, selectors and screen readers, who are told by the page itself.
(shown) => {
  if (document.querySelector(".stApp .he-head, html.he-presenting")) return; // the page was quicker, or has another layout
  const add = (home, name) => Object.assign(home.appendChild(document.createElement("div")), { className: name });
  const early = document.createElement("div");
  Object.assign(early, { className: "he-early", inert: true }).setAttribute("aria-hidden", "true");
  const page = add(early, "he-early-page");
  for (const [name, html] of Object.entries(shown.parts)) {
    const part = add(page, `he-early-${name}`);
    if (html) part.attachShadow({ mode: "closed" }).innerHTML = html;
    if (name === "notices") part.innerHTML = (globalThis.heNotices ?? "") + shown.notices;
  }
  document.body.append(early);
  // A notice is the last thing the page brings: its room is kept until then (charts/map/first_picture.py).
  const { children, offsetHeight } = early.querySelector(".he-early-notices");
  if (children.length) document.documentElement.style.setProperty("--he-notices", `${offsetHeight + 9}px`);
  const home = early.querySelector(".he-early-map");
  const canvas = home.appendChild(document.createElement("canvas"));
  const width = home.clientWidth, ratio = devicePixelRatio || 1;
  const narrow = width < shown.narrow;
  if (narrow) home.style.height = `${width}px`;
  const height = home.clientHeight;
  const pen = Object.assign(canvas, { width: width * ratio, height: height * ratio }).getContext("2d", { willReadFrequently: true });
  pen.scale(ratio, ratio);
  const across = (lon) => (lon + 180) / 360; // Web Mercator: the world is 1 wide and 1 high
  const down = (lat) => 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  const [west, south, east, north] = narrow ? shown.close : shown.wide;
  const [left, top, wide, high] = [across(west), down(north), across(east) - across(west), down(south) - down(north)];
  const [above, right, below, before] = narrow ? shown.padding.close : shown.padding.wide;
  const scale = Math.min((width - before - right) / wide, (height - above - below) / high);
  const spare = width - before - right - wide * scale;
  const x = before + spare * (narrow ? 0.5 : 0.5 - shown.lean / 2) - left * scale;
  const y = above + (height - above - below - high * scale) / 2 - top * scale;
  const path = (features) => {
    const shape = new Path2D();
    for (const { geometry } of features)
      for (const rings of geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)
        for (const ring of rings) {
          ring.forEach(([lon, lat], place) =>
            shape[place ? "lineTo" : "moveTo"](x + across(lon) * scale, y + down(lat) * scale));
          shape.closePath();
        }
    return shape;
  };
  const hatch = ([size, rising, line]) => {
    const side = Math.round(size * Math.SQRT2) * 2;
    const tile = new OffscreenCanvas(side, side), ink = tile.getContext("2d", { willReadFrequently: true });
    ink.fillStyle = shown.looks.paper;
    ink.fillRect(0, 0, side, side);
    ink.strokeStyle = shown.looks.secondary;
    ink.lineWidth = line * 2;
    for (const shift of [-side, 0, side]) {
      ink.moveTo(-side + shift, rising ? side * 2 : -side);
      ink.lineTo(side * 2 + shift, rising ? -side : side * 2);
    }
    ink.stroke();
    const pattern = pen.createPattern(tile, "repeat");
    pattern.setTransform({ a: 0.5, d: 0.5 });
    return pattern;
  };
  const draw = (features, { fill, line, wide: thick, dash = [] }) => {
    const shape = path(features);
    Object.assign(pen, { fillStyle: fill, strokeStyle: line, lineWidth: thick, lineJoin: "bevel" });
    pen.setLineDash(dash);
    pen.fill(shape, "evenodd");
    pen.stroke(shape);
  };
  pen.fillStyle = shown.looks.sea;
  pen.fillRect(0, 0, width, height);
  // The map's own files: it finds them in the browser's cache.
  const had = (file) => (file ? fetch(file).then((answer) => answer.json()) : { features: [] });
  Promise.all([had(shown.areas), had(shown.land)]).then(([areas, land]) => {
    draw(land.features, { fill: shown.looks.land, line: shown.looks.coast, wide: 0.75 });
    for (const [code, { colour: usual, lines, dashed }] of Object.entries(shown.classes)) {
      const colour = globalThis.heFingertips?.()?.[code] ?? usual;
      const edge = dashed ? { line: shown.looks.mark, wide: 0.9, dash: [3, 2.5] } : { line: shown.looks.paper, wide: 0.6 };
      const found = areas.features.filter(({ id }) => shown.codes[id] === Number(code));
      draw(found, { fill: lines ? hatch(lines) : colour, ...edge });
    }
    home.dataset.state = "drawn";
  }).catch(() => {}); // without them the live map says what is wrong
}
