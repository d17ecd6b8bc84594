import marksScript from "script:./arrival.ts";
import searchScript from "script:./main.ts";
import type { Words } from "../words.ts";
import { element } from "./element.ts";
import { indexLoader, scripts, turn } from "./fetch.ts";
import { type Landing, type OpenSearch, type Search, readPlace } from "./handover.ts";
import { opens } from "./keys.ts";
import { carriesMarks } from "./marks.ts";
import { type Shell, makeShell } from "./shell.ts";

/**
 * attachSearch makes the box in the header open the dialog, and so do "/" and
 * Ctrl-K or Cmd-K. What answers is fetched when a reader reaches for the box:
 * the second script and, beside it, the first file of the index. assets is the
 * address of the folder of scripts. Without the script the box is a form that
 * leads to the index of terms.
 */
export function attachSearch(root: Document, words: Words, assets: string): () => void {
  const form = root.querySelector<HTMLFormElement>("form[data-biji=search]");
  if (!form) return () => {};
  const place = readPlace(form);
  if (place.index === "") return () => {}; // then the form leads to the index of terms
  const script = scripts(root, assets);
  const index = indexLoader(root, `${place.root}search/${place.index}/`);

  let leave = () => {};
  const land = (link?: HTMLAnchorElement) => {
    const attach = (landing: unknown) => {
      leave();
      leave = (landing as Landing)(root, link);
    };
    const unmarked = () => {
      if (link) location.hash = link.hash;
    };
    script(marksScript).then(attach, unmarked);
  };

  let opening: Promise<Search> | undefined;
  const search = () => {
    index.prefetch();
    opening ??= script(searchScript).then(async (open) => {
      await turn();
      return (open as OpenSearch)(root, { place, load: index.load, revisit: land });
    });
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  const warm = () => void search().then((s) => s.warm(), () => {});

  /** fill lets the second script fill what stands below a box, or says that it did not come. */
  const fill = async (input: HTMLElement, body: HTMLElement, shell?: Shell) => {
    const busy = shell?.dialog ?? body;
    busy.dataset["busy"] = "";
    if (body.dataset["failed"] !== undefined) body.replaceChildren();
    delete body.dataset["failed"];
    try {
      const s = await search();
      if (shell) s.dress(shell);
    } catch {
      // A site that was made anew has other scripts, and another index.
      const updated = (await index.load("../latest.js", true).catch(() => place.index)) !== place.index;
      const retry = element("button", { class: "biji-find-button", type: "button" }, words(updated ? "search_reload" : "search_retry"));
      retry.addEventListener("click", () => {
        if (updated) return location.reload();
        input.focus();
        void fill(input, body, shell);
      });
      const terms = element("a", { href: place.terms }, words("search_terms"));
      const text = element("p", {}, words(updated ? "search_updated" : "search_failed"));
      body.dataset["failed"] = "";
      body.replaceChildren(element("div", { class: "biji-find-message", role: "alert", "data-state": updated ? "updated" : "failed" }, text, retry, terms));
    } finally {
      delete busy.dataset["busy"];
    }
  };

  const page = root.querySelector<HTMLFormElement>("[data-biji=search-page]");
  const field = page?.querySelector("input");
  const found = root.querySelector<HTMLElement>("[data-biji=found]");
  let shell: Shell | undefined;
  const open = () => {
    if (!field && !shell) shell = makeShell(root, words);
    const input = field ?? shell?.input;
    if (shell && !shell.dialog.open) shell.dialog.showModal();
    input?.focus();
    input?.select();
    if (shell) void fill(shell.input, shell.body, shell);
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
  const stop = new AbortController();
  const { signal } = stop;
  form.addEventListener("submit", onSubmit, { signal });
  form.addEventListener("pointerenter", warm, { signal });
  form.addEventListener("focusin", warm, { signal });
  root.addEventListener("keydown", onKey, { signal });
  // The page of results is nothing without the second script, and whoever
  // comes from a result wants to see the match.
  page?.addEventListener("submit", (event) => event.preventDefault(), { signal });
  if (field && found) void fill(field, found);
  if (carriesMarks()) land();
  return () => {
    stop.abort();
    shell?.dialog.remove();
  };
}
