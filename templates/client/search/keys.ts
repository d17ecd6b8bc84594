/** opens tells whether a key is one of those that open search. */
export function opens(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return !event.shiftKey && letterOf(event) === "k";
  return event.key === "/" && !isEditing(event.target);
}

/** letterOf is the letter of a key, in lower case: of one in another script, the Latin one in its place. */
export function letterOf({ key, code }: KeyboardEvent): string {
  return (key > "\x7f" ? code.slice(3) : key).toLowerCase(); // "KeyK"
}

/** isEditing tells whether letters that are typed at target go into a text. */
export function isEditing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
