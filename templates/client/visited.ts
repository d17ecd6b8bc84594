/*
 * What a reader has read and looked for on a site, newest first, in the reader's own
 * browser. All projects of one account on a forge share the storage, and so do all
 * files on disk: the keys hold the path of the site.
 */

/** A Visit is a page: its title, and its address from the top of the site. */
export type Visit = [title: string, address: string];

/** topOf is the path of a site, by what leads to its top from this page. */
export function topOf(root: string): string {
  return new URL(root, location.href).pathname;
}

type Kind = "read" | "asked";

const keyOf = (kind: Kind, top: string) => `biji:${kind}:${top}`;

/** recall is what is kept; nothing if that cannot be read. */
export function recall(kind: Kind, top: string): unknown[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(kind, top)) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return []; // storage is blocked, or holds something else
  }
}

/** keep puts a thing before the others, of which the most recent stay. */
export function keep(kind: Kind, top: string, thing: Visit | string, most: number): void {
  const same = (a: unknown, b: unknown) => (Array.isArray(a) && Array.isArray(b) ? a[1] === b[1] : a === b);
  const all = [thing, ...recall(kind, top).filter((one) => !same(one, thing))].slice(0, most);
  try {
    localStorage.setItem(keyOf(kind, top), JSON.stringify(all));
  } catch {
    // then nothing is kept
  }
}

/** forget forgets all. */
export function forget(top: string): void {
  try {
    for (const kind of ["read", "asked"] as const) localStorage.removeItem(keyOf(kind, top));
  } catch {
    // nothing was kept
  }
}
