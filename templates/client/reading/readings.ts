import { nameOf, spelled, terms } from "../index/analyze.ts";
import type { Query } from "../index/query.ts";
import { fewPages, headingBoost, minSounded, nameBoost, pageMark, pairBoost, phraseBoost } from "../reading.json";
import { letters } from "./characters.ts";
import type { Asks, Further } from "./further.ts";
import { plainly } from "./plain.ts";
import { phrase, queryOf, term, textBoosts, together, unitQuery } from "./queries.ts";
import { headingsOf, telling } from "./questions.ts";
import type { How } from "./line.ts";
import { planOf, runUnit, unitsOf, type Plan, type Unit } from "./plan.ts";

/* From text to a query that finds something. Twin of readings.go in site/search. */

/** What find asks of the index and of the site. */
export interface Finder extends Pick<Asks, "simplified" | "typed"> {
  /** count is the number of documents that a query finds. */
  count(q: Query): Promise<number>;
  readonly further: Further;
}

/** A Finding is how a text was read: the query of the strictest reading that finds anything, or of the last that was tried. */
export interface Finding {
  readonly plan: Plan;
  readonly units: readonly Unit[];
  /** undefined if there is nothing to look for */
  readonly query: Query | undefined;
}

/**
 * find reads text and finds the strictest reading of it that finds anything:
 * all words; then words like those that are nowhere.
 */
export async function find(text: string, index: Finder): Promise<Finding> {
  const plan = planOf(plainly(text) ?? (await index.further("parse", text)));
  const units = unitsOf(plan);
  if (units.every((u) => u.weak)) for (const u of units) u.weak = false;
  const found = (query?: Query): Finding => ({ plan, units, query });
  if (units.length === 0) return found();
  const boosted = () => withBoosts(plan, units, text);
  let query = boosted();
  let n = await index.count(query);
  const asks = asksOf(index);
  /** mend changes those of some units that are nowhere. */
  const mend = async (how: "sound" | "loosen", some: readonly Unit[], asked = (u: Unit) => u) => {
    const there = await Promise.all(some.map((u) => asks.finds(asked(u))));
    const lost = some.filter((_, i) => !there[i]);
    if (lost.length > 0) (await index.further(how, lost, asks)).forEach((u, i) => Object.assign(lost[i] as Unit, u));
  };
  if (n < fewPages) {
    const typed = units.map((u) => ({ ...u }));
    await mend("sound", units.filter((u) => u.kind === "word" && !u.field && u.text.length >= minSounded && letters(u.text)), (u) => ({ ...u, prefix: "" }));
    const sounded = units.some((u) => u.taken) ? boosted() : query;
    const more = await index.count(sounded);
    if (more > 0 || n === 0) [query, n] = [sounded, more];
    else units.forEach((u, i) => Object.assign(u, typed[i]));
  }
  if (n > 0) return found(query);
  await mend("loosen", units.filter((u) => !u.weak));
  return found(boosted());
}

function asksOf({ count, simplified, typed }: Finder): Asks {
  return {
    finds: async (u) => (await count(unitQuery(u))) > 0,
    simplified,
    typed,
    terms: async (texts) => texts.map(terms),
    run: async (text, field) => runUnit(text, field),
    pieces: async (text, field) => telling(text).map((piece) => runUnit(piece, field)),
  };
}

/** wordsOf are the texts of what is looked for, as they were typed; the pieces of runs that were cut. */
export function wordsOf(units: readonly Unit[]): string[] {
  return units.flatMap((u) => (u.kind === "keyword" || u.weak ? [] : u.kind === "run" && u.loose ? wordsOf(u.kids) : u.text));
}

/** howOf is how the text was read; similar gives what was found instead of a word with typos. */
export function howOf(f: Finding, similar: (u: Unit) => string): How {
  const corrected: [string, string][] = [];
  const partly: string[] = [];
  const each = (units: readonly Unit[]) => {
    for (const u of units) {
      const taken = u.typos > 0 ? similar(u) : u.taken;
      if (u.loose) each(u.kids);
      else if (taken) corrected.push([u.text, taken]);
      else if (u.partly || u.typos > 0) partly.push(u.text);
    }
  };
  each(f.units);
  return { corrected, partly, plan: f.plan };
}

/** withBoosts ranks sections higher whose heading the text is, or that have its words side by side. */
export function withBoosts(plan: Plan, units: readonly Unit[], text: string): Query {
  let q = queryOf(plan);
  const scale = plan.kind === "all" && plan.compound ? 0.5 : 1;
  const should: Query[] = [];
  const list = sequence(plan, units);
  for (const name of new Set([nameOf(text, true), nameOf(text), spelled(list)])) {
    if (name) should.push(term(name, "name", nameBoost * scale), term(name + pageMark, "name", nameBoost * scale));
  }
  if (units.length > 1 && list.length > 1) should.push(...textBoosts.map(([field, boost]) => phrase(list, field, boost * phraseBoost * scale)));
  if (should.length > 0) q = { kind: "boolean", must: [q], should };
  if (plan.kind === "all" && plan.contrast && list.length > 1) q = { kind: "boolean", must: [q], should: comparing(units, list, /^[\0-\x7f]*$/.test(text)) };
  return q;
}

/** comparing finds sections whose headings have all of list, and those whose heading is the two things to compare. */
function comparing(units: readonly Unit[], list: readonly string[], english: boolean): Query[] {
  const [a, b] = units;
  const headings = a && b && units.length === 2 ? headingsOf(a.text, b.text, english) : [];
  const names = headings.map((h) => nameOf(h)).filter((name) => name !== "");
  const n = 1 + names.length;
  return [...names.map((name) => term(name, "name", pairBoost * n)), together(list, "trail", headingBoost * n)];
}

/** sequence is the terms of a query that is nothing but words in a row. */
function sequence(plan: Plan, units: readonly Unit[]): string[] {
  if (plan.kind === "any") return [];
  if (units.some((u) => u.field || u.kind === "keyword" || u.kind === "phrase" || u.terms.length === 0)) return [];
  return units.flatMap((u) => u.terms);
}
