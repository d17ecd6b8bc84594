// The engine at the far end of a wire: in a worker, or beside the page's own
// script where there can be no worker.
import { bytesOf, gunzip } from "../index/scripts.ts";
import type { Engine, Wanted } from "../search/engine.ts";
import { newEngine } from "./engine.ts";
import { type Port, wire } from "./wire.ts";

declare const scope: Port;

let engine: Engine;
const page = wire(scope, async (what, args, signal) => {
  if (what === "open") {
    const [lang] = args as [string];
    engine = newEngine({
      load: async (name, fresh) => bytesOf(await load(name, fresh)),
      inflate: gunzip,
      lang,
    });
  } else if (what === "warm") engine.warm();
  else {
    const [text, wanted] = args as [string, Omit<Wanted, "signal">];
    return engine.search(text, { ...wanted, signal });
  }
});

/** load lets the page load a script of the index: from disk, a worker cannot. */
function load(name: string, fresh?: boolean): Promise<unknown> {
  return page.ask("load", [name, fresh]);
}
