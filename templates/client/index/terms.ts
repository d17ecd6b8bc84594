import { Cursor, damaged, text } from "./cursor.ts";
import { distance } from "./levenshtein.ts";
import { nextTerm, type Field, type Pack, type Region } from "./pack.ts";
import type { Reading } from "./source.ts";

/* What pieces say of terms and documents; site/search/pack/doc.go describes it. */

/** The postings of a term in a field. Slot i of each list belongs to docs[i], ascending. */
export interface Postings {
  readonly docs: Uint32Array;
  readonly freqs: Uint32Array;
  /** number of words in the field of the document */
  readonly lengths: Uint32Array;
  /** positions lists, for the documents asked for, where the term stands, from 1. */
  positions(r: Reading, docs: Iterable<number>): Map<number, number[]>;
}

/** A Found is a term, a character for each byte, and how far it is from the word that was looked for, if it may be another. */
export interface Found {
  readonly term: string;
  readonly edits: number;
}

/** A StoredDocument is what the index gives back of a document. */
export interface StoredDocument {
  readonly id: string;
  readonly fields: { readonly [name: string]: string };
}

/** In the mask of fields that have a term: its positions are in a piece of their own. */
const apart = 1;

/** Terms that begin with higher characters are in no list of spellings. */
const firstHan = "\xe3\x80\x80";

/** binary is UTF-8 as a string with a character for each byte. */
export function binary(s: string): string {
  return String.fromCharCode(...new TextEncoder().encode(s));
}

/** plain is what binary has made into bytes. */
export function plain(s: string): string {
  const bytes = new Uint8Array(s.length);
  for (let i = 0; i < s.length; i++) bytes[i] = s.charCodeAt(i);
  return text(bytes);
}

/** An Entry is what a piece says of a term. */
interface Entry {
  readonly mask: number;
  readonly data: Uint8Array;
}

/** Terms are all of an index. */
export class Terms {
  readonly pack: Pack;
  readonly #read = new WeakMap<Uint8Array, Map<string, Entry>>();

  constructor(pack: Pack) {
    this.pack = pack;
  }

  /** postings are those of a term, a character for each byte, in a field; undefined if it has none. */
  postings(r: Reading, field: Field, term: string): Postings | undefined {
    const { keys, names } = this.#region(field);
    const piece = names[above(keys, term) - 1];
    const entry = piece === undefined ? undefined : this.#entries(r.piece(piece)).get(term);
    return entry && has(entry, field) ? decode(entry, field.number, this.pack.room) : undefined;
  }

  /** walk lists the terms of a field that begin with prefix, in order; with most, those at most so many edits away from word. */
  walk(r: Reading, field: Field, prefix: string, word = "", most = 0): Found[] {
    const { keys, names } = most && prefix && prefix < firstHan ? this.pack.spellings : this.#region(field);
    let to = above(keys, prefix);
    const from = Math.max(0, to - 1);
    while (keys[to]?.startsWith(prefix)) to++;
    const found: Found[] = [];
    for (const entries of r.every(names.slice(from, to), (name) => this.#entries(r.piece(name)))) {
      for (const [term, entry] of entries) {
        if (!term.startsWith(prefix) || !has(entry, field)) continue;
        const edits = most && distance(word, plain(term), most);
        if (edits <= most) found.push({ term, edits });
      }
    }
    return found;
  }

  /** stored is what is stored of a document. */
  stored(r: Reading, doc: number): StoredDocument {
    const { firsts, documents, names } = this.pack;
    const i = above(firsts, doc) - 1;
    const piece = documents.names[i];
    if (piece === undefined) return damaged("document", doc, "unknown");
    const c = new Cursor(r.piece(piece));
    for (let number = firsts[i] as number; ; number++) {
      number += c.uvarint("id");
      const id = c.bytes(c.uvarint("id"), "id");
      const sizes: [string | undefined, number][] = [];
      for (let n = c.uvarint("texts"); n > 0; n--) sizes.push([names[c.uvarint("field")], c.uvarint("text")]);
      const texts = sizes.map(([name, n]) => [name, c.bytes(n, "text")] as const);
      if (number < doc) continue;
      const fields: Record<string, string> = {};
      for (const [name, data] of texts) fields[name ?? damaged("document", c.at, "no such field")] = text(data);
      return { id: text(id), fields };
    }
  }

  /** all are the numbers of all documents. */
  all(r: Reading): Uint32Array {
    const { room, terms } = this.pack;
    const entry = this.#entries(r.piece(terms.names[0] as number)).get("") as Entry;
    return lists(new Cursor(entry.data), room).docs;
  }

  #region(field: Field): Region {
    return field.filter ? this.pack.filters : this.pack.terms;
  }

  /** entries are those of a piece, by term. */
  #entries(data: Uint8Array): Map<string, Entry> {
    let all = this.#read.get(data);
    if (all) return all;
    all = new Map();
    const c = new Cursor(data);
    for (let term = ""; c.left > 0; ) {
      term = nextTerm(c, term);
      const e = new Cursor(c.bytes(c.uvarint("term"), "term"));
      const mask = e.uvarint("fields");
      if (mask > 0) all.set(term, { mask, data: e.bytes(e.left, "term") });
    }
    this.#read.set(data, all);
    return all;
  }
}

/** above is the number of the first of some ascending keys that is above term. */
function above<T extends string | number>(keys: readonly T[], term: T): number {
  let lo = 0;
  for (let hi = keys.length; lo < hi; ) {
    const middle = (lo + hi) >> 1;
    if ((keys[middle] as T) <= term) lo = middle + 1;
    else hi = middle;
  }
  return lo;
}

function has({ mask }: Entry, { number }: Field): boolean {
  return ((mask >> number) & 1) > 0;
}

/** A Listed is the postings of a term in a field, and how many positions each document has. */
interface Listed {
  readonly docs: Uint32Array;
  readonly freqs: Uint32Array;
  readonly lengths: Uint32Array;
  readonly counts: Uint32Array;
}

/** decode reads the postings in a field, and passes over those in the ones before. */
function decode({ mask, data }: Entry, field: number, room: number): Postings {
  const c = new Cursor(data);
  let before = 0; // positions
  let own: Listed | undefined;
  for (let f = 1; mask >> f > 0; f++) {
    if (((mask >> f) & 1) === 0) continue;
    const l = lists(c, room);
    if (f < field) for (const n of l.counts) before += n;
    if (f === field) own = l;
  }
  const { counts, ...postings } = own as Listed;
  const here = c.at;
  const positions = (r: Reading, wanted: Iterable<number>) => {
    const c = new Cursor(data.subarray(here));
    const places = mask & apart ? new Cursor(r.piece(c.be(4, "piece"))) : c;
    return positionsOf(places, before, postings.docs, counts, new Set(wanted));
  };
  return { ...postings, positions };
}

function lists(c: Cursor, all: number): Listed {
  const count = c.uvarint("documents");
  if (count > c.left) damaged("postings", c.at, "too many");
  const [docs, freqs, lengths, counts] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  let doc = 0;
  for (let i = 0; i < count; i++) {
    const gap = c.uvarint("document");
    docs[i] = doc += gap;
    if (doc >= all || (gap === 0 && i > 0)) damaged("postings", c.at, "unknown");
  }
  for (let i = 0; i < count; i++) {
    const n = c.uvarint("frequency");
    freqs[i] = n / 2; // and no fraction, as the array is one of integers
    counts[i] = n % 2 === 1 ? n / 2 : c.uvarint("positions");
  }
  for (let i = 0; i < count; i++) lengths[i] = lengthOf(c.u8("length"));
  return { docs, freqs, lengths, counts };
}

/** lengthOf is the length with a code: two binary digits, and zeros. */
function lengthOf(code: number): number {
  return code < 4 ? code : ((code & 1) | 2) << ((code >> 1) - 1);
}

function positionsOf(c: Cursor, before: number, docs: Uint32Array, counts: Uint32Array, wanted: ReadonlySet<number>) {
  const all = new Map<number, number[]>();
  for (; before > 0; before--) c.uvarint("position");
  docs.forEach((doc, i) => {
    const list: number[] = [];
    let place = 0;
    for (let n = counts[i] as number; n > 0; n--) list.push((place += c.uvarint("position")));
    if (wanted.has(doc)) all.set(doc, list);
  });
  return all;
}
