/*
 * Chinese words of asking and joining, longest first. Twin of asking.go in
 * site/search.
 */

const before = "请问 什么是 什么叫 为什么 为何 如何 怎么样 怎么 怎样 有什么 有哪些 哪些 关于 之间的 之间 的 和 与 或 跟 及".split(" ");
const after = "是什么意思 有什么区别 是什么 是啥 什么意思 怎么办 怎么用 怎么做 有哪些 有什么用 为什么 吗 呢 的".split(" ");
const between = /为什么|怎么样|有没有|怎么|怎样|如何|什么|哪些|哪个|哪种|还是|以及|是否|能否|[的和与或及跟是了吗呢]/;

/** What asks how two things differ, which a text may say in any words. */
const contrast =
  /(?:有什么区别|有什么不同|有何区别|有何不同|有啥区别|的区别|的不同|区别|不同|差别|差异|异同|对比|比较|怎么选择|怎样选择|如何选择|怎么选|怎样选|选哪个)$/;
const contrastWord = /^(?:vs|versus|differences?|differ|compared?|comparison)$/;

/** headingWords are terms of headings under which things are compared, as a run or a word asks for it. */
export function headingWords(run: boolean): readonly string[] {
  return run ? ["区别", "比较", "对比", "对照", "样选"] : ["vs", "compar"];
}

/** asksContrast says whether a run, or a word in lower case, is nothing but that. */
export function asksContrast(text: string, run: boolean): boolean {
  return run ? text.replace(contrast, "") === "" : contrastWord.test(text);
}

/** joins says whether a word in lower case stands between two things. */
export function joins(word: string): boolean {
  return /^(?:[和与跟及]|and|or)$/.test(word);
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

// An English question begins with one of questions, or one of maybe and a verb.
const verbs = "is|are|do|does|did|to|can|should|between";
const questions = "what|what's|how|why";
const maybe = "when|where|which|who|differences?";
const question = new RegExp(`^(?:(?:${questions}) |(?:${maybe}) (?:${verbs}) )`);
const idle = new RegExp(`^(?:${questions}|${maybe}|${verbs}|was|were|could|would|i|we|you|my|an?|the|of|in|and|works?|means?)$`);

/** isQuestion says whether words, in lower case and with a space after each, are a question in English. */
export function isQuestion(words: string): boolean {
  return question.test(words);
}

/** isIdle says whether a word in lower case asks for nothing in a question. */
export function isIdle(word: string): boolean {
  return idle.test(word);
}

/** particle says whether a run asks for nothing if it stands alone beside other words. */
export function particle(run: string): boolean {
  return /^[的和与或及跟是了吗呢在有]$/.test(run);
}

/** count is the number of characters. */
export function count(text: string): number {
  return [...text].length;
}

/** withoutAsking is run without the words of asking around it, if two characters or more are left. */
export function withoutAsking(run: string): string {
  for (const a of before) if (run.startsWith(a) && count(run.slice(a.length)) >= 2) run = run.slice(a.length);
  for (const a of after) if (run.endsWith(a) && count(run.slice(0, -a.length)) >= 2) run = run.slice(0, -a.length);
  return run;
}

/** pieces are what words of asking and joining leave of run: those of two characters or more. There are none if nothing was cut away. */
export function pieces(run: string): string[] {
  const list = run.split(between);
  return list.length === 1 ? [] : list.filter((piece) => count(piece) >= 2);
}
