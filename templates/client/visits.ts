// The script of pages that a reader may want to find again: it keeps, in the reader's
// own browser, that this one was read.
import { keepRead, pathOf } from "./visited.ts";

const box = document.querySelector<HTMLElement>("[data-biji-history]");
const title = document.querySelector("h1")?.textContent ?? "";
if (box && title) {
  const top = pathOf(box.dataset["bijiRoot"] || "./");
  keepRead(top, [title, location.pathname.slice(top.length)]);
}
