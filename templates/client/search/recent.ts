// Loaded when the dialog opens on a site that remembers: what was read and looked for
// last stands below the empty box.
import type zh from "../../text/recent-zh.json";
import texts from "texts:../../text/recent";
import { handOver } from "../script.ts";
import { forget, keep, recall, topOf } from "../visited.ts";
import { element } from "./element.ts";
import type { Place } from "./place.ts";
import type { Shell } from "./shell.ts";

const words = texts as typeof zh;
const most = 6;

/** Recent gives what shows in a list, while nothing is asked, what is remembered. */
export type Recent = (shell: Shell, list: HTMLElement, place: Place) => () => void;

const attach: Recent = (shell, list, { root, page }) => {
  const top = topOf(root);
  const option = (id: string, href: string, text: string) =>
    element("a", { class: "biji-hit", role: "option", id, href, tabindex: "-1", "aria-selected": "false" }, element("span", { class: "biji-hit-title" }, element("b", {}, text)));
  const group = (label: string, options: HTMLElement[]) => {
    const title = element("p", { class: "biji-hit-page", "aria-hidden": "true" }, element("span", {}, label));
    return options.length > 0 ? [element("div", { class: "biji-hit-group", role: "group", "aria-label": label }, title, ...options)] : [];
  };
  const show = () => {
    const asked = recall("asked", top).filter((text) => typeof text === "string");
    const read = recall("read", top).filter((v): v is [string, string] => Array.isArray(v) && v.every((part) => typeof part === "string"));
    const here = location.pathname.slice(top.length);
    const questions = asked.map((text, i) => {
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
    const pages = read.filter(([, address]) => address !== here).map(([title, address], i) => option(`biji-read-${i}`, root + address, title));
    const all = [...group(words.asked, questions), ...group(words.read, pages)];
    if (all.length > 0) {
      const last = option("biji-forget", "#", words.forget);
      last.addEventListener("click", (event) => {
        event.preventDefault();
        forget(top);
        list.replaceChildren();
        shell.input.focus();
      });
      all.push(element("div", { class: "biji-hit-group", role: "group", "aria-label": words.forget }, last));
    }
    list.replaceChildren(...all);
  };
  shell.dialog.addEventListener(
    "click",
    ({ target }) => {
      const text = shell.input.value.trim();
      if (text !== "" && target instanceof Element && target.closest(".biji-hit, .biji-find-all")) keep("asked", top, text, most);
    },
    true,
  );
  return show;
};
handOver("recent", attach);
