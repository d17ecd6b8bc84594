import type { Words } from "../words.ts";
import { element, icon } from "./element.ts";

/**
 * A Shell is the dialog before the second script has filled it. It opens at
 * once, so that no letter is lost that is typed meanwhile, and so that a phone
 * shows its keyboard: it does so only in the moment of the tap.
 */
export interface Shell {
  readonly dialog: HTMLDialogElement;
  readonly input: HTMLInputElement;
  /** where the answer goes */
  readonly body: HTMLElement;
  readonly foot: HTMLElement;
  /** what the reader does before the second script hears it */
  readonly early: Early;
}

/** Early: an input method is at work; Enter was the last key. */
export interface Early {
  composing: boolean;
  entered: boolean;
}

/** makeShell makes the dialog and adds it to the page, closed. */
export function makeShell(root: Document, words: Words): Shell {
  const input = element("input", {
    class: "biji-find-input",
    type: "text", // of "search", Esc would empty the box before it closes the dialog
    "aria-label": words("search"),
    placeholder: words("search"),
    autocomplete: "off",
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: "400",
  });
  const close = element("button", { class: "biji-find-close", type: "button" }, icon("close"), element("span", { class: "biji-hidden" }, words("search_close")), element("kbd", {}, "Esc"));
  const head = element("div", { class: "biji-find-head" }, icon("search"), input, close);
  const body = element("div", { class: "biji-find-body" });
  const foot = element("div", { class: "biji-find-foot" });
  const frame = element("div", { class: "biji-find-frame" }, head, body, foot);
  const dialog = element("dialog", { class: "biji-find", "aria-label": words("search") }, frame);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("mousedown", (event) => {
    if (event.target === dialog) dialog.close(); // the frame covers all of it but the backdrop
  });
  root.body.append(dialog);
  return { dialog, input, body, foot, early: watch(input) };
}

function watch(input: HTMLInputElement): Early {
  const early = { composing: false, entered: false };
  input.addEventListener("compositionstart", () => {
    early.composing = true;
  });
  input.addEventListener("compositionend", () => {
    early.composing = false;
  });
  input.addEventListener("keydown", (event) => {
    early.entered = event.key === "Enter" && !event.isComposing && event.keyCode !== 229;
  });
  return early;
}
