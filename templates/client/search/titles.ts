import { element } from "./element.ts";

const most = 3;

/**
 * titles are options that lead to pages whose titles have every word that was typed, those that begin with it first: of
 * the pages in the sidebar, which is here already.
 */
export function titles(typed: string, id: string): HTMLElement[] {
  const text = typed.toLowerCase();
  const words = text.split(/\s+/);
  const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-biji=nav] a")].flatMap((link) => {
    const title = link.text.trim();
    const at = title.toLowerCase();
    return words.every((w) => at.includes(w)) ? { title, link, first: at.startsWith(text) } : [];
  });
  return links.sort((a, b) => Number(b.first) - Number(a.first)).slice(0, most).map(({ title, link }, i) =>
    element("a", { class: "biji-hit", role: "option", id: `${id}-t${i}`, href: link.href, tabindex: "-1", "aria-selected": "false" }, element("span", { class: "biji-hit-title" }, title)),
  );
}
