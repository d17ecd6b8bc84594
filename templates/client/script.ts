/*
 * Scripts that are loaded when they are wanted, over http and from disk alike.
 * Each calls __biji(name, value). That a script has loaded says nothing: a
 * page of HTML, an empty file and half a script "load" as well. What counts is
 * the call.
 */
import { trusted } from "./trust.ts";

declare global {
  interface Window {
    __biji?: ((name: string | number, value: unknown) => void) | undefined;
  }
}

/** A LoadError says which script could not be loaded. The same may be asked for again. */
export class LoadError extends Error {
  constructor(src: string, why: string) {
    super(`${src}: ${why}`);
    this.name = "LoadError";
  }
}

const patience = 7_000; // milliseconds; whoever tries twice is done before a box gives up

/** Scripts that are on their way. A call belongs to the script that is running. */
const waiting = new WeakMap<Element, (value: unknown) => void>();

/**
 * loadScript gives what the script at an address hands over. fresh is past all
 * caches, unless the host refuses that. What the browser itself does not allow
 * is its own error.
 */
export function loadScript(root: Document, address: string, fresh = false): Promise<unknown> {
  // Another query makes a browser ask again for what its cache has.
  const src = fresh ? `${address}?${Date.now()}` : address;
  // An element of a note that has the name would not be null.
  if (typeof window.__biji !== "function") {
    window.__biji = (_, value) => {
      if (root.currentScript) waiting.get(root.currentScript)?.(value);
    };
  }
  return new Promise((resolve, reject) => {
    const script = root.createElement("script");
    script.src = trusted(src);
    const end = (why: string) => {
      clearTimeout(timer);
      script.remove();
      reject(new LoadError(src, why)); // nothing, if the call has come
    };
    const timer = setTimeout(end, patience, "no answer");
    waiting.set(script, resolve);
    script.onload = () => end("not what it should be");
    script.onerror = () => {
      if (fresh) resolve(loadScript(root, address)); // some hosts refuse every query
      end("not there");
    };
    root.head.append(script);
  });
}

/** handOver gives value to whoever has loaded the running script. */
export function handOver(name: string, value: unknown): void {
  window.__biji?.(name, value);
}
