import type { Shell } from "./shell.ts";

/*
 * Search comes in two scripts. Every page loads the opener, which knows how to
 * open an empty dialog; the second script, with all the rest, is loaded when
 * a reader reaches for the box. It hands itself over by an event, so that
 * neither needs a global name.
 */

/** A Place is what the header's form tells about search on this site. */
export interface Place {
  /** leads from this page to the top of the site: "./", "../" … */
  root: string;
  /** names the index: search/<index>/ */
  index: string;
  /** href of the second script */
  script: string;
  /** href of the page of results */
  page: string;
  /** href of the index of terms, which needs no script */
  terms: string;
  /** language of the interface */
  lang: string;
}

export function readPlace(form: HTMLFormElement): Place {
  const told = (key: string) => form.dataset[key] ?? "";
  return {
    root: told("bijiRoot") || "./",
    index: told("bijiIndex"),
    script: told("bijiScript"),
    page: told("bijiPage"),
    terms: form.getAttribute("action") ?? "",
    lang: told("bijiLang"),
  };
}

/** What the second script offers the first. */
export interface Search {
  warm(): void;
  /** dress fills an empty shell; a second time it changes nothing. */
  dress(shell: Shell): void;
}

const ready = "biji-search";

/** announce hands search over to whoever has asked for the script. */
export function announce(root: Document, search: Search): void {
  root.dispatchEvent(new CustomEvent(ready, { detail: search }));
}

const patience = 15_000; // milliseconds

/** loader gives a function that loads the script at most once, unless it failed. */
export function loader(root: Document, src: string): () => Promise<Search> {
  let loading: Promise<Search> | undefined;
  let tries = 0;
  return () => {
    if (loading) return loading;
    // The query makes a browser ask again for what it has failed to get.
    const mine = load(root, tries === 0 ? src : `${src}?${tries}`);
    tries++;
    loading = mine;
    mine.catch(() => {
      loading = undefined;
    });
    return mine;
  };
}

function load(root: Document, src: string): Promise<Search> {
  return new Promise((resolve, reject) => {
    const script = root.createElement("script");
    const end = () => {
      clearTimeout(timer);
      root.removeEventListener(ready, onReady);
      script.remove();
    };
    const onReady = (event: Event) => {
      end();
      resolve((event as CustomEvent<Search>).detail);
    };
    const fail = () => {
      end();
      reject(new Error(`search: ${src} did not load`));
    };
    const timer = setTimeout(fail, patience);
    root.addEventListener(ready, onReady);
    // A script that is cut off "loads" as well, and so does an error page in
    // its place: success is the event, which comes before this.
    script.onload = fail;
    script.onerror = fail;
    script.src = src;
    root.head.append(script);
  });
}
