import type { Words } from "./words.ts";

/** "auto" follows the system, and is what a reader has who never chose. */
export type Theme = "auto" | "light" | "dark";

const order: readonly Theme[] = ["auto", "light", "dark"];

// All pages that are opened from disk share one store, other people's pages
// included, and all projects of one account on a forge do: hence the prefix.
const key = "biji:theme";

function isTheme(value: unknown): value is Theme {
  return order.some((theme) => theme === value);
}

/**
 * chosenTheme is the reader's choice: from the store, or from ?theme= in the
 * address, which carries it where every file on disk has a store of its own
 * (Firefox).
 */
export function chosenTheme(): Theme {
  const carried = new URLSearchParams(location.search).get("theme");
  if (isTheme(carried)) {
    remember(carried);
    dropCarried();
    return carried;
  }
  try {
    const stored = localStorage.getItem(key);
    return isTheme(stored) ? stored : "auto";
  } catch {
    return "auto"; // storage is blocked
  }
}

function remember(theme: Theme): void {
  try {
    if (theme === "auto") localStorage.removeItem(key);
    else localStorage.setItem(key, theme);
  } catch {
    // then it holds for this page only
  }
}

function dropCarried(): void {
  const url = new URL(location.href);
  url.searchParams.delete("theme");
  try {
    history.replaceState(history.state, "", url);
  } catch {
    // the address keeps it; nothing else is wrong
  }
}

export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "auto") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
}

/** attachThemeSwitch wires the button that goes through the themes, from that which the page has. */
export function attachThemeSwitch(root: ParentNode, words: Words): void {
  const button = root.querySelector<HTMLElement>("[data-biji=theme]");
  if (!button) return;
  const name = button.querySelector<HTMLElement>("[data-biji=theme-name]");
  let theme = (document.documentElement.dataset["theme"] ?? "auto") as Theme;
  const show = () => {
    button.dataset["now"] = theme;
    button.title = words(`theme_${theme}`);
    if (name) name.textContent = button.title;
  };
  button.addEventListener("click", () => {
    theme = order[(order.indexOf(theme) + 1) % order.length] ?? "auto";
    remember(theme);
    applyTheme(theme);
    show();
  });
  show();
  document.addEventListener("click", (event) => carry(event, theme));
}

/** carry puts an explicit choice into the address of the page that a click leads to. */
function carry(event: Event, theme: Theme): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (theme === "auto" || !(link instanceof HTMLAnchorElement) || link.protocol !== "file:") return;
  if (!link.pathname.endsWith(".html") || link.pathname === location.pathname) return;
  const url = new URL(link.href);
  url.searchParams.set("theme", theme);
  link.href = url.href;
}
