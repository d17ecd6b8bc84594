import { loosen } from "./loosen.ts";
import { parse, type Expr } from "./parse.ts";
import type { Unit } from "./plan.ts";
import { asText } from "./restrict.ts";
import { sound } from "./sounds.ts";

/*
 * What few texts need comes in a script of its own, when the first of them is
 * asked: how signs are read, and what is tried for words that are nowhere. A
 * plain question whose words are all there never pays for it; any other pays
 * one step, once.
 *
 * It stands here if it turns units into other units, or a text into an Expr. It
 * stands in readings.ts, and in what that imports, if every answer needs it: how
 * words become queries, what is found, how that is ranked and shown.
 *
 * The script runs beside the page, far from the index: it asks by Asks, and what
 * goes to and fro is data. So it imports types from there, characters.ts and
 * reading.json, and no more: another copy of analyze.ts would weigh more than all
 * of it. What it needs of that it asks for.
 */

/** Asks are what further readings ask of the engine, for one question. */
export interface Asks {
  /** finds tells whether a unit is anywhere. */
  finds(u: Unit): Promise<boolean>;
  /** places is the number of documents that have a unit. */
  places(u: Unit): Promise<number>;
  /** sounds is how characters are read, as soundsIn takes it. */
  sounds(): Promise<string>;
  /** simplified is text in simplified Chinese characters. */
  simplified(text: string): Promise<string>;
  /** has tells whether any document has all of a text that was read. */
  has(e: Expr): Promise<boolean>;
  /** alone tells whether the question is but one unit. */
  alone(): Promise<boolean>;
  /** keywords are the terms of a field that begin with prefix, and how many documents have each. */
  keywords(field: string, prefix: string): Promise<[term: string, docs: number][]>;
  /** phrase are the terms of a phrase, and those as they are typed. */
  phrase(text: string): Promise<[terms: string[], exact: string[]]>;
  /** terms are those of each text. */
  terms(texts: readonly string[]): Promise<string[][]>;
  /** run is the unit of a CJK run. */
  run(text: string, field: string): Promise<Unit>;
  /** pieces are units of what tells something in a run. */
  pieces(text: string, field: string): Promise<Unit[]>;
}

/** A Further reads a text with signs, or gives units that are nowhere as what may be meant by them. */
export interface Further {
  (what: "parse", text: string, asks?: Asks): Promise<Expr>;
  (what: "sound" | "loosen", units: readonly Unit[], asks: Asks): Promise<readonly Unit[]>;
}

/** further is the Further that asks without a wire. */
export const further = (async (what: string, given: string | readonly Unit[], asks: Asks) => {
  if (typeof given === "string") return asText(asks, parse(given));
  const alone = await asks.alone();
  for (const u of given) await (what === "sound" ? sound(asks, u) : loosen(asks, u, alone));
  return given;
}) as Further;
