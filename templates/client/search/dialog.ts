import recentScript from "script:./recent.ts";
import { keepAsked, remembers } from "../visited.ts";
import { Box } from "./box.ts";
import { element } from "./element.ts";
import type { Engine } from "./engine.ts";
import type { Host } from "./handover.ts";
import type { Place } from "./place.ts";
import type { Recent } from "./recent.ts";
import type { Shell } from "./shell.ts";
import type { SearchSay } from "./text.ts";
import { type Question, View } from "./view.ts";

const size = 5; // as many as are seen at once: each costs the reader

/**
 * fillDialog puts a box and its answers into an empty shell. What led to it,
 * text and Enter, counts.
 */
export function fillDialog(shell: Shell, engine: Engine, place: Place, host: Host, say: SearchSay): void {
  const view = new View(shell.body, "biji-find", place, say, {
    retry: () => box.retry(),
    filter: (filters) => box.filter(filters),
    more: () => void box.more(),
    unfold: (page, shown) => void box.unfold(page, shown),
  });
  // Whoever asks at once does not pay for what is remembered, and if it does not come, nothing is missed.
  const remind = () => {
    if (place.history && !shell.input.value && remembers(place)) {
      host.script(recentScript).then((show) => (show as Recent)(shell, view.list, place)).catch(() => {});
    }
  };
  const all = element("a", { class: "biji-find-all", href: place.page });
  all.hidden = true;
  const box = new Box(shell.input, view, engine, {
    size,
    chooseFirst: true,
    asked: (question, total) => {
      all.hidden = total === 0;
      remind();
      all.href = pageOf(place, question);
      all.textContent = total === undefined ? say("all_found") : say("all", { n: total });
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
  shell.body.addEventListener("scroll", () => {
    const { scrollTop, clientHeight, scrollHeight } = shell.body;
    if (scrollTop > 0 && scrollTop + clientHeight > scrollHeight - 100) void box.more();
  });
  shell.dialog.addEventListener("cancel", (event) => {
    if (shell.early.composing) event.preventDefault(); // Esc was for the input method
  });
  shell.dialog.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    if (place.history) keepAsked(all.pathname, shell.input.value);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    shell.dialog.close();
    if (link.pathname !== location.pathname) return;
    event.preventDefault();
    host.revisit(link);
  });
  engine.warm();
  remind();
  if (!shell.early.composing) box.begin(shell.early.entered);
}

/** pageOf is the page of results that shows the question. */
export function pageOf(place: Place, { text, tag, dir }: Question): string {
  const query = new URLSearchParams({ q: text, ...(tag !== "" && { tag }), ...(dir !== "" && { dir }) });
  return `${place.page}?${query}`;
}
