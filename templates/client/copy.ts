import { putOnClipboard } from "./clipboard.ts";
import type { Words } from "./words.ts";

/** attachCopy gives every code block a button that copies its code. */
export function attachCopy(root: Document, words: Words): void {
  for (const figure of root.querySelectorAll<HTMLElement>(".biji-text figure.code:not(:has(.biji-copy))")) {
    const code = figure.querySelector("pre code");
    if (!code) continue;
    const button = root.createElement("button");
    button.type = "button";
    button.className = "biji-copy";
    const say = root.createElement("span");
    say.className = "biji-hidden";
    say.setAttribute("role", "status");
    button.title = words("copy");
    button.setAttribute("aria-label", words("copy"));
    let timer: ReturnType<typeof setTimeout> | undefined;
    button.addEventListener("click", async () => {
      const done = await putOnClipboard(codeText(code));
      say.textContent = words(done ? "copied" : "copy_failed");
      button.dataset["state"] = done ? "done" : "failed";
      clearTimeout(timer);
      timer = setTimeout(() => {
        delete button.dataset["state"];
        say.textContent = "";
      }, 2000);
    });
    figure.append(button, say);
  }
}

/** codeText is the code without line numbers; diff marks are drawn by the style sheet. */
export function codeText(code: Element): string {
  const copy = code.cloneNode(true) as Element;
  for (const number of copy.querySelectorAll(".ln")) number.remove();
  return copy.textContent ?? "";
}
