import { nameOf, spelled } from "../index/analyze.ts";
import type { Query } from "../index/query.ts";
import type { Keyword } from "../index/reader.ts";
import { fewPages, headingBoost, nameBoost, pageMark, pairBoost, phraseBoost } from "../reading.json";
import { phrase, queryOf, term, textBoosts, together, unitQuery } from "./queries.ts";
import { headingsOf } from "./questions.ts";
import type { How } from "./line.ts";
import { loosen } from "./loosen.ts";
import { parse } from "./parse.ts";
import { planOf, unitsOf, type Plan, type Unit } from "./plan.ts";
import { sound } from "./sounds.ts";

/* From text to a query that finds something. Twin of readings.go in site/search. */

/** What find asks of the index and of the site. */
export interface Finder {
  /** count is the number of documents that a query finds. */
  count(q: Query): Promise<number>;
  /** simplified is text in simplified Chinese characters. */
  simplified(text: string): Promise<string>;
  /** typed are the ways in which names in Chinese are typed that begin with prefix. */
  typed(prefix: string): Promise<Keyword[]>;
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
  const plan = planOf(parse(text));
  const units = unitsOf(plan);
  if (units.every((u) => u.weak)) for (const u of units) u.weak = false;
  const found = (query?: Query): Finding => ({ plan, units, query });
  if (units.length === 0) return found();
  const boosted = () => withBoosts(plan, units, text);
  let query = boosted();
  let n = await index.count(query);
  const l = { ...index, finds: async (u: Unit) => (await index.count(unitQuery(u))) > 0 };
  if (n < fewPages) {
    const typed = units.map((u) => ({ ...u }));
    for (const u of units) await sound(l, u);
    const sounded = units.some((u) => u.taken) ? boosted() : query;
    const more = await index.count(sounded);
    if (more > 0 || n === 0) [query, n] = [sounded, more];
    else units.forEach((u, i) => Object.assign(u, typed[i]));
  }
  if (n > 0) return found(query);
  for (const u of units) if (!u.weak) await loosen(l, u);
  return found(boosted());
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
