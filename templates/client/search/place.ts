/** A Place is what the header's form tells about search on this site. */
export interface Place {
  /** leads from this page to the top of the site: "./", "../" … */
  root: string;
  /** names the index: search/<index>/ */
  index: string;
  /** href of the page of results */
  page: string;
  /** href of the index of terms, which needs no script */
  terms: string;
  /** language of the interface */
  lang: string;
}

/** readPlace reads what form tells. */
export function readPlace(form: HTMLFormElement): Place {
  const told = (key: string) => form.dataset[key] ?? "";
  return {
    root: told("bijiRoot") || "./",
    index: told("bijiIndex"),
    page: told("bijiPage"),
    terms: form.getAttribute("action") ?? "",
    lang: told("bijiLang"),
  };
}
