// The script of the page of results, which the second one loads there.
import { handOver } from "../script.ts";
import type { Box } from "./box.ts";
import type { Engine } from "./engine.ts";
import type { Place } from "./place.ts";
import type { SearchSay } from "./text.ts";
import type { Question, View } from "./view.ts";

const size = 20;

/** Parts are what the second script has made, and the classes that it has anyway. */
interface Parts {
  engine: Engine;
  place: Place;
  say: SearchSay;
  Box: new (...args: ConstructorParameters<typeof Box>) => Box;
  View: new (...args: ConstructorParameters<typeof View>) => View;
}

/** AttachPage makes the page of results work: its address is the question. */
export type AttachPage = (root: Document, parts: Parts) => void;

const attach: AttachPage = (root, { engine, place, say, Box, View }) => {
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
    unfold: (page, shown) => void box.unfold(page, shown),
  });
  const box = new Box(input, view, engine, {
    size,
    chooseFirst: false,
    asked: (question, total) => {
      if (total === undefined) return;
      root.title = question.text === "" ? title : `${say("page_title", { text: question.text })} · ${title}`;
      if (remember(question, keep)) keep = false;
    },
    entered: () => {
      keep = true;
    },
  });
  addEventListener("popstate", () => {
    keep = true;
    void box.ask(asked());
  });
  found.addEventListener("click", () => leave({ shown: box.shown, top: scrollY }), true);
  const question = asked();
  const { shown, top } = left();
  engine.warm();
  if (question.text !== "") void box.ask(question, shown).then(() => top && scrollTo({ top }));
  else box.begin(false); // or what the browser has kept
  if (!root.querySelector("dialog[open]")) input.focus({ preventScroll: true });
};
handOver("page", attach);

/** A Left is what a reader saw of the hits when one of them was opened, kept in the history entry of the page. */
interface Left {
  shown: number;
  top: number;
}

const key = "bijiFound";

function leave(left: Left): void {
  try {
    history.replaceState({ ...Object(history.state), [key]: left }, "");
  } catch {
    // then the page begins anew
  }
}

/** left is what the reader comes back to; nothing on a page that is new. */
function left(): Partial<Left> {
  return Object(Object(history.state)[key]) as Partial<Left>;
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
