import type { Engine } from "./engine.ts";
import type { Host } from "./handover.ts";
import { indexLoader } from "./fetch.ts";
import type { Place } from "./place.ts";
import { Remote } from "./remote.ts";

/** connect gives the engine that reads the index which this page names. */
export function connect(host: Host, { lang, index, first }: Place): Engine {
  return new Remote({ lang, index, first, load: indexLoader(host), trusted: host.trusted });
}
