// "Find an area": the map's twin for keyboard and screen reader. A combobox with a list: type a name or code, arrows
// move, Enter selects. The list is windowed, so 32,844 areas are no more work than ten.

const ROW = 28;
const WINDOW = 8;

const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[’']/g, "").replace(/&/g, "and");

export class Finder {
  // reader: { active(id), choose(id), left() }
  constructor(home, model, reader) {
    Object.assign(this, { model, reader, matches: [], active: -1, open: false });
    home.append(document.createRange().createContextualFragment(`<div class="finder">
<input class="find" type="text" role="combobox" aria-label="Find an area by name or code" aria-autocomplete="list" aria-expanded="false"
 aria-controls="found" autocomplete="off" spellcheck="false" placeholder="Find an area">
<ul class="found" id="found" role="listbox" aria-label="Areas" hidden></ul></div>`));
    this.input = home.querySelector(".find");
    this.box = home.querySelector(".found");
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("click", () => this.search());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 120));
    this.box.addEventListener("scroll", () => this.paint());
    this.box.addEventListener("pointerdown", (event) => event.preventDefault());
    this.box.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.place));
    });
  }

  // Names in the order of the alphabet, with what is searched.
  prepare() {
    const { names } = this.model;
    if (!names || this.prepared === names) return Boolean(names);
    this.prepared = names;
    const collator = new Intl.Collator("en-GB", { numeric: true });
    this.order = names.codes.map((_, id) => id).sort((a, b) => collator.compare(names.names[a], names.names[b]));
    this.texts = names.codes.map((code, id) => plain(`${names.names[id]} ${names.districts?.[id] ?? ""} ${code}`));
    return true;
  }

  search() {
    if (!this.prepare()) return;
    const wanted = plain(this.input.value.trim()).split(/\s+/).filter(Boolean);
    const drawn = (id) => this.model.classes[id] !== 255;
    const fits = this.order.filter((id) => drawn(id) && wanted.every((word) => this.texts[id].includes(word)));
    const first = wanted.join(" ");
    const starts = (id) => (first && plain(this.model.names.names[id]).startsWith(first) ? 0 : 1);
    this.matches = first ? [...fits.filter((id) => !starts(id)), ...fits.filter(starts)] : fits;
    this.active = -1;
    this.open = true;
    this.box.hidden = false;
    this.box.scrollTop = 0;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
    this.paint();
    const count = this.matches.length.toLocaleString("en-GB");
    this.model.announce(this.matches.length ? `${count} areas` : "No area has this name or code");
  }

  paint() {
    if (!this.open) return;
    const first = Math.max(0, Math.floor(this.box.scrollTop / ROW) - 2);
    const last = Math.min(this.matches.length, first + WINDOW + 4);
    const room = document.createElement("li"); // as high as the whole list, so that it scrolls
    room.setAttribute("role", "presentation");
    room.className = "found-room";
    room.style.height = `${Math.max(this.matches.length, 1) * ROW}px`;
    const options = [room];
    for (let place = first; place < last; place++) options.push(this.option(place));
    if (!this.matches.length) options.push(this.nothing());
    this.box.replaceChildren(...options);
  }

  option(place) {
    const id = this.matches[place];
    const { names } = this.model;
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.id = `found-${place}`;
    option.dataset.place = place;
    option.style.top = `${place * ROW}px`;
    option.setAttribute("aria-selected", String(place === this.active));
    option.setAttribute("aria-setsize", this.matches.length);
    option.setAttribute("aria-posinset", place + 1);
    const name = document.createElement("span");
    name.textContent = names.names[id];
    const home = document.createElement("span");
    home.className = "found-home";
    const district = names.districts?.[id] ?? "";
    const code = /\d/.test(this.input.value) ? names.codes[id] : "";
    home.textContent = [names.names[id].startsWith(district) ? "" : district, code].filter(Boolean).join(" ");
    option.append(name, home);
    return option;
  }

  nothing() {
    const line = document.createElement("li");
    line.setAttribute("role", "option");
    line.setAttribute("aria-disabled", "true");
    line.setAttribute("aria-selected", "false");
    line.textContent = "No area has this name or code";
    return line;
  }

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: WINDOW, PageUp: -WINDOW };
    if (event.key in moves) {
      event.preventDefault();
      if (!this.open) this.search();
      this.move(moves[event.key]);
    } else if (event.key === "Enter" && this.open) {
      event.preventDefault();
      if (this.matches.length) this.choose(Math.max(this.active, 0));
    } else if (event.key === "Escape" && this.open) {
      event.stopPropagation();
      this.close();
    }
  }

  move(by) {
    if (!this.matches.length) return;
    this.active = Math.max(0, Math.min(this.matches.length - 1, this.active < 0 ? (by > 0 ? 0 : this.matches.length - 1) : this.active + by));
    const top = this.active * ROW;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    if (top + ROW > this.box.scrollTop + this.box.clientHeight) this.box.scrollTop = top + ROW - this.box.clientHeight;
    this.paint();
    this.input.setAttribute("aria-activedescendant", `found-${this.active}`);
    this.reader.active(this.matches[this.active]);
  }

  choose(place) {
    const id = this.matches[place];
    this.close();
    this.input.value = "";
    if (id !== undefined) this.reader.choose(id);
  }

  close() {
    if (!this.open) return;
    this.open = false;
    this.box.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.reader.left();
  }
}
