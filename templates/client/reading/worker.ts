// The engine at the far end of a wire: in a worker, or beside the page's own
// script where there can be no worker.
import { bytesOf, gunzip } from "../index/scripts.ts";
import type { Engine, Wanted } from "../search/engine.ts";
import { newEngine } from "./engine.ts";
import type { Asks, Further } from "./further.ts";
import { type Port, wire } from "./wire.ts";

declare const scope: Port;

let engine: Engine;
const asking = new Map<number, Asks>(); // of what further readings are at work for
let newest = 0;
const page = wire(scope, async (what, args, signal) => {
  if (what === "open") {
    const [lang] = args as [string];
    engine = newEngine({
      load: async (name, fresh) => bytesOf(await load(name, fresh)),
      inflate: gunzip,
      further,
      lang,
    });
  } else if (what === "warm") engine.warm();
  else if (what === "search") {
    const [text, wanted] = args as [string, Omit<Wanted, "signal">];
    return engine.search(text, { ...wanted, signal });
  } else {
    const [id, ...given] = args as [number, ...unknown[]];
    return (asking.get(id)?.[what as keyof Asks] as ((...given: unknown[]) => Promise<unknown>) | undefined)?.(...given);
  }
});

/** load lets the page load a script of the index: from disk, a worker cannot. */
function load(name: string, fresh?: boolean): Promise<unknown> {
  return page.ask("load", [name, fresh]);
}

/** further lets the page run what came later: to a worker no code can be added. */
const further = (async (what: string, given: unknown, asks?: Asks) => {
  const id = newest++;
  if (asks) asking.set(id, asks);
  try {
    return await page.ask(what, [given, id]);
  } finally {
    asking.delete(id);
  }
}) as Further;
