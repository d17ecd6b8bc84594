// Cards: a link that the pointer rests on, that has the focus, or that a finger is held
// on shows the beginning of what it leads to. Texts of other pages come from files that
// are loaded for that, as text; what stands on this page is copied.
import cardsSheet from "sheet:../style/cards.css";
import type zh from "../text/beside-zh.json";
import texts from "texts:../text/beside";
import { goesBeside, isPlain, pageOf, wideEnough } from "./beside/goes.ts";
import { previewed } from "./previewed.ts";
import { trusted } from "./trust.ts";

/** A Page: its title and, by id, headings and texts; "" is the page as a whole. */
type Page = [title: string, sections: Record<string, [heading: string, text: string]>];
type Pages = Record<string, Page>;
type List = [first: string, file: string][];

declare global {
  interface Window {
    __bijiPreview?: (data: List | Pages) => void;
  }
}

const delay = 300;
const linger = 200; // from the link to the card
const held = 500;
const assets = new URL(".", (document.currentScript as HTMLScriptElement).src).href;
const top = new URL("..", assets).href;

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = assets + cardsSheet;
const dressed = new Promise((done) => {
  sheet.onload = sheet.onerror = done;
});
document.head.append(sheet);

const card = document.createElement("div");
card.className = "biji-card";
card.id = "biji-card";
card.setAttribute("role", "tooltip");

const files = new Map<string, Promise<unknown>>();
let before: Promise<unknown> = Promise.resolve(); // scripts come one after another: each calls the same name

/** load gives what a script hands over. A failure is not remembered. */
function load(file: string): Promise<unknown> {
  let loading = files.get(file);
  if (!loading) {
    const one = () =>
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        window.__bijiPreview = resolve;
        script.src = trusted(assets + file);
        script.onload = script.onerror = () => reject(new Error(file)); // nothing, if it has called
        document.head.append(script);
      });
    loading = before.then(one, one);
    before = loading;
    files.set(file, loading);
    loading.catch(() => files.delete(file));
  }
  return loading;
}

function fragmentOf(link: HTMLAnchorElement): string {
  return decodeURIComponent(link.hash.slice(1));
}

/** elsewhere is what a card shows of another page. */
async function elsewhere(link: HTMLAnchorElement): Promise<Node[]> {
  const page = pageOf(link, top);
  const list = (await load("previews.js")) as List;
  const file = list.filter(([first]) => first <= page).at(-1)?.[1];
  if (!file) return [];
  const of = ((await load(file)) as Pages)[page];
  if (!of) return [];
  const [title, sections] = of;
  const [heading, text] = sections[fragmentOf(link)] ?? sections[""] ?? ["", ""];
  return titled(link, title, heading, text);
}

/** here is what a card shows of this page: a note at its foot, or the text below an element. */
function here(link: HTMLAnchorElement): Node[] {
  const to = document.getElementById(fragmentOf(link));
  if (!to || to.contains(link)) return [];
  if (to.matches(".footnotes li")) {
    const note = to.cloneNode(true) as HTMLElement;
    for (const e of note.querySelectorAll(".footnote-back")) e.remove();
    for (const e of note.querySelectorAll("[id]")) e.removeAttribute("id");
    return [...note.childNodes];
  }
  const heading = /^H\d$/.test(to.tagName);
  let text = "";
  for (let e: Element | null = heading ? to.nextElementSibling : to; e && text.length < 240; e = e.nextElementSibling) {
    if (/^H\d$/.test(e.tagName) || e.matches(".footnotes")) break;
    text += `${e.textContent?.trim() ?? ""}\n`;
    if (!heading) break;
  }
  const name = heading ? [...to.childNodes].filter((n) => !(n instanceof Element && n.matches(".biji-anchor"))).map((n) => n.textContent).join("") : "";
  return name || text ? titled(link, name, "", text.length > 240 ? `${text.slice(0, 240)}…` : text) : [];
}

function titled(link: HTMLAnchorElement, title: string, heading: string, text: string): Node[] {
  const line = document.createElement("a");
  line.href = trusted(link.href);
  line.tabIndex = -1;
  line.textContent = title;
  const below = document.createElement("p");
  below.textContent = text;
  const trail = document.createElement("small");
  trail.textContent = heading === title ? "" : heading;
  return [line, ...(wideEnough() && goesBeside(link, top) ? [besideButton(link)] : []), trail, below].filter((e) => e.textContent);
}

let still = false; // the reader has followed a link: what moves below the pointer, or has the focus again, is nothing they reached for

function rest(): void {
  hide();
  still = true;
}

function openBeside(link: HTMLAnchorElement): void {
  rest();
  link.dispatchEvent(new Event("biji-beside", { bubbles: true }));
}

function besideButton(link: HTMLAnchorElement): HTMLElement {
  const button = document.createElement("button");
  button.type = "button";
  button.tabIndex = -1;
  button.textContent = (texts as typeof zh).open;
  button.onclick = () => openBeside(link);
  return button;
}

let shown: HTMLAnchorElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let newest = 0;

function later(what: () => void, time: number): void {
  clearTimeout(timer);
  timer = setTimeout(what, time);
}

function hide(): void {
  clearTimeout(timer);
  newest++;
  card.remove();
  shown?.removeAttribute("aria-describedby");
  shown = undefined;
}

async function show(link: HTMLAnchorElement): Promise<void> {
  if (shown === link) return;
  hide();
  const mine = newest;
  const same = link.pathname === location.pathname && link.hash !== "";
  const parts = same ? here(link) : await elsewhere(link).catch(() => []);
  await dressed;
  if (mine !== newest || parts.length === 0 || !link.isConnected) return;
  card.replaceChildren(...parts);
  document.body.append(card); // Firefox takes one that was hidden by its attribute for hidden still
  place(link);
  shown = link;
  link.setAttribute("aria-describedby", card.id);
}

/** place puts the card below the line of the link, or above it where there is more room. */
function place(link: HTMLAnchorElement): void {
  const lines = link.getClientRects();
  const line = lines[0];
  if (!line) return;
  const { offsetWidth: width, offsetHeight: height } = card;
  const { clientHeight } = document.documentElement;
  const left = Math.max(8, Math.min(line.left, document.body.getBoundingClientRect().right - width - 8));
  const last = lines[lines.length - 1] ?? line;
  const below = last.bottom + 6;
  const y = below + height > clientHeight && line.top - height - 6 > 0 ? line.top - height - 6 : below;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${y + scrollY}px`;
}

const onCard = (target: EventTarget | null) => target instanceof Node && card.contains(target);

let touched = false;
addEventListener("pointermove", ({ movementX, movementY }) => {
  if (movementX || movementY) still = false;
});
addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch" || still) return;
  const link = previewed(target);
  if (onCard(target) || (link && link === shown)) clearTimeout(timer);
  else if (link) later(() => void show(link), delay);
  else later(hide, shown ? linger : 0);
});
document.documentElement.addEventListener("pointerleave", () => later(hide, linger));
addEventListener("focusin", ({ target }) => {
  const link = previewed(target);
  if (!still && link?.matches(":focus-visible") && !onCard(target)) later(() => void show(link), delay);
});
addEventListener("focusout", ({ target }) => {
  if (target === shown || previewed(target)) later(hide, linger);
});
addEventListener(
  "keydown",
  (event) => {
    still = false;
    if (event.key !== "Escape" || !shown) return;
    event.stopPropagation();
    hide();
  },
  true,
);
addEventListener("pointerdown", ({ target, pointerType }) => {
  const link = previewed(target);
  touched = false;
  if (pointerType !== "touch" || !link) {
    if (!onCard(target)) hide();
    return;
  }
  hold(link);
});
function hold(link: HTMLAnchorElement): void {
  later(() => {
    touched = true;
    void show(link);
  }, held);
}
for (const end of ["pointerup", "pointercancel"] as const) {
  addEventListener(end, ({ pointerType }) => {
    if (pointerType === "touch" && !touched) clearTimeout(timer);
  });
}
addEventListener("contextmenu", (event) => {
  if (touched || (event as PointerEvent).pointerType === "touch") {
    if (previewed(event.target) && !onCard(event.target)) event.preventDefault(); // the card has the link again
  }
});
addEventListener(
  "click",
  (event) => {
    if (touched && previewed(event.target) === shown && !onCard(event.target)) event.preventDefault();
    else if (previewed(event.target)) rest();
    touched = false;
  },
  true,
);
addEventListener("click", (event) => {
  const link = onCard(event.target) && event.target instanceof HTMLAnchorElement ? shown : previewed(event.target);
  if (!link || !isPlain(event) || !wideEnough() || !goesBeside(link, top) || !document.querySelector("[data-biji-reader~=beside]")) return;
  event.preventDefault();
  openBeside(link);
});
addEventListener("biji", hide); // the local server has put blocks in the place of others

// The reader has reached for a link already, or this would not have been loaded.
const reached = document.querySelector("a:active, a:hover") ?? document.activeElement;
const first = previewed(reached);
if (first?.matches(":active") && matchMedia("(pointer: coarse)").matches) hold(first);
else if (first && (first.matches(":hover") || first.matches(":focus-visible"))) later(() => void show(first), delay);
