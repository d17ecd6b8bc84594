import { damaged } from "./cursor.ts";
import type { Inflate } from "./pack.ts";

/* The files of a pack as a page gets them: scripts that hand over base64. */

/** bytesOf are the bytes that a script has handed over. */
export function bytesOf(base64: unknown): Uint8Array {
  let text: string;
  try {
    text = atob(String(base64));
  } catch (e) {
    return damaged("base64", 0, String(e));
  }
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
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
