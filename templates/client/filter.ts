// Loaded when a reader comes to the field above the sidebar.
import { type Node, lineOf, loadTree } from "./nodes.ts";

const nav = document.querySelector<HTMLElement>("[data-biji=nav]");
const field = nav?.querySelector<HTMLInputElement>("[data-biji=filter]");
if (nav && field) attachFilter(nav, field);

const mostFound = 100;

/** attachFilter has a field show, in place of the tree, the lines whose titles have what is typed. */
function attachFilter(nav: HTMLElement, field: HTMLInputElement): void {
  const { bijiTop: top = "./", bijiTree: tree = "" } = nav.dataset;
  const filter = () => {
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
  };
  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || field.value === "") return;
    event.preventDefault();
    event.stopPropagation();
    field.value = "";
    field.dispatchEvent(new Event("input"));
  });
  if (field.value) filter(); // it was typed before this came
}
