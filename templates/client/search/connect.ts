import type { Engine } from "./engine.ts";
import type { Host } from "./handover.ts";
import { Remote } from "./remote.ts";

/** connect gives the engine that reads the index which this page names. */
export function connect({ place: { lang, index }, load }: Host): Engine {
  return new Remote({ lang, index, load });
}
