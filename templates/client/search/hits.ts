import type { Answer, Excerpt, Hit, Mark } from "./engine.ts";
import { perPage } from "../reading.json";
import { element } from "./element.ts";
import type { Place } from "./place.ts";
import { withMarks } from "./marks.ts";
import { wordsToMark } from "./matches.ts";
import type { SearchSay } from "./text.ts";

/** A Group is the hits on one page, best first. */
export interface Group {
  page: string;
  title: string;
  titleMarks: Mark[];
  dir: string;
  hits: Hit[];
}

/** grouped puts hits on one page together; pages stand in the order of their best hits. */
export function grouped(hits: readonly Hit[]): Group[] {
  const groups = new Map<string, Group>();
  for (const hit of hits) {
    const group = groups.get(hit.page);
    if (group) group.hits.push(hit);
    else groups.set(hit.page, { ...hit, hits: [hit] });
  }
  return [...groups.values()];
}

/** A Listing is what hits need to be shown. */
export interface Listing {
  place: Place;
  say: SearchSay;
  /** by page, what is shown of one that was unfolded */
  unfolded: ReadonlyMap<number, readonly Hit[]>;
  /** hears that a page is to be unfolded, of which so many hits are shown */
  unfold(page: number, shown: number): void;
  /** begins the ids of this list's options */
  id: string;
}

/**
 * listHits makes groups of options of the hits. An option is a link as well,
 * so that whatever else a browser offers on links works on it.
 */
export function listHits(answer: Answer, listing: Listing): HTMLElement[] {
  let count = 0;
  let before = 0; // hits
  let tier = "";
  const groups = grouped(answer.hits);
  return groups.flatMap((group, g) => {
    const begins = SEVERAL && listing.place.first && before === answer.first;
    before += group.hits.length;
    const { number, onPage } = group.hits[0] as Hit;
    const shown = listing.unfolded.get(number) ?? group.hits.slice(0, perPage);
    const words = wordsToMark(answer.words, shown);
    const id = `${listing.id}-g${g}`;
    const title = element("p", { class: "biji-hit-page", id }, element("span", {}, ...marked(group.title, group.titleMarks)));
    const twin = groups.some((other) => other !== group && other.title === group.title && other.dir === group.dir);
    const where = twin ? group.page.replace(/\.html$/, "") : group.dir;
    if (where !== "") title.append(element("span", { class: "biji-hit-dir" }, where));
    const told = new Set<string>(); // names of the page, each once
    const options = shown.map((hit) => {
      const also = hit.also.filter(({ text }) => !told.has(text) && told.add(text));
      return option({ ...hit, also }, words, `${listing.id}-o${count++}`, listing);
    });
    const more = onPage - shown.length;
    if (more > 0 && shown.length >= perPage) options.push(rest(group.hits[0] as Hit, words, `${listing.id}-o${count++}`, listing, shown.length, more));
    const made = element("div", { class: "biji-hit-group", role: "group", "aria-labelledby": id }, title, ...options);
    const above = (text: string) => element("div", { class: "biji-hit-else", role: "presentation" }, text);
    const all = [made];
    const [hit] = group.hits;
    if (hit && hit.tier !== tier && (tier = hit.tier)) all.unshift(above(tier));
    if (begins) all.unshift(above(listing.say("elsewhere", { n: answer.listed - answer.first })));
    return all;
  });
}

function option(hit: Hit, words: readonly string[], id: string, { place, say }: Listing): HTMLElement {
  // A scheme in the address would not survive the root before it.
  const href = withMarks(place.root + hit.url, words);
  const made = element("a", { class: "biji-hit", role: "option", id, href, tabindex: "-1", "aria-selected": "false" });
  const above = hit.trail.slice(0, -1);
  const own = hit.trail[hit.trail.length - 1];
  const heading = element("span", { class: "biji-hit-title" });
  if (above.length > 0) heading.append(element("span", { class: "biji-hit-trail" }, ...above.flatMap((text) => [text, " › "])));
  if (own === undefined) heading.append(element("span", { class: "biji-hit-top" }, say("top")));
  else heading.append(element("b", {}, ...marked(own, hit.trailMarks)));
  made.append(heading);
  for (const { text, marks } of hit.also) made.append(element("span", { class: "biji-hit-also" }, say("also"), ...marked(text, marks)));
  made.append(...hit.excerpts.map(excerpt));
  return made;
}

/** rest is the option that unfolds a page: it is a link to that as well. */
function rest({ url, number }: Hit, words: readonly string[], id: string, { place, say, unfold }: Listing, shown: number, n: number): HTMLElement {
  const href = withMarks(place.root + url.replace(/#.*/, ""), words);
  const made = element("a", { class: "biji-hit biji-hit-rest", role: "option", id, href, tabindex: "-1", "aria-selected": "false" }, element("span", { class: "biji-hit-title" }, say("rest", { n })));
  made.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    unfold(number, shown);
  });
  return made;
}

function excerpt({ text, marks, code }: Excerpt): HTMLElement {
  return element("span", { class: code ? "biji-hit-code" : "biji-hit-text" }, ...marked(text, marks));
}

/** marked is text with its marks as elements; marks that make no sense are left out. */
export function marked(text: string, marks: readonly Mark[]): (Node | string)[] {
  const out: (Node | string)[] = [];
  let done = 0;
  for (const { from, to } of marks) {
    if (!(from >= done && to > from && to <= text.length)) continue;
    if (from > done) out.push(text.slice(done, from));
    out.push(element("mark", {}, text.slice(from, to)));
    done = to;
  }
  if (done < text.length) out.push(text.slice(done));
  return out;
}
