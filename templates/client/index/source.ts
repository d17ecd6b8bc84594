/** A Source has the pieces of a pack, by their names, of which some still have to be loaded. */
export interface Source {
  /** peek is a piece that is here already; what was loaded stays. */
  peek(name: number): Uint8Array | undefined;
  load(name: number): Promise<unknown>;
}

/** absent is thrown where a piece has to be loaded first. It never leaves settle. */
const absent = { absent: true };

/**
 * A Reading is one attempt to compute something from a Source without waiting.
 * Where a piece is missing it makes a note of it and gives up, so that other
 * parts of the computation can note theirs and all are loaded at once.
 */
export class Reading {
  readonly wanted: number[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  piece(name: number): Uint8Array {
    const here = this.#source.peek(name);
    if (here) return here;
    this.wanted.push(name);
    throw absent;
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
    if (this.wanted.length > before) throw absent;
    return out;
  }
}

/**
 * settle is what compute returns once all pieces that it asks for are here:
 * it runs again after each round of loading. A signal stops it between rounds.
 */
export async function settle<T>(source: Source, compute: (r: Reading) => T, signal?: AbortSignal): Promise<T> {
  for (;;) {
    if (signal?.aborted) throw signal.reason;
    const r = new Reading(source);
    const result = r.attempt(() => compute(r));
    if (r.wanted.length === 0) return result as T;
    await Promise.all(r.wanted.map((name) => source.load(name)));
  }
}
