// Released rows for hover, fetched in blocks of 256 when first needed, kept by address; and their words.
// Lives here: getting a row and saying it. Not here: where the words are shown (tooltip.mjs, legend.mjs, finder.mjs).

import { json, viewAddress } from "./fetching.mjs";

const BLOCK = 256;
const ready = new Map(); // address of a block -> its columns

function address(view, block) {
  return `${viewAddress(view)}${view.includes("?") ? "&" : "?"}block=${block}`;
}

// The row if its block is here already, else null.
export function rowNow(view, id) {
  const columns = view ? ready.get(address(view, Math.floor(id / BLOCK))) : null;
  return columns ? picked(columns, id % BLOCK) : null;
}

export async function row(view, id) {
  if (!view) return null;
  const url = address(view, Math.floor(id / BLOCK));
  if (!ready.has(url)) ready.set(url, await json(url));
  return picked(ready.get(url), id % BLOCK);
}

// A block is {"columns": {name: [..], ..}} or the columns themselves.
function picked(block, index) {
  const columns = block.columns ?? block;
  return Object.fromEntries(Object.entries(columns).filter(([, list]) => Array.isArray(list)).map(([name, list]) => [name, list[index]]));
}

const known = (value) => value !== null && value !== undefined && value !== "";
const whole = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

export function number(value, words) {
  const digits = words.decimals ?? 1;
  return new Intl.NumberFormat("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

const withUnit = (text, words) => (words.unit ? `${text} ${words.unit}` : text);

// What to say about an area: { value, interval, counts, note, compared }, each "" when there is nothing to say.
// Texts made by the server win over numbers formatted here.
export function said(row, words) {
  const value = row.text ?? (known(row.value) ? withUnit(number(row.value, words), words) : words.statuses?.[row.status] ?? "No data");
  const limits = known(row.lower_ci) && known(row.upper_ci);
  const interval = row.interval ?? (limits ? `${words.interval ?? "95 % interval"} ${number(row.lower_ci, words)} to ${withUnit(number(row.upper_ci, words), words)}` : "");
  const both = known(row.numerator) && known(row.denominator);
  const counts = row.counts ?? (both ? `${whole.format(row.numerator)} of ${whole.format(row.denominator)} ${words.people ?? ""}`.trim()
    : known(row.numerator) ? `${whole.format(row.numerator)} ${words.events ?? ""}`.trim() : "");
  return { value, interval, counts, note: row.note_text ?? row.note ?? "", compared: row.compared_text ?? row.compared ?? "", mark: row.mark ?? "" };
}

// "MSOA in Great Yarmouth, Norfolk"
export function whereabouts(kind, district, county) {
  const home = [district, county].filter((part, index, all) => part && all.indexOf(part) === index).join(", ");
  return home ? `${kind} in ${home}` : kind;
}
