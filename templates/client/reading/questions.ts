import {
  asking, contrastWords, contrasts, headingRuns, headingWords as wordsInHeadings, joins as joining, maybeQuestions, questions, verbs, weak,
} from "../reading.json";
import { pieces, type Tongue } from "../index/tongue.ts";
import { count } from "./characters.ts";

/* Words of asking and joining. Twin of questions.go in site/search. */

/** any is the pattern of any of the words of a list. */
function any(list: string): string {
  return `(?:${list.replace(/ /g, "|")})`;
}

/** has says whether a word is in a list. */
export function has(list: string, word: string): boolean {
  return list.split(" ").includes(word);
}

/** What asks how two things differ, which a text may say in any words. */
const contrast = new RegExp(contrasts);

/** headingWords are terms of headings under which things are compared, as a run or a word asks for it. */
export function headingWords(run: boolean): readonly string[] {
  return (run ? headingRuns : wordsInHeadings).split(" ");
}

/** asksContrast says whether a run, or a word in lower case, is nothing but that. */
export function asksContrast(text: string, run: boolean): boolean {
  return run ? text.replace(contrast, "") === "" : has(contrastWords, text);
}

/** joins says whether a word in lower case stands between two things. */
export function joins(word: string): boolean {
  return has(joining, word);
}

/** contrasted are the two things that a run asks to compare, or none. */
export function contrasted(run: string): string[] {
  if (!contrast.test(run)) return [];
  const rest = run.replace(contrast, "").replace(/的$/, "").replace(/之间$/, "");
  return /^(.{2,}?)[和与跟及](.{2,})$/u.exec(rest)?.slice(1) ?? [];
}

/** joined are the two things that a run names side by side, or none. */
export function joined(run: string): string[] {
  return /^(.{2,}?)[和与](.{2,})$/u.exec(run)?.slice(1) ?? [];
}

/** headingsOf are headings of a section that compares a and b; those in English only if the question is. */
export function headingsOf(a: string, b: string, english: boolean): string[] {
  const list = ["", "区别", "的区别", "比较", "对比"].flatMap((end) => [`${a}与${b}${end}`, `${a}和${b}${end}`]);
  return english ? [...list, `${a} and ${b}`, `${a} vs ${b}`, `the difference between ${a} and ${b}`] : list;
}

// An English question begins with one of questions, or one of maybeQuestions and a verb.
const question = new RegExp(`^(?:${any(questions)} |${any(maybeQuestions)} ${any(verbs)} )`);

/** isQuestion says whether words, in lower case and with a space after each, are a question in English. */
export function isQuestion(words: string): boolean {
  return question.test(words);
}

/** isWeak says whether a word in lower case, or a run, tells little of what is wanted. */
export function isWeak(word: string): boolean {
  return [questions, maybeQuestions, verbs, asking, weak].some((list) => has(list, word));
}

const weakRuns = `${asking} ${weak}`.split(" ").sort((a, b) => b.length - a.length);

/** telling are the stretches of a run that tell something: what weak words leave of it. Twin of telling in Go, which says more. */
export function telling(run: string, t: Tongue): string[] {
  const letters = [...run];
  const list: string[] = [];
  let from = 0;
  const cut = (at: number) => list.push(letters.slice(from, at).join(""));
  for (let at = 0; at < letters.length; at++) {
    const [left, right] = [at - from, letters.length - at];
    const weak = left === 1 ? "" : weakRuns.find((w) => (right - w.length !== 1 || w.length > 2) && (at + w.length > 1 || w === "的") && letters.slice(at, at + w.length).join("") === w);
    if (!weak) continue;
    cut(at);
    from = at + weak.length;
    at = from - 1;
  }
  cut(letters.length);
  return list.flatMap((piece) => pieces(t, piece)).filter((piece) => count(piece) >= 2);
}
