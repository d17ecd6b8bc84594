import * as shared from "../reading.json";
import { whole } from "./characters.ts";

/*
 * Reading the text of the search box. Twin of parse.go in site/search: the
 * vectors that both are tested with hold them together.
 */

/**
 * An Expr is a query as read: what is to be found, and how the parts relate.
 * "all" without kids finds nothing; "not" stands only below "all" and has one
 * kid.
 */
export type Expr = Group | Leaf;

export interface Group {
  readonly kind: "all" | "any" | "not";
  readonly kids: Expr[];
}

/** A Leaf is text without a space ("words"), or the text between two quotes. */
export interface Leaf {
  readonly kind: "words" | "phrase";
  readonly text: string;
  /** "" for the text fields, or the name of one */
  field: string;
  /** of words: it is the end of the text, and may not be typed to its end */
  readonly open: boolean;
  /** behind the name of a field: all of it, with the name */
  typed: string;
}

/** What may stand before a colon, and the field it means. */
const restrictions: { readonly [name: string]: string } = shared.restrictions;

/**
 * parse reads the text of a search box. It never fails, for any text is a
 * query; signs that make no sense where they stand are ignored.
 */
export function parse(text: string): Expr {
  const p = new Parser([...text].slice(0, shared.maxQuery).map(whole).join(""));
  let e = p.or();
  while (p.at < p.text.length) {
    p.skip(")"); // a closing parenthesis too many
    e = both(e, p.or());
  }
  // "-rf" alone: the reader looks for it
  return onlyExcludes(e) ? { kind: "all", kids: (e as Group).kids.flatMap((k) => (k as Group).kids) } : e;
}

function empty(e: Expr): boolean {
  return e.kind === "all" && e.kids.length === 0;
}

function both(a: Expr, b: Expr): Expr {
  return empty(a) ? b : empty(b) ? a : { kind: "all", kids: [a, b] };
}

function onlyExcludes(e: Expr): boolean {
  return e.kind === "all" && e.kids.length > 0 && e.kids.every((k) => k.kind === "not");
}

/** sign is a character as its ASCII form, if it is one of the signs of the language. */
function sign(c: string): string {
  const at = "“”„«»＂「」『』（）：－−".indexOf(c);
  return space.test(c) ? " " : at < 0 ? c : '""""""""""():--'.charAt(at);
}

const space = /[\s\x85]/;

/** restrict sets the field wherever there is none. */
function restrict(e: Expr, field: string): void {
  if ("kids" in e) for (const k of e.kids) restrict(k, field);
  else e.field ||= field;
}

class Parser {
  readonly text: string;
  at: number;
  #depth: number;

  constructor(text: string) {
    this.text = text;
    this.at = 0;
    this.#depth = 0;
  }

  /** peek is the next character; "" at the end. */
  #peek(): string {
    return this.at < this.text.length ? sign(this.text.charAt(this.at)) : "";
  }

  skip(c: string): boolean {
    if (this.#peek() !== c) return false;
    this.at++;
    return true;
  }

  #spaces(): void {
    while (this.skip(" "));
  }

  /** or reads up to the end of the text or a closing parenthesis. */
  or(): Expr {
    const sides: Expr[] = [];
    do {
      const side = this.#and();
      if (!empty(side)) sides.push(side);
    } while (this.#operator("OR") || this.#operator("|"));
    if (sides.length === 0) return { kind: "all", kids: [] };
    return sides.length === 1 ? (sides[0] as Expr) : { kind: "any", kids: sides };
  }

  /** operator reads op, if it stands by itself. */
  #operator(op: string): boolean {
    this.#spaces();
    if (!this.text.startsWith(op, this.at)) return false;
    const next = this.text.charAt(this.at + op.length);
    if (next !== "" && !' "()'.includes(sign(next))) return false;
    this.at += op.length;
    return true;
  }

  /** and reads what stands between two ORs. */
  #and(): Expr {
    const kids: Expr[] = [];
    for (;;) {
      this.#spaces();
      const c = this.#peek();
      if (c === "" || c === ")") break;
      if (this.#operator("AND") || this.#operator("&&")) continue;
      const mark = this.at;
      if (this.#operator("OR") || this.#operator("|")) {
        this.at = mark;
        break;
      }
      const k = this.#unary(kids[kids.length - 1]);
      if (k) kids.push(k);
    }
    const [first] = kids;
    return first && kids.length === 1 && first.kind !== "not" ? first : { kind: "all", kids };
  }

  /** unary reads one thing to find or to exclude, if there is one, after another. */
  #unary(before?: Expr): Expr | undefined {
    if (this.#option(before) || !this.skip("-")) return this.#primary("");
    const c = this.#peek();
    if (c === "" || c === " " || c === "-") return undefined;
    const k = this.#primary("");
    return k && { kind: "not", kids: [k] };
  }

  /** option says whether an option of a command comes next, as in rm -rf and git log --oneline. It skips the dashes. */
  #option(before?: Expr): boolean {
    const [found, dashes = "", word = "", next = ""] = /^(--?)([A-Za-z]+)([^]?)/u.exec(this.text.slice(this.at)) ?? [];
    const command = before?.kind === "words" && /^[\0-\x7f]*$/.test(before.text);
    if (!found || (dashes === "-" && (!command || word.length > 3 || !' "()'.includes(sign(next))))) return false;
    this.at += dashes.length;
    return true;
  }

  #primary(field: string): Expr | undefined {
    const c = this.#peek();
    if (c === "(") return this.#group(field);
    return c === '"' ? this.#quoted(field) : this.#word(field);
  }

  #group(field: string): Expr | undefined {
    this.skip("(");
    if (this.#depth === shared.maxDepth) return undefined;
    this.#depth++;
    const e = this.or();
    this.#depth--;
    this.skip(")");
    if (field) restrict(e, field);
    return empty(e) ? undefined : e;
  }

  /** quoted reads a phrase, up to the closing quote or the end of the text. */
  #quoted(field: string): Expr {
    this.skip('"');
    const start = this.at;
    while (this.#peek() !== "" && this.#peek() !== '"') this.at++;
    const text = this.text.slice(start, this.at);
    this.skip('"');
    return { kind: "phrase", text, field, open: false, typed: "" };
  }

  /** word reads up to a space, a quote or a parenthesis. */
  #word(field: string): Expr | undefined {
    const start = this.at;
    for (let c = this.#peek(); c !== "" && !' "()'.includes(c); c = this.#peek()) {
      this.at++;
      if (c !== ":" || field) continue;
      const name = this.text.slice(start, this.at).replace(/[:：]+$/, "");
      const known = /^[A-Za-z]+$/.test(name) && restrictions[name.toLowerCase()];
      const next = this.#peek();
      if (!known || next === "" || next === " " || next === ")") continue;
      const e = this.#primary(known);
      if (e && !("kids" in e)) e.typed = this.text.slice(start, this.at);
      return e;
    }
    if (this.at === start) return undefined;
    return { kind: "words", text: this.text.slice(start, this.at), field, open: this.at === this.text.length, typed: "" };
  }
}
