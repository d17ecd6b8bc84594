import aidsScript from "script:./aids/main.ts";
import besideScript from "script:./beside/main.ts";
import renewedScript from "script:./renewed.ts";
import { frameName } from "./beside/speech.ts";
import { once } from "./search/fetch.ts";
import { isCommand, signOf } from "./search/keys.ts";

/** Aids are what the keys of a page do, and the panel for the look of its text. */
export interface Aids {
  press(letter: string): void;
  open(button: HTMLButtonElement): void;
}

/** Beside opens the page to which a link leads beside the text. */
export type Beside = (link: HTMLAnchorElement) => void;

/** Scripts loads a script of the folder of scripts, and gives what it hands over. */
export type Scripts = (file: string) => Promise<unknown>;

const away = 300_000; // milliseconds

/** attachLater loads what few readers want when they reach for it. */
export function attachLater(root: Document, script: Scripts): void {
  const aids = once(() => script(aidsScript) as Promise<Aids>);
  const use = (what: (aids: Aids) => void) => void aids().then(what, () => {});
  const button = root.querySelector<HTMLButtonElement>("[data-biji=reader]");
  button?.addEventListener("click", () => use((a) => a.open(button)));
  root.addEventListener("keydown", (event) => {
    const letter = signOf(event);
    if ("?[]jktghb".includes(letter) && isCommand(event) && !root.querySelector("dialog[open]")) use((a) => a.press(letter));
  });
  const beside = once(() => script(besideScript) as Promise<Beside>);
  root.addEventListener("biji-beside", ({ target }) => {
    const link = target as HTMLAnchorElement;
    beside().then((open) => open(link), () => location.assign(link.href));
  });
  if (window.name === frameName) beside().catch(() => {});
  let left = 0;
  root.addEventListener("visibilitychange", () => {
    if (root.hidden) left = Date.now();
    else if (left && Date.now() - left > away && location.protocol !== "file:") void script(renewedScript).catch(() => {});
  });
}
