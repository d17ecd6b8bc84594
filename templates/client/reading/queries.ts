import type { Query } from "../index/query.ts";
import * as shared from "../reading.json";
import { count } from "./characters.ts";
import type { Plan, Unit } from "./plan.ts";

/* What plans and units ask of the index. Twin of queries.go in site/search. */

type Boosted = readonly [field: string, boost: number];

/** The text fields with what a find in them is worth. */
export const textBoosts: readonly Boosted[] = Object.entries(shared.textBoosts);
const titleBoosts = textBoosts.slice(0, 2);
const sideBoosts = Object.entries(shared.sideBoosts);
const weakBoosts = textBoosts.map(([field, boost]): Boosted => [field, boost * shared.weakWeight]);

export function queryOf(p: Plan): Query {
  if (p.kind === "unit") return unitQuery(p.unit);
  if (p.kind === "any") return or(p.kids.map(queryOf));
  let must: Query[] = [];
  let may: Query[] = [];
  const mustNot: Query[] = [];
  for (const k of p.kids) {
    if (k.kind === "not") mustNot.push(...k.kids.map(queryOf));
    else (k.kind === "unit" && k.unit.weak ? may : must).push(queryOf(k));
  }
  if (must.length === 0) [must, may] = [may, must];
  if (must.length === 0) must.push({ kind: "everything" });
  let every: Query = { kind: "and", all: must };
  if (may.length > 0) every = { kind: "boolean", must: [every], should: may };
  if (p.compound) every = or([every, anywhere(p.compound, textBoosts)]);
  const should = p.headings.map((t) => term(t, "trail", shared.contrastBoost * p.headings.length));
  if (mustNot.length + should.length > 0) {
    every = { kind: "boolean", must: [every], ...(should.length > 0 && { should }), ...(mustNot.length > 0 && { mustNot }) };
  }
  if (p.run.length === 0) return every;
  return { kind: "boolean", must: [every], should: textBoosts.map(([field, boost]) => together(p.run, field, boost)) };
}

function fieldsOf(u: Unit): readonly Boosted[] {
  if (u.weak) return weakBoosts;
  if (u.field === "" && u.side) return sideBoosts;
  return u.field === "" ? textBoosts : u.field === "title" ? titleBoosts : [[u.field, 1]];
}

/** unitQuery finds the unit in any of its fields, but all of it in one, unless it is a long run. */
export function unitQuery(u: Unit): Query {
  if (u.kind === "keyword") return term(u.terms[0] as string, u.field, 1);
  if (u.loose) return { kind: "and", all: u.kids.map(unitQuery) };
  if (u.kind === "run" && u.enough < u.terms.length && !u.strict) return longRunQuery(u);
  return or(fieldsOf(u).map(([field, boost]) => inField(u, field, boost)));
}

/** inField finds all of the unit in one field. */
export function inField(u: Unit, field: string, boost: number): Query {
  if (u.kind === "joined" && u.halves.length > 0) return or(u.halves.map((h) => phrase(h, field, boost)));
  return u.kind === "word" ? wordQuery(u, field, boost) : u.kind === "run" ? runQuery(u, field, boost) : phrase(u.terms, field, boost);
}

/** excluded are the queries of what the text excludes at its top. */
export function excluded(p: Plan): Query[] {
  return p.kind === "all" ? p.kids.flatMap((k) => (k.kind === "not" ? k.kids.map(queryOf) : [])) : [];
}

/** longRunQuery finds enough pairs, in whatever fields; those together in one field raise the score. */
function longRunQuery(u: Unit): Query {
  const fields = fieldsOf(u);
  const pairs = u.terms.filter((_, i) => !u.twos || i !== 1).map((t) => anywhere(t, fields));
  const should = fields.map(([field, boost]) => runQuery(u, field, boost));
  return { kind: "boolean", must: [{ kind: "or", any: pairs, min: u.enough }], should };
}

function wordQuery(u: Unit, field: string, boost: number): Query {
  const any: Query[] = [together(u.terms, field, boost)];
  if (u.folded) any.push(term(u.folded, field, boost));
  if (u.parts.length > 0) any.push(phrase(u.parts, field, boost * shared.partsBoost));
  if (u.prefix) any.push({ kind: "prefix", field, prefix: u.prefix, boost: boost * shared.prefixBoost });
  for (const t of u.other) any.push(term(t, field, boost * shared.typoBoost));
  for (const h of u.halves) any.push(phrase(h, field, boost * shared.partsBoost));
  if (u.heard) any.push(together(u.heardTerms, field, boost));
  if (u.typos > 0) any.push(fuzzy(u, field, "", boost * shared.typoBoost));
  return any.length === 1 ? (any[0] as Query) : or(any);
}

/** runQuery finds all pairs of a run in one field. A run of one character is the beginning of pairs. */
function runQuery(u: Unit, field: string, boost: number): Query {
  const [first = ""] = u.terms;
  if (u.terms.length === 1 && count(first) === 1) return or([term(first, field, boost), { kind: "prefix", field, prefix: first, boost }]);
  if (u.chain) return phrase(u.terms, field, boost);
  const pairs = together(u.terms, field, boost);
  if (u.whole.length === 0 || u.strict) return pairs;
  return { kind: "boolean", must: [pairs], should: u.whole.map((t) => term(t, field, boost)) };
}

/** fuzzy finds what is so many edits away from a word as the unit allows, and ends with end. */
export function fuzzy(u: Unit, field: string, end: string, boost: number): Query {
  return { kind: "fuzzy", field, term: u.terms[0] + end, edits: u.typos, prefix: 1, boost };
}

export function together(terms: readonly string[], field: string, boost: number): Query {
  const all = terms.map((t) => term(t, field, boost));
  return all.length === 1 ? (all[0] as Query) : { kind: "and", all };
}

function anywhere(t: string, fields: readonly Boosted[]): Query {
  return or(fields.map(([field, boost]) => term(t, field, boost)));
}

function or(any: readonly Query[]): Query {
  return { kind: "or", any };
}

export function term(t: string, field: string, boost: number): Query {
  return { kind: "term", field, term: t, boost };
}

export function phrase(terms: readonly string[], field: string, boost: number): Query {
  return terms.length === 1 ? term(terms[0] as string, field, boost) : { kind: "phrase", field, terms, boost };
}
