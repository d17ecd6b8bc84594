import { Box } from "./box.ts";
import { element } from "./element.ts";
import type { Engine } from "./engine.ts";
import type { Place } from "./handover.ts";
import type { Shell } from "./shell.ts";
import type { Say } from "./text.ts";
import { type Question, View } from "./view.ts";

const size = 8;

/**
 * fillDialog puts a box and its answers into an empty shell. Of a link to the
 * page that is open already it lets revisit take the place of the browser.
 */
export function fillDialog(shell: Shell, engine: Engine, place: Place, say: Say, revisit: (link: HTMLAnchorElement) => void): void {
  const view = new View(shell.body, "biji-find", place, say, {
    retry: () => box.retry(),
    filter: (filters) => box.filter(filters),
    more: () => void box.more(),
  });
  const all = element("a", { class: "biji-find-all", href: place.page });
  all.hidden = true;
  const box = new Box(shell.input, view, engine, {
    size,
    chooseFirst: true,
    answered: (question, total) => {
      all.hidden = total === 0;
      all.href = pageOf(place, question);
      all.textContent = say("all", { n: total });
    },
  });
  const key = (keys: string, does: string) => element("span", {}, element("kbd", {}, keys), does);
  const command = /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl";
  shell.foot.append(
    element(
      "p",
      { class: "biji-find-keys", "aria-hidden": "true" },
      key("↑↓", say("key_move")),
      key("↵", say("key_open")),
      key(`${command} ↵`, say("key_tab")),
    ),
    all,
  );
  shell.dialog.addEventListener("cancel", (event) => {
    if (box.isComposing()) event.preventDefault(); // Esc was for the input method
  });
  shell.dialog.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    shell.dialog.close();
    if (link.pathname !== location.pathname) return;
    event.preventDefault();
    revisit(link);
  });
  engine.warm();
  const text = shell.input.value.trim(); // typed before this script came
  if (text !== "") box.ask({ text, tag: "", dir: "" });
}

/** pageOf is the page of results that shows the question. */
export function pageOf(place: Place, { text, tag, dir }: Question): string {
  const query = new URLSearchParams({ q: text, ...(tag !== "" && { tag }), ...(dir !== "" && { dir }) });
  return `${place.page}?${query}`;
}
