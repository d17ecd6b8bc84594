import { apply, remember } from "../theme.ts";

/** The words of a choice; the first, which is none, is what the style sheet says. */
export const choices = {
  size: ["", "small", "large", "huge"],
  width: ["", "narrow", "wide"],
  face: ["", "serif"],
  leading: ["", "tight", "loose"],
  links: ["", "beside"],
} as const;

export type Group = keyof typeof choices;

/** chosenWords are all words that are chosen. */
export function chosenWords(): string[] {
  return (document.documentElement.dataset["bijiReader"] ?? "").split(" ").filter(Boolean);
}

/** set takes the words of old away, and puts word in their place; "" is none. */
export function set(old: string | readonly string[], word: string): void {
  const others = chosenWords().filter((w) => w !== old && !old.includes(w));
  const all = [...others, word].filter(Boolean).sort().join(" ");
  remember("reader", all);
  apply("reader", all);
  dispatchEvent(new Event("biji-reader"));
}
