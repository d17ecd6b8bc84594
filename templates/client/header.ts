const shaken = 6; // pixels: less is no direction
const below = 200; // the header stays at the beginning of a page

/** attachHeader hides the header of narrow screens on the way down, and shows it on the way up. */
export function attachHeader(root: Document): void {
  const page = root.documentElement;
  let last = scrollY;
  addEventListener(
    "scroll",
    () => {
      const by = scrollY - last;
      if (Math.abs(by) < shaken) return;
      last = scrollY;
      if (by > 0 && last > below) page.dataset["bijiDown"] = "";
      else delete page.dataset["bijiDown"];
    },
    { passive: true },
  );
}
