// The table under the picture: the same released numbers, sorted and paged by the server, as a real HTML table.
// Lives here: fetching a page of rows when the table comes into view, sorting, paging, choosing an area by name.
// Not here: the rows and their words (charts/tables.py).

import { viewAddress } from "./fetching.mjs";

const tables = new WeakMap();

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

export function render({ data, parentElement, setStateValue }) {
  const home = parentElement.querySelector(".het");
  if (!tables.has(home)) tables.set(home, new AreaTable(home, setStateValue));
  const table = tables.get(home);
  table.send = setStateValue;
  table.update(data);
}
