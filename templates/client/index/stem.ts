/*
 * Stems of English words by M. F. Porter's algorithm (An algorithm for suffix
 * stripping, 1980), with the two departures of his own later versions (bli,
 * logi), as bleve's porter filter has it.
 */

const step2 =
  "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize ation:ate " +
  "ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log";
const step3 = "icate:ic ative: alize:al iciti:ic ical:ic ful: ness:";
const step4 = "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize";

/** stem is what is left of a word in lower case. */
export function stem(word: string): string {
  const last = word.charCodeAt(word.length - 1);
  if (last < 0x61 || last > 0x7a || [...word].length <= 2) return word; // all endings are of a to z
  let s = word;
  if (/.sses$|.ies$/u.test(s)) s = s.slice(0, -2);
  else if (/.s$/u.test(s) && !/.ss$/u.test(s)) s = s.slice(0, -1);
  s = withoutPast(s);
  if (s.endsWith("y") && hasVowel(s.slice(0, -1))) s = s.slice(0, -1) + "i";
  s = replaced(replaced(s, step2, 0), step3, 0);
  s = replaced(s, step4, 1);
  if (s.endsWith("e")) {
    const rest = s.slice(0, -1);
    const m = measure(rest);
    if (m > 1 || (m === 1 && !short(rest))) s = rest;
  }
  return /.ll$/u.test(s) && measure(s.slice(0, -1)) > 1 ? s.slice(0, -1) : s;
}

function withoutPast(s: string): string {
  if (/.eed$/u.test(s)) return measure(s.slice(0, -3)) > 0 ? s.slice(0, -1) : s;
  const rest = /.(ed|ing)$/u.exec(s) ? s.replace(/(ed|ing)$/, "") : "";
  if (!hasVowel(rest)) return s;
  if (/.(at|bl|iz)$/u.test(rest)) return rest + "e";
  const twice = /(.)\1$/u.exec(rest);
  if (twice && !/[lsz]$/.test(rest) && shape(rest).endsWith("c")) return rest.slice(0, -(twice[1] as string).length);
  return measure(rest) === 1 && short(rest) ? rest + "e" : rest;
}

/** replaced replaces the first of the endings that s has, if what is before it measures more than least. */
function replaced(s: string, endings: string, least: number): string {
  for (const rule of endings.split(" ")) {
    const [ending = "", other = ""] = rule.split(":");
    if (s.length <= ending.length || !s.endsWith(ending)) continue;
    const rest = s.slice(0, -ending.length);
    return measure(rest) > least && (rule !== "ion" || /[st]$/.test(rest)) ? rest + other : s;
  }
  return s;
}

/** shape writes v for each vowel and c for all else. y is a vowel after a consonant. */
function shape(s: string): string {
  let out = "";
  for (const letter of s) out += /[aeiou]/.test(letter) || (letter === "y" && out.endsWith("c")) ? "v" : "c";
  return out;
}

function hasVowel(s: string): boolean {
  return shape(s).includes("v");
}

/** measure counts the vowels followed by consonants. */
function measure(s: string): number {
  return (shape(s).match(/vc/g) ?? []).length;
}

/** short says whether s ends like hop: in a vowel between two consonants, the last not w, x or y. */
function short(s: string): boolean {
  return /cvc$/.test(shape(s)) && !/[wxy]$/.test(s);
}
