/*
 * Four ways of importing that the bundler adds (package bundle says how).
 */

/** The name of a script of its own, which stands beside the script that imports its name. */
declare module "script:*" {
  const name: string;
  export default name;
}

/** A whole script as a function that needs nothing from around it; what it calls scope is its argument. */
declare module "worker:*" {
  const start: (scope: { postMessage(message: unknown): void; onmessage: ((event: MessageEvent) => unknown) | null }) => void;
  export default start;
}

/** The name of the style sheet of a feature, which stands beside the scripts. */
declare module "sheet:*" {
  const name: string;
  export default name;
}

/** The texts of a script in the language of the interface: of the files that begin so and go on with "-<language>.json". */
declare module "texts:*" {
  const texts: unknown;
  export default texts;
}
