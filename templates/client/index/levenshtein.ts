import type { Automaton } from "./terms.ts";

/*
 * Which words are one or two edits away from another. bleve asks vellum's
 * levenshtein package, with transpositions counted as one edit; this repeats
 * what that package answers, also where it is not quite the edit distance:
 * it follows a set of positions in the word, each with the edits that led
 * there, from which those are dropped that others imply.
 */

interface Place {
  readonly offset: number; // from the automaton's base
  readonly edits: number;
  readonly swapped: boolean; // in the middle of a transposition
}

type Places = readonly Place[];

/** levenshtein accepts the words at most max edits, 1 or 2, away from word. */
export function levenshtein(word: string, max: number): Automaton {
  const width = 2 * max + 1; // letters that matter at a time
  const length = [...word].length;
  const letters = vectors(word);
  const shapes: Places[] = [[], [{ offset: 0, edits: 0, swapped: false }]];
  const known = new Map(shapes.map((s, i) => [JSON.stringify(s), i]));
  const moves: { shape: number; delta: number }[] = [];
  const ends: number[] = [];
  const stride = 2 ** 16; // a state is base * stride + shape

  const move = (shape: number, chi: number) => {
    const key = (shape << width) | chi;
    let m = moves[key];
    if (!m) {
      const next = advance(shapes[shape] as Places, chi, max);
      const delta = next.length > 0 ? Math.min(...next.map((p) => p.offset)) : 0;
      const normal = next.map((p) => ({ ...p, offset: p.offset - delta })).sort(order);
      const name = JSON.stringify(normal);
      let to = known.get(name);
      if (to === undefined) {
        to = shapes.push(normal) - 1;
        known.set(name, to);
      }
      m = moves[key] = { shape: to, delta };
    }
    return m;
  };

  return {
    start: 1,
    step(state, point) {
      const base = Math.floor(state / stride);
      const bits = letters.get(point);
      const m = move(state % stride, bits ? window(bits, base) & ((1 << width) - 1) : 0);
      return m.shape === 0 ? 0 : (base + m.delta) * stride + m.shape;
    },
    edits(state) {
      const rest = length - Math.floor(state / stride);
      if (rest < 0 || rest >= width) return -1;
      const shape = state % stride;
      const key = shape * width + rest;
      return (ends[key] ??= ending(shapes[shape] as Places, rest, max));
    },
  };
}

/** ending is the edits of a word that ends rest letters before the one we look for, or -1 if they are too many. */
function ending(places: Places, rest: number, max: number): number {
  const best = Math.min(...places.map((p) => p.edits + Math.abs(rest - p.offset)));
  return best <= max ? best : -1;
}

/**
 * vectors says for each letter of a word where it stands, 32 places to a
 * number. vellum cuts the word into 32 bytes where it means 32 letters, so
 * that letters beyond the first bytes of a long word are misplaced unless
 * they are ASCII; so do we.
 */
function vectors(word: string): Map<number, number[]> {
  const bytes = new TextEncoder().encode(word);
  const chunks = Math.ceil(bytes.length / 32);
  const all = new Map<number, number[]>();
  for (const letter of word) all.set(letter.codePointAt(0) as number, new Array<number>(chunks + 1).fill(0));
  for (let c = 0; c < chunks; c++) {
    const chunk = bytes.subarray(32 * c, 32 * c + 32);
    for (let at = 0, bit = 0; at < chunk.length; bit++) {
      const b = chunk[at] as number;
      const size = b < 0x80 ? 1 : b < 0xc0 ? 0 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
      if (size === 0 || at + size > chunk.length) {
        at++; // a part of a letter
        continue;
      }
      const letter = new TextDecoder().decode(chunk.subarray(at, at + size));
      const v = all.get(letter.codePointAt(0) as number) as number[];
      v[c] = (v[c] as number) | (1 << bit);
      at += size;
    }
  }
  return all;
}

/** window is the bits from base on, at least the first few. */
function window(bits: number[], base: number): number {
  const c = base >>> 5;
  const shift = base & 31;
  const low = (bits[c] ?? 0) >>> shift;
  return shift === 0 ? low : low | ((bits[c + 1] ?? 0) << (32 - shift));
}

function order(a: Place, b: Place): number {
  return a.offset - b.offset || a.edits - b.edits || Number(a.swapped) - Number(b.swapped);
}

/** advance reads a letter, of which bit i of chi says whether it stands i places from the base. */
function advance(from: Places, chi: number, max: number): Place[] {
  const to: Place[] = [];
  const add = (offset: number, edits: number, swapped = false) => include(to, { offset, edits, swapped });
  for (const { offset, edits, swapped } of from) {
    const here = chi >>> offset;
    if (edits < max) {
      add(offset, edits + 1); // a letter too many
      add(offset + 1, edits + 1); // another letter
      for (let d = 1; d <= max - edits; d++) if ((here >>> d) & 1) add(offset + 1 + d, edits + d); // letters left out
      if (here & 2) add(offset, edits + 1, true);
    }
    if (here & 1) {
      add(offset + 1, edits);
      if (swapped) add(offset + 2, edits);
    }
  }
  return to.sort(order);
}

function include(places: Place[], p: Place): void {
  if (places.some((q) => implies(q, p))) return;
  for (let i = places.length; i-- > 0; ) if (implies(p, places[i] as Place)) places.splice(i, 1);
  places.push(p);
}

function implies(a: Place, b: Place): boolean {
  const reach = a.edits + Math.abs(a.offset - b.offset);
  return a.swapped || !b.swapped ? b.edits >= reach : b.edits > reach;
}
