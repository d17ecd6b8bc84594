/**
 * attachMenu opens the sidebar as a drawer on narrow screens: focus moves into
 * it and stays there, Esc closes it. Without the script the button is a link
 * to the sidebar, which a style rule shows while it is the target.
 */
export function attachMenu(root: Document): void {
  const button = root.querySelector<HTMLAnchorElement>("[data-biji=menu]");
  const nav = root.querySelector<HTMLElement>("[data-biji=nav]");
  if (!nav) return;
  showCurrent(nav);
  if (!button) return;

  const page = root.documentElement;
  const close = nav.querySelector<HTMLElement>("[data-biji=close]");
  const others = () => {
    const inside = nav.parentElement;
    return [...(root.body?.children ?? []), ...(inside?.children ?? [])].filter(
      (e): e is HTMLElement => e instanceof HTMLElement && !e.contains(nav) && e.dataset["biji"] !== "close",
    );
  };
  const isOpen = () => page.dataset["bijiMenu"] === "open";
  const set = (open: boolean) => {
    if (open === isOpen()) return;
    if (open) page.dataset["bijiMenu"] = "open";
    else delete page.dataset["bijiMenu"];
    button.setAttribute("aria-expanded", String(open));
    for (const e of others()) e.inert = open;
    if (open) {
      (nav.querySelector<HTMLElement>("[aria-current=page]") ?? close)?.focus({ preventScroll: true });
      showCurrent(nav);
    } else button.focus({ preventScroll: true });
  };
  root.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("[data-biji=menu]")) {
      event.preventDefault();
      set(!isOpen());
    } else if (target?.closest("[data-biji=close]")) {
      event.preventDefault();
      set(false);
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.preventDefault();
    set(false);
  });
  matchMedia("(min-width: 60rem)").addEventListener("change", (wide) => {
    if (wide.matches) set(false);
  });
  button.setAttribute("role", "button");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", nav.id);
}

/** showCurrent scrolls the sidebar, and nothing else, to the line of this page. */
function showCurrent(nav: HTMLElement): void {
  const line = nav.querySelector<HTMLElement>("[aria-current=page]");
  if (!line) return;
  const above = line.getBoundingClientRect().top - nav.getBoundingClientRect().top;
  if (above < 0 || above > nav.clientHeight - 48) nav.scrollTop += above - nav.clientHeight / 3;
}
