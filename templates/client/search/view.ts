import type { Answer, Failure, Hit } from "./engine.ts";
import { element, icon } from "./element.ts";
import type { Place } from "./place.ts";
import { listHits } from "./hits.ts";
import type { SearchSay } from "./text.ts";
import { titles } from "./titles.ts";
import { wasReloaded } from "./trouble.ts";

/** Filters restrict an answer to a tag and a folder. "" is no filter. */
export interface Filters {
  tag: string;
  dir: string;
}

/** A Question is what the box holds, and the filters. */
export interface Question extends Filters {
  text: string;
}

/** What a View can be asked for by a click. */
export interface Wishes {
  retry(): void;
  filter(filters: Partial<Filters>): void;
  more(): void;
  /** unfold shows more of a page of which so many hits are shown */
  unfold(page: number, shown: number): void;
}

const announceAfter = 500; // milliseconds: a screen reader is not to speak after every letter
const busyAfter = 150; // milliseconds: answers that come sooner need no sign of work
const chips = 8;

/** A View shows answers below a box, and every other state of a search. */
export class View {
  readonly list: HTMLElement;
  readonly #say: SearchSay;
  readonly #place: Place;
  readonly #id: string;
  readonly #wishes: Wishes;
  readonly #container: HTMLElement;
  readonly #status = element("p", { class: "biji-hidden", role: "status" });
  readonly #filters: HTMLElement;
  readonly #how = element("div", { class: "biji-how" });
  readonly #message = element("div", { class: "biji-find-message" });
  readonly #more: HTMLButtonElement;
  #speaking: ReturnType<typeof setTimeout> | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #again = false; // the last question has failed too
  #answered = false; // what the list shows are hits

  /** id begins the ids of everything in this view: a page may hold two. */
  constructor(container: HTMLElement, id: string, place: Place, say: SearchSay, wishes: Wishes) {
    this.#container = container;
    this.#id = id;
    this.#place = place;
    this.#say = say;
    this.#wishes = wishes;
    this.#filters = element("div", { class: "biji-filters", role: "group", "aria-label": say("filters") });
    this.list = element("div", { class: "biji-hits", role: "listbox", id: `${id}-list`, "aria-label": say("found") });
    this.#more = button(say("more"), () => wishes.more());
    this.#more.classList.add("biji-find-more");
    container.append(this.#status, this.#filters, this.#how, this.#message, this.list, this.#more);
    this.idle();
  }

  options(): HTMLAnchorElement[] {
    return [...this.list.querySelectorAll<HTMLAnchorElement>("[role=option]")];
  }

  /** top scrolls to the first hit. */
  top(): void {
    this.#container.scrollTop = 0;
  }

  /** idle is the view while nothing is asked. */
  idle(): void {
    this.#clear();
    const hints = (["hint", "hint_syntax"] as const).map((key) => element("p", {}, this.#say(key)));
    this.#message.replaceChildren(...hints, element("p", {}, this.#termsLink(this.#say("hint_terms"))));
    this.#speak("");
  }

  /** busy says that an answer is on its way. Until then titles that have what was typed are there, in place of what else there may be. */
  busy(typed: string, suggested: () => void): void {
    clearTimeout(this.#waiting);
    if (!this.#answered) this.#message.replaceChildren();
    this.#waiting = setTimeout(() => {
      this.#container.dataset["busy"] = "";
      const text = `${this.#say("loading")}…`;
      this.#speak(text);
      if (this.#answered) return this.#how.replaceChildren(element("p", {}, text));
      this.#message.replaceChildren(element("p", {}, text));
      this.list.replaceChildren(...titles(typed, this.#id));
      suggested();
    }, busyAfter);
  }

  /** settled ends the state of being busy. */
  settled(): void {
    clearTimeout(this.#waiting);
    delete this.#container.dataset["busy"];
  }

  answer(answer: Answer, asked: Question, unfolded: ReadonlyMap<number, readonly Hit[]>): void {
    this.#clear();
    this.#again = false;
    this.#showFilters(answer, asked);
    if (answer.hits.length === 0) {
      this.#none(asked, answer.how);
      return;
    }
    this.#showHow(answer);
    const { unfold } = this.#wishes;
    this.list.append(...listHits(answer, { place: this.#place, say: this.#say, id: this.#id, unfolded, unfold }));
    this.#answered = true;
    this.#more.hidden = answer.hits.length >= answer.listed;
    this.#speak(this.#count(answer));
  }

  /** failed says what has gone wrong; why is for those who can mend it. */
  failed(kind: Failure, why: string): void {
    this.#clear();
    const updated = kind === "updated";
    const act = button(this.#say(updated ? "reload" : "retry"), () => (updated ? location.reload() : this.#wishes.retry()));
    const old = typeof DecompressionStream === "undefined"; // nothing that comes can be read
    const stays = updated ? wasReloaded() : this.#again && !old;
    const text = this.#say(updated ? "updated" : old ? "old" : kind === "late" ? "late" : "failed") + (stays ? ` ${this.#say("stays")}` : "");
    this.#again = true;
    const detail = updated || why === kind || why === "" ? [] : [element("p", {}, why)];
    this.#message.replaceChildren(icon("warning"), element("p", {}, text), ...detail, act, this.#termsLink(this.#say("hint_terms")));
    this.#message.dataset["state"] = updated ? "updated" : "failed";
    this.#speak(text);
  }

  #clear(): void {
    this.settled();
    this.#answered = false;
    delete this.#message.dataset["state"];
    for (const part of [this.#filters, this.#how, this.#message, this.list]) part.replaceChildren();
    this.#more.hidden = true;
  }

  #count(answer: Answer): string {
    const pages = new Set(answer.hits.map((hit) => hit.page)).size;
    const all = answer.hits.length === answer.total;
    return this.#say(all ? "count" : "more_than", { n: answer.total, pages });
  }

  /** none says that nothing was found; how, if that is anything, in what. */
  #none(asked: Question, how: string): void {
    const filtered = asked.tag !== "" || asked.dir !== "";
    const text = filtered ? this.#say("none_here") : this.#say(how === "" && !/\p{L}/u.test(asked.text) ? "none_signs" : "none", { text: asked.text });
    if (how !== "") this.#how.append(element("p", {}, this.#read(how)));
    this.#message.append(element("p", { class: "biji-find-none" }, text));
    if (filtered) {
      this.#message.append(button(this.#say("unfilter"), () => this.#wishes.filter({ tag: "", dir: "" })));
    } else this.#message.append(element("p", {}, this.#termsLink(this.#say("none_hint"))));
    this.#speak(text);
  }

  /** showHow tells how the text was read, what was left out, and what was taken instead. */
  #showHow(answer: Answer): void {
    const line = element("p", {}, element("span", { class: "biji-how-count" }, this.#count(answer)));
    if (answer.how !== "") line.append(this.#read(answer.how));
    this.#how.append(line);
    for (const [from, to] of answer.corrected) this.#how.append(element("p", {}, this.#say("corrected", { from, to })));
    if (answer.dropped.length > 0) {
      const words = answer.dropped.flatMap((word) => [" ", element("del", {}, word)]);
      this.#how.append(element("p", {}, this.#say("dropped"), ...words));
    }
  }

  #read(how: string): HTMLElement {
    return element("span", {}, `${this.#say("how")} `, element("b", {}, how));
  }

  #showFilters({ facets }: Answer, asked: Question): void {
    this.#filterRow("tag", this.#say("tags"), facets.tags, asked.tag);
    this.#filterRow("dir", this.#say("dirs"), facets.dirs, asked.dir);
  }

  #filterRow(kind: keyof Filters, label: string, values: readonly [string, number][], chosen: string): void {
    const named = values.filter(([value]) => value !== "" && value !== chosen).slice(0, chips);
    if (chosen === "" && named.length < 2) return; // nothing to choose
    const row = element("div", { class: "biji-filter", role: "group", "aria-label": label }, element("span", { "aria-hidden": "true" }, label));
    if (chosen !== "") row.append(this.#chip(kind, chosen, values.find(([value]) => value === chosen)?.[1], true));
    for (const [value, count] of named) row.append(this.#chip(kind, value, count, false));
    this.#filters.append(row);
  }

  #chip(kind: keyof Filters, value: string, count: number | undefined, on: boolean): HTMLElement {
    const chip = element("button", { class: "biji-chip", type: "button", "aria-pressed": String(on), "data-kind": kind, "data-value": value }, value);
    if (count !== undefined) chip.append(element("span", {}, String(count)));
    if (on) chip.append(icon("close"));
    chip.addEventListener("click", () => this.#wishes.filter({ [kind]: on ? "" : value }));
    return chip;
  }

  #termsLink(text: string): HTMLElement {
    return element("a", { href: this.#place.terms }, text);
  }

  #speak(text: string): void {
    clearTimeout(this.#speaking);
    this.#speaking = setTimeout(() => {
      this.#status.textContent = text;
    }, announceAfter);
  }
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = element("button", { class: "biji-find-button", type: "button" }, text);
  made.onclick = act;
  return made;
}
