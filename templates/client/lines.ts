// The script of pages with numbered lines of code. #code2:5-7 is lines 5 to 7 of the
// second block of the page, by the numbers that the lines show: the address marks them,
// and a click on a number, or with Shift on another, names them there. By keyboard, Enter
// in a block names its first line, and the arrows go on from there.
attachLineLinks(document);

function attachLineLinks(root: Document): void {
  const figures = () => [...root.querySelectorAll(".biji-text figure.code")];
  let from: Element | undefined; // the lines that are named reach from here
  let to: Element | undefined;
  const say = root.createElement("span");
  say.className = "biji-hidden";
  say.setAttribute("role", "status");
  root.body.append(say);

  const show = () => {
    const [, block, first, last] = /^#code(\d+):(\d+)(?:-(\d+))?$/.exec(location.hash) ?? [];
    if (!block || !first) return;
    const lines = mark(figures()[Number(block) - 1], Number(first), Number(last ?? first));
    [from] = lines;
    to = lines.at(-1);
    from?.scrollIntoView({ block: "center" });
  };
  show();
  addEventListener("hashchange", show);

  const name = (line: Element, further: boolean) => {
    const figure = line.closest("figure");
    if (!further || from?.closest("figure") !== figure) from = line;
    to = line;
    const [a = 0, b = 0] = [from ?? line, line].map(numberOf).sort((x, y) => x - y);
    const lines = a < b ? `${a}-${b}` : `${a}`;
    replace(`#code${figures().findIndex((f) => f === figure) + 1}:${lines}`);
    mark(figure, a, b);
    return lines;
  };
  root.addEventListener("click", (event) => {
    const line = event.target instanceof HTMLElement && event.target.matches(".line[data-n]") ? event.target : undefined;
    if (line && onNumber(line, event)) name(line, event.shiftKey);
  });
  root.addEventListener("keydown", (event) => {
    const by = new Map([["Enter", 0], ["ArrowDown", 1], ["ArrowUp", -1]]).get(event.key);
    const block = event.target;
    if (by === undefined || event.ctrlKey || event.altKey || event.metaKey || !(block instanceof Element) || block.tagName !== "PRE") return;
    const lines = [...block.querySelectorAll(".line[data-n]")];
    const at = to && to.matches("[data-at]") ? lines.indexOf(to) : -1;
    const line = lines[Math.min(Math.max(at + by, 0), lines.length - 1)];
    if (!line || (by !== 0 && at < 0)) return; // arrows scroll, where no line is named
    say.textContent = `${name(line, event.shiftKey)} ${line.textContent ?? ""}`;
    line.scrollIntoView({ block: "nearest" });
    event.preventDefault();
  });
}

/** replace puts a name into the address. */
function replace(name: string): void {
  try {
    history.replaceState(history.state, "", name);
  } catch {
    // then the lines are marked, and the address is as it was
  }
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

/** mark marks lines, and no others on the page. It gives them. */
function mark(figure: Element | null | undefined, from: number, to: number): Element[] {
  for (const line of document.querySelectorAll(".line[data-at]")) line.removeAttribute("data-at");
  const lines = [...(figure?.querySelectorAll(".line[data-n]") ?? [])].filter((l) => numberOf(l) >= from && numberOf(l) <= to);
  for (const line of lines) line.setAttribute("data-at", "");
  return lines;
}

export {};
