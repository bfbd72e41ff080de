// A table that the server sorts and pages: a click on a column head or on a page asks for it again in that order. The
// reader's place stays on the head or page that was used. Lives here: asking, putting in place, bringing a row into
// sight. Not here: rows, order and heads (charts), who wants to hear of an order ("he-ordered").

// home: data-rows is the address without an order; its buttons carry data-sort, data-descending and data-page.
// Asked from outside: "he-order" for an order ("column,1"; "" as it was made), "he-find" for the page of an area.
export function sorted(home) {
  let order = { sort: "", descending: "" };
  let turn = 0;

  async function ask(more, done) {
    const mine = (turn += 1);
    home.setAttribute("aria-busy", "true");
    const said = await rows(`${home.dataset.rows}&${new URLSearchParams({ ...order, ...more })}`);
    if (mine !== turn) return;
    home.removeAttribute("aria-busy");
    if (said.fault) return failed(home, said.fault);
    home.innerHTML = said.html; // made and escaped by charts
    done();
  }

  home.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !home.contains(button)) return;
    const { sort, descending, page } = button.dataset;
    if (!sort && !page) return; // a button that chooses an area
    if (sort) order = { sort, descending };
    const again = (one) => (sort ? one.dataset.sort === sort : one.dataset.page && !one.disabled);
    ask({ page: page ?? "0" }, () => [...home.querySelectorAll("button")].find(again)?.focus());
    if (sort) home.dispatchEvent(new CustomEvent("he-ordered", { bubbles: true, detail: `${sort},${Number(descending)}` }));
  });
  home.addEventListener("he-order", ({ detail }) => {
    const [sort, descending] = detail ? detail.split(",") : ["", ""];
    if (sort === order.sort && Number(descending) === Number(order.descending)) return;
    order = { sort, descending };
    ask({ page: "0" }, () => { delete home.dataset.brought; });
  });
  home.addEventListener("he-find", ({ detail }) => ask({ find: detail }, () => inSight(rowOf(home, detail))));
}

export const rowOf = (home, code) => home.querySelector(`tr[data-area="${CSS.escape(code)}"]`);

// Scrolls the row's own box, never the page, and no further than it takes.
export function inSight(row) {
  const box = row?.closest(".he-scroll");
  if (!box || box.scrollHeight <= box.clientHeight) return;
  const table = row.closest("table");
  const [seen, own] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
  const top = seen.top + (table.tHead?.offsetHeight ?? 0);
  const bottom = seen.bottom - (table.tFoot?.offsetHeight ?? 0);
  if (own.top < top) box.scrollTop -= top - own.top;
  else if (own.bottom > bottom) box.scrollTop += own.bottom - bottom;
}

async function rows(address) {
  try {
    const response = await fetch(address);
    const html = await response.text();
    return response.ok ? { html } : { fault: html.slice(0, 200) };
  } catch (fault) {
    return { fault: fault.message };
  }
}

function failed(home, words) {
  const told = home.querySelector("[role=alert]") ?? home.appendChild(Object.assign(document.createElement("p"), { role: "alert" }));
  told.setAttribute("role", "alert");
  told.textContent = `The table could not be sorted. ${words}`;
}
