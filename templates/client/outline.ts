// The script of pages with a list of their contents: it marks there the heading that is
// being read, keeps it in sight, and says it where the contents are a bar above the text.
attachContents(document);

function attachContents(root: Document): void {
  const nav = root.querySelector<HTMLElement>("[data-biji=contents]");
  const fold = nav?.querySelector("details");
  if (!nav || !fold) return;
  const summary = fold.querySelector("summary");

  const wide = matchMedia("(min-width: 80rem)");
  const onWide = () => {
    fold.open = wide.matches; // beside the text it is always open
  };
  onWide();
  wide.addEventListener("change", onWide);
  nav.addEventListener("click", (event) => {
    if (!wide.matches && event.target instanceof Element && event.target.closest("a")) fold.open = false;
  });

  let entries = listed(root, nav);
  let current: Element | undefined;
  const mark = () => {
    const next = entries[atEnd(root) ? entries.length - 1 : reading(entries.map((e) => e.heading))]?.link;
    if (next === current) return;
    current?.removeAttribute("aria-current");
    next?.setAttribute("aria-current", "location");
    current = next;
    if (summary && next) summary.dataset["now"] = next.textContent ?? "";
    if (next && wide.matches) keepInSight(nav, next);
  };
  // Not an IntersectionObserver: a jump past many headings crosses none.
  let due = 0;
  const onScroll = () => {
    due ||= requestAnimationFrame(() => {
      due = 0;
      mark();
    });
  };
  mark();
  addEventListener("scroll", onScroll, { passive: true });
  addEventListener("biji", () => {
    entries = listed(root, nav);
  });
}

interface Listed {
  link: Element;
  heading: Element;
}

function listed(root: Document, nav: Element): Listed[] {
  const found: Listed[] = [];
  for (const link of nav.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
    const heading = root.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) found.push({ link, heading });
  }
  return found;
}

/**
 * reading is the index of the last heading above the reading line, a quarter
 * down the window, or 0: headings stand in order, so half of the rest is ruled
 * out at each step.
 */
function reading(headings: readonly Element[], line = innerHeight / 4): number {
  let lo = 0;
  let hi = headings.length;
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    const heading = headings[middle];
    if (heading && heading.getBoundingClientRect().top <= line + 1) lo = middle + 1;
    else hi = middle;
  }
  return Math.max(0, lo - 1);
}

/** atEnd: the last sections of a page may be too short to reach the reading line. */
function atEnd(root: Document): boolean {
  const page = root.documentElement;
  return scrollY > 0 && scrollY + innerHeight >= page.scrollHeight - 2;
}

function keepInSight(nav: HTMLElement, link: Element): void {
  const box = nav.getBoundingClientRect();
  const at = link.getBoundingClientRect();
  if (at.top < box.top + 32) nav.scrollTop -= box.top + 64 - at.top;
  else if (at.bottom > box.bottom - 32) nav.scrollTop += at.bottom - box.bottom + 64;
}

export {};
