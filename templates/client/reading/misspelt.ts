import { asking } from "../reading.json";
import { count } from "./characters.ts";
import type { Asks } from "./further.ts";
import type { Unit } from "./plan.ts";

/* Runs with one wrong character, and words of which a letter is typed. Twin of misspelt.go in site/search, which says more. */

/** misspelt looks for a run with another character in place of one, with one more, without one, or with any in place of one. */
export async function misspelt(l: Asks, u: Unit, alone: boolean): Promise<boolean> {
  const chars = [...u.text];
  const n = chars.length;
  if (u.whole.length > 0 || u.chain || n < 2 || n > 5 || asking.split(" ").some((word) => word.length > 1 && u.text.includes(word))) return false;
  const odd = await oddIn(l, chars);
  const wrong = wrongOf(odd);
  const places = [...chars.keys()];
  const become = (text: string) => sounding(l, u, text);
  const [before, after] = [(at: number) => chars.slice(0, at).join(""), (at: number) => chars.slice(at).join("")];
  /** withOther are the runs with another character, as headings have it, between those before at and those from rest. */
  const withOther = async (at: number, rest: number) =>
    Promise.all((await inHeadings(l, chars[at - 1] as string)).flatMap((pair) => (count(pair) === 2 ? become(before(at) + [...pair][1] + after(rest)) : [])));
  const others = places.slice(1).filter((at) => n > 2 && wrong[at]).map((at) => withOther(at, at + 1));
  const longer = places.slice(1).filter((at) => odd[at - 1]).map((at) => withOther(at, at));
  const shorter = places.slice(1, -1).filter((at) => odd[at - 1] || odd[at]).map((at) => become(before(at) + after(at + 1)));
  const alike = places.reverse().filter((at) => n > 2 && wrong[at]).map(async (at) => anyAt(l, u, [before(at), after(at + 1)], alone));
  const named = (await Promise.all([...others, ...longer])).flat();
  const found = (await first(l, named, wholly)) ?? (await first(l, [...(await Promise.all(shorter)), ...(await Promise.all(alike)).flat()]));
  Object.assign(u, found);
  return found !== undefined;
}

/** anyAt is a run with any character between two pieces, if enough is left of it. */
async function anyAt(l: Asks, u: Unit, pieces: string[], alone: boolean): Promise<Unit[]> {
  const some = await l.terms(pieces.filter((piece) => count(piece) > 1));
  const terms = some.flat();
  if (!some.some((list) => list.length > 1) && !(alone && pieces.includes(""))) return [];
  return [{ ...u, like: pieces.join("[\u3400-\u9fff]"), terms, enough: terms.length, twos: false, whole: [] }];
}

/** abreast is how many readings are tried at once: more may fetch too much, fewer wait for each other. */
const abreast = 4;

/** first is the first of some units that is anywhere, as what as makes of it. */
export async function first(l: Asks, units: readonly Unit[], as = (u: Unit) => u): Promise<Unit | undefined> {
  for (let from = 0; from < units.length; from += abreast) {
    const some = units.slice(from, from + abreast);
    const found = await Promise.all(some.map((u) => l.finds(as(u))));
    if (found.includes(true)) return some[found.indexOf(true)];
  }
  return undefined;
}

/** wholly is a run all of which is in a heading. */
export function wholly(run: Unit): Unit {
  return { ...run, field: "title", strict: true };
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
  return (await Promise.all([most("trail"), most("title")])).flat();
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
