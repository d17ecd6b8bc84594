import type { Engine } from "./engine.ts";
import type { Host } from "./handover.ts";
import { indexLoader } from "./fetch.ts";
import type { Place } from "./place.ts";
import { Remote } from "./remote.ts";

/** connect gives the engine that reads the index of this site. */
export function connect(host: Host, { lang, first }: Place): Engine {
  return new Remote({ lang, first, ...indexLoader(host), script: host.script, trusted: host.trusted });
}
