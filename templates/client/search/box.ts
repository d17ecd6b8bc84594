import { type Answer, type Engine, type Hit, SearchError } from "./engine.ts";
import type { Filters, Question, View } from "./view.ts";

/** How a box behaves where it stands. */
export interface Manner {
  /** hits at a time */
  size: number;
  /** the first hit is chosen at once, so that Enter opens it */
  chooseFirst: boolean;
  /** hears of every question, "" among them, and of how many hits it has, when that is known */
  asked(question: Question, total?: number): void;
  /** hears of Enter where no hit is chosen */
  entered?(): void;
}

const pause = 60; // milliseconds of quiet before a question is asked
const patience = 15_000; // milliseconds before a silent engine counts as failed

/** A Run is a question that is being answered. */
interface Run {
  readonly question: Question;
  readonly from: number;
  readonly stop: AbortController;
}

/**
 * A Box asks while the reader types, and lets the reader walk through the
 * answers without leaving the input: the combobox pattern of the ARIA
 * Authoring Practices, with a list that opens below.
 */
export class Box {
  readonly #input: HTMLInputElement;
  readonly #view: View;
  readonly #engine: Engine;
  readonly #manner: Manner;
  #question: Question = { text: "", tag: "", dir: "" };
  #answer: Answer | undefined;
  #chosen = -1;
  #run: Run | undefined; // for what the box holds
  #older: Run | undefined; // for what it held before the reader went on with the same word
  #quiet: ReturnType<typeof setTimeout> | undefined;
  #composing = false;
  #growing: Answer | undefined; // the answer to which more hits are on their way
  #opening = false; // Enter came before the answer
  #unfolded = new Map<number, readonly Hit[]>(); // by page

  constructor(input: HTMLInputElement, view: View, engine: Engine, manner: Manner) {
    this.#input = input;
    this.#view = view;
    this.#engine = engine;
    this.#manner = manner;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-haspopup", "listbox");
    input.setAttribute("aria-controls", view.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("focus", () => engine.warm());
    input.addEventListener("compositionstart", () => {
      this.#composing = true;
      clearTimeout(this.#quiet);
    });
    input.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#typed();
    });
    input.addEventListener("input", (event) => {
      // What is being composed is not text yet.
      if (!this.#composing && !(event as InputEvent).isComposing) this.#typed();
    });
    input.addEventListener("keydown", (event) => this.#onKey(event));
    view.list.addEventListener("pointermove", (event) => this.#onPointer(event));
  }

  /** isComposing: an input method is at work, and all keys are for it. */
  isComposing(event?: KeyboardEvent): boolean {
    // Safari ends the composition first and then sends its Enter, as key 229.
    return this.#composing || event?.isComposing === true || event?.keyCode === 229;
  }

  /** shown is how many hits are shown. */
  get shown(): number {
    return this.#answer?.hits.length ?? 0;
  }

  /** ask puts a question into the box and asks it, for as many hits as were shown before, if that is known. */
  async ask(question: Question, shown?: number): Promise<void> {
    if (this.#input.value.trim() !== question.text) this.#input.value = question.text;
    this.#question = question;
    await this.#begin(shown);
  }

  /** begin asks what was typed before this box was made; entered: Enter, too, was pressed. */
  begin(entered: boolean): void {
    const text = this.#input.value.trim();
    if (text === "") return;
    this.#opening = entered && this.#manner.chooseFirst;
    void this.ask({ ...this.#question, text });
  }

  /** retry asks the last question again, of an engine that is as new. */
  retry(): void {
    this.#engine.renew?.();
    void this.#begin();
  }

  filter(filters: Partial<Filters>): void {
    void this.ask({ ...this.#question, ...filters });
    this.#input.focus();
  }

  /** more adds hits to those that are shown, if there are any, and goes by steps on from the chosen one. */
  async more(by = 0): Promise<void> {
    const before = this.#answer;
    if (!before || !this.#hasMore() || before === this.#growing) return;
    this.#growing = before;
    const chosen = this.#view.options()[this.#chosen];
    await this.#load(before.hits.length, this.#manner.size, (next) => {
      const seen = new Set(before.hits.map((hit) => hit.url));
      this.#show({ ...next, hits: [...before.hits, ...next.hits.filter((hit) => !seen.has(hit.url))] }, -1);
      if (!chosen) return;
      const options = this.#view.options(); // those on one page stand together, so it may have moved
      const at = options.findIndex((o) => o.pathname === chosen.pathname && o.hash === chosen.hash);
      this.#choose(Math.min(at + by, options.length - 1));
      if (by > 0) options[this.#chosen]?.scrollIntoView({ block: "nearest" });
    });
  }

  /** unfold shows more of the hits on a page, of which so many are shown; the first of them is chosen. */
  async unfold(page: number, shown: number): Promise<void> {
    const answer = this.#answer;
    if (!answer) return;
    const at = this.#chosen;
    await this.#load(shown, this.#manner.size, (next) => {
      const before = this.#unfolded.get(page) ?? answer.hits.filter((hit) => hit.number === page).slice(0, shown);
      this.#unfolded.set(page, [...before, ...next.hits]);
      this.#show(answer, at);
      this.#view.options()[at]?.scrollIntoView({ block: "nearest" });
    }, page);
  }

  #hasMore(): boolean {
    return this.#answer !== undefined && this.#answer.hits.length < this.#answer.listed;
  }

  #typed(): void {
    this.#opening = false;
    const text = this.#input.value.trim();
    clearTimeout(this.#quiet);
    if (text === this.#question.text && this.#answer) return;
    this.#answer = undefined; // what is shown is for another text, and Enter has to wait
    this.#question = { ...this.#question, text };
    this.#outgrow();
    if (text === "") void this.#begin();
    else {
      this.#manner.asked(this.#question);
      this.#quiet = setTimeout(() => void this.#begin(), pause);
    }
  }

  /**
   * outgrow stops what is being answered, but for the oldest question of which that
   * in the box is the longer form: over a slow line each letter would throw away
   * what the last one has almost got.
   */
  #outgrow(): void {
    const { text, tag, dir } = this.#question;
    const runs = [this.#older, this.#run].filter((run) => run !== undefined);
    this.#older = runs.find(({ from, question: q }) => from === 0 && text.startsWith(q.text) && q.tag === tag && q.dir === dir);
    for (const run of runs) if (run !== this.#older) run.stop.abort();
    this.#run = undefined;
  }

  async #begin(shown = 0): Promise<void> {
    clearTimeout(this.#quiet);
    this.#answer = undefined;
    this.#unfolded.clear();
    if (this.#question.text === "") {
      this.#question = { text: "", tag: "", dir: "" };
      this.#end();
      this.#view.idle();
      this.#choose(-1);
      this.#manner.asked(this.#question, 0);
      return;
    }
    this.#manner.asked(this.#question);
    await this.#load(0, Math.max(shown, this.#manner.size), (answer) => {
      this.#show(answer, this.#manner.chooseFirst ? 0 : -1);
      this.#view.top();
    });
  }

  /** load asks for hits. An answer that is no longer wanted is dropped; one to a shorter word is shown until the one to all of it is there. */
  async #load(from: number, size: number, take: (answer: Answer) => void, page = 0): Promise<void> {
    this.#outgrow();
    const run = (this.#run = { question: this.#question, from, stop: new AbortController() });
    const { text, tag, dir } = run.question;
    this.#busy();
    const late = setTimeout(() => this.#fail(run, new SearchError("late", this.#engine.waiting?.().join(", "))), patience);
    try {
      const answer = await this.#engine.search(text, {
        size,
        from,
        ...(tag !== "" && { tag }),
        ...(dir !== "" && { dir }),
        ...(page && { page }),
        signal: run.stop.signal,
      });
      if (run === this.#run) {
        this.#end();
        take(answer);
      } else if (run === this.#older && !run.stop.signal.aborted) this.#showOlder(answer, run.question);
    } catch (error) {
      this.#fail(run, error);
    } finally {
      clearTimeout(late);
      if (run === this.#older) this.#older = undefined;
    }
  }

  /** end ends all that is being answered: whatever still comes is too late. */
  #end(): void {
    for (const run of [this.#older, this.#run]) run?.stop.abort();
    this.#older = this.#run = undefined;
  }

  #fail(run: Run, error: unknown): void {
    if (run !== this.#run) return;
    this.#end();
    this.#opening = false;
    const known = error instanceof SearchError ? error : new SearchError("failed", String(error));
    this.#view.failed(known.kind, known.message);
    this.#choose(-1);
  }

  /** showOlder shows the answer to a shorter word; Enter still waits for the other. */
  #showOlder(answer: Answer, question: Question): void {
    if (answer.hits.length === 0) return;
    this.#view.answer(answer, question, this.#unfolded);
    this.#choose(-1);
    this.#busy();
  }

  #busy(): void {
    this.#view.busy(this.#question.text, () => this.#choose(-1));
  }

  #show(answer: Answer, choose: number): void {
    this.#answer = answer;
    this.#view.answer(answer, this.#question, this.#unfolded);
    this.#choose(answer.hits.length > 0 ? choose : -1);
    this.#manner.asked(this.#question, answer.total);
    if (this.#opening) this.#view.options()[Math.max(0, this.#chosen)]?.click();
    this.#opening = false;
  }

  #onKey(event: KeyboardEvent): void {
    if (this.isComposing(event) || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.#move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.#enter(event.ctrlKey || event.metaKey);
    }
  }

  #enter(newTab: boolean): void {
    const option = this.#view.options()[this.#chosen];
    if (option && (this.#answer || this.#question.text === "" || option.id.includes("-t"))) {
      if (newTab) window.open(option.href, "_blank", "noopener");
      else option.click();
      return;
    }
    this.#opening = this.#manner.chooseFirst && this.#question.text !== "" && !newTab;
    this.#manner.entered?.();
  }

  #move(by: number): void {
    const count = this.#view.options().length;
    if (count === 0) return;
    const none = this.#chosen < 0;
    if (by > 0 && this.#chosen === count - 1 && this.#hasMore()) return void this.more(1);
    const next = none ? (by > 0 ? 0 : count - 1) : (this.#chosen + by + count) % count;
    this.#choose(next);
    this.#view.options()[next]?.scrollIntoView({ block: "nearest" });
  }

  #choose(index: number): void {
    const options = this.#view.options();
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    this.#chosen = options[index] ? index : -1;
    const id = options[index]?.id;
    if (id) this.#input.setAttribute("aria-activedescendant", id);
    else this.#input.removeAttribute("aria-activedescendant");
    this.#input.setAttribute("aria-expanded", String(options.length > 0));
  }

  /** onPointer: a list that changes under a resting pointer chooses nothing, so only moves count. */
  #onPointer(event: PointerEvent): void {
    if (event.pointerType !== "mouse" || (event.movementX === 0 && event.movementY === 0)) return;
    const option = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("[role=option]") : null;
    const index = option ? this.#view.options().indexOf(option) : -1;
    if (index >= 0 && index !== this.#chosen) this.#choose(index);
  }
}
