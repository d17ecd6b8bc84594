/** decoded is a part of an address without percent signs, if it has them as they should be. */
export function decoded(s: string): string {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
}

/** pageOf is the page of a document, by its address from the top of the site; not encoded. */
export function pageOf(address: string): string {
  return decoded(address.replace(/#.*|^\.\//g, ""));
}

/** fileOf is the name of a page's file; "" if it has none of its own. */
export function fileOf(page: string): string {
  return page.replace(/^.*\/|\.html$/g, "").replace(/^index$/, "");
}
