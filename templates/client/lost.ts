// The script of the page of wrong addresses: it looks for pages whose titles or
// addresses are like the address, and has the search ask for its words.
import { type Node, lineOf, loadTree } from "./nodes.ts";

let path = location.pathname;
try {
  path = decodeURIComponent(path);
} catch {
  // a stray percent sign: take it as it is
}
const words = (path.replace(/\/$/, "").split("/").pop() ?? "").replace(/\.\w+$/, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");

const asked = document.querySelector<HTMLElement>("[data-biji=asked]");
if (asked && words) {
  asked.textContent = words;
  asked.closest<HTMLElement>("[data-biji=ask]")?.setAttribute("data-words", words);
}

/** pairs are the pairs of letters of a text. */
function pairs(text: string): Set<string> {
  const letters = [...text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "")];
  return new Set(letters.slice(1).map((letter, i) => letters[i] + letter));
}

/** alike is how much of the pairs two texts share, from 0 to 1 (Dice). */
function alike(a: Set<string>, b: Set<string>): number {
  const both = [...a].filter((pair) => b.has(pair)).length;
  return a.size + b.size > 0 ? (2 * both) / (a.size + b.size) : 0;
}

const meant = document.querySelector<HTMLElement>("[data-biji=meant]");
if (meant && words) {
  const { bijiAll: tree = "", bijiStart: top = "./" } = meant.dataset;
  const wanted = pairs(words);
  const show = (nodes: Node[]) => {
    const found: [number, Node][] = [];
    const walk = (some: Node[]) => {
      for (const node of some) {
        const name = decodeURI(node[1]).replace(/(\/index)?\.html$/, "").split("/").pop() ?? "";
        found.push([Math.max(alike(wanted, pairs(node[0])), alike(wanted, pairs(name))), node]);
        walk(node[2] ?? []);
      }
    };
    walk(nodes);
    const best = found.filter(([score]) => score > 0.3).sort((a, b) => b[0] - a[0]).slice(0, 5);
    meant.querySelector("ul")?.append(...best.map(([, node]) => lineOf(node, top)));
    meant.hidden = best.length === 0;
  };
  loadTree(tree).then(show, () => {});
}
