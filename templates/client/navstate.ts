/** A Left is what a reader has left in the sidebar of a site, in the tab's own storage. */
export interface Left {
  /** folders that are open */
  open: string[];
  scroll: number;
  /** where in the sidebar stood what was clicked */
  at?: number | undefined;
}

/** keyOf names a sidebar: all projects of one account on a forge share the storage. */
export function keyOf(nav: HTMLElement): string {
  return `biji:nav:${new URL(nav.dataset["bijiTop"] ?? ".", location.href).pathname}`;
}

export function recall(nav: HTMLElement): Left {
  const none = { open: [], scroll: 0 };
  try {
    return { ...none, ...(JSON.parse(sessionStorage.getItem(keyOf(nav)) ?? "{}") as Partial<Left>) };
  } catch {
    return none;
  }
}

/** nameOf is the name of a folder, by the element that unfolds it. */
export function nameOf(fold: Element): string {
  const link = fold.previousElementSibling;
  return link instanceof HTMLAnchorElement ? link.href : (fold.firstElementChild?.textContent ?? "");
}
