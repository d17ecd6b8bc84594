import type { Shell } from "./shell.ts";

/*
 * Search comes in several scripts. Every page loads the opener, which knows how
 * to open an empty dialog; the second script, with all the rest, is loaded
 * when a reader reaches for the box, and a third where there are matches to
 * mark. What they hand over are functions: OpenSearch and Landing.
 */

/** A Place is what the header's form tells about search on this site. */
export interface Place {
  /** leads from this page to the top of the site: "./", "../" … */
  root: string;
  /** names the index: search/<index>/ */
  index: string;
  /** href of the page of results */
  page: string;
  /** href of the index of terms, which needs no script */
  terms: string;
  /** language of the interface */
  lang: string;
}

export function readPlace(form: HTMLFormElement): Place {
  const told = (key: string) => form.dataset[key] ?? "";
  return {
    root: told("bijiRoot") || "./",
    index: told("bijiIndex"),
    page: told("bijiPage"),
    terms: form.getAttribute("action") ?? "",
    lang: told("bijiLang"),
  };
}

/** What the opener offers the second script. */
export interface Host {
  readonly place: Place;
  /** load gets what a script of the index hands over. */
  load(name: string, fresh?: boolean): Promise<unknown>;
  /** revisit goes to where a link leads on this very page, and marks what it carries. */
  revisit(link: HTMLAnchorElement): void;
}

/** What the second script offers the opener. */
export interface Search {
  warm(): void;
  /** dress fills an empty shell; a second time it changes nothing. */
  dress(shell: Shell): void;
}

/** OpenSearch makes search work; on the page of results, at once. */
export type OpenSearch = (root: Document, host: Host) => Search;

/**
 * Landing marks what the reader was looking for, and returns how to undo it. A
 * link is followed first, to a place on this very page.
 */
export type Landing = (root: Document, link?: HTMLAnchorElement) => () => void;
