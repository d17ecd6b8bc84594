import { foldAccents, keyword, parts, terms, words } from "../index/analyze.ts";
import { stem } from "../index/stem.ts";
import type { Excerpt, Mark } from "../search/engine.ts";
import { count } from "./asking.ts";
import { trim } from "./parse.ts";
import type { Plan, Unit } from "./plan.ts";

/* What to show of a section. Twin of excerpt.go in site/search. */

const width = 160; // columns of an excerpt; a CJK character takes two
const leadWidth = 30; // columns before its first mark, at most

/** A Found is a mark, and which term is there. */
interface Found extends Mark {
  readonly term: string;
}

/** A Marker finds in a text what a plan found in the index. */
export class Marker {
  private readonly terms: Set<string>;
  private readonly firsts: Set<string>; // letters of terms
  private readonly prefixes: string[];
  private readonly typos: Unit[];
  private readonly known: Map<string, string | undefined>; // word -> term that was found in it

  constructor(p: Plan) {
    this.terms = new Set();
    this.prefixes = [];
    this.typos = [];
    this.known = new Map();
    this.addPlan(p);
    this.firsts = new Set(Array.from(this.terms, first));
  }

  private addPlan(p: Plan): void {
    if (p.kind === "unit") return this.add(p.unit);
    if (p.compound) this.terms.add(p.compound);
    if (p.kind !== "not") for (const k of p.kids) this.addPlan(k);
  }

  private add(u: Unit): void {
    if (u.kind === "keyword") return;
    for (const t of [...u.terms, ...u.parts, ...u.other, ...u.halves.flat()]) this.terms.add(t);
    if (u.folded) this.terms.add(u.folded);
    if (u.prefix) this.prefixes.push(u.prefix);
    if (u.typos > 0) this.typos.push(u);
    for (const k of u.kids) this.add(k);
  }

  /** excerpts chooses the parts of a section that show most of what was found: of its prose, of its code. */
  excerpts(body: string, code: string): Excerpt[] {
    const flat = trim(body).replace(/\n/g, " ");
    const source = code.replace(/\n+$/, "");
    const [inFlat, inSource] = [this.marks(flat), this.marks(source)];
    const list: Excerpt[] = [];
    if (inFlat.length > 0 || (inSource.length === 0 && flat)) list.push({ ...cut(flat, inFlat), code: false });
    if (inSource.length > 0 || (!flat && source)) list.push({ ...cut(source, inSource), code: true });
    return list;
  }

  /** similar is the first word of text that was found instead of a word with typos. */
  similar(u: Unit, text: string): string {
    for (const w of words(text)) {
      if (w.run || count(w.text) < 2) continue;
      if (terms(w.text).some((t) => u.other.includes(t) || this.near(u, t))) return w.text;
    }
    return "";
  }

  private near(u: Unit, term: string): boolean {
    const [own = ""] = u.terms;
    return first(own) === first(term) && distance(own, term) <= u.typos;
  }

  /** marks are the places in text, ascending, where something was found. */
  private marks(text: string): Found[] {
    const list: Found[] = [];
    for (const w of words(text)) {
      if (w.run) {
        this.run(list, w.text, w.start);
        continue;
      }
      if (!this.known.has(w.text)) this.known.set(w.text, this.word(w.text));
      const term = this.known.get(w.text);
      if (term !== undefined) list.push({ from: w.start, to: w.end, term });
    }
    return list.sort((a, b) => a.from - b.from);
  }

  /** run adds the pairs and characters that were found in a run. */
  private run(list: Found[], run: string, at: number): void {
    let before = "";
    for (const c of run) {
      const pair = before + c;
      if (before && (this.terms.has(pair) || this.terms.has(keyword(pair)))) list.push({ from: at - before.length, to: at + c.length, term: pair });
      if (this.terms.has(c)) list.push({ from: at, to: at + c.length, term: c });
      before = c;
      at += c.length;
    }
  }

  /** word is the term that was found in a word, if one was. Few words are worth the stemmer, which leaves the first letter alone. */
  private word(raw: string): string | undefined {
    const plain = keyword(raw);
    const forms = [plain, ...parts(raw).map(keyword)];
    if (/[^\0-\x7f]/.test(raw)) forms.push(keyword(foldAccents(raw)));
    const stems = forms.filter((f) => this.firsts.has(first(f))).map(stem);
    const found = stems.find((t) => this.terms.has(t)) ?? this.prefixes.find((p) => plain.startsWith(p));
    if (found !== undefined || this.typos.length === 0) return found;
    const own = stem(plain);
    return this.typos.find((u) => this.near(u, own))?.terms[0];
  }
}

/** first is the first character. */
function first(term: string): string {
  return String.fromCodePoint(term.codePointAt(0) ?? 0);
}

/** distance counts insertions, deletions, replacements and exchanges of neighbours; it is 9 if the lengths alone differ by three. */
function distance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  if (Math.abs(from.length - to.length) > 2) return 9;
  const rows: number[][] = [to.map((_, j) => j).concat(to.length)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const at = (y: number, x: number) => (y === 0 ? row[j - x] : rows[i - y]?.[j - x]) as number;
      let best = Math.min(at(1, 1) + (from[i - 1] === to[j - 1] ? 0 : 1), at(1, 0) + 1, at(0, 1) + 1);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) best = Math.min(best, at(2, 2) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[from.length]?.[to.length] as number;
}

function cut(text: string, marks: readonly Found[]): { text: string; marks: Mark[] } {
  const first = marks[bestMark(text, marks)];
  const from = first ? lead(text, first.from) : 0;
  const to = from + columns(text, from, width);
  const shift = (from > 0 ? 1 : 0) - from;
  const joined: Mark[] = [];
  for (const k of marks) {
    if (k.from < from || k.to > to) continue;
    const last = joined[joined.length - 1];
    if (last && k.from + shift <= last.to) last.to = Math.max(last.to, k.to + shift);
    else joined.push({ from: k.from + shift, to: k.to + shift });
  }
  return { text: (from > 0 ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : ""), marks: joined };
}

/** bestMark is the first of those marks after which an excerpt shows the most different terms, then the most marks. */
function bestMark(text: string, marks: readonly Found[]): number {
  let [best, bestScore] = [0, 0];
  const counts = new Map<string, number>();
  const change = (term: string, by: number) => {
    const n = (counts.get(term) ?? 0) + by;
    if (n > 0) counts.set(term, n);
    else counts.delete(term);
  };
  let j = 0;
  marks.forEach((mark, i) => {
    const end = mark.from + columns(text, mark.from, width - leadWidth);
    for (let next = marks[j]; next && next.to <= end; next = marks[++j]) change(next.term, 1);
    const score = counts.size * 1000 + Math.min(j - i, 999);
    if (score > bestScore) [best, bestScore] = [i, score];
    change(mark.term, -1);
    j = Math.max(j, i + 1);
  });
  return best;
}

/** lead is where an excerpt begins that shows the mark at at: at the beginning of its sentence, if that is near, else a little before the mark. */
function lead(text: string, at: number): number {
  let from = at;
  for (let used = 0; from > 0; ) {
    const c = lastChar(text, from);
    used += columnsOf(c);
    if (used > leadWidth || "。！？；\n".includes(c)) break;
    from -= c.length;
    if (c === " " && from > 0 && ".!?;".includes(text.charAt(from - 1))) {
      from++;
      break;
    }
  }
  while (from < at && text[from] === " ") from++;
  return from;
}

function lastChar(text: string, end: number): string {
  const two = text.slice(Math.max(0, end - 2), end);
  return two.length === 2 && (two.codePointAt(0) as number) > 0xffff ? two : text.charAt(end - 1);
}

/** columns is how much of text from at on fills so many columns. */
function columns(text: string, at: number, room: number): number {
  const start = at;
  while (at < text.length) {
    const c = String.fromCodePoint(text.codePointAt(at) as number);
    if ((room -= columnsOf(c)) < 0) break;
    at += c.length;
  }
  return at - start;
}

function columnsOf(c: string): number {
  if (c < "\u1100") return 1;
  return (c >= "\u4e00" && c <= "\u9fff") || /[\u3000-\u303f\uff00-\uff60]/.test(c) || words(c)[0]?.run ? 2 : 1;
}
