import type { Query } from "../index/query.ts";
import type { Hits } from "../index/score.ts";
import { asking, fewPages, otherWeight, perPage, titleMark, titleWeight, typedWeight, weakWeight } from "../reading.json";
import { fill, type Ranking } from "./fill.ts";
import { beyond, byPage } from "./pages.ts";
import type { Unit } from "./plan.ts";
import { excluded, inField, term, unitQuery } from "./queries.ts";
import { has } from "./questions.ts";
import type { Finding } from "./readings.ts";

/* What pages tell beyond their sections. Twin of evidence.go in site/search. */

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

/** A Book is an index, as what ranks by page sees it. */
export interface Book {
  /** number of documents */
  readonly docs: number;
  /** of each document, the number of its page */
  readonly page: Uint32Array;
  all(q: Query): Promise<Hits>;
  /** sections whose heading is the text as it was typed; those with its stems; the first ones of pages with such a title */
  readonly named: readonly [same: Hits, alike: Hits, titled: Hits];
}

/** ranked ranks what the strict reading found by page, and fills up a short list. */
export async function ranked({ plan, units }: Finding, strict: Hits, { docs, page, all, named }: Book): Promise<Ranking> {
  const pageOf = (doc: number) => page[doc] as number;
  const wishes = parts(units);
  const every = (query: (u: Unit) => Query) => Promise.all(wishes.map((u) => all(query(u))));
  const found = await every(unitQuery);
  const weights = found.map(({ docs: { length } }, i) => length && Math.log(1 + docs / length) * (wishes[i]?.weak ? weakWeight : 1));
  const total = weights.reduce((sum, w) => sum + w, 0) || 1;
  const titled = new Float64Array(page.length);
  const own = await every((u) => ({ kind: "or", any: u.terms.map((t) => term(t + titleMark, "name", 1)) }));
  (await every((u) => inField(u, "title", 1))).forEach((hits, i) => {
    const pages = new Set(Array.from((own[i] as Hits).docs, pageOf));
    for (const doc of Array.from(hits.docs)) titled[doc] = (titled[doc] as number) + (weights[i] as number) * (pages.has(pageOf(doc)) ? 1 : otherWeight);
  });
  const title = titled.map((weight) => 1 + (titleWeight * weight) / total);

  const [same, alike, whole] = named.map(({ docs }) => Array.from(docs)) as [number[], number[], number[]];
  const lower = new Set(same.length > 0 ? alike.filter((doc) => !same.includes(doc)) : []);
  const scores = Array.from(strict.docs, (doc, i) => (strict.scores[i] as number) / (lower.has(doc) ? typedWeight : 1));
  const hits = { docs: strict.docs, scores: byPage({ docs: strict.docs, scores }, perPage, beyond, pageOf, (doc) => title[doc] as number) };
  putFirst(hits, new Set(whole.map(pageOf)), pageOf);
  const shown = [...new Set(Array.from(strict.docs, pageOf))];
  if (shown.length >= fewPages || wishes.length < 2) return { hits, dropped: [] };

  const must = units.filter((u) => u.kind === "keyword").map(unitQuery);
  const mustNot = excluded(plan);
  const allowed = must.length + mustNot.length > 0 ? (await all({ kind: "boolean", must, mustNot })).docs : undefined;
  const short = { wishes: wishes.map(({ text, weak }, i) => ({ text, weak, found: found[i] as Hits, weight: weights[i] as number })), page, title, shown, allowed };
  const { hits: more, dropped } = fill(short);
  return { hits: { docs: [...Array.from(hits.docs), ...Array.from(more.docs)], scores: [...hits.scores, ...Array.from(more.scores)] }, dropped };
}

/** putFirst puts the best sections of some pages before all others. */
function putFirst({ docs, scores }: { docs: ArrayLike<number>; scores: number[] }, pages: Set<number>, pageOf: (doc: number) => number): void {
  const top = scores.reduce((top, score) => Math.max(top, score), 0);
  for (const page of pages) {
    const best = scores.reduce((best, score, i) => (pageOf(docs[i] as number) === page && !(score <= (scores[best] ?? 0)) ? i : best), -1);
    if (best >= 0) scores[best] = (scores[best] as number) + top;
  }
}
