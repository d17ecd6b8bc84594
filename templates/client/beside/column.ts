import type zh from "../../text/beside-zh.json";
import { element, icon } from "../search/element.ts";
import { closes } from "./goes.ts";
import { Place } from "./place.ts";
import { type Key, type Said, frameName, heard, tell } from "./speech.ts";

const patience = 1_500; // milliseconds after it has loaded in which a page has to say so
const most = 8; // pages that are kept for the way back

/** A Sheet is a page in the column. Those below the last one stay as they were left. */
interface Sheet {
  frame: HTMLIFrameElement;
  href: string;
  title: string;
  ready: boolean;
}

/** A Column is what stands beside the text, and the pages in it. */
export class Column {
  readonly #root: Document;
  readonly #top: string; // address of the site
  readonly #box: HTMLElement;
  readonly #back: HTMLButtonElement;
  readonly #name = element("span");
  readonly #page: HTMLAnchorElement;
  readonly #place: Place;
  #sheets: Sheet[] = [];
  #from: HTMLAnchorElement | undefined; // link of the page that was opened last
  #focuses = false; // the page takes the focus when it is ready

  constructor(root: Document, top: string, words: typeof zh) {
    this.#root = root;
    this.#top = top;
    this.#back = button("back", words.back, () => this.#turnBack());
    this.#page = element("a", { class: "biji-beside-title", title: words.page }, this.#name, icon("page"));
    const bar = element("div", { class: "biji-beside-bar" }, this.#back, this.#page, button("close", words.close, () => this.close()));
    this.#box = element("aside", { class: "biji-beside", "aria-label": words.beside }, bar);
    this.#place = new Place(root, this.#box, () => this.close());
    this.#listen();
  }

  #listen(): void {
    addEventListener("message", (event) => {
      for (const sheet of this.#sheets) {
        const said = heard(event, sheet.frame.contentWindow);
        if (said) this.#hear(sheet, said);
      }
    });
    this.#root.addEventListener("keydown", (event) => closes(event, this.#root) && this.close(), true);
    const dress = () => this.#sheets.forEach(({ frame }) => this.#dress(frame));
    new MutationObserver(dress).observe(this.#root.documentElement, { attributeFilter: ["data-theme", "data-biji-reader"] });
  }

  /** open shows the page to which a link leads. */
  open(link: HTMLAnchorElement): void {
    this.#mark(link);
    this.#focuses = link.matches(":focus-visible");
    this.#place.take(link);
    this.#show(link.href, link.textContent ?? "");
  }

  close(): void {
    if (this.#sheets.length === 0) return;
    const focused = this.#box.contains(this.#root.activeElement);
    const from = this.#from;
    for (const { frame } of this.#sheets.splice(0)) frame.remove();
    this.#place.leave(from);
    this.#mark(undefined);
    if (focused) from?.focus({ preventScroll: true });
  }

  #mark(link: HTMLAnchorElement | undefined): void {
    delete this.#from?.dataset["bijiOpened"];
    this.#from = link;
    if (link) link.dataset["bijiOpened"] = "";
  }

  #show(href: string, title: string): void {
    if (this.#sheets.at(-1)?.href === href) return this.#settle();
    const frame = element("iframe", { name: frameName, src: href, class: "biji-beside-page" });
    const sheet: Sheet = { frame, href, title, ready: false };
    // A host that forbids frames, a file that is no page of biji's: it is a link as any other then.
    const giveUp = () => !sheet.ready && frame.isConnected && location.assign(href);
    frame.addEventListener("load", () => setTimeout(giveUp, patience));
    if (this.#sheets.push(sheet) > most) this.#sheets.shift()?.frame.remove();
    this.#box.append(frame);
    if (this.#sheets.length === 1) this.#settle();
  }

  /** settle shows the last page alone, and says in the bar what it is. */
  #settle(): void {
    const now = this.#sheets.at(-1);
    if (!now) return;
    for (const { frame } of this.#sheets) frame.dataset["bijiUnder"] = String(frame !== now.frame || !now.ready);
    this.#name.textContent = now.frame.title = now.title;
    this.#page.href = now.href;
    this.#back.hidden = this.#sheets.length < 2;
    if (!this.#focuses || !now.ready) return;
    now.frame.getClientRects(); // Firefox has it hidden until then, and what is hidden takes no focus
    now.frame.focus({ preventScroll: true });
  }

  #turnBack(): void {
    const gone = this.#sheets.pop();
    this.#focuses = true;
    this.#settle();
    gone?.frame.remove(); // after the other has the focus, or Firefox gives it to nothing
  }

  #hear(sheet: Sheet, said: Said): void {
    if (said.biji === "hello") this.#dress(sheet.frame);
    else if (said.biji === "ready") {
      sheet.title = String(said.title);
      sheet.ready = true;
      this.#settle();
    } else if (sheet !== this.#sheets.at(-1)) return;
    else if (said.biji === "follow") this.#follow(String(said.href));
    else if (said.biji === "close") this.close();
    else if (said.biji === "press") this.#press(said.key);
  }

  /** follow opens a page in place of the one in which its link is, if it lies in the site. */
  #follow(href: string): void {
    const to = new URL(href, this.#top).href;
    if (!to.startsWith(this.#top)) return;
    this.#focuses = true;
    this.#show(to, "");
  }

  /** press has this page do what a key does that was pressed in the other. */
  #press({ key, code, ctrlKey, metaKey, shiftKey }: Key): void {
    this.#root.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }));
  }

  #dress({ contentWindow }: HTMLIFrameElement): void {
    const { theme = "", bijiReader: reader = "" } = this.#root.documentElement.dataset;
    if (contentWindow) tell(contentWindow, { biji: "look", look: { theme, reader } });
  }
}

function button(name: string, says: string, does: () => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: "biji-button", title: says, "aria-label": says }, icon(name));
  made.addEventListener("click", does);
  return made;
}
