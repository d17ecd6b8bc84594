/**
 * attachRedirect goes to where a page has moved before the page's own refresh
 * does, because a refresh drops the fragment that the reader came with.
 */
export function attachRedirect(root: ParentNode): () => void {
  const link = root.querySelector<HTMLAnchorElement>("[data-biji=moved]");
  if (link) location.replace(withFragment(link.href, location.hash));
  return () => {};
}

/** withFragment is href with the reader's fragment, if there is one. */
export function withFragment(href: string, hash: string): string {
  return hash === "" ? href : href.replace(/#.*$/s, "") + hash;
}
