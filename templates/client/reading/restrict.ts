import type { Asks } from "./further.ts";
import type { Expr } from "./parse.ts";

/** asText is e with what only looks like a restriction to a field read as text. Twin of restrict.go in site/search. */
export async function asText(l: Asks, e: Expr): Promise<Expr> {
  if (e.kind === "not") return e;
  if ("kids" in e) {
    const kids: Expr[] = [];
    for (const k of e.kids) kids.push(await asText(l, k));
    return { ...e, kids };
  }
  if (!e.typed || (await l.has(e))) return e;
  const text: Expr = { ...e, kind: "words", text: e.typed, field: "" };
  return (await l.has(text)) ? text : e;
}
