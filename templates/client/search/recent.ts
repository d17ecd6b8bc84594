// Loaded where the dialog is empty, on a site that remembers: what was read and looked
// for last stands below the box.
import type zh from "../../text/recent-zh.json";
import texts from "texts:../../text/recent";
import { handOver } from "../script.ts";
import { asked, forget, read, pathOf } from "../visited.ts";
import { element } from "./element.ts";
import type { Place } from "./place.ts";
import type { Shell } from "./shell.ts";

const words = texts as typeof zh;

/** Recent shows in a list, if the box is empty, what is remembered. */
export type Recent = (shell: Shell, list: HTMLElement, place: Place) => void;

const show: Recent = (shell, list, { root, page }) => {
  if (shell.input.value) return; // typed meanwhile
  const top = pathOf(root);
  const results = pathOf(page);
  const option = (id: string, href: string, text: string) =>
    element("a", { class: "biji-hit", role: "option", id, href, tabindex: "-1", "aria-selected": "false" }, element("span", { class: "biji-hit-title" }, element("b", {}, text)));
  const group = (label: string, options: HTMLElement[]) => {
    const title = element("p", { class: "biji-hit-page", "aria-hidden": "true" }, element("span", {}, label));
    return options.length > 0 ? [element("div", { class: "biji-hit-group", role: "group", "aria-label": label }, title, ...options)] : [];
  };
  const here = location.pathname.slice(top.length);
  const questions = asked(results).map((text, i) => {
    const made = option(`biji-asked-${i}`, `${page}?${new URLSearchParams({ q: text })}`, text);
    made.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      shell.input.value = text;
      shell.input.dispatchEvent(new InputEvent("input", { bubbles: true }));
      shell.input.focus();
    });
    return made;
  });
  // An address that comes out of the store is one below the top, whatever it looks like.
  const pages = read(top).filter(([, address]) => address !== here).map(([title, address], i) => option(`biji-read-${i}`, root + address, title));
  const all = [...group(words.asked, questions), ...group(words.read, pages)];
  if (all.length > 0) {
    const last = option("biji-forget", "#", words.forget);
    last.addEventListener("click", (event) => {
      event.preventDefault();
      forget(top, results);
      list.replaceChildren();
      shell.input.focus();
    });
    all.push(element("div", { class: "biji-hit-group", role: "group", "aria-label": words.forget }, last));
  }
  list.replaceChildren(...all);
};
handOver("recent", show);
