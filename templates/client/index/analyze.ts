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

// The ranges of chars.go, as hexadecimal code points.
const cjkSpans =
  "1100-11FF 2E80-2E99 2E9B-2EF3 2F00-2FD5 3005 3007 3021-3029 3038-303B 3041-3096 3099-309A 309D-309E 30A1-30FA " +
  "30FC-30FE 3131-318E 31F0-31FF 3400-4DBF 4E00-9FFF A960-A97C AC00-D7A3 D7B0-D7C6 D7CB-D7FB F900-FA6B FA6D FA70-FACE " +
  "FAD2-FAD4 FAD8-FAD9 FF66-FF9F FFA1-FFBE 16FE2-16FE3 16FF0-16FF1 1AFF0-1AFFE 1B000-1B167 20000-2A6DF 2A700-2B739 " +
  "2B740-2B81D 2B820-2CEA1 2CEB0-2EBE0 2F800-2FA1D 30000-3134A 31350-323AF";
const gapSpans =
  "0-2F 3A-40 5B-60 7B-A9 AB-B4 B6-B9 BB-BF D7 F7 2000-2BFF 2E00-2E7F 2E9A 2EF4-2EFF 2FD6-3004 3006 3008-3020 302A-3037 " +
  "303C-3040 3097-3098 309B-309C 309F-30A0 30FB 30FF-3104 3190-319F 31C0-31EF 3200-33FF 4DC0-4DFF D800-F8FF FA6C " +
  "FA6E-FA6F FACF-FAD1 FAD5-FAD7 FADA-FAFF FE00-FE1F FE30-FE6F FEFF-FF0F FF1A-FF20 FF3B-FF40 FF5B-FF65 FFA0 FFBF-FFFF " +
  "1F000-1FAFF 2A6E0-2A6FF 2B73A-2B73F 2B81E-2B81F 2CEA2-2CEAF 2EBE1-2F7FF 2FA1E-2FFFF 3134B-3134F 323B0-10FFFF";
/** Of cjkSpans, those that bleve's tokenizer does not take for ideographs: marks, and what is not assigned. */
const markSpans = "3099-309A 30FC FF70 FF9E-FF9F 1AFF4 1AFFC 1B123-1B131 1B133-1B14F 1B153-1B154 1B156-1B163";

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

/** How many letters of a word are indexed; site/budget has the same number. */
const wordLetters = 256;

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

const maxPartedWord = 64; // bytes
const maxParts = 8;

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

const maxName = 120; // bytes

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
