/** What the script says to the reader, in the language of the interface. */
export type Words = (key: string) => string;

/** readWords takes the words that the page carries; an unknown key stands for itself. */
export function readWords(holder: HTMLElement): Words {
  let words: Record<string, unknown> = {};
  try {
    words = JSON.parse(holder.dataset["bijiWords"] ?? "{}") as Record<string, unknown>;
  } catch {
    // a template of the site's own may have dropped them
  }
  return (key) => {
    const text = words[key];
    return typeof text === "string" ? text : key;
  };
}
