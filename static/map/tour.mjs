// The first visit in three steps: where to begin, what can be chosen, where to go on. Fetched only when it is shown.
// Lives here: the box, its words, what each step points at. Not here: when it is shown (`serving.first_visit`).

const STEPS = [
  {
    at: [".he-head h1"],
    title: "Start with the headline",
    words: "Every page opens with its finding. The sentence, the picture, the card and the table below it are made from the same figures. With one minute, read this line.",
  },
  {
    at: [".he-drawer", ".st-key-controls"],
    title: "Choose what, where and when",
    words: "Change the measure, the system and the place here. Your choice stands in the address: copy it, and whoever opens it sees the same.",
  },
  {
    at: [".he-more", ".he-top nav"],
    title: "Go on from here",
    words: "The board has all measures of a place on one page. The menu leads to gaps, trends, footprints, and to what every number means and where it is from.",
  },
];
const KEY = "he-tour";
const STYLE = `
.he-tour-box{position:fixed;margin:0;box-sizing:border-box;width:min(380px,calc(100vw - 32px));padding:14px 18px 16px;border:1px solid #0B0C0C;border-top:4px solid #12436D;background:#fff;color:#0B0C0C;font-size:15px;line-height:22px;inset:auto}
.he-tour-box::backdrop{background:rgba(11,12,12,.28)}
.he-tour-box p{margin:0}.he-tour-box h2{font-size:20px;line-height:26px;margin:2px 0 6px;padding:0}
.he-tour-box .n{font-size:13px;line-height:18px;color:#505A5F}
.he-tour-box div{display:flex;gap:8px;align-items:center;margin-top:14px}
.he-tour-box button{font:inherit;min-height:34px;padding:0 14px;border:1px solid #6F777B;border-radius:4px;background:#fff;color:#0B0C0C;cursor:pointer}
.he-tour-box button.on{background:#12436D;border-color:#12436D;color:#fff}
.he-tour-box button.skip{margin-right:auto;border-color:transparent;padding:0;color:#12436D;text-decoration:underline}
.he-tour-box button:focus-visible{outline:3px solid #0B0C0C;outline-offset:2px}
.he-tour-box i{position:fixed;pointer-events:none;border:3px solid #12436D;background:rgba(255,255,255,.16);box-sizing:border-box}`;

const seen = () => { try { localStorage.setItem(KEY, "seen"); } catch { /* a browser that keeps nothing shows it again */ } };
const shown = (one) => one && one.getClientRects().length > 0;

export function tour() {
  if (document.querySelector(".he-tour-box")) return;
  const box = document.createElement("dialog"), menu = document.querySelector(".he-more[open]");
  const back = menu?.querySelector("summary") ?? document.activeElement;
  let step = 0;
  if (menu) menu.open = false;
  box.className = "he-tour-box";
  box.setAttribute("aria-labelledby", "he-tour-title");
  box.setAttribute("aria-describedby", "he-tour-words");
  box.innerHTML = `<style>${STYLE}</style><i></i><section aria-live="polite" aria-atomic="true"><p class="n"></p><h2 id="he-tour-title"></h2><p class="w" id="he-tour-words"></p></section><div><button class="skip" type="button">Skip the tour</button><button class="back" type="button">Back</button><button class="on" type="button"></button></div>`;
  const part = (name) => box.querySelector(name);

  function place() {
    const target = STEPS[step].at.map((one) => document.querySelector(one)).find(shown);
    const at = target?.getBoundingClientRect() ?? { left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 };
    const left = Math.max(4, at.left - 6), top = Math.max(2, at.top - 4);
    Object.assign(part("i").style, { left: `${left}px`, top: `${top}px`, width: `${Math.min(innerWidth - 4, at.right + 6) - left}px`, height: `${at.bottom + 4 - top}px` });
    part("i").hidden = !target;
    const under = at.bottom + 14, room = innerHeight - box.offsetHeight - 12;
    box.style.top = `${Math.max(12, Math.min(under, room))}px`;
    box.style.left = `${Math.max(16, Math.min(at.left, innerWidth - box.offsetWidth - 16))}px`;
  }

  function go(to) {
    step = to;
    part(".n").textContent = `Step ${step + 1} of ${STEPS.length}`;
    part("h2").textContent = STEPS[step].title;
    part(".w").textContent = STEPS[step].words;
    part(".back").hidden = step === 0;
    part(".skip").hidden = step === STEPS.length - 1;
    part(".on").textContent = step === STEPS.length - 1 ? "Begin" : "Next";
    place();
    part(".on").focus();
  }

  part(".skip").addEventListener("click", () => box.close());
  part(".back").addEventListener("click", () => go(step - 1));
  part(".on").addEventListener("click", () => (step === STEPS.length - 1 ? box.close() : go(step + 1)));
  box.addEventListener("close", () => {
    seen();
    removeEventListener("resize", place);
    box.remove();
    back?.focus?.();
  });
  addEventListener("resize", place);
  document.body.append(box);
  box.showModal();
  go(0);
}
