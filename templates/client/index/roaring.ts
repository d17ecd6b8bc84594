import { Cursor, damaged } from "./cursor.ts";

/*
 * Sets of document numbers in the portable format of roaring bitmaps
 * (github.com/RoaringBitmap/RoaringFormatSpec), little endian.
 */

const what = "set of documents";
const plainCookie = 12346;
const runCookie = 12347; // in the lower half; the upper is the number of containers - 1
const arrayMax = 4096; // numbers that a container lists; more are written as bits
const offsetsFrom = 4; // containers from which on a set with runs has offsets

/** decodeBitmap lists the numbers of a set, ascending, all of them below limit. base is where data lies in the file. */
export function decodeBitmap(data: Uint8Array, base: number, limit: number): Uint32Array {
  const c = new Cursor(data, base);
  const cookie = c.le(4, what);
  const runs = (cookie & 0xffff) === runCookie;
  if (!runs && cookie !== plainCookie) damaged(what, base, "bad cookie");
  const size = runs ? (cookie >>> 16) + 1 : c.le(4, what);
  const isRun = runs ? c.bytes((size + 7) >> 3, what) : undefined;
  const head = new Cursor(c.bytes(size * 4, what), c.at);
  if (!runs || size >= offsetsFrom) c.bytes(size * 4, what);
  const containers: { high: number; count: number }[] = [];
  let total = 0;
  for (let i = 0; i < size; i++) {
    const high = head.le(2, what) * 0x10000;
    const count = head.le(2, what) + 1;
    containers.push({ high, count });
    total += count;
  }
  if (total > limit) damaged(what, base, "more documents than there are");
  const out = new Uint32Array(total);
  let n = 0;
  containers.forEach(({ high, count }, i) => {
    if (isRun && ((isRun[i >> 3] as number) >> (i & 7)) & 1) n = addRuns(c, high, out, n, n + count);
    else if (count <= arrayMax) for (let k = 0; k < count; k++) out[n++] = high + c.le(2, what);
    else n = addBits(c.bytes(8192, what), high, out, n, n + count);
  });
  for (let i = 0; i < total; i++) {
    if ((out[i] as number) >= limit || (i > 0 && (out[i] as number) <= (out[i - 1] as number))) {
      damaged(what, base, "not in order");
    }
  }
  return out;
}

function addRuns(c: Cursor, high: number, out: Uint32Array, n: number, end: number): number {
  for (let runs = c.le(2, what); runs > 0; runs--) {
    const first = c.le(2, what);
    for (let more = c.le(2, what), k = 0; k <= more; k++) {
      if (n >= end) damaged(what, c.at, "longer than it says");
      out[n++] = high + first + k;
    }
  }
  return n < end ? damaged(what, c.at, "shorter than it says") : n;
}

function addBits(bits: Uint8Array, high: number, out: Uint32Array, n: number, end: number): number {
  for (let i = 0; i < bits.length; i++) {
    for (let b = bits[i] as number; b > 0; b &= b - 1) {
      if (n >= end) damaged(what, high, "longer than it says");
      out[n++] = high + i * 8 + 31 - Math.clz32(b & -b);
    }
  }
  return n < end ? damaged(what, high, "shorter than it says") : n;
}
