import { damaged, text } from "./cursor.ts";
import type { Found } from "./fst.ts";
import { openPack, PackSource, type Inflate, type Load } from "./pack.ts";
import type { Query } from "./query.ts";
import { Evaluator, type Hits } from "./score.ts";
import { Segment, type StoredDocument } from "./segment.ts";
import { settle, type Reading } from "./source.ts";

/** A Hit is a document that was found, by its number in the index. */
export interface Hit {
  readonly doc: number;
  readonly score: number;
}

/** An Index answers queries, of which several may run at a time. */
export interface Index {
  /** names the index */
  readonly hash: string;
  /** number of documents */
  readonly docs: number;
  /** all is every document that a query finds, ascending, and its score. */
  all(q: Query, signal?: AbortSignal): Promise<Hits>;
  /** documents gives what is stored of some documents. */
  documents(docs: readonly number[], signal?: AbortSignal): Promise<StoredDocument[]>;
  /** keywords lists the terms of a field, each with the documents that have it; none if they are more than limit, or too much to load. */
  keywords(field: string, limit: number, signal?: AbortSignal): Promise<Keyword[]>;
}

const maxRecords = 32 << 10; // bytes of the sets of a field's documents that are worth loading

/** A Keyword is a term and the documents that have it, ascending. */
export interface Keyword {
  readonly term: string;
  readonly docs: Uint32Array;
}

const noIndex = {
  docs: 0,
  all: async () => ({ docs: [], scores: [] }),
  documents: async () => [],
  keywords: async () => [],
};

/**
 * openIndex opens the index whose files load gets. All that it asks for is in
 * the start file. An error of load or inflate is passed on, and the same
 * question may be asked again.
 */
export async function openIndex(load: Load, inflate: Inflate): Promise<Index> {
  const pack = await openPack(load, inflate);
  const source = new PackSource(pack, ".zap", load, inflate);
  if (source.size === 0) return { hash: pack.hash, ...noIndex }; // a site without sections
  const segment = await settle(source, (r) => new Segment(r));
  const evaluator = new Evaluator(segment);
  return {
    hash: pack.hash,
    docs: segment.docs,
    all: (q, signal) => settle(source, (r) => evaluator.run(r, q), signal),
    documents(docs, signal) {
      return settle(source, (r) => r.every(docs, (doc) => segment.stored(r, place(r, source, doc))), signal);
    },
    keywords(name, limit, signal) {
      const field = segment.fields.get(name);
      if (!field || field.dictionary.terms > limit) return Promise.resolve([]);
      const list = (r: Reading): Keyword[] => {
        const all = field.dictionary.walk(r, new Uint8Array(0));
        const records = all.flatMap(({ value: { hi, lo } }) => (hi < 2 ** 31 ? [hi * 2 ** 32 + lo] : []));
        if (Math.max(...records) - Math.min(...records) > maxRecords) return [];
        return r.every(all, ({ term, value }: Found) => ({ term: text(term), docs: segment.documents(r, value) }));
      };
      return settle(source, list, signal);
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

/**
 * place is where the stored fields of a document begin. The pack says in which
 * piece that is, and a piece in which documents begin begins with one.
 */
function place(r: Reading, source: PackSource, doc: number): number {
  const { docs, docsAt, starts } = source.pack;
  let first = 0; // document that begins in the piece
  let i = 0;
  while (first + (docs[i] ?? Infinity) <= doc) first += docs[i++] as number;
  const piece = starts[docsAt + i];
  if (i >= docs.length || piece === undefined) return damaged("start file", 0, `no document ${doc}`);
  const c = r.cursor(piece - source.from);
  for (; first < doc; first++) {
    const size = c.uvarint("size of a stored document") + c.uvarint("size of a stored document");
    c.at += size;
  }
  return c.at;
}
