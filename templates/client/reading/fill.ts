import type { Hits } from "../index/score.ts";
import { fillLimit } from "../reading.json";
import { byPage } from "./pages.ts";

/* What fills up a short list. Twin of fill.go in site/search, which says more. */

/** A Wish is a part of a text, what it finds, and what it weighs. */
export interface Wish {
  readonly text: string;
  readonly weak: boolean;
  readonly found: Hits;
  readonly weight: number;
}

/** A Short is a list that is to be filled up. */
export interface Short {
  readonly wishes: readonly Wish[];
  /** of each document, the number of its page */
  readonly page: ArrayLike<number>;
  /** of each document, what the title of its page adds to its score, from 1 */
  readonly title: ArrayLike<number>;
  /** pages that are in the list */
  readonly shown: readonly number[];
  /** documents with what is asked for by keywords, and with nothing that is excluded; undefined if nothing is */
  readonly allowed: ArrayLike<number> | undefined;
}

/** A Ranking is what was found, with the scores that it is to be ordered by: those of what fills up a short list are below 0. */
export interface Ranking {
  readonly hits: Hits;
  /** texts that are nowhere, if the strict reading finds nothing */
  readonly dropped: string[];
}

/** fill finds more for a short list, best first. */
export function fill({ wishes, page, title, shown, allowed }: Short): Ranking {
  const pageOf = (doc: number) => page[doc] as number;
  const open = allowed && new Set(Array.from(allowed));
  const sums = new Float64Array(page.length);
  const has = new Float64Array(page.length + 1); // by page, the weight of what it has
  for (const { found, weight } of wishes) {
    const counted = new Set(shown);
    Array.from(found.docs, (doc, k) => {
      const p = pageOf(doc);
      if (shown.includes(p) || open?.has(doc) === false) return;
      sums[doc] = (sums[doc] as number) + Math.sqrt(found.scores[k] as number) * weight;
      if (!counted.has(p)) has[p] = (has[p] as number) + weight;
      counted.add(p);
    });
  }
  const total = wishes.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const share = (doc: number) => (has[pageOf(doc)] as number) / total;
  const docs = [...sums.keys()].filter((doc) => sums[doc]);
  const scores = byPage({ docs, scores: docs.map((doc) => sums[doc] as number) }, 1, 0, pageOf, (doc) => (title[doc] as number) * share(doc) * share(doc));
  const below = docs.map((doc, i) => {
    const s = scores[i] as number;
    return { doc, score: s / (1 + s) - (share(doc) > 0.999 ? 1 : 2) };
  });
  const more = below.sort((a, b) => b.score - a.score).slice(0, fillLimit);
  const nowhere = wishes.flatMap(({ text, weak }) => (!weak && wishes.every((w) => w.text !== text || !w.weight) ? text : []));
  return {
    hits: { docs: more.map((m) => m.doc), scores: more.map((m) => m.score) },
    dropped: shown.length > 0 || more.length === 0 ? [] : [...new Set(nowhere)],
  };
}
