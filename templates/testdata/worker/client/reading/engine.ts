import type { Inflate, Load } from "../index/pack.ts";
import type { Asks, Further } from "./further.ts";
import type { Unit } from "./plan.ts";
import { type Answer, type Engine, SearchError, type Wanted } from "../search/engine.ts";

/*
 * An engine that does what a test asks of it, by the words of the question, and
 * tells in how where it is.
 */

interface Site {
  load: Load;
  inflate: Inflate;
  further: Further;
  lang: string;
}

export function newEngine(site: Site): Engine {
  const where = typeof document === "undefined" ? "worker" : "page";
  const stopped: string[] = [];
  let warmed = 0;

  const say = async (text: string, signal: AbortSignal): Promise<string> => {
    if (text === "die") setTimeout(() => { throw new Error("died"); });
    if (text === "die" || text === "wait") await new Promise((_, reject) => {
      signal.addEventListener("abort", () => {
        stopped.push(text);
        reject(new SearchError("aborted"));
      });
    });
    if (text === "hang") for (;;);
    if (text === "load") return new TextDecoder().decode(await site.inflate(await site.load("start.js")));
    if (text === "gone") await site.load("gone.js").catch((e) => {
      throw new SearchError("failed", String(e));
    });
    if (text === "further") {
      const unit = { kind: "word", text: "hashmap", terms: ["hashmap"], prefix: "", halves: [] } as unknown as Unit;
      const asks = { finds: async (u: Unit) => u.halves.some((h) => h.join() === "hash,map"), terms: async (texts: string[]) => texts.map((t) => [t]) };
      const [found] = await site.further("loosen", [unit], asks as unknown as Asks);
      return `${found?.taken} ${JSON.stringify(await site.further("parse", "-a"))}`;
    }
    if (text === "stopped") return stopped.join();
    if (text === "warmed") return `${warmed} ${site.lang}`;
    return text;
  };
  return {
    warm: () => void warmed++,
    async search(text: string, { signal }: Wanted): Promise<Answer> {
      const how = `${where}: ${await say(text, signal)}`;
      const hit = { number: 1, onPage: 1, page: "index.html", id: "", url: "index.html", title: "Front", trail: [], titleMarks: [], trailMarks: [], excerpts: [], also: [], tags: [], dir: "", score: 1 };
      return { hits: [hit], total: 1, listed: 1, first: 1, words: [], how, dropped: [], corrected: [], facets: { tags: [], dirs: [] } };
    },
  };
}
