import { cjkSpans, gapSpans, markSpans, maxName, maxPartedWord, maxParts, wordLetters } from "../reading.json";
import { text } from "./cursor.ts";
import { stem } from "./stem.ts";

/*
 * How text becomes terms: the chain that the mapping of site/search declares,
 * repeated. Words by a pattern, NFKC, lower case, runs of CJK characters as
 * overlapping pairs, of longer words the beginning, English stems.
 */

/** A Word is a piece of text as the pattern cuts it: text.slice(start, end). */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** it is a run of CJK characters, which becomes pairs */
  readonly run: boolean;
}

/** A Token is an occurrence of a term. start and end are where it stands, in UTF-16 units. */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
  /** from 1 */
  readonly position: number;
}

function chars(spans: string): string {
  return spans.replace(/[\dA-F]+/g, "\\u{$&}").replace(/ /g, "");
}

const wordPattern = `[^${chars(gapSpans)}${chars(cjkSpans)}]+`;
const anyWord = new RegExp(`([${chars(cjkSpans)}]+)|[A-Za-z](?:\\+\\+?|#)|${wordPattern}(?:_+${wordPattern})*`, "gu");
const ideograph = new RegExp(`[^${chars(markSpans)}]`, "u");

/** words cuts a text. */
export function words(of: string): Word[] {
  return Array.from(of.matchAll(anyWord), (m) => {
    const start = m.index as number;
    return { text: m[0], start, end: start + m[0].length, run: m[1] !== undefined };
  });
}

function beginning(word: string): string {
  return word.length > wordLetters ? [...word].slice(0, wordLetters).join("") : word;
}

/** analyze gives the tokens of a text. */
export function analyze(of: string): Token[] {
  const tokens: Token[] = [];
  for (const w of words(of)) {
    const term = keyword(w.text);
    const add = (term: string, start: number, end: number) => {
      tokens.push({ term: stem(beginning(term)), start, end, position: tokens.length + 1 });
    };
    if (!w.run || !ideograph.test(w.text)) {
      add(term, w.start, w.end);
      continue;
    }
    const letters = [...term];
    const asWritten = term === w.text;
    let at = w.start;
    letters.forEach((letter, i) => {
      const pair = letter + (letters[i + 1] ?? "");
      if (i === 0 || i + 1 < letters.length) add(pair, asWritten ? at : w.start, asWritten ? at + pair.length : w.end);
      at += letter.length;
    });
  }
  return tokens;
}

/** terms are those of a text, one per position. */
export function terms(of: string): string[] {
  return analyze(of).map((t) => t.term);
}

/** keyword is the term of a value that is indexed as a whole; also a word with the end that the stemmer takes. */
export function keyword(value: string): string {
  return lower(value.normalize("NFKC"));
}

/**
 * lower is lower case as bleve has it: letter by letter, a Σ at the end apart.
 * It writes over the bytes of the word, and moves only letters that change:
 * after one that became shorter the others stay where they were.
 */
function lower(s: string): string {
  if (s.toLowerCase() === s) return s;
  const encoder = new TextEncoder();
  const bytes = encoder.encode(s);
  const letters = [...s];
  let to = 0;
  for (const [i, c] of letters.entries()) {
    const l = c === "İ" ? "i" : c === "Σ" && i === letters.length - 1 ? "ς" : c.toLowerCase();
    const [from, into] = [encoder.encode(c), encoder.encode(l)];
    if (into.length > from.length) {
      const rest = letters.slice(i).map((c) => (c === "İ" ? "i" : c.toLowerCase()));
      return text(bytes.subarray(0, to)) + rest.join("");
    }
    if (l !== c) bytes.set(into, to);
    to += l === c ? from.length : into.length;
  }
  return text(bytes.subarray(0, to));
}

/**
 * parts cuts a name such as SO_REUSEADDR, HashMap, HTTPServer or utf8 into the
 * words it is made of; a word that is no such name has none.
 */
export function parts(name: string): string[] {
  if (new TextEncoder().encode(name).length > maxPartedWord) return [];
  const all: string[] = [];
  let start = 0;
  for (let i = 1; i <= name.length; i++) {
    if (i < name.length && !joint(name, start, i)) continue;
    const part = name.slice(start, i).replace(/^_+|_+$/g, "");
    if (part) all.push(part);
    start = i;
  }
  return all.length < 2 || all.length > maxParts ? [] : all;
}

function joint(name: string, start: number, i: number): boolean {
  const around = name.slice(i - 1, i + 2);
  return /^[^_]_|^[a-z0-9][A-Z]|^[A-Z][A-Z][a-z]/.test(around) || (i - start >= 2 && /^[A-Za-z][0-9]/.test(around));
}

/** foldAccents is word without the marks on its Latin letters. */
export function foldAccents(word: string): string {
  return word.normalize("NFD").replace(/([\0-\x7f])[\u0300-\u036f]+/g, "$1").normalize("NFC");
}

/**
 * spelled is how the field name spells the terms of a heading, and those of a
 * query for all of it: without a number before them; "" for one that is too
 * long.
 */
export function spelled(heading: readonly string[]): string {
  const list = [...heading];
  while (list.length > 1 && /^[0-9一二三四五六七八九十]+$/.test(list[0] as string)) list.shift();
  const name = list.join(" ");
  return new TextEncoder().encode(name).length > maxName ? "" : name;
}

/** nameOf is how the field name spells a heading, and a query for all of it. */
export function nameOf(heading: string): string {
  return spelled(terms(heading));
}
