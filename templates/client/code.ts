// The script of pages with blocks of code: buttons that copy it and wrap its lines.
import type zh from "../text/code-zh.json";
import texts from "texts:../text/code";
import { putOnClipboard } from "./clipboard.ts";

const words = texts as typeof zh;

/** button puts a button into a block. */
function button(figure: HTMLElement, name: string, label: string, click: (made: HTMLButtonElement) => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.title = made.ariaLabel = label;
  made.addEventListener("click", () => click(made));
  figure.append(made);
  return made;
}

/** attachCopy gives a block a button that copies its code. */
function attachCopy(figure: HTMLElement, code: Element): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const copy = async (made: HTMLButtonElement) => {
    const done = await putOnClipboard(codeText(code));
    say.textContent = done ? words.copied : words.copy_failed;
    made.dataset["state"] = done ? "done" : "failed";
    clearTimeout(timer);
    timer = setTimeout(() => {
      delete made.dataset["state"];
      say.textContent = "";
    }, 2000);
  };
  button(figure, "biji-copy", words.copy, (made) => void copy(made));
  const say = document.createElement("span");
  say.className = "biji-hidden";
  say.setAttribute("role", "status");
  figure.append(say);
}

/** codeText is the code without line numbers; diff marks are drawn by the style sheet. */
function codeText(code: Element): string {
  const copy = code.cloneNode(true) as Element;
  for (const number of copy.querySelectorAll(".ln")) number.remove();
  return copy.textContent ?? "";
}

const wraps = new Map<Element, HTMLButtonElement>();

/** Who knows whether a block is cut: its size may change, and it may be folded at first. All
    are measured before a button changes, or each would be laid out for itself. */
const sizes = new ResizeObserver((seen) => {
  const whole = seen.map(({ target }) => target.scrollWidth <= target.clientWidth);
  seen.forEach(({ target }, i) => {
    const made = wraps.get(target);
    if (made && made.ariaPressed !== "true") made.hidden = whole[i]!;
  });
});

/** attachWrap gives a block whose lines are cut a button that wraps them. */
function attachWrap(figure: HTMLElement, pre: Element): void {
  const made = button(figure, "biji-wrap", words.wrap, () => {
    const on = figure.toggleAttribute("data-wrap");
    made.ariaPressed = String(on);
  });
  made.ariaPressed = "false";
  made.hidden = true;
  wraps.set(pre, made);
  sizes.observe(pre);
}

function dress(): void {
  for (const figure of document.querySelectorAll<HTMLElement>(".biji-text figure.code:not(:has(.biji-copy))")) {
    const pre = figure.querySelector("pre");
    const code = pre?.querySelector("code");
    if (!pre || !code) continue;
    attachWrap(figure, pre);
    attachCopy(figure, code);
  }
}

dress();
addEventListener("biji", dress); // the local server has put blocks in the place of others
