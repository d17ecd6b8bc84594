import { longRun, maxAlike, maxSounded } from "../reading.json";
import { count } from "./characters.ts";
import { simplified, soundsIn } from "./daily.ts";
import type { Asks } from "./further.ts";
import { first, sounding, wholly, wrongIn } from "./misspelt.ts";
import type { Unit } from "./plan.ts";

/* Words that are how a heading in Chinese is typed, and runs that sound like one. Twin of sounds.go in site/search. */

/** sound makes a word or a run that is nowhere into the likeliest run that it stands for, if there is any; a word that is in few places may also stand for that. */
export async function sound(l: Asks, u: Unit): Promise<void> {
  if (u.kind === "run") return homophone(l, u);
  const lost = (await l.places({ ...u, prefix: "" })) === 0;
  const names = await meant(l, u, lost);
  const ends = u.after ? names.slice(0, maxSounded).map((end) => sounding(l, u, u.after + end)) : [];
  const whole = await first(l, await Promise.all(ends), wholly);
  if (whole) return void Object.assign(u, whole);
  const name = names.find((name) => count(name) > 1);
  if (!name) return;
  const run = await sounding(l, u, name);
  Object.assign(u, lost ? run : { heard: name, heardTerms: run.terms });
}

/** homophone makes a run into one that is somewhere, with some of its characters as they are in a heading that sounds alike. */
async function homophone(l: Asks, u: Unit): Promise<void> {
  const plain = await simplified(l, u.text);
  if (plain !== u.text && (await l.finds(await l.run(plain, u.field)))) return;
  const run = [...plain];
  if (run.length > maxAlike || !/[\u4e00-\u9fff]{2}/.test(plain)) return;
  if (run.length > longRun && !(await wrongIn(l, run)).includes(true)) return;
  const sounds = soundsIn(await l.sounds());
  const names = await Promise.all(run.slice(1).map((_, from) => alike(l, run.slice(from), sounds)));
  const wholes = names.flatMap((list, from) => list.map((name) => run.slice(0, from).join("") + name + run.slice(from + count(name)).join("")));
  const others = await Promise.all(wholes.map((whole) => sounding(l, u, whole)));
  Object.assign(u, await first(l, others, (other) => ({ ...other, enough: other.terms.length })));
}

/** alike are the names that sound like the beginning of run, and are not that: the longest first, and of those the ones in most documents. */
async function alike(l: Asks, run: readonly string[], of: (c?: string) => readonly string[]): Promise<string[]> {
  const docs = new Map<string, number>();
  const keys = of(run[0]).flatMap((a) => of(run[1]).map((b) => a + b));
  for (const [term, n] of (await Promise.all(keys.map((key) => l.keywords("typed", key)))).flat()) {
    let [chars, at, name] = [0, 0, ""];
    for (const [c, size] of spelt(term)) {
      if (!of(run[chars]).includes(term.slice(at, at + size))) break;
      [chars, at, name] = [chars + 1, at + size, name + c];
    }
    if (chars > 1 && !run.join("").startsWith(name)) docs.set(name, (docs.get(name) ?? 0) + n);
  }
  return [...docs].sort(([a, n], [b, m]) => count(b) - count(a) || m - n).map(([name]) => name).slice(0, maxSounded);
}

/** meant is what a word stands for, in most documents first; with half, also if it is typed so far only. */
async function meant(l: Asks, u: Unit, half: boolean): Promise<string[]> {
  const typed = u.text.toLowerCase();
  const docs = new Map<string, number>();
  for (const [term, n] of await l.keywords("typed", typed)) {
    let [at, name] = [0, ""];
    for (const [c, size] of spelt(term)) {
      if (at >= typed.length) break;
      [at, name] = [at + size, name + c];
    }
    if ((half && u.prefix) || at === typed.length) docs.set(name, (docs.get(name) ?? 0) + n);
  }
  return [...docs].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** spelt are the characters that a key stands for, and how many of its letters each has. */
function spelt(key: string): [string, number][] {
  return Array.from(key.matchAll(/([^a-z\d])(\d)?/gu), ([, c = "", size = 1]) => [c, Number(size)]);
}
