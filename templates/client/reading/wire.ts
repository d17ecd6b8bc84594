import { type Failure, SearchError } from "../search/engine.ts";

/*
 * A wire joins a page and its engine, which is in a worker or, where there can
 * be none, in the page as well. Both ends ask, and both answer.
 */

/** A Port is a worker, the inside of one, or an end of a channel. */
export interface Port {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
}

/** A Wire is one end. */
export interface Wire {
  /** ask asks the other end; it rejects with a SearchError. What signal stops is answered as "aborted" at once. */
  ask(what: string, args: readonly unknown[], signal?: AbortSignal): Promise<unknown>;
  /** cut ends all that is still asked as failed. */
  cut(why: string): void;
}

type Reply = (value: unknown, failure?: Failure | undefined) => void;

/** What an end says: an id of its own and what it asks, or the other's id and the answer. */
type Message =
  | [say: "ask", id: number, what: string, args: readonly unknown[]]
  | [say: "stop", id: number]
  | [say: "answer", id: number, value: unknown, failure?: Failure | undefined];

/** wire makes one end of port, which answers by answer what the other end asks. */
export function wire(port: Port, answer: (what: string, args: readonly unknown[], signal: AbortSignal) => Promise<unknown>): Wire {
  const asked = new Map<number, Reply>();
  const working = new Map<number, AbortController>();
  let newest = 0;
  const say = (...message: Message) => port.postMessage(message);

  const work = async (id: number, what: string, args: readonly unknown[]) => {
    const work = new AbortController();
    const end: Reply = (...reply) => {
      if (working.delete(id)) say("answer", id, ...reply); // else it was stopped
    };
    working.set(id, work);
    try {
      end(await answer(what, args, work.signal));
    } catch (e) {
      end(String(e), e instanceof SearchError ? e.kind : "failed");
    }
  };
  port.onmessage = ({ data }: MessageEvent<Message>) => {
    const id = data[1];
    if (data[0] === "ask") void work(id, data[2], data[3]);
    else if (data[0] === "answer") asked.get(id)?.(data[2], data[3]);
    else {
      working.get(id)?.abort();
      if (working.delete(id)) say("answer", id, "", "aborted");
    }
  };
  return {
    ask: (what, args, signal) =>
      new Promise((resolve, reject) => {
        const id = newest++;
        asked.set(id, (value, failure) => {
          asked.delete(id);
          if (failure) reject(new SearchError(failure, String(value)));
          else resolve(value);
        });
        signal?.addEventListener("abort", () => asked.has(id) && say("stop", id));
        say("ask", id, what, args);
      }),
    cut(why) {
      for (const reply of [...asked.values()]) reply(why, "failed");
    },
  };
}
