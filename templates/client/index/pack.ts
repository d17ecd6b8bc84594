import { Cursor, damaged, FormatError, text } from "./cursor.ts";
import type { Extent, Source } from "./source.ts";

/*
 * The pack: an index directory, cut into pieces. site/search/pack/doc.go
 * describes the format; this is its reader.
 */

/** A Pack is what a start file says, checked. */
export interface Pack {
  readonly hash: string;
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /** where each piece begins in the space of bytes, and where the last one ends */
  readonly starts: readonly number[];
  /** ranges that need not be loaded, ascending */
  readonly hot: readonly Extent[];
  /** how many stored documents begin in piece docsAt, in the next one, … */
  readonly docs: readonly number[];
  readonly docsAt: number;
}

/** An OtherVersion says that a pack is of another version than the page that reads it. */
export class OtherVersion extends FormatError {}

const version = 1;

/** parsePack reads an unpacked start file. */
export function parsePack(data: Uint8Array): Pack {
  const line = data.indexOf(10);
  if (line < 0) damaged("start file", 0, "no header");
  const h = header(text(data.subarray(0, line)));
  if (h["version"] !== version) throw new OtherVersion("start file", 0, `version ${h["version"]}; this page reads ${version}`);
  const files = list(h["files"]).map((f) => {
    const { name, size } = Object(f);
    if (typeof name !== "string") damaged("start file", 0, "bad name of a file");
    return { name, size: count(size) };
  });
  const rest = new Cursor(data.subarray(line + 1));
  const pieces = count(h["pieces"]);
  const lengths = rest.bytes(3 * pieces, "start file");
  const starts = [0];
  let end = 0;
  for (let i = 0; i < pieces; i++) {
    const byte = (plane: number) => lengths[plane * pieces + i] as number;
    const length = byte(0) + byte(1) * 256 + byte(2) * 65536;
    if (length === 0) damaged("start file", 0, "bad length of a piece");
    starts.push((end += length));
  }
  if (end !== files.reduce((sum, f) => sum + f.size, 0)) damaged("start file", 0, "pieces and files differ");
  let free = 0;
  const hot = list(h["hot"]).map((range) => {
    const [at, size] = list(range).map(count);
    if (at === undefined || size === undefined || at < free || at + size > end) return damaged("start file", 0, "bad range");
    free = at + size;
    return { at, data: rest.bytes(size, "start file") };
  });
  if (rest.left > 0) damaged("start file", rest.at, "too long");
  return { hash: String(h["hash"]), files, starts, hot, docs: list(h["docs"]).map(count), docsAt: count(h["docsAt"]) };
}

function header(json: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(json));
  } catch {
    return damaged("start file", 0, "bad header");
  }
}

function list(v: unknown): unknown[] {
  return Array.isArray(v) ? v : v == null ? [] : damaged("start file", 0, "not a list");
}

function count(v: unknown): number {
  return Number.isSafeInteger(v) && (v as number) >= 0 ? (v as number) : damaged("start file", 0, "not a count");
}

/** Load gives the gzip member that a file of the pack holds, by the file's name; fresh is past all caches. */
export type Load = (name: string, fresh?: boolean) => Promise<Uint8Array>;

/** Inflate unpacks a gzip member, and fails unless its CRC and length are right. */
export type Inflate = (gzip: Uint8Array) => Promise<Uint8Array>;

/** openPack loads the start file. */
export async function openPack(load: Load, inflate: Inflate): Promise<Pack> {
  return parsePack(await unpacked("start.js", load, inflate));
}

/** unpacked loads a file, twice if the first time fails or what comes is damaged. */
async function unpacked(name: string, load: Load, inflate: Inflate): Promise<Uint8Array> {
  try {
    return await inflate(await load(name));
  } catch {
    return inflate(await load(name, true));
  }
}

/**
 * A PackSource is one file of a pack. It loads each piece once, several at a
 * time; after a failure the next read tries again.
 */
export class PackSource implements Source {
  readonly size: number;
  /** where the file begins in the space of bytes */
  readonly from: number;
  readonly pack: Pack;
  readonly #load: Load;
  readonly #inflate: Inflate;
  readonly #pieces: (Extent | undefined)[];
  readonly #loading: Map<number, Promise<void>>;

  /** suffix is the end of the file's name. */
  constructor(pack: Pack, suffix: string, load: Load, inflate: Inflate) {
    const i = pack.files.findIndex((f) => f.name.endsWith(suffix));
    this.from = pack.files.slice(0, Math.max(i, 0)).reduce((sum, f) => sum + f.size, 0);
    this.size = pack.files[i]?.size ?? 0;
    this.pack = pack;
    this.#load = load;
    this.#inflate = inflate;
    this.#pieces = [];
    this.#loading = new Map();
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const all: Promise<void>[] = [];
    for (let at = offset; at < offset + length; ) {
      const here = this.peek(at);
      if (here) {
        at = here.at + here.data.length;
        continue;
      }
      const i = this.pieceAt(at);
      all.push(this.#piece(i));
      at = (this.pack.starts[i + 1] as number) - this.from;
    }
    await Promise.all(all);
    const out = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const here = this.peek(offset + done);
      if (!here) return damaged("piece", offset + done, "not there");
      const part = here.data.subarray(offset + done - here.at).subarray(0, length - done);
      out.set(part, done);
      done += part.length;
    }
    return out;
  }

  peek(offset: number): Extent | undefined {
    const at = offset + this.from;
    const piece = this.#pieces[this.pieceAt(offset)];
    if (piece) return piece;
    const { hot } = this.pack;
    const h = hot[last(hot.length, (i) => (hot[i] as Extent).at <= at)];
    return h && at < h.at + h.data.length ? { at: h.at - this.from, data: h.data } : undefined;
  }

  /** pieceAt is the number of the piece that holds byte offset of the file. */
  pieceAt(offset: number): number {
    const { starts } = this.pack;
    return last(starts.length, (i) => (starts[i] as number) <= offset + this.from);
  }

  #piece(i: number): Promise<void> {
    let p = this.#loading.get(i);
    if (!p) {
      p = this.#fetch(i).catch((e) => {
        this.#loading.delete(i);
        throw e;
      });
      this.#loading.set(i, p);
    }
    return p;
  }

  async #fetch(i: number): Promise<void> {
    const at = this.pack.starts[i] as number;
    const data = await unpacked(`${this.pack.hash}/c${String(i).padStart(5, "0")}.js`, this.#load, this.#inflate);
    const size = (this.pack.starts[i + 1] as number) - at;
    if (data.length !== size) damaged(`piece ${i}`, at, `${data.length} bytes instead of ${size}`);
    this.#pieces[i] = { at: at - this.from, data };
  }
}

/** last is the last of n numbers for which yes holds, if it holds for all before; else -1. */
function last(n: number, yes: (i: number) => boolean): number {
  let lo = 0;
  while (lo < n) {
    const middle = (lo + n) >> 1;
    if (yes(middle)) lo = middle + 1;
    else n = middle;
  }
  return lo - 1;
}
