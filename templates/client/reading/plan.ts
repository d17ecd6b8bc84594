import { folded, keyword, parts, phraseTerms, terms, words } from "../index/analyze.ts";
import { asks, isLittle, trimmed, type Tongue } from "../index/tongue.ts";
import { longRun, minPrefix, prose } from "../reading.json";
import { count, letters, trim } from "./characters.ts";
import { asksContrast, contrasted, headingWords, isQuestion, isWeak, joined, joins, telling } from "./questions.ts";
import type { Expr, Leaf } from "./parse.ts";

/*
 * From a query as read to what is asked of the index. Twin of plan.go in
 * site/search, which says why things are as they are.
 */

/** A Unit is the smallest thing that a query asks for, and the smallest that is dropped. */
export interface Unit {
  readonly kind: "word" | "run" | "joined" | "phrase" | "keyword";
  readonly text: string; // as typed
  readonly field: string; // "" for the text fields
  terms: readonly string[]; // word: its term; run: its pairs, or its one character; joined, phrase: all terms
  exact: readonly string[]; // phrase: its terms with words as they are typed
  readonly parts: readonly string[]; // word: those of the name that it is
  readonly folded: string; // word: its term without accents, if it has any
  prefix: string; // word that may be unfinished: its beginning, in lower case
  whole: readonly string[]; // run with words of asking around it: the pairs of all of it
  enough: number; // run: so many of its pairs
  side: boolean; // it is to be compared with others
  twos: boolean; // run of four characters: the pair in the middle does not count
  after: string; // word: the run that it stands behind, without a space
  chain: boolean; // run: of a script without spaces, whose pairs stand side by side
  strict: boolean; // run: that is excluded, so all of it counts, in one field
  weak: boolean; // word and run: it tells little, so it need not be there if others are
  kids: Unit[]; // joined: its words
  // What find allows if the unit is nowhere:
  loose: boolean; // joined and run: the kids need not stand side by side
  typos: number; // word: edits
  other: readonly string[]; // word: terms to find instead
  halves: readonly (readonly string[])[]; // word: two terms that, side by side, are the word; joined: terms that begin as it does
  partly: boolean; // run: fewer pairs are enough
  taken: string; // what was found instead, if that is one text
  heard: string; // word: what it may also stand for, as it is typed
  heardTerms: readonly string[]; // the pairs of that
  like: string; // run with a wrong character: the expression of what it may be
}

/** A Plan is an Expr with its leaves analyzed. */
export type Plan = Several | { readonly kind: "unit"; readonly unit: Unit };

export interface Several {
  readonly kind: "all" | "any" | "not";
  readonly kids: readonly Plan[];
  /** of all, if it is two words: the term of both written as one */
  readonly compound: string;
  /** of all: the kids are to be compared, or named together */
  readonly contrast: boolean;
  /** of all: terms of headings that are wanted most */
  readonly headings: readonly string[];
  /** of all: the pairs of the run that was cut into the kids */
  readonly run: readonly string[];
}

function unit(kind: Unit["kind"], text: string, field: string, terms: readonly string[], more: Partial<Unit> = {}): Unit {
  const plain = { exact: [], parts: [], folded: "", prefix: "", whole: [], enough: 0, side: false, twos: false, after: "", chain: false, strict: false, weak: false, kids: [], loose: false };
  return { ...plain, typos: 0, other: [], halves: [], partly: false, taken: "", like: "", heard: "", heardTerms: [], kind, text, field, terms, ...more };
}

/** planOf is the plan of a query to an index with that language. */
export function planOf(e: Expr, t: Tongue, excluded = false): Plan {
  if (!("kids" in e)) return e.kind === "words" ? textPlan(e, t, excluded) : phrasePlan(e);
  const kids = e.kids.map((k) => planOf(k, t, excluded || e.kind === "not")).filter((k) => k.kind === "unit" || k.kids.length > 0);
  if (e.kind !== "all") return { kind: e.kind, kids, compound: "", contrast: false, headings: [], run: [] };
  const left = wanted(kids, t, excluded);
  return withSides({ kind: "all", ...left, compound: compound(left.kids), run: [] });
}

/** unitsOf are the units of a plan that are not excluded, in the order of the text. */
export function unitsOf(p: Plan): Unit[] {
  return p.kind === "unit" ? [p.unit] : p.kind === "not" ? [] : p.kids.flatMap(unitsOf);
}

/** compound is the term of a word that two words make if they are written as one. */
function compound(kids: readonly Plan[]): string {
  let text = "";
  for (const k of kids) {
    if (k.kind !== "unit" || k.unit.kind !== "word" || k.unit.field || k.unit.parts.length > 0 || !letters(k.unit.text)) return "";
    text += k.unit.text;
  }
  return kids.length === 2 ? (terms(text)[0] as string) : "";
}

function leaf(unit: Unit): Plan {
  return { kind: "unit", unit };
}

const nothing: Plan = { kind: "all", kids: [], compound: "", contrast: false, headings: [], run: [] };

function keywordPlan(e: Leaf): Plan {
  const value = e.field === "dir" ? trim(e.text).replace(/^\/+|\/+$/g, "") : trim(e.text);
  return value === "" ? nothing : leaf(unit("keyword", value, e.field, [keyword(value)]));
}

function isKeyword(field: string): boolean {
  return field === "tags" || field === "dir";
}

/** textPlan analyzes text without spaces, which may hold several words. */
function textPlan(e: Leaf, t: Tongue, excluded: boolean): Plan {
  if (isKeyword(e.field)) return keywordPlan(e);
  const all: Plan[] = [];
  let row: Unit[] = []; // words with nothing but signs between them
  let [rowAt, end, after] = [0, 0, ""];
  let headings: readonly string[] = [];
  let run: readonly string[] = [];
  const flush = () => {
    if (row.length > 1) row = [unit("joined", closed(e.text, rowAt, end), e.field, row.flatMap((u) => u.terms), { kids: row })];
    all.push(...row.map(leaf));
    row = [];
  };
  for (const w of words(e.text)) {
    if (w.run || w.chain) {
      flush();
      const compared = contrasted(w.text);
      const sides = compared.length > 0 ? compared : joined(w.text);
      if (sides.length > 0 && !excluded && sides.every((side) => telling(side, t).length > 0)) {
        if (sides === compared) headings = headingWords(true);
        else run = terms(w.text);
        all.push(...sides.map((side) => leaf(runUnit(side, e.field, t))));
      } else {
        const u = runUnit(w.text, e.field, t);
        if (excluded) Object.assign(u, { strict: true, terms: terms(u.text) });
        all.push(leaf(u));
      }
      after = w.text;
    } else {
      const u = wordUnit(w.text, e.field, t);
      if (e.open && w.end === e.text.length && (count(w.text) >= minPrefix || (row.length > 0 && /^[A-Za-z]$/.test(w.text)))) u.prefix = keyword(w.text);
      const elided = row[row.length - 1]; // like the l of l'écran
      if (elided && little(elided, t) && /['’]$/.test(e.text.slice(0, w.start)) && e.text.slice(0, w.start - 1).endsWith(elided.text)) row.pop();
      if (row.length === 0) rowAt = w.start;
      if (w.start === end) u.after = after;
      after = "";
      row.push(u);
    }
    end = w.end;
  }
  flush();
  const left = wanted(all, t, excluded);
  if (left.kids.length === 1) return left.kids[0] as Plan;
  const contrast = left.contrast || headings.length + run.length > 0;
  if (left.headings.length > 0) headings = left.headings;
  return withSides({ kind: "all", kids: left.kids, compound: "", contrast, headings, run });
}

/** withSides is a plan with its units marked, if they are to be compared. */
function withSides(p: Several): Plan {
  if (p.contrast) for (const u of unitsOf(p)) u.side = true;
  return p;
}

/** closed is text from from to to, and what closes the brackets in it, as in Rc<T>. */
function closed(text: string, from: number, to: number): string {
  const inside = text.slice(from, to);
  return /[<[{]/.test(inside) ? inside + (/^[>\]}]*/.exec(text.slice(to))?.[0] ?? "") : inside;
}

function wordUnit(text: string, field: string, t: Tongue): Unit {
  return unit("word", text, field, terms(text), { parts: parts(text).flatMap(terms), folded: folded(text, t) });
}

/** runUnit is the unit of a CJK run. It asks for the pairs of what tells something, if anything does. */
export function runUnit(raw: string, field: string, t: Tongue): Unit {
  if (words(raw)[0]?.chain) {
    raw = trimmed(t, raw);
    const [pairs] = phraseTerms(raw);
    return unit("run", raw, field, pairs, { enough: pairs.length, chain: true });
  }
  const list = telling(raw, t);
  const [first = raw] = list;
  const last = list[list.length - 1] ?? raw;
  const pieces = list.length > 0 ? list.map(terms) : [terms(raw)];
  const enough = pieces.reduce((sum, { length: n }) => sum + n - (n >= longRun - 1 ? Math.max(1, Math.floor((n - 1) / 3)) : 0), 0);
  const pairs = pieces.flat();
  const whole = terms(raw);
  return unit("run", raw.slice(raw.indexOf(first), raw.lastIndexOf(last) + last.length), field, pairs, {
    whole: whole.length > pairs.length ? whole : [],
    enough,
    twos: pieces.length === 1 && pairs.length === 3,
    weak: !field && list.length === 0 && (count(raw) > 1 || isWeak(raw) || isLittle(t, raw)),
  });
}

function phrasePlan(e: Leaf): Plan {
  if (isKeyword(e.field)) return keywordPlan(e);
  const [list, exact] = phraseTerms(e.text);
  return list.length === 0 ? nothing : leaf(unit("phrase", e.text, e.field, list, { exact }));
}

/** wanted are kids without those that only say how the others are asked for, and whether that is how they compare. */
function wanted(kids: Plan[], t: Tongue, excluded: boolean): Pick<Several, "kids" | "contrast" | "headings"> {
  const asks = kids.find(contrasts);
  const joined = areJoined(kids);
  const left = withoutQuestion(withoutParticles(kids, t), t);
  markWeak(left, t);
  const others = left.filter((p) => !contrasts(p) && !isJoin(p) && !(p.kind === "unit" && p.unit.weak));
  const contrast = !excluded && (asks !== undefined || joined) && others.filter((p) => p.kind !== "not").length > 1;
  const headings = contrast && asks?.kind === "unit" ? headingWords(asks.unit.kind === "run") : [];
  return { kids: contrast ? others : left, contrast, headings };
}

/** withoutParticles leaves out runs that are nothing but a word like 的 or 为什么, if there is anything else. */
function withoutParticles(kids: Plan[], t: Tongue): Plan[] {
  const idle = (p: Plan) => p.kind === "unit" && p.unit.kind === "run" && p.unit.weak && (count(p.unit.text) === 1 || isLittle(t, p.unit.text));
  return kids.some((p) => p.kind !== "not" && !idle(p)) ? kids.filter((p) => !idle(p)) : kids;
}

/** markWeak marks the words of prose that tell little: of many words, and no runs; and those that do in the language of the index. */
function markWeak(kids: readonly Plan[], t: Tongue): void {
  if (kids.length > 1) for (const k of kids) if (k.kind === "unit" && little(k.unit, t)) k.unit.weak = true;
  const units = kids.flatMap((k) => (k.kind === "unit" && k.unit.kind !== "run" ? k.unit : []));
  if (units.length < Math.max(prose, kids.length)) return;
  for (const u of units) u.weak ||= u.kind === "word" && !u.field && isWeak(u.text.toLowerCase());
}

/** little says whether a word, or words with signs between them, tell little in a language. */
function little(u: Unit, t: Tongue): boolean {
  if (u.field) return false;
  return u.kind === "joined" ? u.kids.every((k) => little(k, t)) : u.kind === "word" && isLittle(t, u.text.toLowerCase());
}

/** withoutQuestion leaves out the words of a question, in English or the language of the index, that ask for nothing, if others are left. */
function withoutQuestion(kids: Plan[], t: Tongue): Plan[] {
  const word = (p: Plan) => (p.kind === "unit" && !p.unit.field && (p.unit.kind === "word" || p.unit.kind === "joined") ? p.unit.text.toLowerCase() : "");
  if (!isQuestion(kids.map((k) => word(k) + " ").join("")) && !kids.some((k) => asks(t, word(k)))) return kids;
  const rest = kids.filter((k) => !isWeak(word(k)) && !(k.kind === "unit" && little(k.unit, t)));
  return rest.some((k) => k.kind !== "not") ? rest : kids;
}

/** contrasts says whether a plan is a word that asks to compare others. */
function contrasts(p: Plan): boolean {
  if (p.kind !== "unit" || p.unit.field) return false;
  const run = p.unit.kind === "run";
  return (run || p.unit.kind === "word") && asksContrast(run ? p.unit.text : p.unit.text.toLowerCase(), run);
}

/** areJoined says whether kids are two things and a word of joining between them, and nothing else. */
function areJoined(kids: readonly Plan[]): boolean {
  const [a, b, c] = kids;
  return kids.length === 3 && b !== undefined && isJoin(b) && a?.kind !== "not" && c?.kind !== "not";
}

function isJoin(p: Plan): boolean {
  return p.kind === "unit" && !p.unit.field && joins(p.unit.text.toLowerCase());
}
