const soon = 1_000; // milliseconds in which the second of two keys has to follow

let first = 0; // when "g" was pressed

/** press does what a key stands for. */
export function press(root: Document, letter: string): void {
  const go = Date.now() - first < soon;
  first = letter === "g" ? Date.now() : 0;
  const click = (selector: string) => root.querySelector<HTMLElement>(selector)?.click();
  if (letter === "h" && go) click(".biji-brand");
  else if (letter === "t") click("[data-biji=theme]");
  else if (letter === "[") click(".biji-pager [rel=prev]");
  else if (letter === "]") click(".biji-pager [rel=next]");
  else if (letter === "b") (root.querySelector("a:focus-visible") ?? root.querySelector("a:hover"))?.dispatchEvent(new Event("biji-beside", { bubbles: true }));
  else if (letter === "j" || letter === "k") step(root, letter === "j" ? 1 : -1);
}

const near = 4; // pixels: headings are not drawn at whole ones

let going: HTMLElement | undefined; // heading to which the page is still scrolling
addEventListener("scrollend", () => {
  going = undefined;
});

/** step goes to the heading after the top of the text that is in sight, or to the one before it; beyond the last and the first, to the end of the page and its beginning. */
function step(root: Document, by: 1 | -1): void {
  const headings = [...root.querySelectorAll<HTMLElement>(".biji-text :is(h1,h2,h3,h4)")].filter((h) => h.checkVisibility());
  const line = parseFloat(getComputedStyle(root.documentElement).scrollPaddingTop) || 0;
  const away = (h: HTMLElement) => (h.getBoundingClientRect().top - line) * by;
  const from = going && headings.indexOf(going);
  const next = from === undefined ? (by > 0 ? headings : headings.reverse()).find((h) => away(h) > near) : headings[from + by];
  going = next;
  if (!next) return scrollTo({ top: by > 0 ? root.documentElement.scrollHeight : 0 });
  next.tabIndex = -1;
  next.focus({ preventScroll: true }); // the next Tab goes on from here, and a screen reader says where that is
  next.scrollIntoView();
}
