// Buttons in the map's corners: closer, further, whole view, four ways to move (for those who cannot drag), and the
// boundaries to switch on and off. Lives here: the buttons. Not here: what they do to the map (area_map.mjs).

import { LINES } from "./outlines.mjs";
import { projectList } from "./projects.mjs";

const ICONS = {
  closer: "M9,4V14M4,9H14", further: "M4,9H14", whole: "M3,7V3H7M11,3H15V7M15,11V15H11M7,15H3V11",
  up: "M4,11L9,6L14,11", down: "M4,7L9,12L14,7", left: "M11,4L6,9L11,14", right: "M7,4L12,9L7,14",
};
const WORDS = {
  closer: "Closer", further: "Further away", whole: "Whole view", up: "Move up", down: "Move down", left: "Move left", right: "Move right",
};

export function cameraButtons(home, act) {
  const group = document.createElement("div");
  group.className = "buttons";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Move the map");
  for (const name of ["closer", "further", "whole", "left", "up", "down", "right"]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button button-${name}`;
    button.title = WORDS[name];
    button.setAttribute("aria-label", WORDS[name]);
    button.innerHTML = `<svg width="18" height="18" aria-hidden="true"><path d="${ICONS[name]}"/></svg>`;
    button.addEventListener("click", () => act(name));
    group.append(button);
  }
  home.append(group);
}

export class Boundaries {
  // changed(ids): the ids of the outlines now shown, in the header's order
  constructor(home, model, changed) {
    Object.assign(this, { model, changed });
    this.element = document.createElement("div");
    this.element.className = "boundaries";
    this.element.innerHTML = `<button type="button" class="boundaries-button" aria-expanded="false" aria-controls="boundaries-list">Boundaries</button>
<fieldset id="boundaries-list" hidden><legend class="quiet">Boundaries shown on the map</legend></fieldset>`;
    home.append(this.element);
    this.button = this.element.querySelector("button");
    this.list = this.element.querySelector("fieldset");
    this.button.addEventListener("click", () => this.toggle());
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || this.list.hidden) return;
      event.stopPropagation();
      this.toggle(false);
      this.button.focus();
    });
  }

  toggle(open = this.list.hidden) {
    this.list.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
  }

  update() {
    const { overlays } = this.model;
    const choices = overlays.filter((overlay) => overlay.style !== "system");
    this.element.hidden = !choices.length;
    const wanted = choices.map((one) => one.id).join();
    if (wanted !== this.listed) {
      this.listed = wanted;
      this.list.replaceChildren(this.list.firstElementChild, ...choices.map((overlay) => this.choice(overlay)));
    }
    for (const box of this.list.querySelectorAll("input")) {
      box.checked = this.model.shows(overlays.find((one) => one.id === box.value));
    }
    this.listProjects();
  }

  listProjects() {
    this.list.querySelector(".project-list")?.remove();
    this.list.append(projectList(this.model));
  }

  choice(overlay) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.value = overlay.id;
    box.addEventListener("change", () => {
      this.model.outlines.set(overlay.id, box.checked);
      this.listProjects();
      this.changed(this.model.overlays.filter((one) => this.model.shows(one)).map((one) => one.id));
    });
    label.append(box, overlay.words ?? LINES[overlay.style]?.words ?? overlay.id);
    return label;
  }
}
