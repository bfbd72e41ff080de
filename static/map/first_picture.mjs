// The picture of the areas that the document brought along (pages/parts/serving/first_picture.py): laid over the canvas
// of the map that takes its place, and taken away when the map has drawn, is moved or shows something else. Lives here:
// that hand-over. Not here: the picture without WebGL (picture.mjs).

export class FirstPicture {
  constructor(box, view) {
    const page = document.querySelector(".he-early");
    this.element = page?.querySelector(".he-early-map") ?? null;
    this.view = view;
    if (this.element) box.querySelector(".canvas").after(this.element);
    page?.remove();
  }

  follow({ view }) {
    if (view !== this.view) this.drop();
  }

  drop() {
    this.element?.remove();
    this.element = null;
    document.documentElement.style.removeProperty("--he-notices");
  }
}
