import { loadScript } from "../script.ts";
import type { Host } from "./handover.ts";

/** turn waits for the next task: until then the browser draws and listens. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * scripts gives a function that loads the scripts in a folder: each once,
 * unless it failed, and twice then.
 */
export function scripts(root: Document, folder: string): (name: string) => Promise<unknown> {
  const loaded = new Map<string, Promise<unknown>>();
  return (name) => {
    const known = loaded.get(name);
    if (known) return known;
    const loading = loadScript(root, folder + name).catch(() => loadScript(root, folder + name, true));
    loaded.set(name, loading);
    loading.catch(() => loaded.delete(name));
    return loading;
  };
}

/** An IndexLoader loads scripts of an index, of which it may fetch the first ahead. */
export interface IndexLoader {
  readonly load: Host["load"];
  prefetch(): void;
}

const first = "start.js";

export function indexLoader(root: Document, folder: string): IndexLoader {
  let started = false;
  let ahead: Promise<unknown> | undefined;
  const failed = new Set<string>(); // a cache may hold on to what did not come, or lets others wait for it
  return {
    prefetch() {
      if (started) return;
      started = true;
      ahead = loadScript(root, folder + first);
      ahead.catch(() => {}); // whoever asks for it hears of it
    },
    load(name, fresh) {
      const here = name === first && !fresh ? ahead : undefined;
      if (here) ahead = undefined; // handed on once: who asks again wants another
      const loading = here ?? loadScript(root, folder + name, fresh || failed.has(name));
      loading.then(() => failed.delete(name), () => failed.add(name));
      return loading;
    },
  };
}
