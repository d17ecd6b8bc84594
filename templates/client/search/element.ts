type Attributes = Record<string, string>;

/** element makes an element. Strings become text, never HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** icon is an empty span that the style sheet fills. */
export function icon(name: string): HTMLElement {
  return element("span", { class: `biji-icon biji-icon-${name}`, "aria-hidden": "true" });
}
