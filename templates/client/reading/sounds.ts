import { maxSounded } from "../reading.json";
import type { Asks } from "./further.ts";
import type { Unit } from "./plan.ts";

/* Words that are how a heading in Chinese is typed. Twin of sounds.go in site/search. */

/** sound makes a word that is nowhere into the likeliest run that it stands for, if there is any. */
export async function sound(l: Asks, u: Unit): Promise<void> {
  const names = await meant(l, u);
  let name = names.find((name) => name.length > 1);
  for (const end of u.after ? names.slice(0, maxSounded) : []) {
    const whole = u.after + end;
    if (!(await l.finds({ ...(await l.run(whole, "title")), strict: true }))) continue;
    name = whole;
    break;
  }
  if (name) Object.assign(u, await l.run(name, ""), { text: u.text, taken: name, side: u.side, weak: false });
}

/** meant is what a word stands for, in most documents first. */
async function meant(l: Asks, u: Unit): Promise<string[]> {
  const typed = u.text.toLowerCase();
  const docs = new Map<string, number>();
  for (const [term, count] of await l.typed(typed)) {
    let name = "";
    let at = 0;
    for (const [, c = "", size = 1] of term.matchAll(/([^a-z\d])(\d)?/g)) {
      if (at < typed.length) name += c;
      if (at < typed.length) at += Number(size);
    }
    if (u.prefix || at === typed.length) docs.set(name, (docs.get(name) ?? 0) + count);
  }
  return [...docs].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}
