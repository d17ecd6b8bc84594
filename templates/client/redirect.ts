/**
 * attachRedirect goes to where a page has moved before the page's own refresh
 * does, because a refresh drops the query and the fragment that the reader came
 * with: words to mark, a theme, a section.
 */
export function attachRedirect(root: ParentNode): void {
  const link = root.querySelector<HTMLAnchorElement>("[data-biji=moved]");
  if (link) location.replace(onward(link.href, location));
}

/** onward is href with the query and the fragment that the reader came with, where there are any. */
export function onward(href: string, from: { search: string; hash: string }): string {
  const to = new URL(href);
  to.search ||= from.search;
  to.hash = from.hash || to.hash;
  return to.href;
}
