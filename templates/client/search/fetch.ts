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

/** indexLoader loads scripts of the index; those that did not come before, past all caches. */
export function indexLoader({ load, start }: Pick<Host, "load" | "start">): Host["load"] {
  let ahead: Promise<unknown> | undefined = start;
  const failed = new Set<string>(); // a cache may hold on to what did not come, or lets others wait for it
  return (name, fresh) => {
    const here = name === first && !fresh ? ahead : undefined;
    if (here) ahead = undefined; // handed on once: who asks again wants another
    const loading = here ?? load(name, fresh || failed.has(name));
    loading.then(() => failed.delete(name), () => failed.add(name));
    return loading;
  };
}
