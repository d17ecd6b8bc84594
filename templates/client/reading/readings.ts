import { foldedName, nameOf, phraseTerms, spelled, terms } from "../index/analyze.ts";
import type { Query } from "../index/query.ts";
import type { Tongue } from "../index/tongue.ts";
import { fewPages, headingBoost, minSounded, nameBoost, pageMark, pairBoost, phraseBoost, syllables } from "../reading.json";
import { letters } from "./characters.ts";
import type { Asks, Further } from "./further.ts";
import type { Expr } from "./parse.ts";
import { plainly } from "./plain.ts";
import { fuzzy, phrase, queryOf, term, textBoosts, together, unitQuery } from "./queries.ts";
import { headingsOf, telling } from "./questions.ts";
import type { How } from "./line.ts";
import { planOf, runUnit, unitsOf, type Plan, type Unit } from "./plan.ts";

/* From text to a query that finds something. Twin of readings.go in site/search. */

/** What find asks of the index and of the site. */
export interface Finder extends Pick<Asks, "simplified" | "keywords" | "sounds"> {
  /** count is the number of documents that a query finds. */
  count(q: Query): Promise<number>;
  readonly further: Further;
  /** what is known of the languages of the index */
  readonly tongue: Tongue;
}

/** A Finding is how a text was read: the query of the strictest reading that finds anything, or of the last that was tried. */
export interface Finding {
  readonly plan: Plan;
  readonly units: readonly Unit[];
  /** what looks like a restriction, and was read as text */
  readonly asText: string[];
  /** undefined if there is nothing to look for */
  readonly query: Query | undefined;
}

/**
 * find reads text and finds the strictest reading of it that finds anything:
 * all words; then words like those that are nowhere.
 */
export async function find(text: string, index: Finder): Promise<Finding> {
  let units: Unit[] = [];
  const asks = asksOf(index, () => units);
  const e = plainly(text) ?? (await index.further("parse", text, asks));
  const plan = planOf(e, index.tongue);
  units = unitsOf(plan);
  if (units.every((u) => u.weak)) for (const u of units) u.weak = false;
  const found = (query?: Query): Finding => ({ plan, units, query, asText: asText(e) });
  if (units.length === 0) return found();
  const boosted = () => withBoosts(plan, units, text, index.tongue);
  let query = boosted();
  let n = await index.count(query);
  /** mend changes those of some units that are in fewer documents than most says. */
  const mend = async (how: "sound" | "loosen", some: readonly Unit[], most: (u: Unit) => number) => {
    const places = await Promise.all(some.map((u) => asks.places(how === "sound" ? { ...u, prefix: "" } : u)));
    const lost = some.filter((u, i) => (places[i] as number) < most(u));
    if (lost.length > 0) (await index.further(how, lost, asks)).forEach((u, i) => Object.assign(lost[i] as Unit, u));
  };
  if (n < fewPages) {
    const typed = units.map((u) => ({ ...u }));
    await mend("sound", units.filter(isSounded), (u) => (u.kind === "word" && likeSyllables.test(u.text) ? fewPages : 1));
    const sounded = units.some((u) => u.taken || u.heard) ? boosted() : query;
    const more = await index.count(sounded);
    if (more > 0 || n === 0) [query, n] = [sounded, more];
    else units.forEach((u, i) => Object.assign(u, typed[i]));
  }
  if (n > 0) return found(query);
  await mend("loosen", units.filter((u) => !u.weak), () => 1);
  return found(boosted());
}

const likeSyllables = new RegExp(syllables, "i");

/** isSounded says whether a unit may be how a heading in Chinese is typed, or sounds. */
function isSounded(u: Unit): boolean {
  if (u.field && u.field !== "title") return false;
  return u.kind === "run" ? !u.chain && !u.strict : u.kind === "word" && u.text.length >= minSounded && letters(u.text);
}

/** asText are what looks like restrictions in an Expr, and is text. */
function asText(e: Expr): string[] {
  return "kids" in e ? e.kids.flatMap(asText) : e.typed && !e.field ? [e.typed] : [];
}

function asksOf({ count, simplified, keywords, sounds, tongue }: Finder, units: () => readonly Unit[]): Asks {
  const places = (u: Unit) => count(unitQuery(u));
  return {
    places,
    finds: async (u) => (await places(u)) > 0,
    async has(e) {
      const plan = planOf(e, tongue);
      return unitsOf(plan).length === 0 || (await count(queryOf(plan))) > 0;
    },
    alone: async () => units().length === 1,
    simplified,
    keywords,
    sounds,
    phrase: async (text) => phraseTerms(text),
    terms: async (texts) => texts.map(terms),
    run: async (text, field) => runUnit(text, field, tongue),
    pieces: async (text, field) => telling(text, tongue).map((piece) => runUnit(piece, field, tongue)),
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
      const taken = u.typos > 0 || u.like ? similar(u) : u.taken;
      if (u.loose) each(u.kids);
      else if (taken) corrected.push([u.text, taken]);
      else if (u.partly || u.typos > 0 || u.like) partly.push(u.text);
    }
  };
  each(f.units);
  return { corrected, partly, asText: f.asText, plan: f.plan };
}

/** withBoosts ranks sections higher whose heading the text is, or that have its words side by side. */
export function withBoosts(plan: Plan, units: readonly Unit[], text: string, t: Tongue): Query {
  let q = queryOf(plan);
  const scale = plan.kind === "all" && plan.compound ? 0.5 : 1;
  const should: Query[] = [];
  const list = sequence(plan, units);
  const [u] = units.length === 1 ? units : [];
  if (u && u.typos > 0) should.push(fuzzy(u, "name", pageMark, nameBoost));
  for (const name of new Set([foldedName(text, t), nameOf(text), spelled(list), ...(u?.other ?? [])])) { // others are words with two letters exchanged
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
