// The list of keys, on "?".

const KEYS = [
  ["→ ↓ Page_Down Space", "next step"], ["← ↑ Page_Up", "step before"], ["Home", "first step"], ["End", "last step"],
  ["N", "notes in a second window; its keys step too"], ["Q", "short link and QR picture of this view for the room"], ["?", "this list"], ["Esc", "leave, back to where you were"],
];

export function showKeys() {
  const dialog = document.createElement("dialog");
  dialog.className = "he-keylist";
  dialog.setAttribute("aria-label", "Keys of the presenter");
  const rows = KEYS.map(([keys, what]) => `<dt>${keys.split(" ").map((key) => `<kbd>${key.replace("_", " ")}</kbd>`).join("")}</dt><dd>${what}</dd>`);
  dialog.innerHTML = `<h2>Keys</h2><dl>${rows.join("")}</dl><button type="button" autofocus>Close</button>`;
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
