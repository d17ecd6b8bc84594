/*
 * What a reader has read and looked for on a site, newest first, in the reader's own
 * browser. All projects of one account on a forge share the storage, and so do all
 * files on disk: the keys hold the path of the site, or of its page of results.
 */

/** A Visit is a page: its title, and its address from the top of the site. */
export type Visit = [title: string, address: string];

/** pathOf is where an href of this page leads. */
export function pathOf(href: string): string {
  return new URL(href, location.href).pathname;
}

const readKey = (top: string) => `biji:read:${top}`;
const askedKey = (results: string) => `biji:asked:${results}`;

/** remembers tells whether anything is kept for a site whose pages are below root, and its page of results. */
export function remembers({ root, page }: { root: string; page: string }): boolean {
  try {
    return [readKey(pathOf(root)), askedKey(pathOf(page))].some((key) => localStorage.getItem(key));
  } catch {
    return false; // storage is blocked
  }
}

/** read is the pages that are kept; none if that cannot be read. */
export function read(top: string): Visit[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(readKey(top)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((v): v is Visit => Array.isArray(v) && v.every((part) => typeof part === "string")) : [];
  } catch {
    return []; // storage is blocked, or holds something else
  }
}

/** keepRead puts a page before the others, of which the most recent stay. */
export function keepRead(top: string, visit: Visit): void {
  const most = 9;
  const all = [visit, ...read(top).filter(([, address]) => address !== visit[1])].slice(0, most);
  try {
    localStorage.setItem(readKey(top), JSON.stringify(all));
  } catch {
    // then nothing is kept
  }
}

/** asked is the last questions from which a reader went on, each once. */
export function asked(results: string): string[] {
  const most = 6;
  try {
    const lines = (localStorage.getItem(askedKey(results)) ?? "").split("\n").slice(0, -1); // what follows the last line end was cut
    return [...new Set(lines.map((line) => line.trim()).filter(Boolean))].slice(0, most);
  } catch {
    return []; // storage is blocked
  }
}

/** keepAsked puts a question before the others, as a line: every search pays for this code. */
export function keepAsked(results: string, text: string): void {
  const key = askedKey(results);
  try {
    // of nothing, "undefined" is left, which no line end follows
    if (text) localStorage[key] = `${text}\n${localStorage[key]}`.slice(0, 2000);
  } catch {
    // then nothing is kept
  }
}

/** forget forgets all. */
export function forget(top: string, results: string): void {
  try {
    for (const key of [readKey(top), askedKey(results)]) localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
