import type { Host } from "./handover.ts";

/** The name of the file of an index that every question needs. */
export const first = "start.js";

/** turn waits for the next task: until then the browser draws and listens. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** once gives a function that makes something when it is first called, and again if that has failed. */
export function once<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () =>
    (made ??= make().catch((e: unknown) => {
      made = undefined;
      throw e;
    }));
}

/** A Loader loads scripts of the index, and knows which are on their way. */
export interface Loader extends Pick<Host, "load"> {
  waiting(): string[];
}

/** indexLoader loads those that did not come before past all caches. */
export function indexLoader({ load, start }: Pick<Host, "load" | "start">): Loader {
  const coming = new Set<string>();
  let ahead: Promise<unknown> | undefined = start;
  const failed = new Set<string>(); // a cache may hold on to what did not come, or lets others wait for it
  const get: Host["load"] = (name, fresh) => {
    coming.add(name);
    const here = name === first && !fresh ? ahead : undefined;
    if (here) ahead = undefined; // handed on once: who asks again wants another
    const loading = here ?? load(name, fresh || failed.has(name));
    loading.then(() => failed.delete(name), () => failed.add(name)).finally(() => coming.delete(name));
    return loading;
  };
  return { load: get, waiting: () => [...coming] };
}
