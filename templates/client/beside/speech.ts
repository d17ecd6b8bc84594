/*
 * What a page and the page in the column beside it say to each other. From disk every
 * file is an origin of its own, so neither can look into the other: they send messages.
 *
 * What is trusted: that the window which sends is the one that is meant, as the browser
 * says it, and over http that it is of this site's origin. A site elsewhere that frames a
 * page is told nothing and changes nothing: what is sent is for this origin alone, and
 * without an answer the page stays as it is. From disk all origins are "null"; there a
 * file that frames a page is told its title and which links are followed, and may choose
 * its look. Every file can load the scripts of the site, with all its titles, anyway.
 *
 * What comes is taken as text, as an address that has to lie in the site, or as a key,
 * which does no more than what a key does that is no reader's: commands of the site.
 */

/** The name of the frame of a page that is in the column. */
export const frameName = "biji-beside";

/** A Look is what a reader has chosen: words of the theme and of the text. */
export type Look = { theme: string; reader: string };

/** A Key is one that was pressed in the column and is for the page. */
export type Key = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "shiftKey">;

/** Said is what is sent; the page in the column begins, and is not in it before it is answered. */
export type Said = { biji: "hello" } | { biji: "look"; look: Look } | { biji: "ready"; title: string } | { biji: "follow"; href: string } | { biji: "press"; key: Key } | { biji: "close" };

/** tell says something to a window of the site. */
export function tell(to: Window, said: Said): void {
  to.postMessage(said, origin === "null" ? "*" : origin);
}

/** heard is what a window of the site has said in an event. */
export function heard(event: MessageEvent, from: Window | null | undefined): Said | undefined {
  return from && event.source === from && event.origin === origin ? (Object(event.data) as Said) : undefined;
}
