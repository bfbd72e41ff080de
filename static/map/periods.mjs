// The period slider. Every step is drawn from planes already here (one byte an area), without asking Python; Python
// hears of it when the reader lets go. Not here: how classes are drawn.

import { bytes, viewAddress } from "./fetching.mjs";

// planes: { current, items: [[period, label, view?], ...] }
export const viewOf = (header, item) => item[2] ?? header.view.replace(/([?&]period=)[^&]*/, `$1${encodeURIComponent(item[0])}`);
const planeAddress = (view) => viewAddress(view).replace("/values?", "/plane?");

export class Periods {
  // step(classes, item): draw this period; release(period): tell Python
  constructor(home, model, { step, release }) {
    Object.assign(this, { model, step, release });
    this.element = document.createElement("div");
    this.element.className = "periods";
    this.element.hidden = true;
    this.element.innerHTML = `<label class="periods-label" for="period">Period</label><input id="period" type="range" min="0" step="1"><output for="period"></output>`;
    home.append(this.element);
    this.range = this.element.querySelector("input");
    this.output = this.element.querySelector("output");
    this.range.addEventListener("input", () => this.moved());
    this.range.addEventListener("change", () => this.released());
    for (const intent of ["pointerenter", "focusin"]) this.element.addEventListener(intent, () => this.fetchAll());
  }

  update() {
    const { planes } = this.model.header;
    const items = planes?.items ?? [];
    this.element.hidden = items.length < 2;
    if (this.element.hidden) return;
    this.items = items;
    this.range.max = items.length - 1;
    this.range.value = Math.max(0, items.findIndex(([period]) => period === planes.current));
    this.words();
  }

  words() {
    const label = this.items[this.range.value][1];
    this.output.textContent = label;
    this.range.setAttribute("aria-valuetext", label);
  }

  // All planes are fetched when the reader reaches for the slider, so that no step waits.
  fetchAll() {
    for (const item of this.items ?? []) this.plane(item).catch(() => {});
  }

  plane(item) {
    return bytes(planeAddress(viewOf(this.model.header, item)));
  }

  async moved() {
    this.words();
    const item = this.items[this.range.value];
    const { header } = this.model;
    this.wanted = item;
    try {
      const classes = await this.plane(item);
      if (this.wanted === item && this.model.header === header && classes.length === header.layer.count) this.step(classes, item);
    } catch (fault) {
      this.model.announce(`${item[1]} could not be fetched. ${fault.message}`);
    }
  }

  released() {
    const [period, label] = this.items[this.range.value];
    this.model.announce(label);
    if (period !== this.model.header.planes.current) this.release(period);
  }
}
