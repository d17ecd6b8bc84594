import offeredScript from "script:../offered.ts";
import marksScript from "script:./arrival.ts";
import searchScript from "script:./main.ts";
import hitsSheet from "sheet:../../style/hits.css";
import { leave } from "../carried.ts";
import type { ModelContext, Offer } from "../offered.ts";
import { loadScript } from "../script.ts";
import { trusted } from "../trust.ts";
import type { Words } from "../words.ts";
import { element } from "./element.ts";
import { first, once, turn } from "./fetch.ts";
import type { Landing, OpenSearch } from "./handover.ts";
import { opens } from "./keys.ts";
import { carriesMarks } from "./marks.ts";
import { type Shell, makeShell } from "./shell.ts";
import { message, wasReloaded } from "./trouble.ts";

/**
 * attachSearch makes the box in the header open the dialog, and so do "/" and
 * Ctrl-K or Cmd-K. What answers is fetched when a reader reaches for the box:
 * the second script and, beside it, the first file of the index. assets is the
 * address of the folder of scripts. Without the script the box is a form that
 * leads to the index of terms.
 */
export function attachSearch(root: Document, words: Words, assets: string): void {
  const form = root.querySelector<HTMLFormElement>("form[data-biji=search]");
  if (!form) return;
  const { bijiIndex, bijiRoot: top } = form.dataset;
  if (bijiIndex === undefined) return; // then the form leads to the index of terms
  const script = (file: string) => loadScript(root, assets + file).catch(() => loadScript(root, assets + file, true));
  const load = (file: string, fresh?: boolean) => loadScript(root, `${top || "./"}search/${file}`, fresh);

  const marks = once(() => script(marksScript) as Promise<Landing>);
  let unmark = () => {};
  const land = (link?: HTMLAnchorElement) => {
    const attach = (landing: Landing) => {
      unmark();
      unmark = landing(root, link);
    };
    const unmarked = () => {
      if (link) location.hash = link.hash;
    };
    marks().then(attach, unmarked);
  };

  let start: Promise<unknown> | undefined;
  const search = once(async () => {
    root.head.append(element("link", { rel: "stylesheet", href: assets + hitsSheet }));
    start ??= load(first);
    start.catch(() => {}); // whoever asks for it hears of it
    const open = (await script(searchScript)) as OpenSearch;
    await turn();
    return open(root, { form, words, start, load, script, trusted, leave, revisit: land });
  });
  const warm = () => void search().then((s) => s.engine.warm(), () => {});

  type Offering = { modelContext?: ModelContext };
  const context = (root as Offering).modelContext ?? (navigator as Offering).modelContext;
  if (context && location.protocol !== "file:") script(offeredScript).then((offer) => (offer as Offer)(context, new URL(top || "./", location.href).href, async (...asked) => (await search()).engine.search(...asked)), () => {});

  let again = false; // it has failed before
  /** fill lets the second script fill what stands below a box, or says that it did not come. */
  const fill = async (input: HTMLElement, body: HTMLElement, shell?: Shell) => {
    const busy = shell?.dialog ?? body;
    busy.dataset["busy"] = "";
    if (body.dataset["failed"] !== undefined) body.replaceChildren();
    delete body.dataset["failed"];
    try {
      const s = await search();
      if (shell) s.dress(shell);
    } catch (error) {
      // A site that another version of biji has made has other scripts.
      const updated = !String(await loadScript(root, `${assets}latest.js`, true).catch(() => searchScript)).includes(searchScript);
      const retry = () => {
        if (updated) return location.reload();
        input.focus();
        void fill(input, body, shell);
      };
      body.dataset["failed"] = "";
      body.replaceChildren(message({ updated, stays: updated ? wasReloaded() : again, why: String(error), terms: form.action, retry }, words));
      again = true;
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
  const onOpen = (event: Event) => {
    event.preventDefault();
    open();
  };
  form.addEventListener("submit", onOpen);
  form.addEventListener("pointerenter", warm);
  form.addEventListener("focusin", warm);
  root.addEventListener("keydown", (event) => {
    if (opens(event)) onOpen(event);
  });
  // The page of results is nothing without the second script, and whoever
  // comes from a result wants to see the match.
  page?.addEventListener("submit", (event) => event.preventDefault());
  if (field && found) void fill(field, found);
  if (carriesMarks()) land();
}
