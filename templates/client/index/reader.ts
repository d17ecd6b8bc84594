import { openPack, Pieces, type Inflate, type Load } from "./pack.ts";
import type { Query } from "./query.ts";
import { Evaluator, type Hits } from "./score.ts";
import { settle } from "./source.ts";
import { binary, plain, Terms, type StoredDocument } from "./terms.ts";
import type { Tongue } from "./tongue.ts";

/** A Hit is a document that was found, by its number in the index. */
export interface Hit {
  readonly doc: number;
  readonly score: number;
}

/** An Index answers queries, of which several may run at a time. */
export interface Index {
  /** names the index */
  readonly hash: string;
  /** how many documents there are */
  readonly docs: number;
  /** what is known of its languages */
  readonly tongue: Tongue;
  /** the numbers of documents are below it */
  readonly room: number;
  /** all is every document that a query finds, ascending, and its score. */
  all(q: Query, signal?: AbortSignal): Promise<Hits>;
  /** documents gives what is stored of some documents. */
  documents(docs: readonly number[], signal?: AbortSignal): Promise<StoredDocument[]>;
  /** keywords lists the terms of a field that begin with prefix, each with the documents that have it; none if the field has more than limit. */
  keywords(field: string, limit: number, prefix: string, signal?: AbortSignal): Promise<Keyword[]>;
}

/** A Keyword is a term and the documents that have it, ascending. */
export interface Keyword {
  readonly term: string;
  readonly docs: Uint32Array;
}

/**
 * openIndex opens the index whose files load gets; if fresh, the one that the site has by now. All that it asks for is in
 * the start file. An error of load or inflate is passed on, and the same
 * question may be asked again.
 */
export async function openIndex(load: Load, inflate: Inflate, fresh = false): Promise<Index> {
  const pack = await openPack(load, inflate, fresh);
  const pieces = new Pieces(load, inflate);
  const terms = new Terms(pack);
  const evaluator = new Evaluator(terms);
  return {
    hash: pack.hash,
    docs: pack.docs,
    tongue: pack.tongue,
    room: pack.room,
    all: (q, signal) => settle(pieces, (r) => (pack.docs > 0 ? evaluator.run(r, q) : { docs: [], scores: [] }), signal),
    documents: (docs, signal) => settle(pieces, (r) => r.every(docs, (doc) => terms.stored(r, doc)), signal),
    async keywords(name, limit, prefix, signal) {
      const field = pack.fields.get(name);
      if (!field?.terms || field.terms > limit) return [];
      return settle(
        pieces,
        (r) => terms.walk(r, field, binary(prefix)).map(({ term }) => ({ term: plain(term), docs: terms.postings(r, field, term)?.docs ?? new Uint32Array(0) })),
        signal,
      );
    },
  };
}

/** best is the n best hits. */
export function best(hits: Hits, n: number): Hit[] {
  const top: Hit[] = []; // best first
  for (let i = 0; i < hits.docs.length; i++) {
    const hit = { doc: hits.docs[i] as number, score: hits.scores[i] as number };
    if (top.length >= n && !(hit.score > (top[n - 1]?.score ?? Infinity))) continue;
    let lo = 0;
    for (let hi = top.length; lo < hi; ) {
      const middle = (lo + hi) >> 1;
      if ((top[middle] as Hit).score >= hit.score) lo = middle + 1;
      else hi = middle;
    }
    top.splice(lo, 0, hit);
    if (top.length > n) top.pop();
  }
  return top;
}
