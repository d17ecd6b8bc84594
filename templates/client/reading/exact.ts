import { best } from "../index/reader.ts";
import type { Hits } from "../index/score.ts";
import type { StoredDocument } from "../index/terms.ts";
import type { Tongue } from "../index/tongue.ts";
import { fileOf, pageOf } from "./address.ts";
import { enoughRead, maxRead } from "../reading.json";
import { Marker } from "./marker.ts";
import type { Plan, Unit } from "./plan.ts";

/* Whether phrases are spelt as they were typed. Twin of exact.go in site/search, which says more. */

/** exactly leaves out sections in which a phrase is there in other forms only; read is how many were read, if that is not all that may have it. */
export async function exactly(plan: Plan, hits: Hits, tongue: Tongue, documents: (docs: number[]) => Promise<StoredDocument[]>): Promise<[hits: Hits, read: number]> {
  const phrases = spelled(plan);
  if (phrases.length === 0) return [hits, 0];
  const strict = Array.from(hits.docs, (doc, i) => ({ doc, score: hits.scores[i] as number }));
  const all = strict.filter((h) => h.score > 0).length;
  const order = best(hits, Math.min(all, maxRead)).map((h) => h.doc);
  const right = new Set<number>();
  let read = 0;
  while (read < order.length && right.size < enoughRead) {
    const some = order.slice(read, read + enoughRead);
    for (const [i, d] of (await documents(some)).entries()) if (phrases.every((u) => spells(d, u, tongue))) right.add(some[i] as number);
    read += some.length;
  }
  const cut = right.size < enoughRead && read < all;
  const wrong = new Set(order.slice(0, read).filter((doc) => !right.has(doc)));
  const kept = strict.filter(({ doc, score }) => score <= 0 || right.has(doc) || !(cut || wrong.has(doc)));
  return [{ docs: kept.map((h) => h.doc), scores: kept.map((h) => h.score) }, cut ? read : 0];
}

/** spelled are the phrases with words that all sections must have. */
function spelled(p: Plan): Unit[] {
  if (p.kind === "unit") return p.unit.exact.join(" ") === p.unit.terms.join(" ") || p.unit.kind !== "phrase" ? [] : [p.unit];
  return p.kind === "all" ? p.kids.flatMap(spelled) : [];
}

/** spells tells whether a document has a phrase as it is spelt. */
function spells(d: StoredDocument, u: Unit, tongue: Tongue): boolean {
  const { title = "", trail = "", body = "", code = "", name = "" } = d.fields;
  const headings = [title, trail, ...name.split("\n"), fileOf(pageOf(d.id))];
  const texts = u.field === "title" ? headings : u.field === "code" ? [code] : [...headings, body, code];
  const marker = new Marker({ kind: "unit", unit: u }, tongue);
  return texts.some((text) => marker.marks(text).length > 0);
}
