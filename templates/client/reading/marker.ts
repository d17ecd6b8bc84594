import { folded, keyword, letters, parts, spelling, words } from "../index/analyze.ts";
import type { Query } from "../index/query.ts";
import { distance } from "../index/levenshtein.ts";
import { stem } from "../index/stem.ts";
import type { Tongue } from "../index/tongue.ts";
import type { Mark } from "../search/engine.ts";
import { phrase } from "./queries.ts";
import type { Plan, Unit } from "./plan.ts";

/* Where in a text is what a query found. Twin of marker.go in site/search. */

/** A Found is a mark, and which row is there, or what else was asked for. */
export interface Found extends Mark {
  readonly row: string;
}

/** A Table has the simplified characters for traditional ones. */
export type Table = ReadonlyMap<string, string>;

/** A Reading is what a marker knows of a word or a pair: the terms it is indexed as, and what to mark of it if they were not asked for. */
interface Reading {
  readonly forms: readonly string[];
  readonly inside: readonly Found[];
}

/** A Spot is a place in a text that a term stands for. */
type Spot = Mark & Reading;

/** A Marker finds in a text what a plan found in the index. */
export class Marker {
  /** han are the rows with pairs of Chinese characters, and what finds them in the texts of a section */
  readonly han: (readonly [row: string, query: Query])[] = [];
  readonly #rows = new Map<string, (readonly string[])[]>(); // first term -> terms asked for side by side; most are alone
  readonly #prefixes: string[] = [];
  readonly #typos: [row: string, near: (term: string) => boolean][] = [];
  readonly #known = new Map<string, Reading>();

  readonly #tongue: Tongue;

  constructor(p: Plan, t: Tongue) {
    this.#tongue = t;
    this.#addPlan(p);
  }

  #addPlan(p: Plan): void {
    if (p.kind === "unit") return this.#add(p.unit);
    if (p.compound) this.#addRow([p.compound]);
    if (p.kind !== "not") for (const k of p.kids) this.#addPlan(k);
  }

  #add(u: Unit): void {
    if (u.kind === "keyword") return;
    if (u.loose) u.kids.forEach((k) => this.#add(k));
    else if (u.kind === "phrase") this.#addRow(u.exact, u.terms);
    else if (u.kind === "joined") for (const row of [u.terms, ...u.halves]) this.#addRow(row);
    else if (u.chain && !u.partly) this.#addRow(u.terms);
    else if (u.chain) u.terms.slice(1).forEach((t, i) => this.#addRow([u.terms[i] as string, t]));
    else {
      for (const t of [...u.terms, ...u.other, ...u.heardTerms]) this.#addRow([t]);
      for (const row of [u.parts, ...u.halves]) this.#addRow(row);
    }
    if (u.folded) this.#addRow([u.folded]);
    if (u.prefix) this.#prefixes.push(u.prefix);
    if (u.typos > 0) this.#typos.push([u.terms[0] as string, near(u)]);
  }

  #addRow(row: readonly string[], terms = row): void {
    const [head] = row;
    if (head === undefined) return;
    this.#rows.set(head, [...(this.#rows.get(head) ?? []), row]);
    const name = row.join(" ");
    if (/[\u3400-\u9fff]{2}/.test(name)) this.han.push([name, { kind: "or", any: [phrase(terms, "body", 1), phrase(terms, "code", 1)] }]);
  }

  /** marks are the places in text, ascending, where something was found; with a table also where it stands in traditional characters. */
  marks(text: string, table?: Table): Found[] {
    if (/[\u3041-\u30ff]/.test(text)) table = undefined; // Japanese
    return this.#marksOf(words(text).flatMap((w) => (w.run || w.chain ? this.#run(w.text, w.start, table) : { from: w.start, to: w.end, ...this.#read(w.text) })));
  }

  /** marksOf are the rows in spots, and what is inside of other spots. */
  #marksOf(spots: readonly Spot[]): Found[] {
    return spots
      .flatMap((s, i) => {
        const rows = this.#rowsAt(spots, i);
        return rows.length > 0 ? rows : s.inside.map((k) => ({ from: s.from + k.from, to: s.from + k.to, row: k.row }));
      })
      .sort((a, b) => a.from - b.from);
  }

  #rowsAt(spots: readonly Spot[], i: number): Found[] {
    const { from, forms } = spots[i] as Spot;
    const rows = forms.flatMap((form) => this.#rows.get(form) ?? []).filter((row) => row.every((t, j) => spots[i + j]?.forms.includes(t)));
    return rows.map((row) => ({ from, to: (spots[i + row.length - 1] as Spot).to, row: row.join(" ") }));
  }

  /** run are the pairs of a run or a chain. Inside of them are characters that were asked for alone. */
  #run(run: string, at: number, table?: Table): Spot[] {
    const spot = (text: string, from: number, to: number, inside: readonly Found[] = []): Spot => {
      const form = keyword(text);
      const forms = table ? [form, Array.from(form, (c) => table.get(c) ?? c).join("")] : [form];
      return { from, to, forms, inside };
    };
    const all = letters(run);
    const [[first, from, to] = ["", 0, 0]] = all;
    if (all.length === 1) return [spot(first, at + from, at + to)];
    return all.slice(1).map(([c, from, to], i) => {
      const [before, start, end] = all[i] as (typeof all)[0];
      const lone = this.#marksOf([spot(before, 0, end - start)]);
      if (i + 2 === all.length) lone.push(...this.#marksOf([spot(c, from - start, to - start)]));
      return spot(before + c, at + start, at + to, lone);
    });
  }

  /** read is the reading of a word. */
  #read(word: string): Reading {
    const old = this.#known.get(word);
    if (old) return old;
    const plain = keyword(word);
    const stems = [stem(plain), folded(word, this.#tongue), spelling(word)].filter(Boolean);
    let to = 0;
    const inside = parts(word).map((part) => {
      const from = word.indexOf(part, to);
      to = from + part.length;
      return { from, to, ...this.#read(part) };
    });
    const made = { forms: stems, inside: this.#marksOf(inside) };
    const like = made.inside.length > 0 ? undefined : this.#like(plain, stems);
    if (like !== undefined) made.inside.push({ from: 0, to: word.length, row: like });
    this.#known.set(word, made);
    return made;
  }

  /** like is the beginning of plain that was typed, or what was typed for one of its stems by mistake. */
  #like(plain: string, stems: readonly string[]): string | undefined {
    return this.#prefixes.find((p) => plain.startsWith(p)) ?? this.#typos.find(([, near]) => stems.some(near))?.[0];
  }

  /** similar is the first word of text that was found instead of one with typos. */
  similar(u: Unit, text: string): string {
    const found = this.marks(text).find(({ row }) => row === u.terms[0] || u.other.includes(row));
    return found ? text.slice(found.from, found.to) : "";
  }
}

/** near tells of terms whether they are found instead of a word with typos. */
function near(u: Unit): (term: string) => boolean {
  const [own = ""] = u.terms;
  return (term) => own.codePointAt(0) === term.codePointAt(0) && distance(own, term, u.typos) <= u.typos;
}
