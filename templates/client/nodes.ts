import { trusted } from "./trust.ts";

/** A Node is a line of the sidebar: its title, its address from the top of the site, the lines below it. */
export type Node = [title: string, address: string, below?: Node[]];

declare global {
  interface Window {
    __bijiTree?: (tree: Node[]) => void;
  }
}

let loading: Promise<Node[]> | undefined;

/** loadTree gives the whole tree of the site, from the script at an address. A failure is not remembered. */
export function loadTree(address: string): Promise<Node[]> {
  loading ??= new Promise<Node[]>((resolve, reject) => {
    const script = document.createElement("script");
    window.__bijiTree = resolve;
    script.src = trusted(address);
    script.onload = script.onerror = () => {
      loading = undefined;
      reject(new Error(address)); // nothing, if the tree has come
    };
    document.head.append(script);
  });
  return loading.then((tree) => {
    loading = Promise.resolve(tree);
    return tree;
  });
}

/** lineOf is the link to a node, from the top of the site. */
export function lineOf([title, address]: Node, top: string): HTMLElement {
  const line = document.createElement("li");
  const link = document.createElement(address ? "a" : "span");
  link.textContent = title;
  if (link instanceof HTMLAnchorElement) link.href = trusted(top + address);
  else link.className = "nav-none";
  line.append(link);
  return line;
}
