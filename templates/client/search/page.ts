import { Box } from "./box.ts";
import type { Engine } from "./engine.ts";
import type { Place } from "./place.ts";
import type { SearchSay } from "./text.ts";
import { type Question, View } from "./view.ts";

const size = 20;

/** attachPage makes the page of results work, if this is it: its address is the question. */
export function attachPage(root: Document, engine: Engine, place: Place, say: SearchSay): void {
  const input = root.querySelector<HTMLInputElement>("[data-biji=search-page] input");
  const found = root.querySelector<HTMLElement>("[data-biji=found]");
  if (!input || !found) return;
  const title = root.title;

  // What the reader came with, or confirmed by Enter or a filter, stays in the
  // history; while typing goes on, one entry follows the text.
  let keep = true;
  const view = new View(found, "biji-found", place, say, {
    retry: () => box.retry(),
    filter: (filters) => {
      keep = true;
      box.filter(filters);
    },
    more: () => void box.more(),
  });
  const box = new Box(input, view, engine, {
    size,
    chooseFirst: false,
    answered: (question) => {
      root.title = question.text === "" ? title : `${say("page_title", { text: question.text })} · ${title}`;
      if (remember(question, keep)) keep = false;
    },
    entered: () => {
      keep = true;
    },
  });
  addEventListener("popstate", () => {
    keep = true;
    box.ask(asked());
  });
  const question = asked();
  engine.warm();
  if (question.text !== "") box.ask(question);
  else box.begin(false); // or what the browser has kept
  if (!root.querySelector("dialog[open]")) input.focus({ preventScroll: true });
}

/** asked is the question in the address. */
function asked(): Question {
  const query = new URLSearchParams(location.search);
  const get = (name: string) => (query.get(name) ?? "").trim().slice(0, 400);
  return { text: get("q"), tag: get("tag"), dir: get("dir") };
}

/** remember puts a question into the address; it says whether that has changed. */
function remember({ text, tag, dir }: Question, keep: boolean): boolean {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries({ q: text, tag, dir })) {
    if (value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  if (url.href === location.href) return false;
  try {
    if (keep) history.pushState(history.state, "", url);
    else history.replaceState(history.state, "", url);
  } catch {
    // the results are right all the same; only the address is not
  }
  return true;
}
