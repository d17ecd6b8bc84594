import type zh from "../../text/marks-zh.json";
import { element, icon } from "./element.ts";
import type { Mark } from "./engine.ts";
import { keepMarks, takeMarks } from "./marks.ts";
import { findAll } from "./matches.ts";
import { areWanted, isAlone, letterOf } from "./keys.ts";
import type { Say } from "./text.ts";

type MarksSay = Say<keyof typeof zh>;

const underHeader = 60; // pixels from the top that the header may cover
const overBar = 80; // pixels from the bottom that the bar may cover
const maxMatches = 2000; // a page has no use for more, and a browser none

/** What is no text of the note, or would break if an element were put into it. */
const skipped = "math, svg:not(.dg), .diagram details, script, style, textarea, button, .ln, .biji-anchor, .biji-hidden";
const blocks = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DETAILS DIV DL DT FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR IMG LI OL P PRE SECTION SUMMARY TABLE TD TH TR UL text".split(" "),
);

/**
 * attachLanding marks on this page the words that the reader was looking for,
 * if there are any, goes to the first in the section that the address names,
 * and lets the reader step through them. It returns how to undo it.
 */
export function attachLanding(root: Document, say: MarksSay): () => void {
  const words = takeMarks();
  const places = words.length > 0 ? markText(root, words) : [];
  if (places.length === 0) return () => {};
  const stepper = new Stepper(root, say, places);
  return () => stepper.clear();
}

/** A Place is one match: the mark elements it is made of, for it may span several. */
type Place = (HTMLElement | SVGElement)[];

/** markText marks words in the title and the text of the note. */
export function markText(root: Document, words: readonly string[]): Place[] {
  const { text, nodes } = collect([...root.querySelectorAll(".biji-article > h1, .biji-text")]);
  return wrap(nodes, findAll(text, words).slice(0, maxMatches));
}

interface Piece {
  node: Text;
  from: number;
}

/**
 * collect reads the text below roots as one string, in which a match may cross
 * elements inside a line, but not the end of a block.
 */
function collect(roots: readonly Element[]): { text: string; nodes: Piece[] } {
  const nodes: Piece[] = [];
  let text = "";
  const read = (element: Element) => {
    if (element.matches(skipped)) return;
    const block = blocks.has(element.tagName);
    if (block) text += "\0";
    for (const child of element.childNodes) {
      if (child instanceof Text) {
        nodes.push({ node: child, from: text.length });
        text += child.data;
      } else if (child instanceof Element) read(child);
    }
    if (block) text += "\0";
  };
  roots.forEach(read);
  return { text, nodes };
}

/** wrap puts mark elements around matches, last first: what comes before keeps its place. */
function wrap(nodes: readonly Piece[], matches: readonly Mark[]): Place[] {
  const places: Place[] = matches.map(() => []);
  let n = nodes.length - 1;
  for (let m = matches.length - 1; m >= 0; m--) {
    const match = matches[m] as Mark;
    while (n > 0 && (nodes[n] as Piece).from >= match.to) n--;
    for (let k = n; k >= 0; k--) {
      const { node, from } = nodes[k] as Piece;
      const end = Math.min(match.to - from, node.data.length);
      const start = Math.max(match.from - from, 0);
      if (start < end) places[m]?.unshift(wrapText(node, start, end));
      if (from <= match.from) break;
    }
  }
  return places.filter((place) => place.length > 0);
}

function wrapText(node: Text, start: number, end: number): HTMLElement | SVGElement {
  if (end < node.data.length) node.splitText(end);
  const inside = start > 0 ? node.splitText(start) : node;
  const inDrawing = inside.parentElement instanceof SVGElement;
  const mark = inDrawing ? document.createElementNS("http://www.w3.org/2000/svg", "tspan") : element("mark", {});
  mark.setAttribute("class", "biji-mark");
  inside.replaceWith(mark);
  mark.append(inside);
  return mark;
}

/** A Stepper is the bar that goes from match to match. */
class Stepper {
  readonly #root: Document;
  readonly #say: MarksSay;
  readonly #places: readonly Place[];
  readonly #bar: HTMLElement;
  readonly #at = element("span", { class: "biji-marks-at", "aria-live": "polite" });
  #now = -1;
  #moved = false;
  readonly #onKey = (event: KeyboardEvent) => this.#key(event);

  constructor(root: Document, say: MarksSay, places: readonly Place[]) {
    this.#root = root;
    this.#say = say;
    this.#places = places;
    const button = (name: string, label: string, act: () => void) => {
      const made = element("button", { class: "biji-button", type: "button", title: label, "aria-label": label }, icon(name));
      made.addEventListener("click", act);
      return made;
    };
    this.#bar = element(
      "div",
      { class: "biji-marks", role: "group", "aria-label": say("marks") },
      this.#at,
      button("up", say("mark_prev"), () => this.#step(-1)),
      button("down", say("mark_next"), () => this.#step(1)),
      button("close", say("mark_clear"), () => this.clear()),
    );
    root.body.append(this.#bar);
    root.addEventListener("keydown", this.#onKey);
    this.#land();
  }

  /** clear takes the marks, the bar and all memory of them away. */
  clear(): void {
    this.#root.removeEventListener("keydown", this.#onKey);
    this.#bar.remove();
    for (const mark of this.#places.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent?.normalize();
    }
    keepMarks([]);
  }

  /**
   * land goes to the first match in the section of the address. Pictures that
   * come later move it, so that is repeated unless the reader has moved.
   */
  #land(): void {
    const section = sectionOf(this.#root);
    const first = this.#places.findIndex(([mark]) => mark && section(mark));
    this.#show(first);
    if (this.#root.readyState === "complete" || first < 0) return;
    const events = ["wheel", "touchmove", "keydown", "mousedown"] as const;
    const onMove = () => {
      this.#moved = true;
    };
    for (const name of events) addEventListener(name, onMove, { passive: true, once: true });
    addEventListener("load", () => {
      for (const name of events) removeEventListener(name, onMove);
      if (!this.#moved && this.#bar.isConnected) this.#show(first);
    }, { once: true });
  }

  #step(by: number): void {
    const count = this.#places.length;
    this.#moved = true;
    this.#show(this.#now < 0 ? (by > 0 ? 0 : count - 1) : (this.#now + by + count) % count);
  }

  #show(index: number): void {
    for (const mark of this.#places[this.#now] ?? []) delete mark.dataset["now"];
    const place = this.#places[index] ?? [];
    for (const mark of place) mark.dataset["now"] = "";
    this.#now = index;
    const total = this.#places.length;
    this.#at.textContent = index < 0 ? this.#say("mark_all", { total }) : this.#say("mark_at", { n: index + 1, total });
    if (place[0]) bringIntoSight(place[0]);
  }

  #key(event: KeyboardEvent): void {
    if (!isAlone(event) || this.#root.querySelector("dialog[open]")) return;
    if (event.key === "Escape") this.clear();
    else if (letterOf(event) === "n" && areWanted()) this.#step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }
}

/**
 * sectionOf tells of an element whether it is in the section that the address
 * names: from that heading to the next one of level 1 to 4, for search knows
 * no smaller sections, nor those of headings inside of something.
 */
function sectionOf(root: Document): (element: Element) => boolean {
  const headings = [...root.querySelectorAll(".biji-text :is(h1,h2,h3,h4)[id]:not(blockquote *,.callout *,.tab *,li *)")];
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // a stray percent sign: take it as it is
  }
  const target = id === "" ? null : root.getElementById(id);
  const after = (a: Element, b: Element) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const next = headings.find((heading) => !target || (after(target, heading) && !target.contains(heading)));
  return (element) =>
    (!target || target.contains(element) || after(target, element)) && (!next || (!next.contains(element) && after(element, next)));
}

/** bringIntoSight opens what is folded around a mark and scrolls to it, if it is not in sight already. */
function bringIntoSight(mark: Element): void {
  for (let fold = mark.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
  mark.closest("[hidden]")?.dispatchEvent(new Event("beforematch", { bubbles: true })); // a tab, which then shows itself
  const { top, bottom } = mark.getBoundingClientRect();
  if (top > underHeader && bottom < innerHeight - overBar) return;
  mark.scrollIntoView({ block: "center", behavior: "instant" });
}
