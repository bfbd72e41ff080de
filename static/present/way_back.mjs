// Where a reader was before presenting: address, place on the page, what was open; kept over documents.
// Lives here: remembering it and going back to it. Not here: when (presenter.mjs).

const FROM = "he-present-from";
const BACK = "he-present-back";
const TURNS = 40; // tenths of a second: a page comes back in pieces

const kept = () => { try { return JSON.parse(sessionStorage.getItem(FROM)); } catch { return null; } };
const keep = (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* the way back is then the page itself */ } };
const scroller = () => document.querySelector(".stMain") ?? document.scrollingElement;

export const cameFrom = () => kept();

export function remember() {
  const open = [...document.querySelectorAll("#root details")].map((one) => one.open);
  keep(FROM, { href: location.href, top: scroller().scrollTop, open });
}

// The page that was left is another document: it finds the place again when it is there (`comeBack`).
export const willComeBack = () => keep(BACK, true);

export function comeBack() {
  sessionStorage.removeItem(BACK);
  restore();
}

export function restore(from = kept()) {
  if (!from) return;
  let turns = 0;
  const again = () => {
    turns += 1;
    if (document.querySelector("#root .he-head h1")) {
      [...document.querySelectorAll("#root details")].forEach((one, place) => { if (from.open[place]) one.open = true; });
      scroller().scrollTop = from.top;
      if (Math.abs(scroller().scrollTop - from.top) <= 1) return;
    }
    if (turns < TURNS) setTimeout(again, 100);
  };
  again();
}
