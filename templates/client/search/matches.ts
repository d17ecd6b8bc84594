import type { Hit, Mark } from "./engine.ts";

/** Letters of scripts that put no spaces between words, from Thai to Hangul and Han. */
const close = /[\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\ud7ff\uf900-\ufaff\uff66-\uffdc]/;
const maxWords = 8;
const maxLength = 40;

/**
 * fold makes text comparable and keeps its length, so that places in the one
 * are places in the other: lower case, half width, no accents, any white space
 * a space.
 */
export function fold(text: string): string {
  let out = "";
  for (let i = 0; i < text.length; i++) out += foldUnit(text[i] ?? "");
  return out;
}

function foldUnit(unit: string): string {
  if (unit < "\u3001" || unit > "\uff00") unit = unit.normalize("NFKD")[0] as string; // not Kana and Hangul
  const lower = unit.toLowerCase();
  return lower <= " " ? " " : lower.length === 1 ? lower : unit;
}

/**
 * wordsToMark are the words that a page is to mark when it is opened from one
 * of hits: what was typed, and what the engine found for it, which may be
 * other forms.
 */
export function wordsToMark(typed: readonly string[], hits: readonly Hit[]): string[] {
  const words = new Map<string, string>();
  const add = (word: string) => {
    const cut = word.trim().slice(0, maxLength);
    const key = cut.toLowerCase();
    if (cut !== "" && words.size < maxWords && !words.has(key)) words.set(key, cut);
  };
  typed.forEach(add);
  for (const hit of hits) {
    for (const { text, marks } of hit.excerpts) marks.forEach((mark) => add(text.slice(mark.from, mark.to)));
  }
  return [...words.values()];
}

/**
 * findAll finds the words in text, ascending and apart. A word of Han that is
 * part of another one is looked for only if the other is not there: whoever
 * asks for 三次握手 and has it does not want every 握手.
 */
export function findAll(text: string, words: readonly string[]): Mark[] {
  const folded = fold(text);
  const found = new Map<string, Mark[]>();
  for (const word of new Set(words.map((w) => fold(w).trim()))) {
    const places = word === "" ? [] : findWord(text, folded, word);
    if (places.length > 0) found.set(word, places);
  }
  const all: Mark[] = [];
  for (const [word, places] of found) {
    const part = close.test(word) && [...found.keys()].some((other) => other !== word && other.includes(word));
    if (!part) all.push(...places);
  }
  return joined(all);
}

function findWord(text: string, folded: string, word: string): Mark[] {
  const places: Mark[] = [];
  const last = word.length - 1;
  for (let from = folded.indexOf(word); from >= 0; from = folded.indexOf(word, from + 1)) {
    let to = from + word.length;
    if (isLetter(word[0]) && !beginsWord(text, folded, from)) continue;
    // The word's other forms, or the rest of a half-typed one.
    if (isLetter(word[last])) {
      if (word.length > 2) while (isLetter(folded[to])) to++;
      else if (isLetter(folded[to])) continue;
    }
    while (/\p{M}/u.test(text[to] ?? "")) to++; // which is drawn with its letter
    places.push({ from, to });
  }
  return places;
}

/** isLetter tells of letters of scripts that put spaces between words. */
function isLetter(unit: string | undefined): boolean {
  return unit !== undefined && /[\p{L}\p{M}\p{N}]/u.test(unit) && !close.test(unit);
}

/** beginsWord holds also for the parts of names: Map in HashMap, wait in epoll_wait. */
function beginsWord(text: string, folded: string, at: number): boolean {
  if (at === 0 || !isLetter(folded[at - 1])) return true;
  const upper = (i: number) => /\p{Lu}/u.test(text[i] ?? "");
  return upper(at) && !upper(at - 1);
}

function joined(marks: Mark[]): Mark[] {
  const apart: Mark[] = [];
  for (const mark of marks.sort((a, b) => a.from - b.from || b.to - a.to)) {
    const last = apart[apart.length - 1];
    if (last && mark.from < last.to) last.to = Math.max(last.to, mark.to);
    else apart.push({ ...mark });
  }
  return apart;
}
