// The script behind a sidebar that does not show all: folders unfold in place, from
// the tree of the whole site, which is loaded when it is wanted; and so is what filters it.
import filter from "script:./filter.ts";
import { nameOf, recall } from "./navstate.ts";
import { type Node, lineOf, loadTree } from "./nodes.ts";
import { trusted } from "./trust.ts";

const { src } = document.currentScript as HTMLScriptElement;

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
  const field = nav.querySelector("[data-biji=filter]");
  if (field) awaitReader(field);
}

/** awaitReader loads what filters when a reader comes to the field. */
function awaitReader(field: Element): void {
  const signs = ["focus", "input"] as const;
  const load = () => {
    for (const sign of signs) field.removeEventListener(sign, load);
    const script = document.createElement("script");
    script.src = trusted(new URL(filter, src).href);
    script.onerror = () => awaitReader(field);
    document.head.append(script);
  };
  for (const sign of signs) field.addEventListener(sign, load);
}

function find(nodes: Node[], is: (n: Node) => boolean): Node | undefined {
  for (const n of nodes) {
    if (n[2] && is(n)) return n;
    const below = n[2] && find(n[2], is);
    if (below) return below;
  }
  return undefined;
}
