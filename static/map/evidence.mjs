// What stands beside and under the picture: the card with its sources, the paragraph, the table of the same released
// numbers (sorted and paged by the server, a real HTML table), and the method, fetched when opened. Lives here: putting
// them in place, fetching what comes into view or is asked for. Not here: rows and words (charts/map/card.py, tables.py).

import { viewAddress } from "./fetching.mjs";

class AreaTable {
  constructor(home, send) {
    this.home = home;
    this.send = send;
    this.sort = "need";
    this.descending = false;
    this.page = 0;
    this.seen = false;
    home.addEventListener("click", (event) => this.clicked(event));
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.seen = true;
      this.fetch();
    }, { rootMargin: "200px" }).observe(home);
  }

  update({ rows, selected }) {
    if (rows === this.rows && selected === this.selected) return;
    if (this.rows && rows !== this.rows) this.page = 0;
    this.rows = rows;
    this.selected = selected;
    this.home.dataset.print = `${viewAddress(rows)}&${new URLSearchParams({ sort: this.sort, selected })}`;
    if (this.seen) this.fetch();
  }

  async fetch(focus = "") {
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const query = new URLSearchParams({ sort: this.sort, descending: this.descending ? "1" : "0", page: this.page, selected: this.selected });
    try {
      const response = await fetch(`${viewAddress(this.rows)}&${query}`);
      const text = await response.text();
      if (!response.ok) throw new Error(text.slice(0, 200));
      if (turn !== this.turn) return;
      this.home.innerHTML = text; // made and escaped by charts/tables.py
      this.home.dataset.state = "ready";
      if (focus) this.home.querySelector(focus)?.focus();
    } catch (fault) {
      if (turn === this.turn) this.failed(fault);
    }
  }

  failed(fault) {
    const words = document.createElement("p");
    words.setAttribute("role", "alert");
    words.textContent = `The table could not be fetched. ${fault.message} `;
    const again = document.createElement("button");
    again.textContent = "Try again";
    again.dataset.again = "1";
    words.append(again);
    this.home.replaceChildren(words);
    this.home.dataset.state = "failed";
  }

  clicked(event) {
    const button = event.target.closest("button");
    if (!button) return;
    const { sort, page, area, again } = button.dataset;
    if (sort) {
      this.descending = this.sort === sort ? !this.descending : false;
      this.sort = sort;
      this.page = 0;
      this.fetch(`button[data-sort="${sort}"]`);
    } else if (page) {
      this.page = Number(page);
      this.fetch("button[data-page]");
    } else if (area) {
      this.send("area", area);
    } else if (again) {
      this.fetch();
    }
  }
}

// "Method and limits": a panel that fetches its words when it is first opened, or when a link to #method is followed.
class Method {
  constructor(home) {
    this.home = home;
    this.words = home.querySelector("div");
    home.addEventListener("toggle", () => this.fetch());
    this.follow = () => { if (location.hash === `#${home.id}`) this.show(); };
    addEventListener("hashchange", this.follow);
    this.follow();
  }

  show() {
    this.home.open = true;
    this.home.scrollIntoView({ block: "start" });
  }

  update(address) {
    this.address = address;
    this.words.dataset.print = viewAddress(address);
    this.fetch();
  }

  async fetch() {
    const { address } = this;
    if (!this.home.open || this.shown === address) return;
    this.shown = address;
    try {
      const response = await fetch(viewAddress(address));
      const text = await response.text();
      if (!response.ok) throw new Error(text.slice(0, 200));
      if (this.address === address) this.words.innerHTML = text; // made and escaped by charts/method.py
    } catch (fault) {
      this.shown = "";
      this.words.textContent = `The method could not be fetched: close and open this panel to try again. ${fault.message}`;
    }
  }

  close() {
    removeEventListener("hashchange", this.follow);
  }
}

// The card of the selected area. Its HTML is made and escaped by charts/map/card.py.
class Card {
  constructor(home, send) {
    this.home = home;
    this.send = send;
    home.addEventListener("click", (event) => event.target.closest("[data-clear]") && this.send("area", ""));
  }

  update(html) {
    if (html === this.html) return;
    const focused = this.home.contains(document.activeElement);
    this.html = html;
    this.home.innerHTML = html;
    if (focused) this.home.querySelector("section")?.focus(); // "Clear" is gone: the reader stays at the card
  }
}

const SKELETON = `<div class="he-side"></div><p class="he-paragraph"></p>
<details class="he-panel" id="method"><summary>Method and limits</summary><div>Loading</div></details>
<div class="het" data-state="loading"><p role="status">Loading the table</p></div>`;
const parts = new WeakMap();

export function render({ data, parentElement, setStateValue }) {
  const home = parentElement.querySelector(".he-evidence");
  if (!parts.has(home)) {
    home.innerHTML = SKELETON;
    const find = (name) => home.querySelector(name);
    parts.set(home, {
      card: new Card(find(".he-side"), setStateValue), words: find(".he-paragraph"),
      table: new AreaTable(find(".het"), setStateValue), method: new Method(find("details")),
    });
  }
  const { card, words, table, method } = parts.get(home);
  const address = (part) => data.view.replace("?", `${part}?`);
  words.textContent = data.paragraph;
  card.send = table.send = setStateValue;
  card.update(data.card);
  table.update({ rows: address("table"), selected: data.selected });
  method.update(address("method"));
  return () => setTimeout(() => home.isConnected || method.close(), 0);
}
