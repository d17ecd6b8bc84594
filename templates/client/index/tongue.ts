/*
 * What is known of the languages of an index, other than Chinese and English.
 * Twin of tongues.go in site/search/analyze, which says what each of it is; the
 * start file of a pack has it.
 */

export interface Tongue {
  readonly asking?: string;
  readonly little?: string;
  readonly ending?: readonly string[];
  readonly cut?: string;
  readonly tail?: string;
  readonly edge?: string;
  readonly particle?: string;
}

/** asks says whether a question may begin with a word in lower case. */
export function asks({ asking }: Tongue, word: string): boolean {
  return has(asking, word);
}

function has(list = "", word: string): boolean {
  return word !== "" && list.split(" ").includes(word);
}

/** isLittle says whether a word in lower case, or a run, tells little. */
export function isLittle(t: Tongue, word: string): boolean {
  return asks(t, word) || has(t.little, word);
}

/** withoutEnding is a word without its ending. */
export function withoutEnding({ ending = [] }: Tongue, word: string): string {
  for (const e of ending) {
    const m = new RegExp(e, "u").exec(word);
    if (m) return m.slice(1).join("");
  }
  return word;
}

/** pieces are the stretches of a run, of two characters or more, that tell something. */
export function pieces(t: Tongue, run: string): string[] {
  if (isLittle(t, run)) return [];
  const stem = t.particle && new RegExp(t.particle, "u").exec(run)?.[1];
  if (stem) return [stem];
  if (!t.tail || !/[\u3041-\u30ff]/.test(run)) return [run];
  const blank = (s: string) => " ".repeat([...s].length);
  const tail = new RegExp(t.tail, "u");
  const left = [...run.replace(/[\u3041-\u3096]+/g, (s) => s.replace(tail, blank)).replace(new RegExp(t.cut ?? "", "gu"), blank)];
  const all = [...run];
  const list: string[] = [];
  for (let from = 0, to = 0; from < all.length; from = to) {
    while (to < left.length && left[to] !== " ") to++;
    if (to === from + 1) to = Math.min(to + 1, all.length); // a character alone, with the one behind it
    if (to > from + 1) list.push(all.slice(from, to).join(""));
    if (to === from) to++;
  }
  return list;
}

/** trimmed is a chain without what tells little at its ends, unless that is all. */
export function trimmed({ edge }: Tongue, chain: string): string {
  const rest = edge ? chain.replace(new RegExp(edge, "gu"), "") : "";
  return [...rest].length > 1 ? rest : chain;
}
