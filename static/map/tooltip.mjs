// The box beside the pointer or the focused area. It can be dismissed (Escape), can be pointed at without vanishing,
// and stays until the pointer leaves or the focus moves on (WCAG 1.4.13). Text only, never markup.

import { row, rowNow, said, whereabouts } from "./rows.mjs";

export class Tooltip {
  constructor(box, model) {
    this.model = model;
    this.box = box;
    this.element = document.createElement("div");
    this.element.className = "tip";
    this.element.hidden = true;
    this.element.setAttribute("role", "tooltip");
    this.element.id = "tip";
    this.element.addEventListener("pointerleave", () => this.leave());
    box.append(this.element);
    this.id = -1;
    this.dismissed = -1;
  }

  // Shows an area; `point` is where the pointer was when it came in.
  show(id, point) {
    if (id === this.dismissed) return;
    clearTimeout(this.leaving);
    if (this.showing(id)) return;
    this.dismissed = -1;
    this.id = id;
    this.point = point;
    this.fill(rowNow(this.model.view, id));
    const turn = this.model.view;
    row(turn, id).then((found) => {
      if (this.id === id && this.model.view === turn && !this.element.hidden) this.fill(found);
    }).catch(() => this.fill(null, "The values could not be fetched."));
  }

  showing(id) {
    if (id === this.id && !this.element.hidden) clearTimeout(this.leaving);
    return id === this.id && !this.element.hidden;
  }

  fill(found, fault = "") {
    const { model, id } = this;
    const { names, header } = model;
    const lines = [["tip-name", model.nameOf(id)]];
    lines.push(["tip-where", whereabouts(header.words?.kind ?? "", found?.district ?? names?.districts?.[id], found?.county)]);
    if (found) {
      const words = said(found, model.words);
      const size = typeof found.value === "number" ? "tip-value" : "tip-value tip-class";
      const beside = words.compared ? "tip-mark" : size;  // a value that cannot be compared has its state's picture
      lines.push([size, words.value], ["tip-line", words.interval], ["tip-line", words.counts], ["tip-mark", words.compared], ["tip-note", words.note]);
      this.picture = { beside, mark: words.mark };
    } else {
      lines.push(["tip-value tip-class", model.classWords(id)], ["tip-note", fault]);
    }
    this.element.replaceChildren(...lines.filter(([, text]) => text).map(([name, text]) => {
      const line = document.createElement("p");
      line.className = name;
      line.textContent = text;
      if (found && name === this.picture.beside && this.picture.mark) line.insertAdjacentHTML("afterbegin", this.picture.mark);
      return line;
    }));
    this.element.hidden = false;
    this.place();
  }

  // Above the point, or below it when there is no room; inside the box always.
  place() {
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const [x, y] = this.point;
    const left = Math.max(4, Math.min(x - width / 2, this.box.clientWidth - width - 4));
    const above = y - height - 10;
    this.element.style.left = `${left}px`;
    this.element.style.top = `${above >= 4 ? above : Math.min(y + 14, this.box.clientHeight - height - 4)}px`;
  }

  // The pointer left the area: a moment to reach the box itself.
  leave(delay = 150) {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => {
      if (!this.element.matches(":hover")) this.hide();
    }, delay);
  }

  hide() {
    clearTimeout(this.leaving);
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.id = -1;
    this.onhide?.();
  }

  dismiss() {
    if (this.element.hidden) return false;
    this.dismissed = this.id;
    this.hide();
    return true;
  }
}
