// The script of pages with numbered lines of code. #code2:5-7 is lines 5 to 7 of the
// second block of the page, by the numbers that the lines show: the address marks them,
// and a click on a number, or with Shift on another, names them there.
attachLineLinks(document);

function attachLineLinks(root: Document): void {
  const figures = () => [...root.querySelectorAll(".biji-text figure.code")];
  show(figures());
  addEventListener("hashchange", () => show(figures()));
  let from: Element | undefined;
  root.addEventListener("click", (event) => {
    const line = event.target instanceof HTMLElement && event.target.matches(".line[data-n]") ? event.target : undefined;
    if (!line || !onNumber(line, event)) return;
    const figure = line.closest("figure");
    const start = event.shiftKey && from?.closest("figure") === figure ? from : line;
    from = start;
    const [a = 0, b = 0] = [start, line].map(numberOf).sort((x, y) => (x ?? 0) - (y ?? 0));
    const name = `#code${figures().findIndex((f) => f === figure) + 1}:${a}${a < b ? `-${b}` : ""}`;
    try {
      history.replaceState(history.state, "", name);
    } catch {
      // then the lines are marked, and the address is as it was
    }
    mark(figure, a, b);
  });
}

/** onNumber: the number is drawn by the style sheet, at the beginning of the line. */
function onNumber(line: Element, { clientX }: MouseEvent): boolean {
  const { width, marginInlineEnd } = getComputedStyle(line, "::before");
  const left = line.getBoundingClientRect().left + parseFloat(getComputedStyle(line).paddingLeft);
  return clientX < left + parseFloat(width) + parseFloat(marginInlineEnd) / 2;
}

function numberOf(line: Element): number {
  return Number(line.getAttribute("data-n"));
}

/** mark marks lines, and no others on the page. It gives the first. */
function mark(figure: Element | null | undefined, from: number, to: number): Element | undefined {
  for (const line of document.querySelectorAll(".line[data-at]")) line.removeAttribute("data-at");
  const lines = [...(figure?.querySelectorAll(".line[data-n]") ?? [])].filter((l) => numberOf(l) >= from && numberOf(l) <= to);
  for (const line of lines) line.setAttribute("data-at", "");
  return lines[0];
}

function show(figures: Element[]): void {
  const [, block, from, to] = /^#code(\d+):(\d+)(?:-(\d+))?$/.exec(location.hash) ?? [];
  if (!block || !from) return;
  mark(figures[Number(block) - 1], Number(from), Number(to ?? from))?.scrollIntoView({ block: "center" });
}

export {};
