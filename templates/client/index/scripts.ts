import { damaged } from "./cursor.ts";
import type { Inflate, Load } from "./pack.ts";

/*
 * The files of a pack as a page gets them, over http and from disk alike:
 * scripts that call __biji(name, text). That a script has loaded says
 * nothing: a page of HTML, an empty file and half a script "load" as well.
 * What counts is the call.
 */

declare global {
  interface Window {
    __biji?: ((name: string | number, text: string) => void) | undefined;
  }
}

/** A LoadError says which script could not be loaded. The same may be asked for again. */
export class LoadError extends Error {
  constructor(src: string, why: string) {
    super(`${src}: ${why}`);
    this.name = "LoadError";
  }
}

const patience = 10_000; // milliseconds

type Deliver = (text: string) => void;

/** scriptLoader gives the Load for the scripts in a folder, an address that ends with a slash. */
export function scriptLoader(root: Document, folder: string): Load {
  return async (name, fresh) => bytesOf(await loadText(root, folder + name, fresh));
}

/** latestIndex is the name of the index that the site has now; address is that of latest.js. */
export function latestIndex(root: Document, address: string): Promise<string> {
  return loadText(root, address, true);
}

/** Scripts that are on their way. A call belongs to the script that is running. */
const waiting = new WeakMap<Element, Deliver>();

function loadText(root: Document, address: string, fresh = false): Promise<string> {
  // Another query makes a browser ask again for what its cache has.
  const src = fresh ? `${address}?${Date.now()}` : address;
  const view = root.defaultView;
  return new Promise<string>((resolve, reject) => {
    if (!view) return reject(new LoadError(src, "no window"));
    view.__biji ??= (_, text) => {
      if (root.currentScript) waiting.get(root.currentScript)?.(text);
    };
    const script = root.createElement("script");
    const end = (why?: string) => {
      view.clearTimeout(timer);
      script.remove();
      if (why) reject(new LoadError(src, why));
    };
    const timer = view.setTimeout(() => end("no answer"), patience);
    waiting.set(script, (text) => {
      resolve(text);
      end();
    });
    script.onload = () => end("not what it should be"); // too late, if the call has come
    script.onerror = () => end("not there");
    script.src = src;
    root.head.append(script);
  });
}

function bytesOf(base64: string): Uint8Array {
  let text: string;
  try {
    text = atob(base64);
  } catch (e) {
    return damaged("base64", 0, String(e));
  }
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** gunzip unpacks a gzip member. The browser checks its CRC and length. */
export const gunzip: Inflate = async (gzip) => {
  const stream = new Blob([gzip as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  try {
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (e) {
    return damaged("gzip", 0, String(e));
  }
};
