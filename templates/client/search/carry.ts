import type { Host } from "./handover.ts";

/** attachCarry lets a plain click on a link that search has made leave its query for the next page. */
export function attachCarry(root: Document, leave: Host["leave"]): void {
  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a.biji-hit, a.biji-find-all") : null;
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link?.search || !link.protocol.startsWith("http") || modified || event.defaultPrevented) return;
    try {
      leave(link);
    } catch {
      return;
    }
    event.preventDefault();
    location.assign(link.href.replace(link.search, ""));
  });
}
