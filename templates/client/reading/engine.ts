import { text as utf8 } from "../index/cursor.ts";
import { OtherVersion, twice, type Inflate, type Load } from "../index/pack.ts";
import type { Query } from "../index/query.ts";
import { best, openIndex, type Hit as Scored, type Index, type Keyword } from "../index/reader.ts";
import type { Hits } from "../index/score.ts";
import type { StoredDocument } from "../index/terms.ts";
import { nameOf, keyword } from "../index/analyze.ts";
import { pageMark, typedMark } from "../reading.json";
import { SearchError, type Answer, type Engine, type Hit, type Wanted } from "../search/engine.ts";
import { decoded, fileOf, pageOf } from "./address.ts";
import { exactly } from "./exact.ts";
import { also, excerptsOf, joined } from "./excerpt.ts";
import { counted, kept, parted, split, within } from "./facets.ts";
import { ranked } from "./evidence.ts";
import { isBeyond } from "./pages.ts";
import type { Further } from "./further.ts";
import { term } from "./queries.ts";
import { find, howOf, wordsOf, type Finding } from "./readings.ts";
import { line, tier } from "./line.ts";
import { Marker, type Table } from "./marker.ts";

/** What an engine needs of the page that it runs in. */
export interface Site {
  /** load gets the gzip member that a file of the pack's folder holds. */
  readonly load: Load;
  readonly inflate: Inflate;
  readonly further: Further;
  /** language of the interface */
  readonly lang: string;
}

/** newEngine gives the engine of a site's index. Nothing is loaded before it is asked to. */
export function newEngine(site: Site): Engine {
  let opened: Index | undefined;
  const index = once(async () => (opened = await openIndex(site.load, site.inflate)));
  const loaded = (file: string) => once(async () => utf8(await twice(async (fresh) => site.inflate(await site.load(file, fresh)))));
  const [characters, sounds] = [loaded("hant.js"), loaded("sounds.js")];
  const table = once(async () => simplification(await characters()));
  const simplified = async (text: string) => {
    if (!/[\u3400-\u9fff]/.test(text)) return text;
    const to = await table();
    return Array.from(text, (c) => to.get(c) ?? c).join("");
  };
  const ask = async (text: string, wanted: Wanted) => answer(opened ?? (await index()), text, wanted, { simplified, table, sounds, ...site });
  /** renewed takes the index that the site has by now, if it is another: the pieces of the one before may be gone. */
  const renewed = async () => {
    const now = opened && (await openIndex(site.load, site.inflate, true).catch(() => undefined));
    if (!now || now.hash === opened?.hash) return false;
    opened = now;
    return true;
  };
  return {
    warm: () => void index().catch(() => {}), // search will say it
    async search(text, wanted) {
      try {
        return await ask(text, wanted).catch(async (e) => {
          if (wanted.signal.aborted || !(await renewed())) throw e;
          return ask(text, wanted);
        });
      } catch (e) {
        throw new SearchError(wanted.signal.aborted ? "aborted" : e instanceof OtherVersion ? "updated" : "failed", String(e));
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

/** simplification reads hant.txt of site/search: pairs of characters. */
function simplification(text: string): Map<string, string> {
  const chars = [...text];
  const to = new Map<string, string>();
  for (let i = 0; i + 1 < chars.length; i += 2) to.set(chars[i] as string, chars[i + 1] as string);
  return to;
}

/** A site with more tags, or folders, offers none of them as filters: it would have to load which documents have them. */
const maxFacets = 500;

const none: Hits = { docs: [], scores: [] };

interface Around extends Site {
  readonly simplified: (text: string) => Promise<string>;
  readonly table: () => Promise<Table>;
  readonly sounds: () => Promise<string>;
}

async function answer(index: Index, text: string, wanted: Wanted, { simplified, table, sounds, further, lang }: Around): Promise<Answer> {
  const { signal } = wanted;
  const keywords = Promise.all([index.keywords("tags", maxFacets, "", signal), index.keywords("dir", maxFacets, "", signal)]);
  keywords.catch(() => {}); // awaited below, unless something else fails first
  const known = new Map<Query, Hits>();
  const all = async (q: Query) => {
    const hits = known.get(q) ?? (await index.all(q, signal));
    known.set(q, hits);
    return hits;
  };
  const pages = all(term(pageMark, "name", 1));
  pages.catch(() => {});
  const own = nameOf(text, keyword);
  const named = Promise.all([own && own + typedMark, own && nameOf(text), own && own + pageMark + typedMark].map((name) => (name ? all(term(name, "name", 1)) : none))) as Promise<[Hits, Hits, Hits]>;
  named.catch(() => {});
  const terms = async (field: string, prefix: string) => (await index.keywords(field, Infinity, prefix, signal)).map(({ term, docs }): [string, number] => [term, docs.length]);
  const f = await find(text, { count: async (q) => (await all(q)).docs.length, simplified, keywords: terms, sounds, further, tongue: index.tongue });
  const marker = new Marker(f.plan, index.tongue);
  const [inTag, inDir] = await Promise.all([within(index, "tags", wanted.tag, signal), within(index, "dir", wanted.dir, signal)]);
  let n = 0;
  const begins = (await pages).docs;
  const page = Uint32Array.from({ length: index.room }, (_, doc) => (begins[n] === doc ? ++n : n));
  const { hits: like, dropped } = f.query ? await ranked(f, await all(f.query), { docs: index.docs, page, all, named: await named }) : { hits: none, dropped: [] };
  const [found, read] = await exactly(f.plan, like, index.tongue, (docs) => index.documents(docs, signal));
  const total = wanted.from + wanted.size;
  const everything = kept(found, inTag, inDir);
  const onPage = new Uint32Array(n + 1);
  for (const doc of Array.from(everything.docs)) {
    const p = page[doc] as number;
    onPage[p] = (onPage[p] as number) + 1;
  }
  const [listed, beyond] = parted(wanted.page ? parted(everything, (doc) => page[doc] === wanted.page)[0] : everything, (_, score) => !isBeyond(score));
  const [ours, others] = SEVERAL ? await split(index, listed, wanted.first, signal) : [listed, none];
  const chosen = [...best(ours, total), ...(SEVERAL ? best(others, total) : []), ...best(beyond, total)].slice(wanted.from, total);
  const mine = async (hits: Hits) => (SEVERAL && ours.docs.length > 0 ? (await split(index, hits, wanted.first, signal))[0] : hits);
  const [documents, [tags, dirs]] = await Promise.all([index.documents(chosen.map((h) => h.doc), signal), keywords]);
  const hits = documents.map(async (d, i) => {
    const hit = chosen[i] as Scored;
    const { body = "", code = "" } = d.fields;
    let found = excerptsOf(marker, body, code);
    for (const [row, query] of marker.han) {
      if (found.rows.has(row) || !Array.from((await all(query)).docs).includes(hit.doc)) continue;
      found = excerptsOf(marker, body, code, await table()); // it stands there in traditional characters
      break;
    }
    const number = page[hit.doc] as number;
    return { ...hitOf(d, hit, tags, marker, found, lang), number, onPage: onPage[number] as number };
  });
  return {
    ...said(f, marker, documents[0], read, lang),
    words: wordsOf(f.units),
    dropped,
    hits: await Promise.all(hits),
    total: everything.docs.length,
    listed: listed.docs.length,
    first: ours.docs.length,
    facets: { tags: counted(tags, await mine(kept(found, inDir))), dirs: counted(dirs, await mine(kept(found, inTag))) },
  };
}

function said(f: Finding, marker: Marker, best: StoredDocument | undefined, read: number, lang: string) {
  const { title = "", trail = "", body = "", code = "" } = best?.fields ?? {};
  const text = [title, trail, body, code].join("\n");
  const how = howOf(f, (u) => (u.like ? (new RegExp(u.like).exec(text)?.[0] ?? "") : marker.similar(u, text)));
  return { how: line(how, read, lang), corrected: how.corrected.map(([a, b]): [string, string] => [a, b]) };
}

function hitOf(d: StoredDocument, { doc, score }: Scored, tags: readonly Keyword[], marker: Marker, { excerpts, rows }: ReturnType<typeof excerptsOf>, lang: string): Omit<Hit, "number" | "onPage"> {
  const { title = "", trail = "", name = "" } = d.fields;
  const [address = "", id = ""] = d.id.split("#");
  const page = pageOf(address);
  const headings = trail ? trail.split("\n") : [];
  const marks = (text = "") => joined(marker.marks(text));
  return {
    page,
    id: decoded(id),
    url: id ? `${address}#${id}` : address,
    title,
    trail: headings,
    titleMarks: marks(title),
    trailMarks: marks(headings[headings.length - 1]),
    also: also(marker, [...name.split("\n"), fileOf(page)], `${title}\n${trail}`, rows),
    excerpts,
    tags: tags.filter((t) => t.docs.includes(doc)).map((t) => t.term),
    dir: page.includes("/") ? page.slice(0, page.lastIndexOf("/")) : "",
    score,
    tier: tier(score, lang),
  };
}
