import type { Scope } from "../reading/facets.ts";

/** A Place is what the header's form tells about search on this site. */
export interface Place {
  /** leads from this page to the top of the site: "./", "../" … */
  root: string;
  /** href of the page of results */
  page: string;
  /** href of the index of terms, which needs no script */
  terms: string;
  /** language of the interface */
  lang: string;
  /** the reader's browser remembers what was read and looked for */
  history: boolean;
  /** what is in the language of this page, where there are several */
  first?: Scope;
}

/** readPlace reads what form tells. */
export function readPlace(form: HTMLFormElement): Place {
  const told = (key: string) => form.dataset[key] ?? "";
  return {
    root: told("bijiRoot") || "./",
    page: told("bijiPage"),
    terms: form.getAttribute("action") ?? "",
    lang: told("bijiLang"),
    history: form.dataset["bijiHistory"] !== undefined,
    ...(SEVERAL && told("bijiFirst") && { first: JSON.parse(told("bijiFirst")) as Scope }),
  };
}
