import { putOnClipboard } from "./clipboard.ts";
import type { Words } from "./words.ts";

/** attachAnchors gives headings a "#" that links to them; a click also copies the address. */
export function attachAnchors(root: Document, words: Words): void {
  for (const heading of root.querySelectorAll<HTMLElement>(".biji-text :is(h1,h2,h3,h4,h5,h6)[id]:not(:has(.biji-anchor))")) {
    const link = root.createElement("a");
    link.className = "biji-anchor";
    link.href = `#${encodeURIComponent(heading.id)}`;
    link.title = words("anchor");
    link.setAttribute("aria-label", `${words("anchor")}: ${heading.textContent ?? ""}`);
    link.textContent = "#";
    link.addEventListener("click", () => void putOnClipboard(link.href));
    heading.append(link);
  }
}
