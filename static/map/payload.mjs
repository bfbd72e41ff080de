// What Python sent: "HEM1", header length, header (JSON), one class byte for each area.
// Lives here: reading that message. Not here: what is done with it.

export const CLASS = { suppressed: 10, missing: 11, notCollected: 12, notComparable: 13, notDrawn: 255 };

export function decode(data) {
  const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== 0x48454d31) throw new Error("This is not a map message.");
  const length = view.getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const own = globalThis.heFingertips?.(); // green and red for blue and orange (serving/palette_script.py)
  for (const code in own ? header.colours : {}) header.colours[code] = own[code] ?? header.colours[code];
  return { header, classes: bytes.slice(8 + length) };
}

// seq is a clock in nanoseconds, written as text because it does not fit a number.
export function newer(header, than) {
  return !than || BigInt(header.seq) > BigInt(than.seq);
}
