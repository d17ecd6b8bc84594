import { article, chainSpans, cjkSpans, ending, foldLetters, foldMarks, gapSpans, markSpans, maxName, maxPartedWord, maxParts, signSpans, wordLetters } from "../reading.json";
import { text } from "./cursor.ts";
import { stem } from "./stem.ts";
import { type Tongue, withoutEnding } from "./tongue.ts";

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
  /** it is a chain: letters of a script without spaces, which become pairs, too */
  readonly chain: boolean;
  /** it is a picture or sign, by itself */
  readonly sign: boolean;
}

function chars(spans: string): string {
  return spans.replace(/[\dA-F]+/g, "\\u{$&}").replace(/ /g, "");
}

const [gap, cjk, link, sign] = [gapSpans, cjkSpans, chainSpans, signSpans].map(chars);
const unseen = "[\\xad\u200b-\u200d\u2060]";
const letter = new RegExp(`(?!${unseen}).(?=(\\p{M}*))`, "gu");
const wordPattern = `[^${gap}${sign}${link}${cjk}]+`;
const anyWord = new RegExp(`([${cjk}]+)|([${link}](?:${unseen}*[${link}])*)|([${sign}])|[A-Za-z](?:\\+\\+?|#)|${wordPattern}(?:_+${wordPattern})*`, "gu");
const ideograph = new RegExp(`[^${chars(markSpans)}]`, "u");

/** words cuts a text. */
export function words(of: string): Word[] {
  return Array.from(of.matchAll(anyWord), (m) => {
    const start = m.index as number;
    return { text: m[0], start, end: start + m[0].length, run: m[1] !== undefined, chain: m[2] !== undefined, sign: m[3] !== undefined };
  });
}

function beginning(word: string): string {
  return word.length > wordLetters ? [...word].slice(0, wordLetters).join("") : word;
}

function indexed(word: string): string {
  return stem(beginning(keyword(word)));
}

/** letters are those of a run or a chain, without what is invisible, each with where it begins and ends, with the marks that are drawn with it. */
export function letters(of: string): [letter: string, from: number, to: number][] {
  return Array.from(of.matchAll(letter), ({ 0: c, 1: marks = "", index = 0 }) => [c, index, index + (c + marks).length]);
}

/** pairs are two letters each, side by side. */
function pairs(of: readonly string[]): string[] {
  return of.slice(1).map((c, i) => of[i] + c);
}

function termsOf(w: Word): string[] {
  if (w.chain) {
    const list = letters(w.text).map(([c]) => c);
    return pairs(["", ...list, ""]).map(indexed);
  }
  if (!w.run || !ideograph.test(w.text)) return [indexed(w.text)];
  const list = [...keyword(w.text)];
  return list.length === 1 ? list : pairs(list);
}

/** terms are those of a text, one per position. */
export function terms(of: string): string[] {
  return words(of).flatMap(termsOf);
}

/**
 * phraseTerms are the terms that any text has which this one stands in: a chain at its ends may go on there. The second
 * are the same with the spelling of words in place of their stems.
 */
export function phraseTerms(of: string): [terms: string[], exact: string[]] {
  const all = words(of);
  const [from, to] = [all[0]?.chain ? 1 : 0, all[all.length - 1]?.chain ? 1 : 0];
  const cut = (list: string[]) => {
    if (from && list.length > 1) list.shift();
    if (to && list.length > 1) list.pop();
    return list;
  };
  return [cut(all.flatMap(termsOf)), cut(all.flatMap((w) => (w.run || w.chain ? termsOf(w) : spelling(w.text))))];
}

/** spelling is a word as it is typed but for width and case, behind a sign that no term begins with. */
export function spelling(word: string): string {
  return "=" + keyword(word);
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
  const small = (c: string) => (c === "İ" ? "i" : c.toLowerCase());
  let to = 0;
  for (const [i, c] of letters.entries()) {
    const l = c === "Σ" && i === letters.length - 1 ? "ς" : small(c);
    const into = encoder.encode(l);
    if (into.length > encoder.encode(c).length) return text(bytes.subarray(0, to)) + letters.slice(i).map(small).join("");
    if (l !== c) bytes.set(into, to);
    to += into.length;
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

const marks = new RegExp(`[${chars(foldMarks)}]`, "gu");
const typedFor = new Map(foldLetters.split(" ").map((pair) => [pair.charAt(0), pair.slice(1)]));

/** folded is the term of a word as it is spelt by people who leave out its marks; "" if that is its own. Twin of Fold in site/search/analyze. */
export function folded(word: string, t: Tongue): string {
  if (!t.ending && /^[\0-\x7f]*$/.test(word)) return "";
  const plain = word.toLowerCase().normalize("NFD").replace(marks, "").replace(/./g, (c) => typedFor.get(c) ?? c).normalize("NFC");
  const term = plain && stem(keyword(withoutEnding(t, plain.replace(new RegExp(article), "$1$2").replace(new RegExp(ending), "$1"))));
  return term === indexed(word) ? "" : term;
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

/** nameOf is how the field name spells a heading, and a query for all of it, if of is what it has of a word. */
export function nameOf(heading: string, of = indexed): string {
  return spelled(words(heading).flatMap((w) => (w.chain ? keyword(w.text) : w.run ? termsOf(w) : w.sign ? [] : of(w.text))));
}

/** foldedName is nameOf of a heading without its marks and endings, in the language of the index. */
export function foldedName(heading: string, t: Tongue): string {
  return nameOf(heading, (word) => folded(word, t) || indexed(word));
}
