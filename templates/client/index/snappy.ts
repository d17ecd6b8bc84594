import { Cursor, damaged } from "./cursor.ts";

/*
 * The block format of snappy (format_description.txt of github.com/google/snappy):
 * the length of the text, then literals and copies of what came before.
 */

const what = "compressed text";

/** unsnap unpacks data, which lies at byte base of the file. */
export function unsnap(data: Uint8Array, base: number): Uint8Array {
  const c = new Cursor(data, base);
  const length = c.uvarint(what);
  // No element makes more than 64 bytes out of two.
  if (length > data.length * 32) damaged(what, base, "impossible length");
  const out = new Uint8Array(length);
  let n = 0;
  while (c.left > 0) {
    const tag = c.u8(what);
    let size = (tag >> 2) + 1;
    if ((tag & 3) === 0) {
      if (size > 60) size = c.le(size - 60, what) + 1;
      if (size > length - n) damaged(what, c.at, "longer than it says");
      out.set(c.bytes(size, what), n);
      n += size;
      continue;
    }
    let back: number;
    if ((tag & 3) === 1) {
      size = ((tag >> 2) & 7) + 4;
      back = (tag >> 5) * 256 + c.u8(what);
    } else {
      back = c.le((tag & 3) === 2 ? 2 : 4, what);
    }
    if (back === 0 || back > n || size > length - n) damaged(what, c.at, "bad copy");
    for (const end = n + size; n < end; n++) out[n] = out[n - back] as number;
  }
  return n < length ? damaged(what, c.at, "shorter than it says") : out;
}
