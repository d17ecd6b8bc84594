import type { Words } from "./words.ts";

/** "auto" follows the system, and is what a reader has who never chose. */
type Theme = "auto" | "light" | "dark";

const order: readonly string[] = ["auto", "light", "dark"] satisfies Theme[];

/*
 * What a reader chooses of the look is words: of "theme" one, of "reader" how text is
 * set, "large serif", "" being what the style sheet says. All pages that are opened
 * from disk share one store, other people's pages included, and all projects of one
 * account on a forge do: hence the prefix, and that any word may come out of it.
 */
type Choice = "theme" | "reader";

/**
 * chosen is what the reader chose: from the store, or from the address, which
 * carries it where every file on disk has a store of its own (Firefox).
 */
export function chosen(choice: Choice): string {
  const url = new URL(location.href);
  const carried = url.searchParams.get(choice);
  if (carried !== null && /^[a-z ]*$/.test(carried)) {
    remember(choice, carried);
    url.searchParams.delete(choice);
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // the address keeps it; nothing else is wrong
    }
    return carried;
  }
  try {
    return localStorage.getItem(`biji:${choice}`) ?? "";
  } catch {
    return ""; // storage is blocked
  }
}

export function remember(choice: Choice, words: string): void {
  try {
    if (words) localStorage.setItem(`biji:${choice}`, words);
    else localStorage.removeItem(`biji:${choice}`);
  } catch {
    // then it holds for this page only
  }
}

/** apply has the style sheet know. */
export function apply(choice: Choice, words: string): void {
  const { dataset } = document.documentElement;
  if (choice === "reader") dataset["bijiReader"] = words;
  else if (words) dataset["theme"] = words;
  else delete dataset["theme"];
}

/** attachThemeSwitch wires the button that goes through the themes, from that which the page has. */
export function attachThemeSwitch(root: Document, words: Words): void {
  const button = root.querySelector<HTMLElement>("[data-biji=theme]");
  if (!button) return;
  const name = button.querySelector<HTMLElement>("[data-biji=theme-name]");
  const { dataset } = root.documentElement;
  let at = Math.max(0, order.indexOf(dataset["theme"] ?? ""));
  const show = () => {
    const theme = (button.dataset["now"] = order[at] ?? "auto");
    button.title = words(`theme_${theme}`);
    if (name) name.textContent = button.title;
  };
  button.addEventListener("click", () => {
    at = (at + 1) % order.length;
    const theme = at ? (order[at] ?? "") : "";
    remember("theme", theme);
    apply("theme", theme);
    show();
  });
  show();
  root.addEventListener("click", carry);
}

/** carry puts choices into the address of the page that a click leads to. */
function carry({ target }: Event): void {
  const link = target instanceof Element ? target.closest("a") : null;
  if (!(link instanceof HTMLAnchorElement) || link.protocol !== "file:") return;
  if (!link.pathname.endsWith(".html") || link.pathname === location.pathname) return;
  const { theme, bijiReader: reader } = document.documentElement.dataset;
  if (!theme && !reader) return;
  const url = new URL(link.href);
  for (const [choice, words] of Object.entries({ theme, reader })) {
    if (words) url.searchParams.set(choice, words);
  }
  link.href = url.href;
}
