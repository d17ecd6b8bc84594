// The script of front pages: their search field, and the words that stand below it,
// open the dialog of the box in the header.
const box = document.querySelector<HTMLFormElement>("form[data-biji=search]");
const ask = document.querySelector<HTMLElement>("[data-biji=ask]");

/** open opens the dialog, and asks for words; false if there is no search. */
function open(words: string): boolean {
  if (box?.dataset["bijiIndex"] === undefined) return false;
  box.requestSubmit();
  const field = document.querySelector<HTMLInputElement>(".biji-find-input");
  if (field && words) {
    field.value = words;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  return true;
}

ask?.addEventListener("submit", (event) => {
  if (open(ask.dataset["words"] ?? "")) event.preventDefault();
});
ask?.addEventListener("pointerenter", () => box?.dispatchEvent(new Event("focusin")));
document.querySelector(".biji-try")?.addEventListener("click", (event) => {
  const { target, ctrlKey, metaKey, shiftKey } = event as MouseEvent;
  if (target instanceof HTMLAnchorElement && !ctrlKey && !metaKey && !shiftKey && open(target.textContent ?? "")) event.preventDefault();
});

export {};
