import type { Words } from "../words.ts";
import { element } from "./element.ts";
import { type Place, loader, readPlace } from "./handover.ts";
import { carriesMarks } from "./marks.ts";
import { type Shell, makeShell } from "./shell.ts";

/**
 * attachSearch makes the box in the header open the dialog, and so do "/" and
 * Ctrl-K or Cmd-K. What answers is fetched when a reader reaches for the box.
 * Without the script the box is a form that leads to the index of terms.
 */
export function attachSearch(root: Document, words: Words): () => void {
  const form = root.querySelector<HTMLFormElement>("form[data-biji=search]");
  if (!form) return () => {};
  const place = readPlace(form);
  if (place.script === "") return () => {}; // then the form leads to the index of terms
  const load = loader(root, place.script);
  const warm = () => void load().then((search) => search.warm(), () => {});
  let shell: Shell | undefined;

  const open = () => {
    const field = root.querySelector<HTMLInputElement>("[data-biji=search-page] input");
    shell ??= field ? undefined : makeShell(root, words);
    const input = shell?.input ?? field;
    if (shell && !shell.dialog.open) shell.dialog.showModal();
    input?.focus();
    input?.select();
    if (shell) void fill(shell, load, place, words);
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    open();
  };
  const onKey = (event: KeyboardEvent) => {
    if (!opens(event)) return;
    event.preventDefault();
    open();
  };
  form.addEventListener("submit", onSubmit);
  form.addEventListener("pointerenter", warm);
  form.addEventListener("focusin", warm);
  root.addEventListener("keydown", onKey);
  // The page of results is nothing without the second script, and whoever
  // comes from a result wants to see the match.
  if (root.querySelector("[data-biji=search-page]") || carriesMarks()) void load().catch(() => {});
  return () => {
    form.removeEventListener("submit", onSubmit);
    form.removeEventListener("pointerenter", warm);
    form.removeEventListener("focusin", warm);
    root.removeEventListener("keydown", onKey);
    shell?.dialog.remove();
  };
}

/** fill lets the second script fill the shell, or says that it did not come. */
async function fill(shell: Shell, load: ReturnType<typeof loader>, place: Place, words: Words): Promise<void> {
  shell.dialog.dataset["busy"] = "";
  try {
    const search = await load();
    if (shell.body.dataset["failed"] !== undefined) shell.body.replaceChildren();
    delete shell.body.dataset["failed"];
    search.dress(shell);
  } catch {
    shell.body.dataset["failed"] = "";
    const retry = element("button", { class: "biji-find-button", type: "button" }, words("search_retry"));
    retry.addEventListener("click", () => {
      shell.input.focus();
      void fill(shell, load, place, words);
    });
    const terms = element("a", { href: place.terms }, words("search_terms"));
    shell.body.replaceChildren(
      element("div", { class: "biji-find-message", role: "alert" }, element("p", {}, words("search_failed")), retry, terms),
    );
  } finally {
    delete shell.dialog.dataset["busy"];
  }
}

/** opens tells whether a key is one of those that open search. */
export function opens(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return !event.shiftKey && event.key.toLowerCase() === "k";
  return event.key === "/" && !isEditing(event.target);
}

/** isEditing tells whether letters that are typed at target go into a text. */
export function isEditing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
