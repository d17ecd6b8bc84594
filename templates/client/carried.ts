/*
 * A link that search makes carries something in its query: words to mark, a
 * question. Over http a click leaves that in the tab's own storage and asks for
 * the address without it: some hosts refuse a query, caches keep a page once
 * for each, and no server needs to know what a reader looked for. From disk, in
 * another tab, and where storage is blocked, the link goes as it is.
 */

const key = "biji:query"; // all projects of one account on a forge share the storage

/** leave leaves the query of a link for the page to which it leads; it throws if storage is blocked, or full. */
export function leave({ pathname, search }: HTMLAnchorElement): void {
  sessionStorage.setItem(key, bare(pathname) + search);
}

/** takeCarried puts into this page's address the query that a click has left for it. */
export function takeCarried(): void {
  try {
    const [path, query] = String(sessionStorage.getItem(key)).split("?");
    sessionStorage.removeItem(key);
    if (query && path === bare(location.pathname) && location.search === "") {
      history.replaceState(history.state, "", `?${query}${location.hash}`);
    }
  } catch {
    // then there is nothing to mark
  }
}

/** bare: hosts that make addresses pretty lead from /a.html to /a or /a/, and from /a/index.html to /a/. */
function bare(path: string): string {
  return path.replace(/\/?(index)?(\.html)?\/?$/, "");
}
