/*
 * Trusted Types. A host may send
 *
 *	Content-Security-Policy: require-trusted-types-for 'script'; trusted-types biji
 *
 * and then a browser takes the address of a script or a worker only from a
 * policy that is called so. https://www.w3.org/TR/trusted-types/
 */

/** A Policy makes of an address what stands for it; to TypeScript that is a string still. */
interface Policy {
  createScriptURL(address: string): string;
}

declare const trustedTypes: { createPolicy(name: string, rules: Policy): Policy };

let policy: Policy | undefined; // a page may make one of a name only once

/**
 * trusted is the address of a script of this site, or of a blob of this page,
 * in the form in which the browser takes it. It throws for any other. Where the
 * host allows no policy, the address stays a string.
 */
export function trusted(address: string): string {
  policy ??= makePolicy({ createScriptURL: ours });
  return policy.createScriptURL(address);
}

function makePolicy(rules: Policy): Policy {
  try {
    return trustedTypes.createPolicy("biji", rules);
  } catch {
    return rules; // not allowed, or unknown to this browser: then at most an element of a note has the name
  }
}

function ours(address: string): string {
  const { protocol, host } = new URL(address, location.href);
  if (protocol === "blob:" || protocol + host === location.protocol + location.host) return address;
  throw new TypeError(address);
}
