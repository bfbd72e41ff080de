// What a key means while presenting, in the room's window and in the notes' one.

const GO = { ArrowRight: "on", ArrowDown: "on", PageDown: "on", ArrowLeft: "back", ArrowUp: "back", PageUp: "back" };
const ELSE = { Home: "first", End: "last", Escape: "leave", n: "notes", N: "notes", q: "code", Q: "code", "?": "keys" };

export function keyMeans(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return "";
  if (event.key === " ") return event.shiftKey ? "back" : "on";
  return GO[event.key] ?? ELSE[event.key] ?? "";
}
