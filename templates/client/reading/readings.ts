import { nameOf, spelled } from "../index/analyze.ts";
import type { Query } from "../index/query.ts";
import { headingBoost, nameBoost, pageMark, pairBoost, phraseBoost } from "../reading.json";
import { phrase, queryOf, term, textBoosts, together, unitQuery } from "./queries.ts";
import { headingsOf } from "./questions.ts";
import type { How } from "./line.ts";
import { loosen } from "./loosen.ts";
import { parse } from "./parse.ts";
import { planOf, unitsOf, type Plan, type Unit } from "./plan.ts";

/* From text to a query that finds something. Twin of readings.go in site/search. */

/** What find asks of the index and of the site. */
export interface Finder {
  /** count is the number of documents that a query finds. */
  count(q: Query): Promise<number>;
  /** simplified is text in simplified Chinese characters. */
  simplified(text: string): Promise<string>;
}

/** A Finding is a query that found something, or the last that was tried, and how it was read. */
export interface Finding {
  readonly plan: Plan;
  readonly units: readonly Unit[];
  /** undefined if there is nothing to look for */
  readonly query: Query | undefined;
  readonly enough: number;
  readonly dropped: readonly string[];
}

/**
 * find reads text and finds the strictest reading of it that finds anything:
 * all words; then words like those that are nowhere; then fewer words.
 */
export async function find(text: string, index: Finder): Promise<Finding> {
  const plan = planOf(parse(text));
  const units = unitsOf(plan);
  const found = (query?: Query, enough = 0, dropped: string[] = []): Finding => ({ plan, units, query, enough, dropped });
  if (units.length === 0) return found();
  let query = withBoosts(plan, units, text);
  if ((await index.count(query)) > 0) return found(query);
  const finds = async (u: Unit) => (await index.count(unitQuery(u))) > 0;
  for (const u of units) await loosen({ finds, simplified: index.simplified }, u);
  query = withBoosts(plan, units, text);
  if ((await index.count(query)) > 0) return found(query);

  const words = flat(units).filter((u) => u.kind !== "keyword");
  const any = words.map(unitQuery);
  const must = units.filter((u) => u.kind === "keyword").map(unitQuery);
  for (let min = words.length - 1; min > 0; min--) {
    query = { kind: "boolean", must: [...must, { kind: "or", any, min }], mustNot: excluded(plan) };
    if ((await index.count(query)) === 0) continue;
    const dropped: string[] = [];
    for (const u of words) if ((await index.count({ kind: "and", all: [query, unitQuery(u)] })) === 0) dropped.push(u.text);
    return found(query, min, dropped);
  }
  return found(query);
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
  const { plan, enough, dropped } = f;
  return { words: flat(f.units).map((u) => u.text), corrected, partly, enough, dropped, plan };
}

/** flat is units with the pieces of runs that were cut in place of those. */
function flat(units: readonly Unit[]): Unit[] {
  return units.flatMap((u) => (u.kind === "run" && u.loose ? u.kids : [u]));
}

/** excluded are the queries of what the text excludes at its top. */
function excluded(p: Plan): Query[] {
  return p.kind === "all" ? p.kids.flatMap((k) => (k.kind === "not" ? k.kids.map(queryOf) : [])) : [];
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
