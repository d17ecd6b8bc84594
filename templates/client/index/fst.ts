import { damaged } from "./cursor.ts";
import type { Reading } from "./source.ts";

/*
 * The term dictionary of a field: a finite state transducer in version 1 of
 * the format of github.com/blevesearch/vellum (docs/format.md). Nodes are
 * written after those they lead to, and read from their last byte, which is
 * their address, to their first. Integers in them are little endian. The last
 * 16 bytes are the number of terms and the address of the root.
 */

/** A Value is a number of 64 bits, in halves. */
export interface Value {
  readonly hi: number;
  readonly lo: number;
}

/** A Found is a term of a dictionary. */
export interface Found {
  readonly term: Uint8Array;
  readonly value: Value;
  /** how far from the word that was looked for, if an automaton said so */
  readonly edits: number;
}

/** An Automaton reads words by code points. State 0 is: no word that goes on like this. */
export interface Automaton {
  readonly start: number;
  step(state: number, point: number): number;
  /** edits is negative if the word cannot end here. */
  edits(state: number): number;
}

const zero: Value = { hi: 0, lo: 0 };

/** The letters that take less room, in the order of vellum's common.go. */
const common = "te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

const headerSize = 16;
const footerSize = 16;

/**
 * visitsPerByte limits a walk. Nodes are shared, so that a damaged dictionary
 * of some hundred bytes can spell more terms than there is time for; in real
 * ones there is less than one visit for each byte.
 */
const visitsPerByte = 16;

class Node {
  readonly count: number;
  readonly final: boolean;
  readonly #bottom: number;
  readonly #single: number; // its letter, or -1
  readonly #next: boolean; // leads to the node just below
  readonly #data: Uint8Array;
  readonly #outs: number; // in data: output of a final node, then of each edge, the last first
  readonly #tos: number; // in data: address of each edge, the last first
  readonly #letters: number; // in data: just behind the letter of the first edge
  readonly #toSize: number;
  readonly #outSize: number;
  readonly #start: number;

  constructor(r: Reading, start: number, addr: number) {
    let at = start + addr;
    const head = r.byte(at, "dictionary");
    this.#start = start;
    this.#single = -1;
    this.#next = head >= 0xc0;
    this.final = head < 0x80 && (head & 0x40) !== 0;
    this.count = 1;
    if (head >= 0x80) {
      const i = head & 0x3f;
      this.#single = i > 0 ? common.charCodeAt(i - 1) : r.byte(--at, "dictionary");
    } else {
      this.count = head & 0x3f;
      if (this.count === 0) {
        this.count = r.byte(--at, "dictionary");
        if (this.count === 1) this.count = 256;
      }
    }
    const sizes = this.#next ? 0 : r.byte(--at, "dictionary");
    this.#toSize = sizes >> 4;
    this.#outSize = sizes & 15;
    if (this.#toSize > 8 || this.#outSize > 8) damaged("dictionary", at, "bad sizes in a node");
    const outs = this.#outSize * (this.count + (this.final ? 1 : 0));
    const length = outs + this.#toSize * this.count + (this.#single < 0 ? this.count : 0);
    this.#bottom = at - length - start;
    if (this.#bottom < headerSize) damaged("dictionary", at, "node too long");
    const around = r.around(at - length, length, "dictionary");
    this.#data = around.data;
    this.#outs = at - length - around.at;
    this.#tos = this.#outs + outs;
    this.#letters = this.#outs + length;
  }

  letter(i: number): number {
    return this.#single >= 0 ? this.#single : (this.#data[this.#letters - 1 - i] as number);
  }

  /** edge is the number of the edge for a letter, or -1. */
  edge(letter: number): number {
    for (let i = 0; i < this.count; i++) if (this.letter(i) === letter) return i;
    return -1;
  }

  /** finalOut is what a term that ends here adds. */
  finalOut(): Value {
    return this.final ? this.#value(this.#outs, this.#outSize) : zero;
  }

  out(i: number): Value {
    return this.#value(this.#tos - (i + 1) * this.#outSize, this.#outSize);
  }

  /** to is the address of the node that an edge leads to; 0 is a last node without edges. */
  to(i: number): number {
    if (this.#next) return this.#bottom - 1;
    const delta = this.#value(this.#tos + (this.count - 1 - i) * this.#toSize, this.#toSize);
    if (delta.hi === 0 && delta.lo === 0) return 0;
    const to = this.#bottom - delta.lo - delta.hi * 2 ** 32;
    return to >= headerSize ? to : damaged("dictionary", this.#start + this.#bottom, "edge leads nowhere");
  }

  #value(from: number, size: number): Value {
    if (size === 0) return zero;
    let lo = 0;
    let hi = 0;
    for (let i = Math.min(size, 4); i-- > 0; ) lo = lo * 256 + (this.#data[from + i] as number);
    for (let i = size; i-- > 4; ) hi = hi * 256 + (this.#data[from + i] as number);
    return { hi, lo };
  }
}

function sum(a: Value, b: Value): Value {
  if (b === zero) return a;
  if (a === zero) return b;
  const lo = a.lo + b.lo;
  return { hi: (a.hi + b.hi + (lo >= 2 ** 32 ? 1 : 0)) % 2 ** 32, lo: lo % 2 ** 32 };
}

/** Where a walk stands: on edge i of a node, after letters that add up to value. */
interface Step {
  node: Node;
  edge: number;
  value: Value;
  state: number;
  point: number; // bits of a code point that is not complete
  more: number; // bytes that it lacks
}

export class Fst {
  /** where the dictionary begins in the file, and its size in bytes */
  readonly at: number;
  readonly size: number;
  /** number of terms */
  readonly terms: number;
  readonly #root: number;

  constructor(r: Reading, at: number, size: number) {
    if (size < headerSize + footerSize) damaged("dictionary", at, "too short");
    const foot = r.cursor(at + size - footerSize);
    this.at = at;
    this.size = size;
    this.terms = foot.le(8, "number of terms");
    this.#root = foot.le(8, "root of the dictionary");
  }

  /** get is the value of a term. */
  get(r: Reading, term: Uint8Array): Value | undefined {
    const end = this.#follow(r, term);
    return end && (end.addr === 0 ? end.value : this.#final(this.#node(r, end.addr), end.value));
  }

  /** walk lists the terms that begin with prefix and that the automaton, if any, lets pass, in order. */
  walk(r: Reading, prefix: Uint8Array, automaton?: Automaton): Found[] {
    const found: Found[] = [];
    const from = this.#follow(r, prefix);
    if (!from) return found;
    const key = [...prefix];
    const missing = r.wanted.length;
    const steps: Step[] = [];
    let visits = 0;
    const enter = (addr: number, s: Omit<Step, "node" | "edge">) => {
      if (++visits > visitsPerByte * this.size) damaged("dictionary", this.at, "too many nodes");
      const node = addr > 0 ? r.attempt(() => this.#node(r, addr)) : undefined;
      const edits = !automaton ? 0 : s.more > 0 ? -1 : automaton.edits(s.state);
      if (edits >= 0 && (addr === 0 || node?.final)) {
        found.push({ term: Uint8Array.from(key), value: node ? sum(s.value, node.finalOut()) : s.value, edits });
      }
      if (node) steps.push({ node, edge: 0, ...s });
      return node !== undefined;
    };
    const start: Omit<Step, "node" | "edge"> = { value: from.value, state: automaton?.start ?? 1, point: 0, more: 0 };
    for (const letter of prefix) accept(automaton, start, letter);
    if (start.state > 0) enter(from.addr, start);
    while (steps.length > 0) {
      const top = steps[steps.length - 1] as Step;
      if (top.edge >= top.node.count) {
        steps.pop();
        key.pop();
        continue;
      }
      const i = top.edge++;
      const letter = top.node.letter(i);
      const below = { value: top.value, state: top.state, point: top.point, more: top.more };
      accept(automaton, below, letter);
      if (below.state === 0) continue;
      below.value = sum(top.value, top.node.out(i));
      key.push(letter);
      if (!enter(top.node.to(i), below)) key.pop();
    }
    if (r.wanted.length > missing) r.giveUp();
    return found;
  }

  #node(r: Reading, addr: number): Node {
    if (addr < headerSize || addr >= this.size - footerSize) damaged("dictionary", this.at + addr, "bad address of a node");
    return new Node(r, this.at, addr);
  }

  #final(node: Node, value: Value): Value | undefined {
    return node.final ? sum(value, node.finalOut()) : undefined;
  }

  /** follow goes down from the root, letter by letter. */
  #follow(r: Reading, letters: Uint8Array): { addr: number; value: Value } | undefined {
    if (this.terms === 0) return undefined;
    let addr = this.#root;
    let value = zero;
    for (const letter of letters) {
      if (addr === 0) return undefined;
      const node = this.#node(r, addr);
      const i = node.edge(letter);
      if (i < 0) return undefined;
      value = sum(value, node.out(i));
      addr = node.to(i);
    }
    return { addr, value };
  }
}

/** accept moves the automaton by one byte of UTF-8: at the end of a code point. */
function accept(automaton: Automaton | undefined, s: Omit<Step, "node" | "edge">, byte: number): void {
  if (!automaton) return;
  if (s.more > 0) {
    s.point = (s.point << 6) | (byte & 0x3f);
    s.more--;
  } else {
    s.more = byte < 0xc0 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    s.point = s.more > 0 ? byte & (0x3f >> s.more) : byte;
  }
  if (s.more === 0) s.state = automaton.step(s.state, s.point);
}
