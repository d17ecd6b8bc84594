import { lineEn, lineHant, lineZh } from "../reading.json";
import type { Plan, Unit } from "./plan.ts";

/* How the text of a query was read, for the line under the box. Twin of line.go in site/search. */

export interface How {
  /** words that are nowhere, with those that were found instead */
  readonly corrected: readonly (readonly [typed: string, taken: string])[];
  /** words of which only a part was found, or something like it */
  readonly partly: readonly string[];
  /** what looks like a restriction, and was read as text */
  readonly asText: readonly string[];
  readonly plan: Plan;
}

type Texts = typeof lineEn;

/** textsOf are those in the language of the interface for lang. */
function textsOf(lang: string): Texts {
  if (SEVERAL ? /^zh-tw$/i.test(lang) : LANGUAGE === "zh-Hant") return lineHant; // the bundler leaves out the others
  return (SEVERAL ? /^zh(-|$)/i.test(lang) : LANGUAGE === "zh") ? lineZh : lineEn;
}

/** tier says what a hit with a score below 0 has; "" of one that has all. */
export function tier(score: number, lang: string): string {
  return textsOf(lang).tiers[Math.ceil(-score)] ?? "";
}

/** line says how the text was read, but for corrected, in the language of the interface for lang. */
export function line(how: How, read: number, lang: string): string {
  const say = textsOf(lang);
  const more = (text: string, list: readonly string[]) => (list.length > 0 ? text + list.join(say.list) : "");
  return ofPlan(say, how.plan, true) + more(say.partly, how.partly) + more(say.asText, how.asText) + (read ? say.read.replace("{n}", String(read)) : "");
}

function ofPlan(say: Texts, p: Plan, top: boolean): string {
  if (p.kind === "unit") return ofUnit(say, p.unit);
  const between = p.kind === "any" ? say.or : " + ";
  let text = "";
  for (const k of p.kids) {
    const [excluded] = k.kind === "not" ? k.kids : [];
    if (k.kind !== "unit" || !k.unit.weak) text += (excluded ? " − " : text && between) + ofPlan(say, excluded ?? k, false);
  }
  text = text.replace(/^ /, "");
  return top || p.kids.length < 2 ? text : around(text, say.parens);
}

function around(text: string, pair: string): string {
  return pair.charAt(0) + text + pair.charAt(1);
}

function ofUnit(say: Texts, u: Unit): string {
  let text = u.text;
  if (u.kind === "phrase") text = around(text, say.quotes);
  if (u.kind === "run" && u.loose) text = u.kids.map((k) => k.text).join(" + ");
  if (unfinished(u)) text += "…";
  if (u.heard) text += around(u.heard, say.parens);
  return u.field ? ((say.fields as { [field: string]: string })[u.field] ?? "") + say.colon + text : text;
}

/** unfinished says whether the last word of u was also taken for the beginning of longer ones. */
function unfinished(u: Unit): boolean {
  const last = u.kids[u.kids.length - 1];
  return u.kind === "joined" ? (u.loose || u.halves.length > 0) && last !== undefined && unfinished(last) : u.prefix !== "";
}
