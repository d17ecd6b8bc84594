import { bothScripts } from "../reading.json";
import type { Asks } from "./further.ts";

/*
 * What is known of Chinese characters without a table that would have to be
 * loaded: browsers have GB 2312, in which are those of simplified Chinese that are
 * written with every day. Twin of daily.go in site/search/analyze.
 */

let decoded: string[] | undefined;

/** daily are the characters of GB 2312, in its order. */
export function daily(): readonly string[] {
  if (decoded) return decoded;
  const bytes: number[] = [];
  for (let high = 0xb0; high <= 0xf7; high++) for (let low = 0xa1; low <= 0xfe; low++) bytes.push(high, low);
  return (decoded = [...new TextDecoder("gbk").decode(new Uint8Array(bytes))].filter((c) => c >= "\u4e00" && c <= "\u9fff"));
}

/** simplified is a text in simplified characters; the table of those is loaded only if it may have others. */
export async function simplified(l: Asks, text: string): Promise<string> {
  const known = (c: string) => !/[\u3400-\u9fff]/.test(c) || (daily().includes(c) && !bothScripts.includes(c));
  return [...text].every(known) ? text : l.simplified(text);
}

/** soundsIn are the sounds of characters, of a table as SoundTable in Go has it. */
export function soundsIn(table: string): (c?: string) => readonly string[] {
  const sounds = new Map<string, string[]>();
  let at = 0;
  for (const [, sound = "", count, other] of table.matchAll(/([a-z]+)(\d*)(\S*)/g)) {
    for (const c of other || daily().slice(at, (at += Number(count || 1)))) sounds.set(c, [...(sounds.get(c) ?? []), sound]);
  }
  return (c = "") => sounds.get(c) ?? [];
}
