// The script of pages with questions: it covers the answers, asks one question after
// another, and remembers which the reader knew.
import roundsSheet from "sheet:../style/rounds.css";
import type zh from "../text/study-zh.json";
import texts from "texts:../text/study";

const words = texts as typeof zh;
const { src } = document.currentScript as HTMLScriptElement;

const text = document.querySelector<HTMLElement>("[data-biji-questions]");
const begin = make("button");
let end: (() => void) | undefined; // of the round that is going on

if (text) {
  begin.className = "biji-study-begin";
  document.querySelector(".biji-meta")?.append(begin);
  begin.onclick = () => (end ??= start(questionsOf(text)));
  count();
  // The local server has put blocks in the place of others.
  addEventListener("biji", () => {
    end?.();
    count();
  });
}

function count(): void {
  begin.textContent = words.begin.replace("{}", String(text ? questionsOf(text).length : 0));
}

function make<K extends "button" | "div" | "span">(name: K, says = "", click?: () => void): HTMLElementTagNameMap[K] {
  const e = document.createElement(name);
  e.textContent = says;
  if (e instanceof HTMLButtonElement) e.type = "button";
  if (click) e.onclick = click;
  return e;
}

function questionsOf(text: HTMLElement): HTMLElement[] {
  const ids = text.dataset["bijiQuestions"]?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)).filter((e) => e !== null);
}

/** cover hides or shows what stands under a heading. */
function cover(heading: HTMLElement, hidden: boolean): void {
  for (let e = heading.nextElementSibling; e; e = e.nextElementSibling) {
    if (/^H[1-6]$/.test(e.tagName) && e.tagName <= heading.tagName) return;
    if (hidden) e.setAttribute("hidden", e instanceof HTMLElement ? "until-found" : "");
    else e.removeAttribute("hidden");
  }
}

/** start begins a round and gives what ends it. */
function start(all: HTMLElement[]): () => void {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(roundsSheet, src).href;
  document.head.append(sheet);
  const known = new Set(recall());
  let left = all.filter((h) => !known.has(h.id));
  let now: HTMLElement | undefined;
  const bar = make("div");
  bar.className = "biji-study";
  bar.setAttribute("role", "region");
  bar.ariaLabel = words.name;
  const where = make("span");
  where.setAttribute("role", "status");

  const show = (says: string, ...buttons: HTMLButtonElement[]) => {
    where.textContent = says;
    bar.replaceChildren(where, ...buttons, make("button", words.end, stop));
    buttons[0]?.focus({ preventScroll: true });
  };
  const ask = () => {
    now?.removeAttribute("data-now");
    now = left.shift();
    if (!now) {
      show(words.done, make("button", words.over, again));
      return;
    }
    now.setAttribute("data-now", "");
    now.scrollIntoView({ block: "center" });
    show(`${known.size + 1} / ${all.length}`, make("button", words.reveal, reveal));
  };
  const reveal = () => {
    if (now) cover(now, false);
    show(where.textContent, make("button", words.known, () => judge(true)), make("button", words.again, () => judge(false)));
  };
  const judge = (good: boolean) => {
    if (now && good) {
      known.add(now.id);
      remember(known);
    } else if (now) {
      cover(now, true);
      left.push(now);
    }
    ask();
  };
  const again = () => {
    known.clear();
    remember(known);
    for (const h of (left = [...all])) cover(h, true);
    ask();
  };
  const stop = () => {
    now?.removeAttribute("data-now");
    for (const h of all) cover(h, false);
    removeEventListener("beforematch", found, true);
    bar.remove();
    end = undefined;
    begin.focus({ preventScroll: true });
  };
  /** found uncovers the answer in which the browser's own search has found something. */
  const found = (e: Event) => {
    const before = all.filter((h) => e.target instanceof Node && h.compareDocumentPosition(e.target) & Node.DOCUMENT_POSITION_FOLLOWING);
    const last = before.at(-1);
    if (last) cover(last, false);
  };

  bar.addEventListener("keydown", (e) => {
    if (e.key === "Escape") stop();
  });
  addEventListener("beforematch", found, true);
  document.body.append(bar);
  if (left.length === 0) again();
  else {
    for (const h of left) cover(h, true);
    ask();
  }
  return stop;
}

// All projects of one account on a forge share the storage: hence the path.
const key = `biji:study:${location.pathname}`;

function recall(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(ids) ? ids.map(String) : [];
  } catch {
    return []; // storage is blocked, or holds something else
  }
}

function remember(known: Set<string>): void {
  try {
    localStorage.setItem(key, JSON.stringify([...known]));
  } catch {
    // then nothing is remembered
  }
}
