import type { BooleanQuery, FuzzyQuery, Query } from "./query.ts";
import type { Reading } from "./source.ts";
import { binary, type Found, type Postings, type Terms } from "./terms.ts";

/*
 * What bleve 2.6.3 finds and how it scores, with the scoring model bm25. The
 * order of additions is bleve's too, so that scores are the same to the last
 * bit and ties are ties. Only where more than heapFrom queries are added up
 * is it another: there bleve's depends on what its heap went through before.
 */

/** Hits are documents, ascending, and the score of each. */
export interface Hits {
  readonly docs: ArrayLike<number>;
  readonly scores: ArrayLike<number>;
}

/** A Matcher is a query that was looked up in the index. */
interface Matcher {
  /** how many documents it may find; bleve orders queries by it */
  readonly count: number;
  /** the sum of the squares of the weights of its terms */
  readonly weight: number;
  /** a term, which is not normed if it is all of the query */
  readonly single?: boolean;
  /** it has to read positions, so it is better asked about few documents */
  readonly costly?: boolean;
  /** run finds documents, and may leave out those not within. */
  run(r: Reading, norm: number | undefined, within?: ArrayLike<number>): Hits;
}

const k1 = 1.2;
const b = 0.75;
const heapFrom = 10;
const nothing: Hits = { docs: [], scores: [] };
const nowhere: Matcher = { count: 0, weight: 0, run: () => nothing };

/** An Evaluator runs queries on an index. It keeps some of what it decoded. */
export class Evaluator {
  readonly #terms: Terms;
  readonly #decoded: Cache<Postings | undefined>;
  readonly #walks: Cache<Found[]>;
  readonly #tally: Tally;

  constructor(terms: Terms) {
    this.#terms = terms;
    this.#decoded = new Cache(2e6, (p) => p?.docs.length ?? 0);
    this.#walks = new Cache(1e5, (list) => list.length);
    this.#tally = new Tally(terms.pack.room);
  }

  run(r: Reading, q: Query): Hits {
    const m = this.#matcher(r, q);
    return m.run(r, m.single ? undefined : 1 / Math.sqrt(m.weight));
  }

  #matcher(r: Reading, q: Query): Matcher {
    switch (q.kind) {
      case "term":
        return this.#term(r, q.field, binary(q.term), q.boost);
      case "prefix":
        return this.#prefix(r, q.field, q.prefix, q.boost);
      case "fuzzy":
        return this.#fuzzy(r, q);
      case "phrase":
        return this.#phrase(r, q.field, q.terms, q.boost);
      case "and":
        return and(this.#matchers(r, q.all));
      case "or":
        return or(this.#tally, this.#matchers(r, q.any), q.min);
      case "boolean":
        return this.#boolean(r, q);
      case "everything":
        return everything(this.#terms.all(r), q.boost);
      case "nothing":
        return nowhere;
    }
  }

  #matchers(r: Reading, list: readonly Query[]): Matcher[] {
    return r.every(list, (q) => this.#matcher(r, q));
  }

  #term(r: Reading, name: string, term: string, boost = 1): Matcher {
    return this.#leaf(name, this.#postings(r, name, term), boost);
  }

  #leaf(name: string, postings: Postings | undefined, boost: number): Matcher {
    const { docs, fields } = this.#terms.pack;
    // bleve takes the number of different terms for the number of words.
    const average = Math.ceil((fields.get(name)?.terms ?? 0) / docs);
    const count = postings?.docs.length ?? 0;
    const idf = average > 0 ? Math.log(1 + (docs - count + 0.5) / (count + 0.5)) : 1 + Math.log(docs / (count + 1));
    const weight = (boost * idf) ** 2;
    return { count, weight, single: true, run: (_, norm, within) => scored(postings, idf, average, norm === undefined ? 1 : boost * idf * norm, within) };
  }

  #postings(r: Reading, name: string, term: string): Postings | undefined {
    const field = this.#terms.pack.fields.get(name);
    return field && this.#decoded.get(`${name} ${term}`, () => this.#terms.postings(r, field, term));
  }

  #walk(r: Reading, name: string, start: string, word = "", edits = 0): Found[] {
    const field = this.#terms.pack.fields.get(name);
    return this.#walks.get(`${name} ${edits} ${word} ${start}`, () => (field ? this.#terms.walk(r, field, start, word, edits) : []));
  }

  /** several finds any of the terms of a field; boosts[i] is that of found[i]. */
  #several(r: Reading, name: string, found: readonly Found[], boost: (f: Found) => number): Matcher {
    return or(this.#tally, r.every(found, (f) => this.#leaf(name, this.#postings(r, name, f.term), boost(f))));
  }

  #prefix(r: Reading, name: string, prefix: string, boost = 1): Matcher {
    const start = binary(prefix);
    const found = this.#walk(r, name, start);
    if (only(found, start)) return this.#term(r, name, start, boost);
    return this.#several(r, name, found, () => boost);
  }

  #fuzzy(r: Reading, q: FuzzyQuery): Matcher {
    const { field, edits, boost = 1 } = q;
    const term = binary(q.term);
    if (edits === 0) return this.#term(r, field, term, boost);
    const start = binary(beginning(q.term, q.prefix ?? 0));
    const found = this.#walk(r, field, start, q.term, edits);
    if (only(found, term)) return this.#term(r, field, term, boost);
    // The iterator of bleve forgets to count the edits of a term that is just the prefix.
    const counted = (f: Found) => (start.length > 0 && f.term.length === start.length ? 0 : f.edits);
    return this.#several(r, field, found, (f) => boost * (1 / (counted(f) + 1)));
  }

  #phrase(r: Reading, name: string, terms: readonly string[], boost = 1): Matcher {
    const words = r.every(
      terms.flatMap((term, at) => (term ? [{ term: binary(term), at }] : [])),
      ({ term, at }) => {
        const postings = this.#postings(r, name, term);
        return { at, postings, matcher: this.#leaf(name, postings, boost) };
      },
    );
    const all = and(words.map((w) => w.matcher));
    return {
      count: all.count,
      weight: all.weight,
      costly: true,
      run(r, norm, within) {
        const hits = all.run(r, norm, within);
        if (hits.docs.length === 0) return hits;
        const docs = Array.from(hits.docs);
        const places = r.every(words, (w) => w.postings?.positions(r, docs));
        return filtered(hits, (doc) => inRow(words.map((w, i) => ({ at: w.at, places: places[i]?.get(doc) ?? [] }))));
      },
    };
  }

  #boolean(r: Reading, q: BooleanQuery): Matcher {
    const [must, should, not] = r.every([q.must, q.should, q.mustNot], (list) => list?.length ? this.#matchers(r, list) : undefined);
    const all = must && and(must);
    const some = should && or(this.#tally, should, q.minShould);
    const none = not && or(this.#tally, not);
    if (!none && !(all && some)) return all ?? some ?? nowhere;
    const base = all ?? some ?? everything(this.#terms.all(r));
    const bonus = all && some;
    const required = bonus && Math.trunc(q.minShould ?? 0) > 0;
    return {
      count: (all?.count ?? 0) + (some?.count ?? 0) || base.count,
      weight: base.weight + (bonus?.weight ?? 0),
      costly: Boolean(base.costly || bonus?.costly || none?.costly),
      run(r, norm, within) {
        let hits = base.run(r, norm, within);
        if (none) {
          const out = new Set(Array.from(none.run(r, norm, hits.docs).docs));
          hits = filtered(hits, (doc) => !out.has(doc));
        }
        if (!bonus) return hits;
        const more = bonus.run(r, norm, hits.docs);
        return required ? sums([hits, more], more.docs) : sums([hits, more], hits.docs);
      },
    };
  }
}

/** A Cache forgets everything when what it holds grows larger than most. */
class Cache<T> {
  readonly #kept: Map<string, { readonly v: T }>;
  readonly #most: number;
  readonly #sizeOf: (v: T) => number;
  #size: number;

  constructor(most: number, sizeOf: (v: T) => number) {
    this.#kept = new Map();
    this.#most = most;
    this.#sizeOf = sizeOf;
    this.#size = 0;
  }

  get(key: string, make: () => T): T {
    let v = this.#kept.get(key);
    if (!v) {
      v = { v: make() };
      this.#size += this.#sizeOf(v.v) + 1;
      if (this.#size > this.#most) {
        this.#kept.clear();
        this.#size = this.#sizeOf(v.v) + 1;
      }
      this.#kept.set(key, v);
    }
    return v.v;
  }
}

/** beginning is term up to the end of the letter at byte size; all of it, if it is no longer than that. */
function beginning(term: string, size: number): string {
  let at = 0;
  let out = "";
  for (const letter of term) {
    if (at >= size) return out;
    out += letter;
    at += binary(letter).length;
  }
  return out;
}

/** only says whether nothing was found but perhaps the term itself. */
function only(found: readonly Found[], term: string): boolean {
  return found.length === 0 || (found.length === 1 && found[0]?.term === term);
}

function everything(list: Uint32Array, boost = 1): Matcher {
  return {
    count: list.length,
    weight: boost ** 2,
    single: true,
    run: (_, norm, within = list) => ({ docs: within, scores: new Float64Array(within.length).fill(norm === undefined ? 1 : boost * norm) }),
  };
}

function scored(p: Postings | undefined, idf: number, average: number, weight: number, within?: ArrayLike<number>): Hits {
  if (!p) return nothing;
  const score = (i: number) => {
    const tf = Math.sqrt(p.freqs[i] as number);
    const norm = Math.fround(1 / Math.sqrt(p.lengths[i] as number));
    const length = 1 / (norm * norm);
    const s = average > 0 ? (idf * (tf * k1)) / (tf + k1 * (1 - b + (b * length) / average)) : tf * norm * idf;
    return weight === 1 ? s : s * weight;
  };
  if (!within) {
    const scores = new Float64Array(p.docs.length);
    for (let i = 0; i < scores.length; i++) scores[i] = score(i);
    return { docs: p.docs, scores };
  }
  const docs: number[] = [];
  const scores: number[] = [];
  const next = seeker(p.docs);
  for (let k = 0; k < within.length; k++) {
    const i = next(within[k] as number);
    if (i < 0) continue;
    docs.push(within[k] as number);
    scores.push(score(i));
  }
  return { docs, scores };
}

/** seeker finds documents, asked for in ascending order, in a list: the index of each, or -1. */
function seeker(docs: ArrayLike<number>): (doc: number) => number {
  let from = 0;
  return (doc) => {
    let step = 1;
    while (from + step < docs.length && (docs[from + step] as number) <= doc) {
      from += step;
      step *= 2;
    }
    for (; step >= 1; step /= 2) if (from + step < docs.length && (docs[from + step] as number) <= doc) from += step;
    return docs[from] === doc ? from : -1;
  };
}

function filtered(hits: Hits, keep: (doc: number) => boolean): Hits {
  const docs: number[] = [];
  const scores: number[] = [];
  for (let i = 0; i < hits.docs.length; i++) {
    if (!keep(hits.docs[i] as number)) continue;
    docs.push(hits.docs[i] as number);
    scores.push(hits.scores[i] as number);
  }
  return { docs, scores };
}

/** sums adds up, for each document of docs, the scores that it has in lists. */
function sums(lists: readonly Hits[], docs: ArrayLike<number>): Hits {
  const scores = new Float64Array(docs.length);
  for (const list of lists) {
    const next = seeker(list.docs);
    for (let k = 0; k < docs.length; k++) {
      const i = next(docs[k] as number);
      if (i >= 0) scores[k] = (scores[k] as number) + (list.scores[i] as number);
    }
  }
  return { docs, scores };
}

function total(ms: readonly Matcher[], what: "count" | "weight"): number {
  return ms.reduce((sum, m) => sum + m[what], 0);
}

function and(list: readonly Matcher[]): Matcher {
  if (list.length === 0) return nowhere;
  const ms = [...list].sort((x, y) => x.count - y.count);
  const cheapFirst = ms.map((_, i) => i).sort((x, y) => Number(ms[x]?.costly ?? false) - Number(ms[y]?.costly ?? false));
  return {
    count: total(ms, "count"),
    weight: total(ms, "weight"),
    costly: ms.some((m) => m.costly),
    run(r, norm, within) {
      const parts: Hits[] = [];
      r.every(cheapFirst, (i) => {
        const hits = (ms[i] as Matcher).run(r, norm, within);
        parts[i] = hits;
        within = hits.docs;
      });
      return sums(parts, within as ArrayLike<number>);
    },
  };
}

/** A Tally adds up scores of documents. It is empty between two uses. */
class Tally {
  readonly #scores: Float64Array;
  readonly #times: Uint32Array;

  constructor(room: number) {
    this.#scores = new Float64Array(room);
    this.#times = new Uint32Array(room);
  }

  /** union is the documents that at least min lists have; those that more lists have score higher. */
  union(lists: readonly Hits[], min: number): Hits {
    const met: number[] = [];
    for (const { docs, scores } of lists) {
      for (let i = 0; i < docs.length; i++) {
        const doc = docs[i] as number;
        if (this.#times[doc] === 0) met.push(doc);
        this.#times[doc] = (this.#times[doc] as number) + 1;
        this.#scores[doc] = (this.#scores[doc] as number) + (scores[i] as number);
      }
    }
    const docs = Uint32Array.from(met.filter((doc) => (this.#times[doc] as number) >= min)).sort();
    const scores = Float64Array.from(docs, (doc) => (this.#scores[doc] as number) * ((this.#times[doc] as number) / lists.length));
    for (const doc of met) this.#scores[doc] = this.#times[doc] = 0;
    return { docs, scores };
  }
}

function or(tally: Tally, list: readonly Matcher[], min = 0): Matcher {
  if (list.length === 0) return nowhere;
  const ms = list.length > heapFrom ? list : [...list].sort((x, y) => x.count - y.count);
  return {
    count: total(ms, "count"),
    weight: total(ms, "weight"),
    costly: ms.some((m) => m.costly),
    run(r, norm, within) {
      return tally.union(r.every(ms, (m) => m.run(r, norm, within)), Math.trunc(min));
    },
  };
}

/** inRow says whether the words stand side by side somewhere, each at its own place. */
function inRow(words: readonly { at: number; places: readonly number[] }[]): boolean {
  const [first, ...rest] = words;
  if (!first) return false;
  const sets = rest.map((w) => ({ off: w.at - first.at, places: new Set(w.places) }));
  return first.places.some((p) => sets.every((s) => s.places.has(p + s.off)));
}
