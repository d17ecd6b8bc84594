import * as shared from "../reading.json";
import { whole } from "./characters.ts";
import type { Expr } from "./parse.ts";

// What may make a text more than words: quotes, parentheses, and what a word may begin with.
const signs = /["()“”„«»＂「」『』（）]|(^|[\s\x85])([-－−|]|&&|OR|AND)/;
const field = new RegExp(`(^|[\\s\\x85])(${Object.keys(shared.restrictions).join("|")})[:：]`, "i");

/** plainly reads a text that is nothing but words, as parse does; undefined of one that may be more. */
export function plainly(text: string): Expr | undefined {
  if (signs.test(text) || field.test(text)) return undefined;
  const list = [...text].slice(0, shared.maxQuery).map(whole).join("").split(/[\s\x85]+/);
  const open = list[list.length - 1];
  const kids = list.filter(Boolean).map((text, i, all): Expr => ({ kind: "words", text, field: "", open: open !== "" && i === all.length - 1, typed: "" }));
  return kids.length === 1 ? kids[0] : { kind: "all", kids };
}
