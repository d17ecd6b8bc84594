/*
 * What the interface asks of whatever searches. The engine that reads the
 * site's index is plugged in by connect.ts; tests plug in another.
 */

import type { Scope } from "../reading/facets.ts";

/** A Mark is text.slice(from, to) of the text it belongs to: UTF-16 offsets. */
export interface Mark {
  from: number;
  to: number;
}

/** An Excerpt is a piece of a section's text that shows what was found. */
export interface Excerpt {
  text: string;
  marks: Mark[];
  code: boolean;
}

/** A Hit is a section that was found. */
export interface Hit {
  /** of its page, for Wanted */
  number: number;
  /** so many sections of that were found */
  onPage: number;
  /** address of the page, not encoded */
  page: string;
  /** of the section's heading; "" is the top of the page */
  id: string;
  /** from the top of the site, with the fragment, encoded */
  url: string;
  /** of the page */
  title: string;
  /** headings below the title, outermost first, the section's own last */
  trail: string[];
  /** in the title, and in the section's own heading */
  titleMarks: Mark[];
  trailMarks: Mark[];
  /** other names of the page, and that of its file, that show what neither headings nor text do */
  also: Excerpt[];
  excerpts: Excerpt[];
  tags: string[];
  dir: string;
  score: number;
  /** what it has if it has not all that was asked for: it comes after those that have; else "" */
  tier: string;
}

/** An Answer is a part of the list of hits, best first, and what is to be said about the whole. */
export interface Answer {
  hits: Hit[];
  /** number of sections found */
  total: number;
  /** so many of them begin the list: the others are on pages that have enough better ones */
  listed: number;
  /** so many of them are in the scope that comes first */
  first: number;
  /** what a section should have, as it was typed */
  words: string[];
  /** how the text was read, in the language of the interface */
  how: string;
  /** words that were left out because nothing has all of them */
  dropped: string[];
  /** words that are nowhere, each with the one that was taken instead */
  corrected: [string, string][];
  facets: { tags: [string, number][]; dirs: [string, number][] };
}

export interface Wanted {
  size: number;
  from: number;
  tag?: string;
  dir?: string;
  /** number of the page on which all of it is to be */
  page?: number;
  /** what lies in it comes first, whatever its score */
  first?: Scope;
  signal: AbortSignal;
}

export interface Engine {
  /** renew forgets everything, work that hangs among it. */
  renew?(): void;
  /** waiting is the files that are on their way. */
  waiting?(): string[];
  /** warm fetches what every question needs; it may be called often. */
  warm(): void;
  /** search rejects with a SearchError. */
  search(text: string, wanted: Wanted): Promise<Answer>;
}

/** "updated": the site was made by another version of biji than this page. "late": no answer came. */
export type Failure = "failed" | "updated" | "aborted" | "late";

export class SearchError extends Error {
  readonly kind: Failure;

  constructor(kind: Failure, why: string = kind) {
    super(why);
    this.name = "SearchError";
    this.kind = kind;
  }
}
