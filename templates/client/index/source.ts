import { Cursor, damaged } from "./cursor.ts";

/** A Source is the bytes of a file, of which a part may still have to be loaded. */
export interface Source {
  readonly size: number;
  /** read loads what is missing of length bytes from offset on, which are in the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** peek is the longest stretch around byte offset that is here already; what was read stays. */
  peek(offset: number): Extent | undefined;
}

/** An Extent is bytes and where in the file they begin. */
export interface Extent {
  readonly at: number;
  readonly data: Uint8Array;
}

/** absent is thrown where bytes have to be loaded first. It never leaves settle. */
const absent = { absent: true };

/**
 * A Reading is one attempt to compute something from a Source without waiting.
 * Where bytes are missing it makes a note of them and gives up, so that other
 * parts of the computation can note theirs and all are loaded at once.
 */
export class Reading {
  readonly size: number;
  readonly wanted: [offset: number, length: number][];
  readonly #source: Source;
  #near: Extent;

  constructor(source: Source) {
    this.#source = source;
    this.size = source.size;
    this.wanted = [];
    this.#near = { at: 0, data: new Uint8Array(0) };
  }

  byte(at: number, what: string): number {
    let b = this.#near.data[at - this.#near.at];
    if (b === undefined) b = this.#extent(at, 1, what).data[at - this.#near.at];
    return b as number;
  }

  bytes(at: number, length: number, what: string): Uint8Array {
    const e = this.around(at, length, what);
    return e.data.subarray(at - e.at, at - e.at + length);
  }

  /** around is an extent that holds length bytes from at on. */
  around(at: number, length: number, what: string): Extent {
    const from = at - this.#near.at;
    if (from >= 0 && from + length <= this.#near.data.length) return this.#near;
    const e = this.#extent(at, length, what);
    return at + length <= e.at + e.data.length ? e : { at, data: this.#joined(at, length) };
  }

  /** cursor reads from at on, as far as the file goes. */
  cursor(at: number): Cursor {
    return new ReadingCursor(this, at);
  }

  /** attempt is what fn returns, or undefined if it gave up. */
  attempt<T>(fn: () => T): T | undefined {
    try {
      return fn();
    } catch (e) {
      if (e === absent) return undefined;
      throw e;
    }
  }

  /** every maps a list, and gives up only after each element had its attempt. */
  every<A, B>(list: readonly A[], fn: (a: A) => B): B[] {
    const before = this.wanted.length;
    const out: B[] = [];
    for (const a of list) out.push(this.attempt(() => fn(a)) as B);
    if (this.wanted.length > before) this.giveUp();
    return out;
  }

  giveUp(): never {
    throw absent;
  }

  #extent(at: number, length: number, what: string): Extent {
    if (at < 0 || length > this.size - at) return damaged(what, at, "beyond the end of the file");
    if (length === 0) return { at, data: new Uint8Array(0) };
    const found = this.#source.peek(at);
    for (let end = found ? found.at + found.data.length : at; end < at + length; ) {
      const next = this.#source.peek(end);
      if (!next) {
        this.wanted.push([at, length]);
        throw absent;
      }
      end = next.at + next.data.length;
    }
    return (this.#near = found as Extent);
  }

  #joined(at: number, length: number): Uint8Array {
    const out = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const next = this.#source.peek(at + done) as Extent;
      const part = next.data.subarray(at + done - next.at).subarray(0, length - done);
      out.set(part, done);
      done += part.length;
    }
    return out;
  }
}

class ReadingCursor extends Cursor {
  readonly #reading: Reading;

  constructor(reading: Reading, at: number) {
    super(new Uint8Array(0), at);
    this.#reading = reading;
  }

  override u8(what: string): number {
    return this.#reading.byte(this.at++, what);
  }

  override bytes(length: number, what: string): Uint8Array {
    this.at += length;
    return this.#reading.bytes(this.at - length, length, what);
  }
}

/**
 * settle is what compute returns once all bytes that it asks for are here:
 * it runs again after each round of loading. A signal stops it between rounds.
 */
export async function settle<T>(source: Source, compute: (r: Reading) => T, signal?: AbortSignal): Promise<T> {
  for (;;) {
    if (signal?.aborted) throw signal.reason;
    const r = new Reading(source);
    const result = r.attempt(() => compute(r));
    if (r.wanted.length === 0) return result as T;
    await Promise.all(r.wanted.map(([at, length]) => source.read(at, length)));
  }
}

/** A MemorySource is a file that is here as a whole. */
export class MemorySource implements Source {
  readonly size: number;
  readonly #whole: Extent;

  constructor(data: Uint8Array) {
    this.size = data.length;
    this.#whole = { at: 0, data };
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    return this.#whole.data.subarray(offset, offset + length);
  }

  peek(): Extent {
    return this.#whole;
  }
}
