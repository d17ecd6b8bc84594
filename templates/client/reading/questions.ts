import {
  askingAfter, askingBefore, between, contrastWords, contrasts, headingRuns, headingWords as wordsInHeadings, idle, joins as joining,
  maybeQuestions, particles, questions, verbs,
} from "../reading.json";

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

/** isIdle says whether a word in lower case asks for nothing in a question. */
export function isIdle(word: string): boolean {
  return [questions, maybeQuestions, verbs, idle].some((list) => has(list, word));
}

/** particle says whether a run asks for nothing if it stands alone beside other words. */
export function particle(run: string): boolean {
  return has(particles, run);
}

/** count is the number of characters. */
export function count(text: string): number {
  return [...text].length;
}

/** withoutAsking is run without the words of asking around it, if two characters or more are left. */
export function withoutAsking(run: string): string {
  for (const a of askingBefore.split(" ")) if (run.startsWith(a) && count(run.slice(a.length)) >= 2) run = run.slice(a.length);
  for (const a of askingAfter.split(" ")) if (run.endsWith(a) && count(run.slice(0, -a.length)) >= 2) run = run.slice(0, -a.length);
  return run;
}

/** pieces are what words of asking and joining leave of run: those of two characters or more. There are none if nothing was cut away. */
export function pieces(run: string): string[] {
  const list = run.split(new RegExp(any(between)));
  return list.length === 1 ? [] : list.filter((piece) => count(piece) >= 2);
}
