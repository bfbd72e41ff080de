// Programmes over the areas: a numbered square where each runs, and the list that says what it promised. Lives here:
// squares that follow the camera, and the list in the boundaries panel. Not here: the switch (controls.mjs).

export const PROGRAMMES = "programmes";

export const projectsOf = (model) => model.overlays.find((one) => one.style === PROGRAMMES);
const shownItems = (model) => {
  const overlay = projectsOf(model);
  return overlay && model.shows(overlay) ? overlay.items : [];
};

export class Projects {
  constructor(box, model) {
    Object.assign(this, { model, listed: "" });
    this.element = document.createElement("div");
    this.element.className = "projects";
    box.append(this.element);
  }

  update() {
    const items = shownItems(this.model);
    const wanted = JSON.stringify(items);
    if (wanted !== this.listed) {
      this.listed = wanted;
      this.squares = items.flatMap((item, index) => item.points.map((point) => ({ point, link: square(item, index) })));
      this.element.replaceChildren(...this.squares.map(({ link }) => link));
    }
    if (this.camera) this.place(this.camera);
  }

  // Squares that would lie on each other are put side by side, so that each can be pointed at.
  place(camera) {
    this.camera = camera;
    const taken = [];
    for (const { point, link } of this.squares ?? []) {
      let [x, y] = camera.point(point);
      while (taken.some(([left, top]) => Math.abs(left - x) < 26 && Math.abs(top - y) < 26)) x += 26;
      taken.push([x, y]);
      link.style.transform = `translate(${Math.round(x - 12)}px, ${Math.round(y - 12)}px)`;
      link.hidden = x < 0 || y < 0 || x > camera.width || y > camera.height;
    }
  }
}

function square(item, index) {
  const link = document.createElement("a");
  link.className = "project";
  link.href = item.href;
  link.target = "_self";
  link.textContent = index + 1;
  link.title = `${item.name}: ${item.words}`;
  link.setAttribute("aria-label", `Programme ${index + 1}: ${item.name}. ${item.words}`);
  return link;
}

// The list under the switch: the same numbers, names and words.
export function projectList(model) {
  const items = shownItems(model);
  const list = document.createElement("ol");
  list.className = "project-list";
  list.setAttribute("aria-label", "Programmes on the map");
  list.hidden = !items.length;
  list.append(...items.map((item) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    Object.assign(link, { href: item.href, target: "_self", textContent: item.name });
    entry.append(link, ` ${item.words}`);
    return entry;
  }));
  return list;
}
