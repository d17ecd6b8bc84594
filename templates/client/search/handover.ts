import type { Words } from "../words.ts";
import type { Engine } from "./engine.ts";
import type { Shell } from "./shell.ts";

/*
 * Search comes in several scripts. Every page loads the opener, which knows how
 * to open an empty dialog; the second script, with all the rest, is loaded
 * when a reader reaches for the box, and a third where there are matches to
 * mark. What they hand over are functions: OpenSearch and Landing.
 */

/** What the opener offers the second script. */
export interface Host {
  readonly form: HTMLFormElement;
  /** words are what the page says for its scripts. */
  readonly words: Words;
  /** what the first file of the index hands over; it was asked for beside the second script */
  readonly start: Promise<unknown>;
  /** load gets what a script of the index hands over. */
  load(name: string, fresh?: boolean): Promise<unknown>;
  /** script gets what a script of the folder of scripts hands over. */
  script(file: string): Promise<unknown>;
  /** trusted is the address of a script or a worker in the form in which the browser takes it. */
  trusted(address: string): string;
  /** leave leaves the query of a link for the page to which it leads; it throws if it cannot. */
  leave(link: HTMLAnchorElement): void;
  /** revisit goes to where a link leads on this very page, and marks what it carries. */
  revisit(link: HTMLAnchorElement): void;
}

/** What the second script offers the opener. */
export interface Search {
  readonly engine: Engine;
  /** dress fills an empty shell; a second time it changes nothing. */
  dress(shell: Shell): void;
}

/** OpenSearch makes search work; on the page of results, at once. */
export type OpenSearch = (root: Document, host: Host) => Promise<Search>;

/**
 * Landing marks what the reader was looking for, and returns how to undo it. A
 * link is followed first, to a place on this very page.
 */
export type Landing = (root: Document, link?: HTMLAnchorElement) => () => void;
