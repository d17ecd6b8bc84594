import { wideEnough } from "./goes.ts";

// In rem:
const least = 26; // of a column that can be read: a phone
const most = 46;
const gap = 1.5;

/**
 * A Place is where the column stands: at the end of the text, which stays as wide as it
 * is and moves no further than it must. Where there is no room for three, the sidebar
 * gives way; where there is none for two, the text gets narrower.
 */
export class Place {
  readonly #root: Document;
  readonly #box: HTMLElement;

  constructor(root: Document, box: HTMLElement, tooNarrow: () => void) {
    this.#root = root;
    this.#box = box;
    addEventListener("resize", () => {
      if (!box.isConnected) return;
      if (wideEnough()) this.#lay();
      else tooNarrow();
    });
  }

  /** take puts the column there; a link that a reader looks at stays at its height. */
  take(link: HTMLElement): void {
    this.#root.body.append(this.#box);
    keep(link, () => this.#lay());
  }

  leave(link: HTMLElement | undefined): void {
    this.#box.remove();
    const { style, dataset } = this.#root.documentElement;
    keep(link, () => {
      dataset["bijiBeside"] = "one";
      for (const name of ["shift", "text"]) style.removeProperty(`--beside-${name}`);
    });
  }

  #lay(): void {
    const page = this.#root.documentElement;
    page.dataset["bijiBeside"] ??= "one";
    page.style.removeProperty("--beside-text");
    const rem = parseFloat(getComputedStyle(page).fontSize);
    const whole = page.clientWidth;
    const { from, side, width } = this.#measure(whole);
    let text = width;
    let at = Math.min(from, whole - text - (gap + least) * rem);
    const three = at >= side + gap * rem;
    if (!three) {
      text = Math.min(text, whole - (2 * gap + least) * rem);
      at = Math.max(gap * rem, (whole - text - (gap + most) * rem) / 2);
    }
    const end = at + text + gap * rem;
    page.dataset["bijiBeside"] = three ? "three" : "two";
    const all = { shift: from - at, text, start: end, width: Math.min(most * rem, whole - end) };
    for (const [name, value] of Object.entries(all)) page.style.setProperty(`--beside-${name}`, `${value}px`);
  }

  /** measure says how far from the start the text begins and the sidebar ends if there is no column. */
  #measure(whole: number): { from: number; side: number; width: number } {
    const rtl = getComputedStyle(this.#root.documentElement).direction === "rtl";
    const box = (name: string) => this.#root.querySelector(`.biji-${name}`)?.getBoundingClientRect() ?? new DOMRect();
    const begin = ({ left, right }: DOMRect) => (rtl ? whole - right : left);
    const [nav, shell, column, article] = [box("nav"), box("shell"), box("column"), box("article")];
    const side = nav.width ? begin(nav) + nav.width : 0;
    return { from: (side || begin(shell)) + begin(article) - begin(column), side, width: article.width };
  }
}

/** keep makes a change that may break lines anew, and keeps an element at its height. */
function keep(held: HTMLElement | undefined, change: () => void): void {
  const height = () => held?.getBoundingClientRect().top ?? 0;
  const before = height();
  change();
  if (height() !== before) scrollBy({ top: height() - before, behavior: "instant" });
}
