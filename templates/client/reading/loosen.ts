import { terms } from "../index/analyze.ts";
import type { Keyword } from "../index/reader.ts";
import { endings, maxTypo, minHalf } from "../reading.json";
import { count, telling } from "./questions.ts";
import { letters, runUnit, type Unit } from "./plan.ts";

/* Units that are nowhere become similar ones. Twin of loosen.go in site/search. */

/** A Loosener asks the index, by finds, whether a unit is anywhere, and knows text in simplified characters. */
export interface Loosener {
  finds(u: Unit): Promise<boolean>;
  simplified(text: string): Promise<string>;
  typed(prefix: string): Promise<Keyword[]>;
}

/** loosen changes a unit that is nowhere. One for which nothing helps stays as it was. */
export async function loosen(l: Loosener, u: Unit): Promise<void> {
  if (await l.finds(u)) return;
  if (u.kind === "word") await loosenWord(l, u);
  if (u.kind === "run") await loosenRun(l, u);
  if (u.kind === "phrase") await loosenPhrase(l, u);
  if (u.kind !== "joined") return;
  u.loose = true;
  for (const k of u.kids) await loosen(l, k);
}

async function loosenWord(l: Loosener, u: Unit): Promise<void> {
  if (u.terms.length !== 1) return;
  if (u.prefix) {
    u.other = stemsOf(u.prefix);
    if (await l.finds(u)) return;
    u.other = [];
  }
  if (new TextEncoder().encode(u.text).length > maxTypo || (await findHalves(l, u))) return;
  const [term = ""] = u.terms;
  for (let edits = 1; edits <= 2 && count(u.text) >= 3 * edits + 1 && count(term) >= 2 * edits + 1; edits++) {
    u.typos = edits;
    u.other = exchanged(u.text);
    if (await l.finds(u)) return;
  }
  u.typos = 0;
  u.other = [];
}

/** findHalves looks for hash map if hashmap is nowhere. */
async function findHalves(l: Loosener, u: Unit): Promise<boolean> {
  if (!letters(u.text)) return false;
  const cuts: [string, string][] = [];
  for (let at = minHalf; at <= u.text.length - minHalf; at++) cuts.push([u.text.slice(0, at), u.text.slice(at)]);
  if (cuts.length === 0) return false;
  const every = cuts.map((halves) => halves.map((half) => terms(half)[0] as string));
  u.halves = every;
  const found = await l.finds(u);
  for (let i = 0; found && i < cuts.length; i++) {
    u.halves = every.slice(i, i + 1);
    u.taken = (cuts[i] as [string, string]).join(" ");
    if (await l.finds(u)) return true;
  }
  u.halves = [];
  u.taken = "";
  return false;
}

/** exchanged are the terms of the words that word becomes if two of its letters change places. */
function exchanged(word: string): string[] {
  const chars = [...word];
  const all = new Set<string>();
  for (let i = 1; i + 1 < chars.length; i++) {
    const swapped = [...chars.slice(0, i), chars[i + 1], chars[i], ...chars.slice(i + 2)].join("");
    for (const t of terms(swapped)) all.add(t);
  }
  return [...all].sort();
}

/** stemsOf are the beginnings of a half-typed word that may be its stem. */
function stemsOf(word: string): string[] {
  const stems: string[] = [];
  for (let n = word.length - 1; n >= 3; n--) if (endings.split(" ").some((e) => e.startsWith(word.slice(n)))) stems.push(word.slice(0, n));
  return /^[\0-\x7f]*$/.test(word) ? stems : [];
}

async function loosenPhrase(l: Loosener, u: Unit): Promise<void> {
  const plain = await l.simplified(u.text);
  if (plain === u.text) return;
  const typed = { ...u };
  Object.assign(u, { terms: terms(plain), taken: plain });
  if (!(await l.finds(u))) Object.assign(u, typed);
}

/** loosenRun looks for the run in simplified characters; for its pieces between words of asking; for fewer of its pairs. */
async function loosenRun(l: Loosener, u: Unit): Promise<void> {
  const typed = { ...u };
  const readings = [typed];
  const plain = await l.simplified(u.text);
  if (plain !== u.text) {
    Object.assign(u, runUnit(plain, u.field), { text: u.text, taken: plain, side: u.side });
    if (await l.finds(u)) return;
    readings.push({ ...u });
    Object.assign(u, typed);
  }
  const kids = telling(u.text).map((piece) => Object.assign(runUnit(piece, u.field), { side: u.side }));
  if (kids.length > 1) {
    for (const k of kids) await loosen(l, k);
    Object.assign(u, { kids, loose: true });
    return;
  }
  for (const reading of readings) {
    Object.assign(u, reading);
    while (u.twos || u.enough - 1 > Math.floor(u.terms.length / 2)) {
      if (u.twos) u.twos = false;
      else u.enough--;
      if (await l.finds(u)) {
        u.partly = true;
        return;
      }
    }
  }
  Object.assign(u, typed);
}
