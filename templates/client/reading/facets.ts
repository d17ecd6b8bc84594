import { keyword } from "../index/analyze.ts";
import type { Index, Keyword } from "../index/reader.ts";
import type { Hits } from "../index/score.ts";

/* Tags and folders, to choose from what was found. */

type Docs = ReadonlySet<number>;

/** within is the documents that have a keyword; undefined if none is chosen. */
export async function within(index: Index, field: string, value: string | undefined, signal: AbortSignal): Promise<Docs | undefined> {
  if (!value) return undefined;
  const { docs } = await index.all({ kind: "term", field, term: keyword(value) }, signal);
  return new Set(Array.from(docs));
}

/** A Scope is what lies in a folder, or what lies in none of some. */
export interface Scope {
  readonly within: string;
  readonly without: readonly string[];
}

/** split parts hits into those of a scope and the others; all are of no scope. Twin of scope.go in site/search. */
export async function split(index: Index, hits: Hits, scope: Scope | undefined, signal: AbortSignal): Promise<[Hits, Hits]> {
  if (!scope) return [hits, { docs: [], scores: [] }];
  const folders = scope.within ? [scope.within] : scope.without;
  const inside = await Promise.all(folders.map((f) => within(index, "dir", f, signal)));
  return parted(hits, (doc) => inside.some((s) => s?.has(doc)) === (scope.within !== ""));
}

/** parted is those of hits of which is tells that they are something, and the others. */
export function parted(hits: Hits, is: (doc: number, score: number) => boolean): [Hits, Hits] {
  const made: [Hits, Hits] = [{ docs: [], scores: [] }, { docs: [], scores: [] }];
  Array.from(hits.docs, (doc, i) => {
    const score = hits.scores[i] as number;
    const { docs, scores } = made[Number(!is(doc, score))] as { docs: number[]; scores: number[] };
    docs.push(doc);
    scores.push(score);
  });
  return made;
}

/** kept is those of hits that are in all of the sets that there are. */
export function kept(hits: Hits, ...sets: readonly (Docs | undefined)[]): Hits {
  return sets.some(Boolean) ? parted(hits, (doc) => sets.every((s) => !s || s.has(doc)))[0] : hits;
}

/** counted is how many of hits have each keyword, most frequent first; those that none has are left out. */
export function counted(keywords: readonly Keyword[], hits: Hits): [string, number][] {
  const found = new Set(Array.from(hits.docs));
  const counts = keywords.map(({ term, docs }): [string, number] => [term, docs.filter((doc) => found.has(doc)).length]);
  return counts.filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
}
