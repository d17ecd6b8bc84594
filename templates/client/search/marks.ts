/*
 * A link to a result carries the words to mark, as ?mark=…&mark=…, before the
 * fragment: a query reaches the page over http and from disk alike. The page
 * then keeps them in its history entry and shows a clean address; they come
 * back with reload and "back", and stay out of addresses that are copied.
 */

const name = "mark";
const key = "bijiMarks";

/** withMarks is href, an address with or without a fragment, carrying words to mark. */
export function withMarks(href: string, words: readonly string[]): string {
  if (words.length === 0) return href;
  const [address = "", ...fragment] = href.split("#");
  const query = new URLSearchParams(words.map((word) => [name, word]));
  return [`${address}?${query}`, ...fragment].join("#");
}

/** marksIn are the words that an address carries. */
export function marksIn(href: string): string[] {
  return new URL(href, location.href).searchParams.getAll(name).filter((word) => word.trim() !== "");
}

/** carriesMarks tells whether this page was opened to show matches. */
export function carriesMarks(): boolean {
  return new URLSearchParams(location.search).has(name) || stored().length > 0;
}

/** takeMarks is the words to mark on this page, and cleans the address. */
export function takeMarks(): string[] {
  const url = new URL(location.href);
  if (!url.searchParams.has(name)) return stored();
  const carried = marksIn(url.href);
  url.searchParams.delete(name);
  keepMarks(carried, url.href);
  return carried;
}

/** keepMarks changes the history entry of this page: the words, and its address. */
export function keepMarks(words: readonly string[], href = location.href): void {
  const state = { ...Object(history.state), [key]: words };
  try {
    history.replaceState(state, "", href);
  } catch {
    // then the address keeps them, and a reload marks them again
  }
}

function stored(): string[] {
  const words: unknown = Object(history.state)[key];
  return Array.isArray(words) ? words.map(String) : [];
}
