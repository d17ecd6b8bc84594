import { newEngine } from "../box/engine.ts";
import { gunzip, latestIndex, scriptLoader } from "../index/scripts.ts";
import type { Engine } from "./engine.ts";
import type { Place } from "./handover.ts";

/** connect gives the engine that reads the index which this page names. */
export function connect(place: Place): Engine {
  const folder = `${place.root}search/`;
  return newEngine({
    load: scriptLoader(document, `${folder}${place.index}/`),
    inflate: gunzip,
    lang: place.lang,
    updated: async () => (await latestIndex(document, `${folder}latest.js`)) !== place.index,
  });
}
