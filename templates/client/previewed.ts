/** previewed is the link around a target of events whose card a reader may want to see. */
export function previewed(target: EventTarget | null): HTMLAnchorElement | null {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>(".biji-text a[href], .biji-related a[href]") : null;
  return link?.origin === location.origin && link.protocol === location.protocol && !link.matches(".biji-anchor, .footnote-back") ? link : null;
}
