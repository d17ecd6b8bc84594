// What programs may ask of the site where the browser lets pages offer that (WebMCP,
// https://webmachinelearning.github.io/webmcp/): the tools of "biji mcp", by the same
// names. Loaded by such browsers alone. Answers are values of JSON; a promise that is
// rejected says that there is none.
import { handOver } from "./script.ts";
import type { Answer, Wanted } from "./search/engine.ts";

interface Tool {
  name: string;
  description: string;
  inputSchema: object;
  annotations: { readOnlyHint: boolean; untrustedContentHint: boolean };
  execute(input: Record<string, unknown>): Promise<unknown>;
}

/** A ModelContext is what such a browser gives a page: of document; older ones have it of navigator. */
export interface ModelContext {
  registerTool(tool: Tool): unknown; // a promise, or nothing
}

/** Offer registers the tools. top is the address of the top of the site. */
export type Offer = (context: ModelContext, top: string, search: (text: string, wanted: Wanted) => Promise<Answer>) => void;

const offer: Offer = (context, top, search) => {
  /** tool registers one that wants a text. */
  const tool = async (name: string, description: string, wants: string, execute: (text: string, from: number) => Promise<unknown>) =>
    context.registerTool({
      name,
      description,
      inputSchema: { type: "object", properties: { [wants]: { type: "string" }, from: { type: "integer" } }, required: [wants] },
      annotations: { readOnlyHint: true, untrustedContentHint: true },
      execute: async (input) => execute(String(input[wants]), Number(input["from"]) || 0), // programs send what they like
    });
  const all = [
    tool("search", 'Search the notes for sections, best first, ten after so many (from).', "query", async (query, from) => {
      const { how, total, hits } = await search(query, { size: 10, from, signal: new AbortController().signal });
      return { how, total, hits: hits.map(({ url, title, trail, excerpts }) => ({ address: top + url, title, trail, excerpt: excerpts[0]?.text })) };
    }),
    tool("read", "Read a page, or the section at an address with a fragment.", "address", async (address) => {
      const page = await read(address);
      const from = page.getElementById(decodeURIComponent(address.split("#")[1] ?? ""));
      const blocks = [...(page.querySelector(".biji-text")?.children ?? [])];
      const begin = blocks.findIndex((e) => e === from);
      const end = blocks.findIndex((e, i) => i > begin && begin >= 0 && e.tagName < "H7" && e.tagName > "H0" && e.tagName <= blocks[begin]!.tagName);
      return [page.title, ...blocks.slice(Math.max(begin, 0), end < 0 ? undefined : end).map((e) => e.textContent)].join("\n\n");
    }),
    tool("list", "List the pages below a folder of addresses.", "folder", async (folder) => {
      const lines = (await (await fetch(top + "llms.txt")).text()).split("\n");
      return lines.filter((line) => line.includes(folder)).join("\n");
    }),
    tool("backlinks", "The pages that link to a page, with the sentences.", "address", async (address) =>
      [...(await read(address)).querySelectorAll(".biji-backlinks li")].map((li) => [li.querySelector("a")?.href, li.textContent]),
    ),
  ];
  for (const one of all) one.catch(() => {}); // another script of the page has one of this name

  /** read parses a page of the site; nothing in it is loaded or run. */
  function read(address: string): Promise<Document> {
    return new Promise((done, failed) => {
      const request = new XMLHttpRequest(); // of what fetch gives hosts may forbid that scripts make a document
      const { href } = new URL(address, top);
      request.open("GET", href);
      request.responseType = "document";
      request.onloadend = () => (request.status === 200 && href.startsWith(top) && request.responseXML ? done(request.responseXML) : failed(new Error("no such page")));
      request.send();
    });
  }
};

handOver("offered", offer);
