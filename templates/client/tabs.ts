// The script of pages with tabs: what stands one below the other becomes tabs,
// and tabs of one name change together on the whole page.

interface Group {
  readonly buttons: HTMLButtonElement[];
  readonly panels: HTMLElement[];
}

const groups: Group[] = [];

attachAll();
addEventListener("biji", attachAll); // the local server has put blocks in the place of others

function attachAll(): void {
  for (const box of document.querySelectorAll<HTMLElement>(".biji-text .tabs:not(:has(> .tab-list))")) groups.push(attach(box, groups.length));
}

function attach(box: HTMLElement, number: number): Group {
  const panels = [...box.children].filter((e): e is HTMLElement => e instanceof HTMLElement && e.classList.contains("tab"));
  const list = document.createElement("div");
  list.className = "tab-list";
  list.setAttribute("role", "tablist");
  const group: Group = { panels, buttons: panels.map(button) };
  list.append(...group.buttons);
  box.prepend(list);
  panels.forEach((panel, i) => {
    panel.id ||= `biji-tabs-${number}-${i}`;
    panel.setAttribute("role", "tabpanel");
    group.buttons[i]?.setAttribute("aria-controls", panel.id);
    panel.addEventListener("beforematch", () => choose(group, i)); // found in the page
  });
  group.buttons.forEach((b, i) => {
    b.addEventListener("click", () => chooseAll(group, i));
    b.addEventListener("keydown", (e) => {
      const step = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
      const next = (i + step + panels.length) % panels.length;
      if (step === 0) return;
      chooseAll(group, next);
      group.buttons[next]?.focus();
    });
  });
  choose(group, 0);
  return group;
}

function button(panel: HTMLElement): HTMLButtonElement {
  const b = document.createElement("button");
  b.type = "button";
  b.setAttribute("role", "tab");
  b.textContent = panel.querySelector(":scope > .tab-title")?.textContent ?? "";
  return b;
}

function choose(group: Group, chosen: number): void {
  group.panels.forEach((panel, i) => {
    if (i === chosen) panel.removeAttribute("hidden");
    else panel.setAttribute("hidden", "until-found");
    const b = group.buttons[i];
    b?.setAttribute("aria-selected", String(i === chosen));
    if (b) b.tabIndex = i === chosen ? 0 : -1;
  });
}

/** chooseAll chooses a tab, and those of its name in other groups, without moving what was clicked. */
function chooseAll(group: Group, chosen: number): void {
  const at = group.buttons[chosen];
  const before = at?.getBoundingClientRect().top ?? 0;
  for (const g of groups) {
    const i = g === group ? chosen : g.buttons.findIndex((b) => b.textContent === at?.textContent);
    if (i >= 0) choose(g, i);
  }
  scrollBy(0, (at?.getBoundingClientRect().top ?? 0) - before);
}
