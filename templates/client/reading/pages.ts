import type { Hits } from "../index/score.ts";

/**
 * byPage is the scores that sections have as parts of their pages: the best of a page has the sum of all, of which each
 * counts less than the one before, times what factor says of the page; those beyond so many go behind those of all pages,
 * and further down by below.
 * pageOf is ascending, as the documents of hits are. Twin of byPage in site/search/evidence.go, which says more.
 */
export function byPage({ docs, scores }: Hits, most: number, below: number, pageOf: (doc: number) => number, factor: (doc: number) => number): number[] {
  const out = Array.from(scores);
  for (let from = 0, to = 0; from < docs.length; from = to) {
    const group: number[] = [];
    const doc = docs[from] as number;
    while (to < docs.length && pageOf(docs[to] as number) === pageOf(doc)) group.push(to++);
    const score = (at: number) => scores[at] as number;
    group.sort((a, b) => score(b) - score(a));
    const of = factor(doc);
    let share = of;
    let sum = 0;
    for (const at of group) {
      sum += score(at) * share;
      share *= Math.max(of / (1 + of), 0.5);
    }
    const times = sum / score(group[0] as number);
    group.forEach((at, i) => (out[at] = i < most ? Math.fround(score(at) * times) : Math.fround((score(at) * times) / 1e6) - below));
  }
  return out;
}

/** What the scores of sections are below what they would be, if their page has so many that are better. */
export const beyond = 3;

/** isBeyond tells those by their scores. */
export function isBeyond(score: number): boolean {
  return score < -2;
}
