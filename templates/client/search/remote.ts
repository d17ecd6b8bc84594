import furtherScript from "script:./further.ts";
import start from "worker:../reading/worker.ts";
import { type Port, type Wire, wire } from "../reading/wire.ts";
import type { Scope } from "../reading/facets.ts";
import { type Loader, once, turn } from "./fetch.ts";
import type { Reader } from "./further.ts";
import { type Answer, type Engine, SearchError, type Wanted } from "./engine.ts";

/** What an engine elsewhere needs of the page. */
export interface Near extends Loader {
  /** script gets what a script of the folder of scripts hands over. */
  script(file: string): Promise<unknown>;
  /** trusted is the address of a worker in the form in which the browser takes it. */
  trusted(address: string): string;
  readonly lang: string;
  /** what comes first in every answer */
  readonly first: Scope | undefined;
}

const beginning = 3_000; // milliseconds in which a worker must have begun
const stopping = 3_000; // milliseconds in which an engine that is told to stop must have said so; slow phones need some

/** A Far is an engine at the other end of a wire. */
interface Far extends Wire {
  ended: boolean;
  end(why: string): void;
}

/**
 * A Remote is an engine that reads and computes in a worker, or beside the page
 * if there can be no worker. One that dies, or does not stop when it is told
 * to, is replaced.
 */
export class Remote implements Engine {
  readonly #near: Near;
  readonly #further: () => Promise<unknown>;
  #far: Promise<Far> | undefined;
  #now: Far | undefined; // what far has become, until it ends

  constructor(near: Near) {
    this.#near = near;
    this.#further = once(() => near.script(furtherScript));
  }

  renew(): void {
    this.#now?.end("renewed");
  }

  waiting(): string[] {
    return this.#near.waiting();
  }

  warm(): void {
    void this.#open().then((far) => far.ask("warm", [])).catch(() => {}); // search will say it
  }

  async search(text: string, wanted: Wanted, again = false): Promise<Answer> {
    const { signal, ...rest } = wanted;
    const far = await this.#open();
    if (signal.aborted) throw new SearchError("aborted");
    let timer: ReturnType<typeof setTimeout> | undefined;
    signal.addEventListener("abort", () => {
      timer = setTimeout(() => far.end("stuck"), stopping);
    });
    try {
      return (await far.ask("search", [text, SEVERAL ? { ...rest, first: this.#near.first } : rest], signal)) as Answer;
    } catch (e) {
      // It was ended for another question's sake.
      if (far.ended && !again && !signal.aborted) return this.search(text, wanted, true);
      throw e;
    } finally {
      clearTimeout(timer);
    }
  }

  #open(): Promise<Far> {
    if (this.#far) return this.#far;
    this.#far = this.#inWorker().catch(() => this.#inPage());
    this.#far.catch(() => {
      this.#far = undefined;
    });
    return this.#far;
  }

  /** inWorker fails if the browser will not have it: at once, by an event, or by silence. */
  async #inWorker(): Promise<Far> {
    await turn();
    const address = URL.createObjectURL(new Blob([`"use strict";(${start})(self)`], { type: "text/javascript" }));
    try {
      const worker = new Worker(this.#near.trusted(address));
      const far = this.#reach(worker, () => worker.terminate());
      worker.onerror = (event) => far.end(event.message);
      const timer = setTimeout(() => far.end("late"), beginning);
      await this.#begin(far);
      clearTimeout(timer);
      return far;
    } finally {
      URL.revokeObjectURL(address);
    }
  }

  async #inPage(): Promise<Far> {
    const { port1, port2 } = new MessageChannel();
    const far = this.#reach(port1, () => port1.close());
    start(port2);
    await this.#begin(far);
    return far;
  }

  async #begin(far: Far): Promise<void> {
    await far.ask("open", [this.#near.lang]);
    this.#now = far;
  }

  #reach(port: Port, close: () => void): Far {
    const { ask, cut } = wire(port, async (what, args) => {
      if (what !== "load") return ((await this.#further()) as Reader)(what, args, ask);
      return this.#near.load(args[0] as string, args[1] as boolean);
    });
    const far: Far = {
      ask,
      cut,
      ended: false,
      end: (why) => {
        far.ended = true;
        if (this.#now === far) this.#now = this.#far = undefined; // the next question opens another
        close();
        cut(why);
      },
    };
    return far;
  }
}
