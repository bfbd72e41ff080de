// The reader's deck: kept in this browser, and held against the server before it is shown.
// Lives here: reading, keeping, asking the server, and telling other windows. Not here: any element of a page.

const KEY = "he-deck";
const MARK = "present";
let memory = null; // where the browser keeps nothing, the deck lives as long as the document

export const newDeck = () => ({ form: "health-equity-deck", version: 1, title: "", pack: { id: "", version: "", title: "" }, steps: [] });

export function keptDeck() {
  try {
    const text = localStorage.getItem(KEY);
    return text ? JSON.parse(text) : memory ?? newDeck();
  } catch {
    return memory ?? newDeck();
  }
}

// False where the browser keeps nothing: the caller says so.
export function keepDeck(deck) {
  memory = deck;
  try {
    localStorage.setItem(KEY, JSON.stringify(deck));
    return true;
  } catch {
    return false;
  }
}

export const NOT_KEPT = "This browser keeps nothing for this page (its storage is off), so the deck is lost when you leave: save it as a file.";

// What a deck makes of the address: the page's path below the server's base, and its question.
export function viewOf(address = location) {
  const query = new URLSearchParams(address.search);
  query.delete(MARK);
  const base = globalThis.hePresent?.base ?? "/";
  const page = address.pathname.startsWith(base) ? address.pathname.slice(base.length).replace(/\/$/, "") : "";
  return { page, query: query.toString() };
}

export function withStep(deck, step) {
  return { ...deck, pack: globalThis.hePresent?.pack ?? deck.pack, steps: [...deck.steps, { title: "", notes: "", ...step }] };
}

export const sameView = (one, other) => one.page === other.page && new URLSearchParams(one.query).toString() === new URLSearchParams(other.query).toString();

// The address of a step, as step `number` of the presentation.
export function addressOf(step, mark) {
  const query = new URLSearchParams(step.query);
  query.delete(MARK);
  if (mark) query.set(MARK, String(mark));
  const text = query.toString();
  return `${globalThis.hePresent.base}${step.page}${text ? `?${text}` : ""}`;
}

// What the server says of a deck or of a file's text: { faults, deck, other_pack, steps: [{ title, page, address, why }] }.
export async function heldAgainst(text) {
  const answer = await fetch(`${globalThis.hePresent.base}r/deck`, { method: "POST", body: text });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}
