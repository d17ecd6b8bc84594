import { Cursor, damaged, FormatError, text } from "./cursor.ts";
import type { Source } from "./source.ts";
import type { Tongue } from "./tongue.ts";

/*
 * The pack: an index, cut into pieces. site/search/pack/doc.go describes the
 * format; this is its reader.
 */

/** A Region is pieces of one kind, by their names, and of those that hold terms a key for each: not above its first term, and above all before. */
export interface Region {
  readonly names: readonly number[];
  readonly keys: readonly string[];
}

/** A Field, other than bleve's own, is its number in the index, how many terms it has, and whether it is for filters. */
export interface Field {
  readonly number: number;
  readonly terms: number;
  readonly filter: boolean;
}

/** A Pack is what a start file says, checked. */
export interface Pack {
  readonly hash: string;
  /** how many documents there are */
  readonly docs: number;
  /** the numbers of documents are below it */
  readonly room: number;
  readonly names: readonly string[];
  readonly fields: ReadonlyMap<string, Field>;
  /** the number of the first document in each piece of them */
  readonly firsts: readonly number[];
  readonly documents: Region;
  readonly filters: Region;
  readonly terms: Region;
  readonly spellings: Region;
  readonly tongue: Tongue;
}

/** An OtherVersion says that a pack is of another version than the page that reads it. */
export class OtherVersion extends FormatError {}

const version = 3;

/** parsePack reads an unpacked start file. */
export function parsePack(data: Uint8Array): Pack {
  const line = data.indexOf(10);
  if (line < 0) damaged(start, 0, "no header");
  const h = header(text(data.subarray(0, line)));
  if (h["version"] !== version) throw new OtherVersion(start, 0, `version ${h["version"]}; this page reads ${version}`);
  const [docs, room] = [count(h["docs"]), count(h["room"])];
  const names: string[] = [];
  const fields = new Map<string, Field>();
  for (const v of list(h["fields"])) {
    const f = Object(v);
    const name = String(f["name"]);
    if (names.length > 0) fields.set(name, { number: names.length, terms: count(f["terms"]), filter: Boolean(f["filter"]) });
    names.push(name);
  }
  const rest = new Cursor(data.subarray(line + 1));
  const pieces = list(h["pieces"]).map(count);
  const each = <T>(n: number | undefined, make: () => T) => {
    const all: T[] = [];
    for (let i = 0; i < (n ?? 0); i++) all.push(make());
    return all;
  };
  let first = 0;
  const firsts = each(pieces[0], () => (first += rest.uvarint(start)));
  const keys = pieces.slice(1, 4).map((n) => {
    let key = "";
    return each(n, () => (key = nextTerm(rest, key)));
  });
  const regions = pieces.map((n, i) => ({ names: each(n, () => rest.be(4, start)), keys: keys[i - 1] ?? [] }));
  const [documents, filters, terms, spellings] = regions;
  if (!documents || !filters || !terms || !spellings || rest.left > 0) return damaged(start, rest.at, "pieces");
  return { hash: String(h["hash"]), docs, room, names, fields, firsts, documents, filters, terms, spellings, tongue: Object(h["tongue"]) };
}

const start = "start file";

const longest = 1 << 15; // bytes of a term

/** nextTerm reads a term that is written down after another. Terms are strings with a character for each byte of their UTF-8. */
export function nextTerm(c: Cursor, before: string): string {
  const same = c.uvarint("term");
  const more = c.uvarint("term");
  if (same > before.length || more > longest) damaged("term", c.at, "long");
  return before.slice(0, same) + String.fromCharCode(...c.bytes(more, "term"));
}

function header(json: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(json));
  } catch {
    return damaged(start, 0, "bad header");
  }
}

function list(v: unknown): unknown[] {
  return Array.isArray(v) ? v : damaged(start, 0, "not a list");
}

function count(v: unknown): number {
  return Number.isSafeInteger(v) && (v as number) >= 0 ? (v as number) : damaged(start, 0, "not a count");
}

/** Load gives the gzip member that a file of the pack holds, by the file's name; fresh is past all caches. */
export type Load = (name: string, fresh?: boolean) => Promise<Uint8Array>;

/** Inflate unpacks a gzip member, and fails unless its CRC and length are right. */
export type Inflate = (gzip: Uint8Array) => Promise<Uint8Array>;

/** openPack loads the start file; if fresh, past all caches and once. */
export async function openPack(load: Load, inflate: Inflate, fresh = false): Promise<Pack> {
  const open = async (fresh: boolean) => parsePack(await inflate(await load("start.js", fresh)));
  return fresh ? open(true) : twice(open);
}

/** twice tries again, past all caches, what fails the first time. */
export async function twice<T>(make: (fresh: boolean) => Promise<T>): Promise<T> {
  try {
    return await make(false);
  } catch {
    return make(true);
  }
}

/** Pieces loads each piece once, several at a time; after a failure the next question tries again. */
export class Pieces implements Source {
  readonly #load: Load;
  readonly #inflate: Inflate;
  readonly #here = new Map<number, Uint8Array>();
  readonly #loading = new Map<number, Promise<void>>();

  constructor(load: Load, inflate: Inflate) {
    this.#load = load;
    this.#inflate = inflate;
  }

  peek(name: number): Uint8Array | undefined {
    return this.#here.get(name);
  }

  load(name: number): Promise<void> {
    let p = this.#loading.get(name);
    if (!p) {
      p = twice((fresh) => this.#fetch(name, fresh)).finally(() => this.#loading.delete(name));
      this.#loading.set(name, p);
    }
    return p;
  }

  /** fetch holds that a piece is the one of its name, which is the CRC of its bytes, as is that at the end of a gzip member. */
  async #fetch(name: number, fresh: boolean): Promise<void> {
    const file = `p/c${name.toString(16).padStart(8, "0")}.js`;
    const gzip = await this.#load(file, fresh);
    const data = await this.#inflate(gzip);
    if (new Cursor(gzip.slice(-8, -4).reverse()).be(4, file) !== name) damaged(file, 0, "another");
    this.#here.set(name, data);
  }
}
