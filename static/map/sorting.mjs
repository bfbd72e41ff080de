// A table that the server sorts and pages: a click on a column head or on a page asks for it again in that order. The
// reader's place stays on the head or page that was used. Lives here: asking and putting in place. Not here: rows, order
// and heads (charts).

// home: data-rows is the address without an order; its buttons carry data-sort, data-descending and data-page
export function sorted(home) {
  let order = { sort: "", descending: "", page: "0" };
  let turn = 0;
  home.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button || !home.contains(button)) return;
    const { sort, descending, page } = button.dataset;
    if (!sort && !page) return; // a button that chooses an area
    if (sort) order = { sort, descending, page: "0" };
    else if (page) order = { ...order, page };
    const mine = (turn += 1);
    home.setAttribute("aria-busy", "true");
    const said = await rows(`${home.dataset.rows}&${new URLSearchParams(order)}`);
    if (mine !== turn) return;
    home.removeAttribute("aria-busy");
    if (said.fault) return failed(home, said.fault);
    home.innerHTML = said.html; // made and escaped by charts
    const again = [...home.querySelectorAll("button")].find((one) => (sort ? one.dataset.sort === sort : one.dataset.page && !one.disabled));
    again?.focus();
  });
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
