import { Cursor, damaged, text } from "./cursor.ts";
import { Fst, type Value } from "./fst.ts";
import { decodeBitmap } from "./roaring.ts";
import { unsnap } from "./snappy.ts";
import type { Reading } from "./source.ts";

/*
 * A segment of bleve's index in version 16 of the format zap, as zap.md and
 * the source of github.com/blevesearch/zapx/v16 describe it. Numbers of fixed
 * size are big endian, all others are uvarints; offsets are from the beginning
 * of the file. What we read of it:
 *
 *	footer      documents 8, offset of the list of stored documents 8 (the pack
 *	            has a better one), of the table of fields 8 (in the format before
 *	            16), of the table of fields 8, of doc values 8, chunk mode 4,
 *	            version 4, CRC 4 (bleve does not check it; gzip's are checked)
 *	fields      number of fields, then 8 bytes each: offset of
 *	field       length of its name, name, number of sections, then each: kind 2,
 *	            offset 8. Kind 0 is the terms, at which there are
 *	terms       begin and end of doc values, offset of the dictionary
 *	dictionary  its size, then vellum: term -> value
 *	value       either bit 63, then (31 bits each) the length of the field in the
 *	            only document that has the term, once, and that document; or the
 *	            offset of
 *	record      offset of the frequencies, offset of the locations (0: none),
 *	            size of the roaring bitmap of the documents, bitmap
 *	chunks      of frequencies and of locations: number of chunks, end of each
 *	            after the last of these numbers, data. Document d is in chunk
 *	            d / (documents / (documents of the term / 1024 + 1))
 *	frequency   of each document: 2 * occurrences + (1 if there are locations),
 *	            length of the field
 *	locations   of each document that has some: size in bytes, then for each:
 *	            field, position, start, end, number of array positions
 *	document    size of the meta data, size of the rest, meta data (length of
 *	            the document's id; for each field: number, type, offset and
 *	            length in the text, number of array positions, those), id, and
 *	            the text, snappy
 */

const footerSize = 52;
const readsVersion = 16; // 15 had no sections; 17 differs in nothing that we read, but was not tried
const chunkMode = 1026;
const maxFields = 1000;
/** bleve's own field. No search looks into it, so the pack does not have its dictionary at hand, nor do we open it. */
const idField = "_id";

/** The postings of a term. Slot i of each list belongs to docs[i], ascending. */
export interface Postings {
  readonly docs: Uint32Array;
  readonly freqs: Uint32Array;
  /** number of words in the field of the document */
  readonly lengths: Uint32Array;
  /** positions lists, for the documents asked for, where the term stands, from 1. */
  positions(r: Reading, docs: Iterable<number>): Map<number, number[]>;
}

/** A Field is its number in the segment and its dictionary. */
export interface Field {
  readonly number: number;
  readonly dictionary: Fst;
}

/** A StoredDocument is what the index gives back of a document. */
export interface StoredDocument {
  readonly id: string;
  readonly fields: { readonly [name: string]: string };
}

export class Segment {
  /** number of documents */
  readonly docs: number;
  readonly fields: ReadonlyMap<string, Field>;
  readonly #names: string[];

  constructor(r: Reading) {
    const foot = r.size - footerSize;
    if (foot < 0) damaged("footer", 0, "file too short");
    const c = new Cursor(r.bytes(foot, footerSize, "footer"), foot);
    this.docs = c.be(8, "number of documents");
    c.bytes(16, "footer");
    const table = r.cursor(c.be(8, "table of fields"));
    c.bytes(8, "footer");
    const mode = c.be(4, "chunk mode");
    const version = c.be(4, "version");
    if (version !== readsVersion) damaged("version", c.at - 4, `written by zap ${version}; this page reads ${readsVersion}`);
    if (mode !== chunkMode) damaged("chunk mode", c.at - 8, `${mode} instead of ${chunkMode}`);
    if (this.docs === 0 || this.docs > r.size) damaged("number of documents", foot, "impossible");
    const count = table.uvarint("number of fields");
    if (count > maxFields) damaged("number of fields", table.at, "impossible");
    const offsets = Array.from({ length: count }, () => table.be(8, "field"));
    this.#names = [];
    const fields = new Map<string, Field>();
    const parts = r.every(offsets, (at) => openField(r, at));
    parts.forEach(({ name, dictionary }, number) => {
      this.#names.push(name);
      if (dictionary) fields.set(name, { number, dictionary });
    });
    this.fields = fields;
  }

  /** postings are those of a term, by what its field's dictionary says of it. */
  postings(r: Reading, field: Field, value: Value): Postings {
    if (value.hi >= 2 ** 31) return this.#lonely(value);
    const at = value.hi * 2 ** 32 + value.lo;
    const c = r.cursor(at);
    const [freqsAt, placesAt] = [c.uvarint("offset of frequencies"), c.uvarint("offset of locations")];
    const size = c.uvarint("size of a set");
    const docs = decodeBitmap(c.bytes(size, "set of documents"), c.at - size, this.docs);
    const chunks = readChunks(r, freqsAt, docs.length, this.docs, "frequencies");
    const { freqs, lengths, placed } = frequencies(r, chunks, docs);
    return {
      docs,
      freqs,
      lengths,
      positions: (r, wanted) =>
        placesAt === 0
          ? new Map()
          : positions(r, readChunks(r, placesAt, docs.length, this.docs, "locations"), field.number, docs, placed, wanted),
    };
  }

  /** documents are those that have a term, by what its field's dictionary says of it. */
  documents(r: Reading, value: Value): Uint32Array {
    if (value.hi >= 2 ** 31) return this.#lonely(value).docs;
    const c = r.cursor(value.hi * 2 ** 32 + value.lo);
    c.skipUvarint("offset of frequencies");
    c.skipUvarint("offset of locations");
    const size = c.uvarint("size of a set");
    return decodeBitmap(c.bytes(size, "set of documents"), c.at - size, this.docs);
  }

  /** stored is what is stored of a document that begins at offset at. */
  stored(r: Reading, at: number): StoredDocument {
    const c = r.cursor(at);
    const metaSize = c.uvarint("size of a stored document");
    const size = c.uvarint("size of a stored document");
    const meta = new Cursor(c.bytes(metaSize, "stored document"), c.at - metaSize);
    const idSize = meta.uvarint("length of an id");
    if (idSize > size) damaged("stored document", at, "id too long");
    const id = text(c.bytes(idSize, "id"));
    const all = unsnap(c.bytes(size - idSize, "stored document"), c.at - size + idSize);
    const fields: Record<string, string> = {};
    while (meta.left > 0) {
      const name = this.#names[meta.uvarint("stored field")];
      const type = meta.u8("type of a stored field");
      const [from, length] = [meta.uvarint("stored field"), meta.uvarint("stored field")];
      for (let n = meta.uvarint("array positions"); n > 0; n--) meta.uvarint("array position");
      if (name === undefined || from + length > all.length) damaged("stored field", meta.at, "not in the document");
      if (type === 0x74) fields[name] = text(all.subarray(from, from + length));
    }
    return { id, fields };
  }

  #lonely(value: Value): Postings {
    const doc = value.lo % 2 ** 31;
    if (doc >= this.docs) damaged("dictionary", 0, "no such document");
    const length = (value.hi % 2 ** 30) * 2 + (value.lo >= 2 ** 31 ? 1 : 0);
    return {
      docs: Uint32Array.of(doc),
      freqs: Uint32Array.of(1),
      lengths: Uint32Array.of(length),
      positions: () => new Map(),
    };
  }
}

function openField(r: Reading, at: number): { name: string; dictionary: Fst | undefined } {
  const c = r.cursor(at);
  const size = c.uvarint("length of a field's name");
  const name = text(c.bytes(size, "name of a field"));
  let dictionary: Fst | undefined;
  if (name === idField) return { name, dictionary };
  for (let n = c.uvarint("number of sections"); n > 0; n--) {
    const kind = c.be(2, "kind of a section");
    const offset = c.be(8, "offset of a section");
    if (kind !== 0) continue;
    const terms = r.cursor(offset);
    terms.skipUvarint("doc values");
    terms.skipUvarint("doc values");
    const dict = r.cursor(terms.uvarint("offset of a dictionary"));
    const length = dict.uvarint("size of a dictionary");
    dictionary = new Fst(r, dict.at, length);
  }
  return { name, dictionary };
}

/** Chunks is where the data of a term are, cut by ranges of documents. */
interface Chunks {
  readonly what: string;
  readonly docs: number; // in a chunk
  readonly at: number; // where the data begin
  readonly ends: readonly number[];
}

function readChunks(r: Reading, at: number, card: number, docs: number, what: string): Chunks {
  const size = Math.floor(docs / (Math.floor(card / 1024) + 1));
  const c = r.cursor(at);
  const count = c.uvarint(what);
  if (size === 0 || count !== Math.floor((docs - 1) / size) + 1) return damaged(what, at, "wrong number of chunks");
  const ends: number[] = [];
  for (let i = 0; i < count; i++) {
    ends.push(c.uvarint(what));
    if (i > 0 && (ends[i] as number) < (ends[i - 1] as number)) damaged(what, at, "chunks not in order");
  }
  return { what, docs: size, at: c.at, ends };
}

function chunk(r: Reading, c: Chunks, i: number): Cursor {
  const from = i > 0 ? (c.ends[i - 1] as number) : 0;
  return new Cursor(r.bytes(c.at + from, (c.ends[i] as number) - from, c.what), c.at + from);
}

function frequencies(r: Reading, chunks: Chunks, docs: Uint32Array) {
  const freqs = new Uint32Array(docs.length);
  const lengths = new Uint32Array(docs.length);
  const placed = new Uint8Array(docs.length);
  const used = new Set(Array.from(docs, (d) => Math.floor(d / chunks.docs)));
  const cursors = new Map(r.every([...used], (i) => [i, chunk(r, chunks, i)] as const));
  docs.forEach((doc, i) => {
    const c = cursors.get(Math.floor(doc / chunks.docs)) as Cursor;
    const n = c.uvarint("frequency");
    freqs[i] = Math.floor(n / 2);
    placed[i] = n % 2;
    if (n >= 2) lengths[i] = c.uvarint("length of a field");
  });
  return { freqs, lengths, placed };
}

function positions(r: Reading, chunks: Chunks, field: number, docs: Uint32Array, placed: Uint8Array, wanted: Iterable<number>) {
  const all = new Map<number, number[]>();
  const asked = new Set(wanted);
  const used = new Set(Array.from(asked, (d) => Math.floor(d / chunks.docs)));
  const cursors = new Map(r.every([...used], (i) => [i, chunk(r, chunks, i)] as const));
  docs.forEach((doc, i) => {
    const c = cursors.get(Math.floor(doc / chunks.docs));
    if (!c || placed[i] === 0) return;
    const size = c.uvarint("size of locations");
    const part = new Cursor(c.bytes(size, "locations"), c.at - size);
    if (asked.has(doc)) all.set(doc, places(part, field));
  });
  return all;
}

function places(c: Cursor, field: number): number[] {
  const list: number[] = [];
  while (c.left > 0) {
    const at = c.at;
    const of = c.uvarint("field of a location");
    list.push(c.uvarint("position"));
    c.uvarint("start");
    c.uvarint("end");
    const arrays = c.uvarint("number of array positions");
    if (of !== field || arrays > 0) damaged("locations", at, "of something else than one text");
  }
  return list;
}
