/** opens tells whether a key is one of those that open search. */
export function opens(event: KeyboardEvent): boolean {
  const { ctrlKey, metaKey, altKey, shiftKey } = event;
  if (ctrlKey || metaKey) return isFree(event) && !altKey && !shiftKey && letterOf(event) === "k";
  return isCommand(event) && signOf(event) === "/";
}

/** isCommand tells whether a key is pressed alone, by a reader who wants commands of one key. */
export function isCommand(event: KeyboardEvent): boolean {
  return isAlone(event) && areWanted();
}

/** areWanted: speech input hits commands of one key by accident, and a reader may have turned them off. */
export function areWanted(): boolean {
  return !document.querySelector("[data-biji-reader~=keyless]");
}

/** isAlone tells whether a key is pressed alone, and where it writes no text. */
export function isAlone(event: KeyboardEvent): boolean {
  return isFree(event) && !(event.ctrlKey || event.metaKey || event.altKey || isEditing(event.target));
}

/** isFree: neither a script nor an input method has taken the key. */
function isFree(event: KeyboardEvent): boolean {
  return !(event.defaultPrevented || event.isComposing || event.keyCode === 229);
}

/** letterOf is what a key writes, in lower case: in another script, what a Latin keyboard has in its place. */
export function letterOf({ key, code }: KeyboardEvent): string {
  return (key > "\x7f" ? code.slice(3) : key).toLowerCase(); // "KeyK"
}

const signs: Readonly<Record<string, string>> = { BracketLeft: "[", BracketRight: "]", Slash: "/" };

/** signOf is letterOf for signs, too: those that a Latin keyboard of America has in these places. */
export function signOf(event: KeyboardEvent): string {
  const sign = event.key > "\x7f" || event.key === "Dead" ? signs[event.code] : undefined;
  return sign === "/" && event.shiftKey ? "?" : (sign ?? letterOf(event));
}

/** isEditing tells whether letters that are typed at target go into a text. */
function isEditing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
