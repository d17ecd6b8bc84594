import { onward } from "./redirect.ts";

/**
 * attachOverview leads an old address on: the overview of a split note lists
 * every heading with its old id, so #heading is found here and the list's link
 * knows the part on which the heading now stands.
 */
export function attachOverview(root: Document): void {
  const parts = root.querySelector("[data-biji=parts]");
  if (!parts) return;
  const follow = () => {
    const link = linkOf(parts, location.hash);
    if (link) location.replace(onward(link.href, { search: location.search, hash: "" }));
  };
  follow();
  addEventListener("hashchange", follow);
}

export function linkOf(parts: Element, hash: string): HTMLAnchorElement | null {
  let id = hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // a stray percent sign: take it as it is
  }
  if (id === "") return null;
  for (const line of parts.querySelectorAll("li[id]")) {
    if (line.id === id) return line.querySelector("a");
  }
  return null;
}
