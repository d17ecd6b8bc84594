/* What is asked of texts everywhere. It needs nothing else, so scripts that share it are small. */

/** count is the number of characters. */
export function count(text: string): number {
  return [...text].length;
}

/** letters says whether text is two ASCII letters or more, and nothing else. */
export function letters(text: string): boolean {
  return /^[A-Za-z]{2,}$/.test(text);
}

/** trim is text without white space around it. */
export function trim(text: string): string {
  return text.replace(/^[\s\x85]+|[\s\x85]+$/g, "");
}

/** whole is a character, or a space for half of one. */
export function whole(c: string): string {
  return c >= "\ud800" && c <= "\udfff" && c.length === 1 ? " " : c;
}
