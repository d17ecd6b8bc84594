import { words } from "../index/analyze.ts";
import { codeLines, codeWidth, excerptLead as leadWidth, excerptTail as tail, excerptWidth as width } from "../reading.json";
import type { Excerpt, Mark } from "../search/engine.ts";
import { trim } from "./characters.ts";
import type { Found, Marker, Table } from "./marker.ts";

/* What to show of a section. Twin of excerpt.go in site/search. */

/** excerptsOf chooses the parts of a section that show most of what was found, and gives the rows that were. */
export function excerptsOf(marker: Marker, body: string, code: string, table?: Table): { excerpts: Excerpt[]; rows: Set<string> } {
  const flat = flattened(body);
  const source = code.replace(/\n+$/, "");
  const [inFlat, inSource] = [marker.marks(flat, table), marker.marks(source, table)];
  const excerpts: Excerpt[] = [];
  const add = (text: string, code: boolean) => excerpts.push({ text, marks: joined(marker.marks(text, table)), code });
  if (inFlat.length > 0 || (inSource.length === 0 && flat)) add(cut(flat, inFlat), false);
  if (inSource.length > 0 || (!flat && source)) add(cutCode(source, inSource), true);
  return { excerpts, rows: new Set([...inFlat, ...inSource].map((k) => k.row)) };
}

/** also are the names that show something beyond rows and what the headings show. */
export function also(marker: Marker, names: readonly string[], headings: string, rows: Set<string>): Excerpt[] {
  for (const { row } of marker.marks(headings)) rows.add(row);
  return names.flatMap((text) => {
    const marks = marker.marks(text);
    const known = rows.size;
    for (const { row } of marks) rows.add(row);
    return rows.size > known ? { text, marks: joined(marks), code: false } : [];
  });
}

/** flattened is a body as one line: a bar stands between the cells of a table, a dot after lines that do not end like sentences. */
function flattened(body: string): string {
  const ended = /[。！？；.!?;,:，、：\n]/;
  return trim(body).replace(/[\t\n]/g, (c, at, all) => (c === "\t" ? " | " : ended.test(all[at - 1]) ? " " : " · "));
}

/** joined are marks, those that touch as one. */
export function joined(marks: readonly Found[]): Mark[] {
  const list: Mark[] = [];
  for (const { from, to } of marks) {
    const last = list[list.length - 1];
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else list.push({ from, to });
  }
  return list;
}

const sign = (more: boolean) => (more ? "…" : "");

function cut(text: string, marks: readonly Found[]): string {
  const first = bestMark(text, marks);
  const from = first && columns(text, 0, width) < text.length ? lead(text, first) : 0;
  const room = from + columns(text, from, width);
  if (room === text.length) return sign(from > 0) + text.slice(from);
  const shown = marks.reduce((shown, { to }) => (to <= room ? Math.max(shown, to) : shown), from + 1);
  return sign(from > 0) + text.slice(from, place(text, room, shown, tail)).replace(/[ ,:|·，、：（「『“【《]*$/, "…");
}

/** cutCode takes whole lines, if they are not too long, without the indentation that they share. */
function cutCode(text: string, marks: readonly Found[]): string {
  const at = bestMark(text, marks);
  const line = text.slice(0, at).lastIndexOf("\n") + 1;
  const from = columns(text, line, width / 2) < at - line ? lead(text, at) : line;
  let some = text.slice(from, from + columns(text, from, codeWidth));
  if (from + some.length < text.length) some = some.replace(/\n[^\n]*$/, "");
  const lines = some.split("\n").slice(0, codeLines);
  const depth = Math.min(...lines.map((l) => l.search(/[^ \t]/)).filter((n) => n >= 0));
  const more = from + lines.join("\n").length < text.length;
  return sign(from > line) + lines.map((l) => l.slice(depth)).join("\n") + sign(more);
}

/** bestMark is where the first of those marks is after which an excerpt shows the most different rows, then the most marks. */
function bestMark(text: string, marks: readonly Found[]): number {
  let [best, bestScore] = [0, 0];
  marks.forEach(({ from }, i) => {
    const end = from + columns(text, from, width - leadWidth);
    const rows = marks.slice(i, i + width).flatMap((k) => (k.to <= end ? k.row : []));
    const score = new Set(rows).size * 1000 + rows.length;
    if (score > bestScore) [best, bestScore] = [from, score];
  });
  return best;
}

/** lead is where an excerpt begins that shows the mark at at. */
function lead(text: string, at: number): number {
  const from = place(text, at, 0, leadWidth, true);
  return from + (/^ */.exec(text.slice(from, at))?.[0].length ?? 0);
}

/**
 * place is the best place to cut text, from at back to stop: the last end of
 * a sentence, or else of what is next best the last one, or the first. It is
 * not further back than so many columns, unless all of that is one name.
 */
function place(text: string, at: number, stop: number, room: number, first = false): number {
  let [chosen, best] = [at, 0];
  for (let i = at; i >= stop && best < 4; ) {
    const quality = placeAt(text, i);
    if (quality > best || (first && quality > 0 && quality === best)) [chosen, best] = [i, quality];
    const c = lastChar(text, i);
    if ((room -= columnsOf(c)) < 0 && (first || best > 0)) break;
    i -= c.length || 1;
  }
  return chosen;
}

/**
 * placeAt says what is cut if a text is cut at at: 4 after a sentence, 3 after
 * a comma, a bracket or a cell, 2 after a word of another kind or a space, 1
 * between two characters, which may be one word, 0 in a name, a number or an
 * address.
 */
function placeAt(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - 2), at);
  if (/^$|[。！？；\n]$|[。！？；.!?;·][ ，、：）」』”】》]$/.test(before)) return 4;
  if (/[，、：）」』”】》]$|[,:)|] $/.test(before)) return 3;
  const [a, b] = [lastChar(text, at), String.fromCodePoint(text.codePointAt(at) as number)];
  const wide = columnsOf(a);
  return a === " " || b === " " || wide !== columnsOf(b) ? 2 : wide - 1;
}

/** lastChar is the last character before end. */
function lastChar(text: string, end: number): string {
  return Array.from(text.slice(Math.max(0, end - 2), end)).pop() ?? "";
}

/** columns is how much of text from at on fills so many columns. */
function columns(text: string, at: number, room: number): number {
  const start = at;
  while (at < text.length) {
    const c = String.fromCodePoint(text.codePointAt(at) as number);
    if ((room -= columnsOf(c)) < 0) break;
    at += c.length;
  }
  return at - start;
}

function columnsOf(c: string): number {
  if (c < "\u1100") return 1;
  return (c >= "\u4e00" && c <= "\u9fff") || /[\u3000-\u303f\uff00-\uff60]/.test(c) || words(c)[0]?.run ? 2 : 1;
}
