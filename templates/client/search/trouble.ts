import type { Words } from "../words.ts";
import { element, icon } from "./element.ts";

/** A Trouble is what is known when the second script does not come. */
interface Trouble {
  /** the site has another index than this page */
  updated: boolean;
  /** what the button does was done already */
  stays: boolean;
  /** for those who can mend it, in the browser's words */
  why: string;
  /** href of the index of terms, which needs no script */
  terms: string;
  retry(): void;
}

/** message says what is wrong and what can be done. */
export function message({ updated, stays, why, terms, retry }: Trouble, words: Words): HTMLElement {
  const act = element("button", { class: "biji-find-button", type: "button" }, words(updated ? "search_reload" : "search_retry"));
  act.addEventListener("click", retry);
  return element(
    "div",
    { class: "biji-find-message", role: "alert", "data-state": updated ? "updated" : "failed" },
    icon("warning"),
    element("p", {}, words(updated ? "search_updated" : "search_failed"), stays ? ` ${words("search_stays")}` : ""),
    ...(updated ? [] : [element("p", {}, why)]),
    act,
    element("a", { href: terms }, words("search_terms")),
  );
}

/**
 * wasReloaded tells whether the reader has loaded this page anew: that mends a
 * page that is older than its site, unless the host goes on to serve files of
 * two versions.
 */
export function wasReloaded(): boolean {
  return performance.getEntriesByType("navigation").some((entry) => (entry as PerformanceNavigationTiming).type === "reload");
}
