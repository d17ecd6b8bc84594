import { isCommand, opens, signOf } from "../search/keys.ts";
import { apply } from "../theme.ts";
import { closes, goesBeside, isPlain } from "./goes.ts";
import { frameName, heard, tell } from "./speech.ts";

/** attachFramed makes the page one in a column, once the page around it has answered. */
export function attachFramed(root: Document, top: string, dressed: Promise<unknown>): void {
  if (window.name !== frameName || parent === self) return;
  let framed = false;
  addEventListener("message", (event) => {
    const said = heard(event, parent);
    if (said?.biji !== "look") return;
    for (const choice of ["theme", "reader"] as const) {
      const words = String(said.look[choice]);
      if (/^[a-z ]*$/.test(words)) apply(choice, words);
    }
    if (framed) return;
    framed = true;
    void dressed.then(() => enter(root, top));
  });
  tell(parent, { biji: "hello" });
}

/** enter undresses the page, and has its links and keys do what they do in a column. */
function enter(root: Document, top: string): void {
  root.documentElement.dataset["bijiFramed"] = "";
  root.querySelector(":target")?.scrollIntoView();
  addEventListener("click", (event) => follow(event, top));
  addEventListener("submit", ({ target }) => {
    if (target instanceof HTMLFormElement) target.target = "_top";
  });
  root.addEventListener("keydown", press, true);
  tell(parent, { biji: "ready", title: root.querySelector("h1")?.textContent ?? root.title });
}

/** follow has the page around this one open a page of the site; all else leaves the column. */
function follow(event: MouseEvent, top: string): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || !isPlain(event)) return;
  if (goesBeside(link, top)) {
    event.preventDefault();
    tell(parent, { biji: "follow", href: link.href });
  } else if (link.pathname !== location.pathname || !link.hash) link.target ||= "_top";
}

/** press hands on the keys that are for the page around this one. */
function press(event: KeyboardEvent): void {
  if (closes(event, document)) return tell(parent, { biji: "close" });
  if (!opens(event) && !(isCommand(event) && "?[]tgh".includes(signOf(event)))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { key, code, ctrlKey, metaKey, shiftKey } = event;
  tell(parent, { biji: "press", key: { key, code, ctrlKey, metaKey, shiftKey } });
}
