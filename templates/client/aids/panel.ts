import { element } from "../search/element.ts";
import { type Group, choices, chosenWords, set } from "./choices.ts";
import type { AidsWords } from "./main.ts";

/** makePanel makes the panel below a button, by which a reader chooses how text is set. */
export function makePanel(button: HTMLButtonElement, words: AidsWords, showHelp: () => void): HTMLElement {
  const groups = (Object.keys(choices) as Group[]).map((group) => row(group, words));
  const reset = element("button", { type: "button" }, words.reset);
  reset.addEventListener("click", () => {
    for (const input of panel.querySelectorAll<HTMLInputElement>("input[value='']")) input.click();
  });
  const help = element("button", { type: "button" }, words.keys);
  help.addEventListener("click", () => {
    panel.hidePopover();
    showHelp();
  });
  const panel = element("div", { class: "biji-panel", popover: "", role: "dialog", "aria-label": words.panel }, ...groups, element("p", {}, reset, help));
  panel.addEventListener("toggle", (event) => button.setAttribute("aria-expanded", String((event as ToggleEvent).newState === "open")));
  button.after(panel);
  return panel;
}

/** row makes the radio buttons of a group. */
function row(group: Group, words: AidsWords): HTMLElement {
  const now = chosenWords();
  const options = order(choices[group]).map((word) => {
    const input = element("input", { type: "radio", name: `biji-${group}`, value: word });
    input.checked = word === "" ? !choices[group].some((w) => w && now.includes(w)) : now.includes(word);
    input.addEventListener("change", () => set(choices[group], word));
    return element("label", {}, input, element("span", {}, words[`${group}_${word || "normal"}` as keyof AidsWords]));
  });
  return element("fieldset", {}, element("legend", {}, words[group]), ...options);
}

/** order has what is less before what is usual. */
function order(words: readonly string[]): readonly string[] {
  const less = words.filter((w) => ["small", "narrow", "tight"].includes(w));
  return [...less, ...words.filter((w) => !less.includes(w))];
}
