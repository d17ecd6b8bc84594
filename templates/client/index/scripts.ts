import { damaged } from "./cursor.ts";
import type { Inflate } from "./pack.ts";

/* The files of a pack as a page gets them: scripts that hand over text. */

/** bytesOf are the bytes that a script has handed over: two characters of 123 for 13 or 14 bits; site/search/pack/script.go writes them. */
export function bytesOf(handed: unknown): Uint8Array {
  const text = String(handed);
  const bytes = new Uint8Array(text.length);
  let [bits, have, n] = [0, 0, 0];
  const digit = (i: number) => {
    const c = text.charCodeAt(i);
    return c - 1 - Number(c > 10) - Number(c > 13) - Number(c > 34) - Number(c > 92);
  };
  for (let i = 0; i < text.length; i += 2) {
    const pair = i + 1 < text.length;
    const v = digit(i) + (pair ? 123 * digit(i + 1) : 0);
    if (!(v >= 0 && v < 123 * 123)) damaged("script", i, "bad character");
    bits |= v << have;
    have += !pair ? 6 : v % 8192 < 123 * 123 - 8192 ? 14 : 13;
    for (; have >= 8; have -= 8) {
      bytes[n++] = bits;
      bits >>= 8;
    }
  }
  return bytes.subarray(0, n);
}

/** gunzip unpacks a gzip member. The browser checks its CRC and length. */
export const gunzip: Inflate = async (gzip) => {
  const stream = new Blob([gzip as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (e) {
    return damaged("gzip", 0, String(e));
  }
};
