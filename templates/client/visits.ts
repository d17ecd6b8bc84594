// The script of pages that a reader may want to find again: it keeps, in the reader's
// own browser, that this one was read.
import { keep, topOf } from "./visited.ts";

const most = 9;
const box = document.querySelector<HTMLElement>("[data-biji-history]");
const title = document.querySelector("h1")?.textContent ?? "";
if (box && title) {
  const top = topOf(box.dataset["bijiRoot"] || "./");
  keep("read", top, [title, location.pathname.slice(top.length)], most);
}
