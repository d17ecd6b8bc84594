/**
 * distance is how many edits make one word of another, or some number above most: a letter left out, too many or
 * another, or two side by side exchanged, each letter at most once. vellum, which bleve asks, says the same of words of
 * up to 32 bytes.
 */
export function distance(a: string, b: string, most: number): number {
  const letters = [...b];
  let before: number[] = [];
  let row = [0, ...letters].map((_, i) => i);
  let last = "";
  for (const [i, c] of [...a].entries()) {
    const next = [i + 1];
    const at = (list: number[], j: number) => list[j] as number;
    for (const [j, d] of letters.entries()) {
      const exchanged = j > 0 && c === letters[j - 1] && last === d ? at(before, j - 1) + 1 : Infinity;
      next.push(Math.min(at(row, j) + Number(c !== d), at(row, j + 1) + 1, at(next, j) + 1, exchanged));
    }
    [before, row, last] = [row, next, c];
    if (Math.min(...before, ...row) > most) break;
  }
  return row[letters.length] as number; // of the rows that were made: above most, if they are not all
}
