// Loaded when the engine wants it: what few questions need, and no worker can load.
import { type Asks, further } from "../reading/further.ts";
import { handOver } from "../script.ts";
import type { Wire } from "../reading/wire.ts";

/** A Reader answers what an engine asks at the other end of a wire, and asks it back. */
export type Reader = (what: string, args: readonly unknown[], ask: Wire["ask"]) => Promise<unknown>;

const reader: Reader = (what, [given, id], ask) => {
  const back = (name: keyof Asks) => (...args: unknown[]) => ask(name, [id, ...args]) as Promise<never>;
  const asks = new Proxy({}, { get: (_, name: keyof Asks) => back(name) }) as Asks;
  return (further as (...args: unknown[]) => Promise<unknown>)(what, given, asks);
};
handOver("further", reader);
