import { asking } from "../reading.json";
import type { Asks } from "./further.ts";
import type { Unit } from "./plan.ts";

/* Runs with one wrong character, and words of which a letter is typed. Twin of misspelt.go in site/search, which says more. */

/** misspelt looks for a run with another character in place of one, without one, or with any in place of one. */
export async function misspelt(l: Asks, u: Unit, alone: boolean): Promise<boolean> {
  const typed = { ...u };
  const chars = [...u.text];
  const n = chars.length;
  if (u.whole.length > 0 || u.chain || n < 3 || n > 5 || asking.split(" ").some((word) => word.length > 1 && u.text.includes(word))) return false;
  const without = (at: number, other = "") => [...chars.slice(0, at), other, ...chars.slice(at + 1)].join("");
  const odd = await oddIn(l, chars);
  const become = async (text: string) => Object.assign(u, await sounding(l, typed, text));
  const wrong = wrongOf(odd);
  for (let at = 1; at < n; at++) {
    if (!wrong[at]) continue;
    for (const pair of await inHeadings(l, chars[at - 1] as string)) {
      const [, other] = [...pair];
      if (!other || [...pair].length > 2) continue;
      const run = await sounding(l, typed, without(at, other));
      if (!(await l.finds({ ...run, field: "title", strict: true }))) continue;
      Object.assign(u, run);
      return true;
    }
  }
  for (let at = 1; at < n - 1; at++) {
    if (!odd[at - 1] && !odd[at]) continue;
    await become(without(at));
    if (await l.finds(u)) return true;
  }
  for (let at = n - 1; at >= 0; at--) {
    if (!wrong[at]) continue;
    const pieces = [chars.slice(0, at).join(""), chars.slice(at + 1).join("")];
    const some = await l.terms(pieces.filter((piece) => [...piece].length > 1));
    const terms = some.flat();
    Object.assign(u, typed, { like: pieces.join("[\u3400-\u9fff]"), terms, enough: terms.length, twos: false, whole: [] });
    if ((some.some((list) => list.length > 1) || (alone && pieces.includes(""))) && (await l.finds(u))) return true;
  }
  Object.assign(u, typed);
  return false;
}

/** oddIn says of each pair of characters whether it is nowhere. */
function oddIn(l: Asks, chars: readonly string[]): Promise<boolean[]> {
  return Promise.all(chars.slice(1).map(async (c, i) => !(await l.finds(await l.run(chars[i] + c, "")))));
}

/** wrongOf says of each character whether all its pairs are odd. */
function wrongOf(odd: readonly boolean[]): boolean[] {
  return [...odd, true].map((is, at) => is && odd[at - 1] !== false);
}

/** wrongIn says of each character of a run whether it is a wrong one. */
export async function wrongIn(l: Asks, run: readonly string[]): Promise<boolean[]> {
  return wrongOf(await oddIn(l, run));
}

/** sounding is a run in place of a unit. */
export async function sounding(l: Asks, u: Unit, name: string): Promise<Unit> {
  return { ...(await l.run(name, u.field)), text: u.text, taken: name, side: u.side, weak: false };
}

/** inHeadings are the terms of headings and titles that begin with prefix, those of most sections first. */
async function inHeadings(l: Asks, prefix: string): Promise<string[]> {
  const most = async (field: string) => (await l.keywords(field, prefix)).sort((a, b) => b[1] - a[1]).map(([term]) => term);
  return [...(await most("trail")), ...(await most("title"))];
}

/** begun looks for joined words of which but a letter of the last is typed: those in most sections, of what headings have. */
export async function begun(l: Asks, u: Unit): Promise<boolean> {
  const [before, letter = ""] = [u.terms.slice(0, -1), u.kids[u.kids.length - 1]?.prefix];
  if (letter.length !== 1 || letter !== u.terms[before.length]) return false;
  let most = 0;
  let halves: Unit["halves"] = [];
  for (const word of await inHeadings(l, letter)) {
    const way = [[...before, word]];
    const n = await l.places({ ...u, halves: way });
    if (n > most) [most, halves] = [n, way];
  }
  u.halves = halves;
  return most > 0;
}
