/**
 * A FormatError says that bytes are not what they should be: what was being
 * read, where in the file, and why it cannot be that.
 */
export class FormatError extends Error {
  constructor(what: string, at: number, why: string) {
    super(`search index: ${what} at byte ${at}: ${why}`);
    this.name = "FormatError";
  }
}

/** damaged throws a FormatError; as an expression it has any type. */
export function damaged(what: string, at: number, why: string): never {
  throw new FormatError(what, at, why);
}

/**
 * A Cursor reads numbers from bytes, one after the other. It cannot run off
 * their end, and every read says what it is looking for.
 */
export class Cursor {
  /** at is the next byte to read, counted from the beginning of the file. */
  at: number;
  readonly #data: Uint8Array;
  readonly #base: number;

  /** data begins at byte base of the file, where the cursor begins. */
  constructor(data: Uint8Array, base = 0) {
    this.#data = data;
    this.#base = base;
    this.at = base;
  }

  u8(what: string): number {
    const b = this.#data[this.at - this.#base];
    if (b === undefined) return damaged(what, this.at, "end of data");
    this.at++;
    return b;
  }

  /** be is a big-endian number of size bytes, at most 2^53 - 1. */
  be(size: number, what: string): number {
    const start = this.at;
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this.u8(what);
    return safe(value, start, what);
  }

  /** uvarint refuses values a number cannot hold; << would wrap at 32 bits. */
  uvarint(what: string): number {
    let b = this.u8(what);
    if (b < 0x80) return b;
    const start = this.at - 1;
    let value = b & 0x7f;
    for (let scale = 128; b >= 0x80; scale *= 128) {
      b = this.u8(what);
      value = safe(value + (b & 0x7f) * scale, start, what);
    }
    return value;
  }

  bytes(length: number, what: string): Uint8Array {
    const from = this.at - this.#base;
    if (length > this.#data.length - from) return damaged(what, this.at, "end of data");
    this.at += length;
    return this.#data.subarray(from, from + length);
  }

  get left(): number {
    return this.#data.length - (this.at - this.#base);
  }
}

function safe(value: number, at: number, what: string): number {
  return value <= Number.MAX_SAFE_INTEGER ? value : damaged(what, at, "too large");
}

/** text is UTF-8 as a string; the same bytes give the same text everywhere. */
export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
