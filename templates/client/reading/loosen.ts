import { endings, maxTypo, minHalf } from "../reading.json";
import { count, letters } from "./characters.ts";
import { simplified } from "./daily.ts";
import type { Asks } from "./further.ts";
import { begun, misspelt } from "./misspelt.ts";
import type { Unit } from "./plan.ts";

/* Units that are nowhere become similar ones. Twin of loosen.go in site/search. */

/** loosen changes a unit that is nowhere. One for which nothing helps stays as it was. */
export async function loosen(l: Asks, u: Unit, alone: boolean, cut = false): Promise<void> {
  if (await l.finds(u)) return;
  if (u.kind === "word") await loosenWord(l, u);
  if (u.kind === "run") await loosenRun(l, u, alone, cut);
  if (u.kind === "phrase") await loosenPhrase(l, u);
  if (u.kind !== "joined" || (await begun(l, u))) return;
  u.loose = true;
  for (const k of u.kids) await loosen(l, k, alone, cut);
}

async function loosenWord(l: Asks, u: Unit): Promise<void> {
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
    u.other = await exchanged(l, u.text);
    if (await l.finds(u)) return;
  }
  u.typos = 0;
  u.other = [];
}

/** findHalves looks for hash map if hashmap is nowhere. */
async function findHalves(l: Asks, u: Unit): Promise<boolean> {
  if (!letters(u.text)) return false;
  const cuts: [string, string][] = [];
  for (let at = minHalf; at <= u.text.length - minHalf; at++) cuts.push([u.text.slice(0, at), u.text.slice(at)]);
  if (cuts.length === 0) return false;
  const halves = (await l.terms(cuts.flat())).map(([term = ""]) => term);
  const every = cuts.map((_, i) => halves.slice(2 * i, 2 * i + 2));
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
async function exchanged(l: Asks, word: string): Promise<string[]> {
  const chars = [...word];
  const swapped = chars.slice(2).map((c, i) => [...chars.slice(0, i + 1), c, chars[i + 1], ...chars.slice(i + 3)].join(""));
  return [...new Set((await l.terms(swapped)).flat())].sort();
}

/** stemsOf are the beginnings of a half-typed word that may be its stem. */
function stemsOf(word: string): string[] {
  const stems: string[] = [];
  for (let n = word.length - 1; n >= 3; n--) if (endings.split(" ").some((e) => e.startsWith(word.slice(n)))) stems.push(word.slice(0, n));
  return /^[\0-\x7f]*$/.test(word) ? stems : [];
}

async function loosenPhrase(l: Asks, u: Unit): Promise<void> {
  const plain = await simplified(l, u.text);
  if (plain === u.text) return;
  const typed = { ...u };
  const [terms, exact] = await l.phrase(plain);
  Object.assign(u, { terms, exact, taken: plain });
  if (!(await l.finds(u))) Object.assign(u, typed);
}

/** loosenRun looks for the run in simplified characters; for its pieces between words of asking; for fewer of its pairs; for what differs in one character. */
async function loosenRun(l: Asks, u: Unit, alone: boolean, cut: boolean): Promise<void> {
  const typed = { ...u };
  const readings = [typed];
  const plain = await simplified(l, u.text);
  if (plain !== u.text) {
    Object.assign(u, await l.run(plain, u.field), { text: u.text, taken: plain, side: u.side });
    if (await l.finds(u)) return;
    readings.push({ ...u });
    Object.assign(u, typed);
  }
  const kids = await l.pieces(u.text, u.field);
  if (kids.length > 1) {
    for (const k of kids) await loosen(l, Object.assign(k, { side: u.side }), alone, true);
    Object.assign(u, { kids, loose: true });
    return;
  }
  for (const attempt of [fewer, cut ? undefined : misspelt]) {
    for (const reading of readings) {
      Object.assign(u, reading);
      if (await attempt?.(l, u, alone)) return;
    }
  }
  Object.assign(u, typed);
}

/** fewer looks for fewer pairs of a run, as long as those are more than half. */
async function fewer(l: Asks, u: Unit): Promise<boolean> {
  while (u.twos || u.enough - 1 > Math.floor(u.terms.length / 2)) {
    if (u.twos) u.twos = false;
    else u.enough--;
    if (await l.finds(u)) return (u.partly = true);
  }
  return false;
}
