import { isAlone } from "../search/keys.ts";

/** wideEnough tells whether two pages have room side by side. */
export function wideEnough(): boolean {
  return matchMedia("(min-width: 75rem)").matches;
}

/** pageOf is the address of the page to which a link leads, seen from the top of the site; "" if that is elsewhere. */
export function pageOf(link: HTMLAnchorElement, top: string): string {
  const whole = link.origin === "null" ? link.protocol + "//" + link.pathname : link.origin + link.pathname;
  return whole.startsWith(top) ? decodeURIComponent(whole.slice(top.length)) : "";
}

/** goesBeside tells whether a link leads to another page of the site at top, and in no way of its own. */
export function goesBeside(link: HTMLAnchorElement, top: string): boolean {
  return pageOf(link, top).endsWith(".html") && link.pathname !== location.pathname && !link.target && !link.hasAttribute("download");
}

/** isPlain: with another button or key a click on a link means something else. */
export function isPlain(event: MouseEvent): boolean {
  return !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

/** closes tells whether a key closes the column: Esc does, unless something else that it closes is open. */
export function closes(event: KeyboardEvent, root: Document): boolean {
  return event.key === "Escape" && isAlone(event) && !root.querySelector("dialog[open], :popover-open, .biji-marks, .biji-study");
}
