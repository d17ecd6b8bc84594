// The script behind the sidebar. It runs before anything is drawn: folders that the
// reader has opened are open on the next page too, and the list stands where it stood.
import { type Left, keyOf, nameOf, recall } from "./navstate.ts";

const nav = document.querySelector<HTMLElement>("[data-biji=nav]");
if (nav) attachTree(nav);

function attachTree(nav: HTMLElement): void {
  const left = recall(nav);
  const opened = new Set(left.open);
  const placeOf = (line: Element) => line.getBoundingClientRect().top - nav.getBoundingClientRect().top;
  for (const fold of nav.querySelectorAll("details")) {
    if (opened.has(nameOf(fold))) fold.open = true;
  }
  nav.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement)) return;
      if (target.open) opened.add(nameOf(target));
      else opened.delete(nameOf(target));
    },
    true, // it does not bubble
  );
  nav.scrollTop = left.scroll;
  const line = nav.querySelector("[aria-current=page]");
  if (line && left.at !== undefined) nav.scrollTop += placeOf(line) - left.at;

  let at: number | undefined;
  nav.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("li > a");
    at = link ? placeOf(link) : undefined;
  });
  addEventListener("pagehide", () => {
    try {
      sessionStorage.setItem(keyOf(nav), JSON.stringify({ open: [...opened], scroll: nav.scrollTop, at } satisfies Left));
    } catch {
      // then the next page begins anew
    }
  });
}
