// The script behind a sidebar that does not show all: folders unfold in place, from
// the tree of the whole site, which is loaded when it is wanted; a field filters it.
import { nameOf, recall } from "./navstate.ts";
import { type Node, lineOf, loadTree } from "./nodes.ts";

const nav = document.querySelector<HTMLElement>("[data-biji=nav]");
if (nav?.dataset["bijiTree"]) attachFolds(nav, nav.dataset["bijiTree"]);

function attachFolds(nav: HTMLElement, tree: string): void {
  const { bijiTop: top = "./" } = nav.dataset;
  const opened = new Set(recall(nav).open);
  const base = new URL(top, location.href).href;

  /** fold puts what unfolds beside the link to a folder, and asks for its lines when it is opened. */
  const fold = (line: Element, below: () => Promise<Node[]>) => {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.ariaLabel = line.textContent;
    details.append(summary);
    line.append(details);
    details.addEventListener("toggle", async () => {
      if (!details.open || details.querySelector("ul")) return;
      try {
        const nodes = await below();
        if (!details.querySelector("ul")) details.append(list(nodes));
      } catch {
        details.open = false;
      }
    });
    details.open = opened.has(nameOf(details));
  };
  const list = (nodes: Node[]) => {
    const ul = document.createElement("ul");
    for (const node of nodes) {
      const line = lineOf(node, top);
      const below = node[2];
      if (below) fold(line, () => Promise.resolve(below));
      ul.append(line);
    }
    return ul;
  };
  for (const line of nav.querySelectorAll(".nav-fold")) {
    const link = line.querySelector("a");
    fold(line, async () => find(await loadTree(tree), (n) => base + n[1] === link?.href && n[0] === link.textContent)?.[2] ?? []);
  }
  const field = nav.querySelector<HTMLInputElement>("[data-biji=filter]");
  if (field) attachFilter(nav, field, top, tree);
}

function find(nodes: Node[], is: (n: Node) => boolean): Node | undefined {
  for (const n of nodes) {
    if (n[2] && is(n)) return n;
    const below = n[2] && find(n[2], is);
    if (below) return below;
  }
  return undefined;
}

const mostFound = 100;

/** attachFilter has a field show, in place of the tree, the lines whose titles have what is typed. */
function attachFilter(nav: HTMLElement, field: HTMLInputElement, top: string, tree: string): void {
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const show = (nodes: Node[]) => {
      nav.querySelector("[data-found]")?.remove();
      if (words.length === 0) return;
      const found = document.createElement("ul");
      found.dataset["found"] = "";
      const walk = (some: Node[], above: string) => {
        for (const node of some) {
          if (found.childElementCount >= mostFound) return;
          const title = node[0].toLowerCase();
          if (node[1] && words.every((w) => title.includes(w))) {
            const line = lineOf(node, top);
            const where = document.createElement("small");
            where.textContent = above;
            line.firstChild?.appendChild(where);
            found.append(line);
          }
          walk(node[2] ?? [], above ? `${above} › ${node[0]}` : node[0]);
        }
      };
      walk(nodes, "");
      field.after(found);
    };
    loadTree(tree).then(show, () => {});
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value === "") return;
    event.preventDefault();
    event.stopPropagation();
    field.value = "";
    field.dispatchEvent(new Event("input"));
  });
}
