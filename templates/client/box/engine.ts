import { keyword } from "../index/analyze.ts";
import { text as utf8 } from "../index/cursor.ts";
import type { Inflate, Load } from "../index/pack.ts";
import type { Query } from "../index/query.ts";
import { openIndex, type Index } from "../index/reader.ts";
import type { StoredDocument } from "../index/segment.ts";
import { SearchError, type Answer, type Engine, type Hit, type Wanted } from "../search/engine.ts";
import { term } from "./ask.ts";
import { Marker } from "./excerpt.ts";
import { find, howOf, type Finding } from "./find.ts";
import { line } from "./how.ts";

/** What an engine needs of the page that it runs in. */
export interface Site {
  /** load gets the gzip member that a file of the pack's folder holds. */
  readonly load: Load;
  readonly inflate: Inflate;
  /** language of the interface */
  readonly lang: string;
  /** updated is asked after a failure: whether the site has another index by now. */
  readonly updated?: () => Promise<boolean>;
}

/** newEngine gives the engine of a site's index. Nothing is loaded before it is asked to. */
export function newEngine(site: Site): Engine {
  const index = once(() => openIndex(site.load, site.inflate));
  const table = once(async () => simplification(utf8(await site.inflate(await site.load("hant.js")))));
  const simplified = async (text: string) => {
    if (!/[\u3400-\u9fff]/.test(text)) return text;
    const to = await table();
    return Array.from(text, (c) => to.get(c) ?? c).join("");
  };
  return {
    warm: () => void index().catch(() => {}), // search will say it
    async search(text, wanted) {
      try {
        return await answer(await index(), text, wanted, { simplified, lang: site.lang });
      } catch (e) {
        throw await failure(e, wanted.signal, site);
      }
    },
  };
}

/** once calls make until it has succeeded, and gives what it gave. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((e) => {
      made = undefined;
      throw e;
    }));
}

async function failure(e: unknown, signal: AbortSignal, site: Site): Promise<SearchError> {
  if (signal.aborted) return new SearchError("aborted");
  if (e instanceof SearchError) return e;
  const updated = await site.updated?.().catch(() => false);
  return new SearchError(updated ? "updated" : "failed", String(e));
}

/** simplification reads hant.txt of site/search: pairs of characters. */
function simplification(text: string): Map<string, string> {
  const chars = [...text];
  const to = new Map<string, string>();
  for (let i = 0; i + 1 < chars.length; i += 2) to.set(chars[i] as string, chars[i + 1] as string);
  return to;
}

interface Around {
  readonly simplified: (text: string) => Promise<string>;
  readonly lang: string;
}

async function answer(index: Index, text: string, wanted: Wanted, { simplified, lang }: Around): Promise<Answer> {
  const { signal } = wanted;
  const count = async (q: Query) => (await index.search(q, { size: 0, signal })).total;
  const f = await find(text, { count, simplified });
  const marker = new Marker(f.plan);
  const found = f.query ? await index.search(filtered(f.query, wanted), wanted) : { hits: [], total: 0 };
  const documents = await index.documents(found.hits.map((h) => h.doc), signal);
  const hits = documents.map((d, i) => hitOf(d, found.hits[i]?.score ?? 0, marker));
  const { how, dropped, corrected } = said(f, marker, documents[0], lang);
  return { hits, total: found.total, how, dropped, corrected, facets: { tags: [], dirs: [] } };
}

/** filtered asks for the chosen tag and folder, without a share in the score. */
function filtered(q: Query, { tag, dir }: Wanted): Query {
  const all = [q];
  if (tag) all.push(term(keyword(tag), "tags", 0));
  if (dir) all.push(term(keyword(dir), "dir", 0));
  return all.length === 1 ? q : { kind: "and", all };
}

function said(f: Finding, marker: Marker, best: StoredDocument | undefined, lang: string) {
  const { title = "", trail = "", body = "", code = "" } = best?.fields ?? {};
  const how = howOf(f, (u) => marker.similar(u, [title, trail, body, code].join("\n")));
  return { how: line(how, lang), dropped: [...how.dropped], corrected: how.corrected.map(([a, b]): [string, string] => [a, b]) };
}

function hitOf(d: StoredDocument, score: number, marker: Marker): Hit {
  const { title = "", trail = "", body = "", code = "" } = d.fields;
  const [address = "", id = ""] = d.id.split("#");
  const page = decoded(address.replace(/^\.\//, ""));
  return {
    page,
    id: decoded(id),
    url: id ? `${address}#${id}` : address,
    title,
    trail: trail ? trail.split("\n") : [],
    excerpts: marker.excerpts(body, code),
    tags: [],
    dir: page.includes("/") ? page.slice(0, page.lastIndexOf("/")) : "",
    score,
  };
}

function decoded(s: string): string {
  try {
    return decodeURIComponent(s);
  } catch {
    return s;
  }
}
