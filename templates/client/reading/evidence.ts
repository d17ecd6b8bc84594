import type { Query } from "../index/query.ts";
import { best } from "../index/reader.ts";
import type { Hits } from "../index/score.ts";
import { asking, fewPages, fillLimit, perPage, titleWeight, weakWeight } from "../reading.json";
import type { Unit } from "./plan.ts";
import { excluded, inField, unitQuery } from "./queries.ts";
import { has } from "./questions.ts";
import type { Finding } from "./readings.ts";

/* What pages tell beyond their sections. Twin of evidence.go and fill.go in site/search. */

/** A Ranking is what was found, with the scores that it is to be ordered by: those of what fills up a short list are below 0. */
export interface Ranking {
  readonly hits: Hits;
  /** texts that are nowhere, if the strict reading finds nothing */
  readonly dropped: string[];
}

/** parts are what the units ask for: of runs, every pair by itself; those that tell little are weak. */
function parts(units: readonly Unit[]): Unit[] {
  return units.flatMap((u) => {
    if (u.kind === "keyword" || (u.kind === "run" && has(asking, u.text))) return [];
    if (u.kind !== "run" || u.chain) return u.loose ? parts(u.kids) : u;
    const pair = (term: string, weak = true): Unit => ({ ...u, terms: [term], whole: [], enough: 1, loose: false, weak });
    const told = u.loose ? parts(u.kids) : u.terms.map((term) => pair(term, u.weak));
    return [...told, ...u.whole.filter((term) => !told.some((p) => p.terms[0] === term)).map((term) => pair(term))];
  });
}

/** ranked ranks what the strict reading found by page, and fills up a short list. begins are the first documents of pages. */
export async function ranked({ plan, units }: Finding, strict: Hits, docs: number, begins: Hits, all: (q: Query) => Promise<Hits>): Promise<Ranking> {
  let n = 0;
  const page = Uint32Array.from({ length: docs }, (_, doc) => (begins.docs[n] === doc ? ++n : n));
  const pageOf = (doc: number) => page[doc] as number;
  const wishes = parts(units);
  const every = (query: (u: Unit) => Query) => Promise.all(wishes.map((u) => all(query(u))));
  const found = await every(unitQuery);
  const weights = found.map(({ docs: { length } }, i) => length && Math.log(1 + docs / length) * (wishes[i]?.weak ? weakWeight : 1));
  const total = weights.reduce((sum, w) => sum + w, 0) || 1;
  const table = () => new Float64Array(docs + 1);
  const add = (to: Float64Array, at: number, more: number) => (to[at] = (to[at] as number) + more);
  const titled = table();
  (await every((u) => inField(u, "title", 1))).forEach((hits, i) => Array.from(hits.docs, (doc) => add(titled, doc, weights[i] as number)));
  const title = (doc: number) => 1 + (titleWeight * (titled[doc] as number)) / total;

  const byPage = ({ docs, scores }: Hits, most: number, factor: (doc: number) => number): number[] => {
    const out = Array.from(scores);
    for (let from = 0, to = 0; from < docs.length; from = to) {
      const group: number[] = [];
      const doc = docs[from] as number;
      while (to < docs.length && pageOf(docs[to] as number) === pageOf(doc)) group.push(to++);
      const score = (at: number) => scores[at] as number;
      group.sort((a, b) => score(b) - score(a));
      const times = (factor(doc) * group.reduce((sum, at, i) => sum + score(at) / 2 ** i, 0)) / score(group[0] as number);
      group.forEach((at, i) => (out[at] = Math.fround((score(at) * times) / (i < most ? 1 : 1e6))));
    }
    return out;
  };
  const first = { docs: strict.docs, scores: byPage(strict, perPage, title) };
  const shown = new Set(Array.from(strict.docs, pageOf));
  if (shown.size >= fewPages || wishes.length < 2) return { hits: first, dropped: [] };

  const must = units.filter((u) => u.kind === "keyword").map(unitQuery);
  const allowed = new Set(Array.from((await all({ kind: "boolean", must: [{ kind: "everything" }, ...must], mustNot: excluded(plan) })).docs));
  const sums = table();
  const weight = table(); // of what a page has
  found.forEach(({ docs, scores }, i) => {
    const counted = new Set(shown);
    Array.from(docs, (doc, k) => {
      const p = pageOf(doc);
      if (shown.has(p) || !allowed.has(doc)) return;
      add(sums, doc, Math.sqrt(scores[k] as number) * (weights[i] as number));
      if (!counted.has(p)) add(weight, p, weights[i] as number);
      counted.add(p);
    });
  });
  const share = (doc: number) => (weight[pageOf(doc)] as number) / total;
  const some = [...sums.keys()].filter((doc) => sums[doc]);
  const scores = byPage({ docs: some, scores: some.map((doc) => sums[doc] as number) }, 1, (doc) => title(doc) * share(doc) * share(doc));
  const below = scores.map((s, i) => s / (1 + s) - (share(some[i] as number) > 0.999 ? 1 : 2));
  const more = best({ docs: some, scores: below }, fillLimit);
  return {
    hits: { docs: [...Array.from(first.docs), ...more.map((h) => h.doc)], scores: [...first.scores, ...more.map((h) => h.score)] },
    dropped: shown.size || !more.length ? [] : [...new Set(wishes.flatMap((u) => (u.weak ? [] : u.text)))].filter((text) => wishes.every((u, i) => u.text !== text || !weights[i])),
  };
}
