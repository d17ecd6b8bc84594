/** prefetch fetches the page to which a link leads while the pointer rests on it. */
export function prefetch(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (!location.protocol.startsWith("http") || connection?.saveData || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const known = new Set([location.pathname]);
  let timer = 0;
  document.addEventListener("pointerover", ({ target }) => {
    clearTimeout(timer);
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link?.origin !== location.origin || known.has(link.pathname) || !/(\.html|\/)$/.test(link.pathname)) return;
    timer = setTimeout(() => {
      known.add(link.pathname);
      const ahead = document.createElement("link");
      ahead.rel = "prefetch";
      ahead.href = link.pathname;
      document.head.append(ahead);
    }, 80);
  });
}
