// The script of the map: it names the note on which the pointer rests, draws its links,
// and lights up the notes whose titles have what is typed.
const map = document.querySelector<HTMLElement>("[data-biji=map]");
const kind = ".biji-map-folder :is(li, .biji-map-dots) > a";
const notes = [...(map?.querySelectorAll<HTMLAnchorElement>(kind) ?? [])];
const to = notes.map((note) => (note.dataset["bijiTo"] ?? "").split(" ").filter(Boolean).map(Number));
const titleOf = (note: HTMLAnchorElement) => note.textContent || note.title;

const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
svg.setAttribute("aria-hidden", "true");
const field = document.createElement("input");
const says = document.createElement("output");

/** clear takes lines and lights away, except those of what is typed. */
function clear(): void {
  svg.replaceChildren();
  says.textContent = "";
  look();
}

/** line draws a line between two notes. */
function line(from: number, other: number, name: string): void {
  const [a, b] = [notes[from], notes[other]];
  if (!map || !a || !b) return;
  const top = map.getBoundingClientRect();
  const at = (note: HTMLElement) => {
    const box = note.getBoundingClientRect();
    return [box.left - top.left + Math.min(box.width / 2, 5), box.top - top.top + box.height / 2] as const;
  };
  const [[x, y], [u, v]] = [at(a), at(b)];
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("class", name);
  path.setAttribute("d", `M${x} ${y}Q${(x + u) / 2 + (v - y) / 8} ${(y + v) / 2 - (u - x) / 8} ${u} ${v}`);
  svg.append(path);
  b.classList.add("biji-map-lit");
}

/** show names a note and draws its links. */
function show(note: HTMLAnchorElement): void {
  clear();
  const number = notes.indexOf(note);
  const out = to[number] ?? [];
  const back = to.flatMap((all, k) => (all.includes(number) ? [k] : []));
  says.textContent = titleOf(note) + (out.length + back.length ? ` · ${back.length} → ${out.length}` : "");
  svg.setAttribute("width", String(map?.clientWidth));
  svg.setAttribute("height", String(map?.clientHeight));
  for (const k of out) line(number, k, "biji-map-out");
  for (const k of back) line(number, k, "biji-map-in");
}

/** look lights up the notes that have what is typed. */
function look(): void {
  const words = field.value.trim().toLowerCase();
  let found = 0;
  for (const note of notes) {
    const has = words !== "" && titleOf(note).toLowerCase().includes(words);
    note.classList.toggle("biji-map-lit", has);
    if (has) found++;
    if (note.title) note.tabIndex = has ? 0 : -1;
  }
  map?.classList.toggle("biji-map-dim", words !== "");
  if (words) says.textContent = String(found);
}

if (map) {
  field.type = "search";
  field.placeholder = map.dataset["bijiFilter"] ?? "";
  field.setAttribute("aria-label", field.placeholder);
  field.addEventListener("input", clear);
  const line = document.createElement("p");
  line.className = "biji-map-find";
  line.append(field, says);
  map.querySelector(".biji-meta")?.after(line);
  map.append(svg);
  for (const event of ["pointerover", "focusin"]) {
    map.addEventListener(event, ({ target }) => {
      const note = (target as Element).closest<HTMLAnchorElement>(kind);
      if (note) show(note);
      else if (svg.firstChild) clear();
    });
  }
}

export {};
